"""Numbers citations in the order of first use in an answer's lines."""

from collections.abc import Iterable

from briefings.answers.catalog import Catalog
from briefings.answers.links import deep_link
from briefings.answers.parts import CitedLine, Reference
from briefings.models import Actor, Citation, Claim, Position, Statement, sentence

MAX_LINE = 500
"""The longest sentence shown, in characters."""
SHORT = 3
"""How many places a line of a short reply numbers."""


class References:
    """Hands out numbers from 1; the same place in the same article keeps its number."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._numbers: dict[Citation, int] = {}

    def cite(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """The citations' numbers, without duplicates."""
        known = (one for one in citations if self._catalog.article(one.article))
        return tuple(
            dict.fromkeys(
                self._numbers.setdefault(citation, len(self._numbers) + 1) for citation in known
            )
        )

    def line(self, text: str, citations: Iterable[Citation]) -> CitedLine:
        found = tuple(citations)
        return CitedLine(text, self.cite(found), self.origins(found))

    def statement(
        self,
        record: Statement,
        *,
        most: int | None = None,
        speaker: Actor | None = None,
    ) -> CitedLine:
        """A record as a line that shows whose words it is.

        Args:
            most: how many of its citations are numbered; None for all.
            speaker: whose quotation it is, if it is one.
        """
        text = sentence(record)
        lead, first = "", record.citations[0]
        if isinstance(record, Claim) and record.verbatim and len(first.exact) <= MAX_LINE:
            # A sentence may be compared by one of its words; the line is the whole sentence.
            lead, text = (text if text != first.exact else ""), first.exact
        position = record if isinstance(record, Position) else None
        return CitedLine(
            text,
            self.cite(record.citations[:most]),
            self.origins(record.citations),
            article=self._catalog.article(first.article) if record.verbatim else None,
            speaker=speaker if record.verbatim else None,
            lead=lead,
            evidence=(position.evidence or "") if position and position.verbatim else "",
            sources=getattr(record, "origins", None) or 0,
            edited=record.edited,
        )

    def origins(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """The original sources behind the citations, each once."""
        cited = (self._catalog.article(citation.article) for citation in citations)
        found = (article.origin for article in cited if article and article.origin)
        return tuple(dict.fromkeys(found))

    def listed(self) -> tuple[Reference, ...]:
        return tuple(
            Reference(number, citation, article, deep_link(article, citation))
            for citation, number in self._numbers.items()
            if (article := self._catalog.article(citation.article))
        )
