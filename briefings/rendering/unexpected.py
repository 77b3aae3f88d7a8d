"""What a front end says when something fails that should not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A fault of ours: `reference` is the id under which the log tells more."""

    reference: str
