"""What is new to a reader: what is based only on articles since the reader's last brief.

What counts is when an article arrived, by its place in the library, not what was shown: a short
brief leaves much out, and a line that only reappears is not news. No clock is involved.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

from briefings.answers.since import Since
from briefings.library import Reader
from briefings.models import Citation, Discrepancy


@dataclass(frozen=True, slots=True)
class Newcomers:
    """The articles that arrived since a reader's last brief."""

    articles: frozenset[str]

    def carry(self, citations: Iterable[Citation]) -> bool:
        """Whether only they say so."""
        cited = {citation.article for citation in citations}
        return bool(cited) and cited <= self.articles

    def differ(self, discrepancy: Discrepancy) -> bool:
        """Whether reports differ only since then: before, there were fewer than two sides."""
        return sum(not self.carry(claim.citations) for claim in discrepancy.claims) < 2


def newcomers(reader: Reader, since: Since, articles: Iterable[str]) -> Newcomers:
    """Those of the articles that arrived since."""
    places = reader.article_places(set(articles))
    return Newcomers(frozenset(one for one, place in places.items() if place >= since.place))


def is_known(since: Since | None, reader: Reader) -> TypeGuard[Since]:
    """Whether it is known what is new since.

    Not without an earlier brief, nor if the library was restored to a state before it.
    """
    return since is not None and 0 < since.place <= reader.next_place()
