"""Numbering citations in the order in which an answer's lines first use them."""

from collections.abc import Iterable

from briefings.answers.catalog import Catalog
from briefings.answers.links import deep_link
from briefings.answers.parts import CitedLine, Reference
from briefings.models import Citation


class References:
    """Hands out numbers from 1; the same place in the same article keeps its number."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._numbers: dict[Citation, int] = {}

    def cite(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """The citations' numbers, without doubles."""
        known = (one for one in citations if self._catalog.article(one.article))
        return tuple(
            dict.fromkeys(
                self._numbers.setdefault(citation, len(self._numbers) + 1) for citation in known
            )
        )

    def line(self, text: str, citations: Iterable[Citation]) -> CitedLine:
        found = tuple(citations)
        return CitedLine(text, self.cite(found), self.origins(found))

    def origins(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """The independent origins behind the citations, each once."""
        cited = (self._catalog.article(citation.article) for citation in citations)
        found = (article.origin for article in cited if article and article.origin)
        return tuple(dict.fromkeys(found))

    def listed(self) -> tuple[Reference, ...]:
        return tuple(
            Reference(number, citation, article, deep_link(article, citation))
            for citation, number in self._numbers.items()
            if (article := self._catalog.article(citation.article))
        )
