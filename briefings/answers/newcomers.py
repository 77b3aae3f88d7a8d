"""What is new to a reader: what rests on nothing that the library had at the reader's last brief.

What counts is when an article came, by its place in the library, not what was shown: a short brief
leaves much out, and a line that merely comes up again is no news. No clock has a part in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

from briefings.answers.since import Since
from briefings.library import Reader
from briefings.models import Citation, Discrepancy


@dataclass(frozen=True, slots=True)
class Newcomers:
    """The articles that came since a reader's last brief."""

    articles: frozenset[str]

    def carry(self, citations: Iterable[Citation]) -> bool:
        """Whether it is they alone that say so."""
        cited = {citation.article for citation in citations}
        return bool(cited) and cited <= self.articles

    def differ(self, discrepancy: Discrepancy) -> bool:
        """Whether reports differ only since they came: before, fewer than two sides were there."""
        return sum(not self.carry(claim.citations) for claim in discrepancy.claims) < 2


def newcomers(reader: Reader, since: Since, articles: Iterable[str]) -> Newcomers:
    """Those of these articles that came since."""
    places = reader.article_places(set(articles))
    return Newcomers(frozenset(one for one, place in places.items() if place >= since.place))


def is_known(since: Since | None, reader: Reader) -> TypeGuard[Since]:
    """Whether it can be told what is new since.

    Not where there was no brief before, nor where the library was put back to a state before it.
    """
    return since is not None and 0 < since.place <= reader.next_place()
