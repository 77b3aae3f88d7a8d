"""What can be laid out, and by which template."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.answers.kinds import KINDS
from briefings.answers.types import Ambiguous, Answer, Empty, NotFound, Refused


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A fault of ours: `reference` is the id under which the log tells more."""

    reference: str


Renderable = Answer | Unexpected
"""Whatever a template lays out."""

TEMPLATE_OF: Mapping[type, str] = {
    **{kind.answer: kind.name for kind in KINDS},
    NotFound: "not_found",
    Ambiguous: "ambiguous",
    Empty: "empty",
    Refused: "refused",
    Unexpected: "error",
}
"""The template's name, without its suffix; a kind of answer declares its own."""
