"""What can be laid out, and by which template."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.answers.kinds import KINDS
from briefings.answers.types import Ambiguous, Answer, Empty, NotFound, Refused


@dataclass(frozen=True, slots=True)
class Unexpected:
    """A fault of ours: `reference` is its id in the log, which says more."""

    reference: str


Renderable = Answer | Unexpected
"""Everything that a template can lay out."""

TEMPLATE_OF: Mapping[type, str] = {
    **{kind.answer: kind.name for kind in KINDS},
    NotFound: "not_found",
    Ambiguous: "ambiguous",
    Empty: "empty",
    Refused: "refused",
    Unexpected: "error",
}
"""The template's name, without its suffix; a kind of answer declares its own."""
