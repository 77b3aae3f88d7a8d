"""What all questions need: a connection, and records by their keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from briefings.digest.layout import SECTIONS
from briefings.library.batches import TABLES
from briefings.library.bulk import chunks, select_in
from briefings.library.encoding import RecordCache, unpack
from briefings.library.history import Version
from briefings.library.tables import articles, entries
from briefings.models import Article, Quote

R = TypeVar("R")

THOSE: BindParameter[Any] = bindparam("those", expanding=True)
"""Stands for the values that a statement is executed with. Making a statement takes several times
as long as executing it: those that every question needs are made once."""


@cache
def _by_id(section: str) -> Select[Any]:
    table = TABLES[section]
    query = select(table.c.id, table.c.key, table.c.payload).where(~table.c.shadowed)
    if table is entries:
        query = query.where(entries.c.section == section)
    return query.where(table.c.id.in_(THOSE))


@cache
def _by_key(section: str) -> Select[Any]:
    table = TABLES[section]
    return select(table.c.key, table.c.payload).where(table.c.key.in_(THOSE))


class Query:
    """One state of a library. Belongs to one thread, for as long as its transaction is open."""

    def __init__(self, connection: Connection, cache: RecordCache, version: Version) -> None:
        self._connection = connection
        self._cache = cache
        self.version = version
        self.revision = version.revision
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
        wanted = list(dict.fromkeys(ids))
        found = {
            id_: cast("R", self._cache.decoded(section, key, payload))
            for id_, key, payload in self._those(_by_id(section), wanted)
        }
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def _by_key(self, section: str, _model: type[R], keys: Sequence[int]) -> list[R]:
        """The records of these rows, in this order; only those not read before are read."""
        found: dict[int, Any] = {key: self._cache.find(key) for key in keys}
        missing = [key for key, record in found.items() if record is None]
        for key, payload in self._those(_by_key(section), missing):
            found[key] = self._cache.decoded(section, key, payload)
        return [cast("R", found[key]) for key in keys]

    def _texts_by_key(self, keys: Sequence[int]) -> dict[int, str | None]:
        """The texts of articles, by the keys of their rows."""
        query = select(articles.c.key, articles.c.text)
        found = select_in(self._connection, query, articles.c.key, keys)
        return {key: unpack(data) for key, data in found}

    def _rows(self, query: Select[Any], values: Mapping[str, Any] | None = None) -> Any:
        return self._connection.execute(query, values)

    def _those(self, query: Select[Any], values: Iterable[Any]) -> Iterator[Any]:
        """The rows of a statement with `THOSE` in it, for these values."""
        for chunk in chunks(dict.fromkeys(values)):
            yield from self._connection.execute(query, {"those": chunk})

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
