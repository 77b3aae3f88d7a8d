"""What a front end says when something fails that should not."""

from dataclasses import dataclass

from briefings.answers.daily import DailyBriefing
from briefings.answers.types import Answer


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A fault of ours: `reference` is the id under which the log tells more."""

    reference: str


Renderable = Answer | DailyBriefing | Unexpected
"""Whatever a template lays out."""
