"""What reports differ about, as two or more claims with their places."""

from dataclasses import dataclass

from briefings.models import DiscrepancyKind
from briefings.stories.articles import Citation


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """One side: what it says (a number, a day, the sentence), and where."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StatedDiscrepancy:
    """Two or more claims about one thing. `about` is the word or actor concerned."""

    kind: DiscrepancyKind
    about: str
    claims: tuple[StatedClaim, ...]
