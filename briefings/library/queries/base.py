"""What all questions need: a connection, and records by their keys."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, select

from briefings.digest.layout import SECTIONS
from briefings.library.bulk import select_in
from briefings.library.changing import TABLES
from briefings.library.encoding import RecordCache, unpack
from briefings.library.tables import articles, entries
from briefings.models import Article, Quote

R = TypeVar("R")


class Query:
    """One state of a library. Belongs to one thread, for as long as its transaction is open."""

    def __init__(self, connection: Connection, cache: RecordCache, revision: int) -> None:
        self._connection = connection
        self._cache = cache
        self.revision = revision
        """How often the library had changed by then."""

    def article(self, article_id: str) -> Article | None:
        """An article, without its text."""
        return self.articles((article_id,)).get(article_id)

    def articles(self, ids: Iterable[str]) -> Mapping[str, Article]:
        """Those articles that there are, by id, without their texts."""
        return self._by_id("articles", Article, ids)

    def quote(self, quote_id: str) -> Quote | None:
        return self.quotes((quote_id,)).get(quote_id)

    def quotes(self, ids: Iterable[str]) -> Mapping[str, Quote]:
        """Those quotations that there are, by id."""
        return self._by_id("quotes", Quote, ids)

    def _by_id(self, section: str, _model: type[R], ids: Iterable[str]) -> dict[str, R]:
        """Records that count, by id: in the order asked for."""
        table = TABLES[section]
        query = select(table.c.id, table.c.key, table.c.payload).where(~table.c.shadowed)
        if table is entries:
            query = query.where(entries.c.section == section)
        wanted = list(dict.fromkeys(ids))
        found = {
            id_: cast("R", self._cache.decoded(section, key, payload))
            for id_, key, payload in select_in(self._connection, query, table.c.id, wanted)
        }
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def _by_key(self, section: str, _model: type[R], keys: Sequence[int]) -> list[R]:
        """The records of these rows, in this order; only those not read before are read."""
        table = TABLES[section]
        found: dict[int, Any] = {key: self._cache.find(key) for key in keys}
        missing = [key for key, record in found.items() if record is None]
        query = select(table.c.key, table.c.payload)
        for key, payload in select_in(self._connection, query, table.c.key, missing):
            found[key] = self._cache.decoded(section, key, payload)
        return [cast("R", found[key]) for key in keys]

    def _texts_by_key(self, keys: Sequence[int]) -> dict[int, str | None]:
        """The texts of articles, by the keys of their rows."""
        query = select(articles.c.key, articles.c.text)
        found = select_in(self._connection, query, articles.c.key, keys)
        return {key: unpack(data) for key, data in found}

    def _rows(self, query: Select[Any]) -> Any:
        return self._connection.execute(query)

    def _all(self, section: str, _model: type[R]) -> list[R]:
        """All records of a section that count, in the library's order."""
        table = TABLES[section]
        query = select(table.c.key, table.c.payload).where(~table.c.shadowed)
        if table is entries:
            query = query.where(entries.c.section == section)
        return [
            cast("R", SECTIONS[section].model_validate_json(payload))
            for _, payload in self._rows(query.order_by(table.c.place))
        ]
