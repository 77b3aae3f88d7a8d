"""What all questions need: a connection, and records by their keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, select

from briefings.library.batches import TABLES
from briefings.library.encoding import RecordCache, decode, unpack
from briefings.library.history import Version
from briefings.library.prepared import Among, Prepared, Row, prepare_all
from briefings.library.tables import articles, entries
from briefings.models import Article, Quote

R = TypeVar("R")


def _counting(section: str, *columns: str) -> Select[Any]:
    """These columns of a section's counting records."""
    table = TABLES[section]
    query = select(*(table.c[name] for name in columns)).where(~table.c.shadowed)
    return query.where(entries.c.section == section) if table is entries else query


@cache
def _by_id(section: str) -> Prepared:
    column = TABLES[section].c.id
    return Prepared(lambda among: _counting(section, "id", "key", "payload").where(among(column)))


@cache
def _by_key(section: str) -> Prepared:
    table = TABLES[section]
    return Prepared(lambda among: select(table.c.key, table.c.payload).where(among(table.c.key)))


@cache
def _everything(section: str) -> Prepared:
    return Prepared(_counting(section, "payload").order_by(TABLES[section].c.place))


def _texts(among: Among) -> Select[Any]:
    return select(articles.c.key, articles.c.text).where(among(articles.c.key))


_TEXTS = Prepared(_texts)


class Query:
    """One state of a library. Belongs to one thread, for as long as its transaction is open."""

    def __init__(self, connection: Connection, cache: RecordCache, version: Version) -> None:
        self._connection = connection
        self._cache = cache
        self.version = version
        self.revision = version.revision
        """How often the library had changed by then."""
        self._read: dict[str, Article | None] = {}
        """Articles by id: most answers need theirs several times."""

    def prepare(self) -> None:
        """Get ready for all queries, so that the first questions need not wait."""
        prepare_all(self._connection.dialect)

    def article(self, article_id: str) -> Article | None:
        """An article, without its text."""
        if article_id not in self._read:
            self.articles((article_id,))
        return self._read[article_id]

    def articles(self, ids: Iterable[str]) -> Mapping[str, Article]:
        """The existing articles among these, by id, without their texts."""
        wanted = list(dict.fromkeys(ids))
        missing = [one for one in wanted if one not in self._read]
        if missing:
            read = self._by_id("articles", Article, missing)
            self._read.update({one: read.get(one) for one in missing})
        return {one: article for one in wanted if (article := self._read[one])}

    def quote(self, quote_id: str) -> Quote | None:
        return self.quotes((quote_id,)).get(quote_id)

    def quotes(self, ids: Iterable[str]) -> Mapping[str, Quote]:
        """The existing quotations among these, by id."""
        return self._by_id("quotes", Quote, ids)

    def _by_id(self, section: str, _model: type[R], ids: Iterable[str]) -> dict[str, R]:
        """Counting records, by id, in the requested order."""
        wanted = list(dict.fromkeys(ids))
        found = {
            id_: cast("R", self._cache.decoded(section, key, payload))
            for id_, key, payload in self._those(_by_id(section), wanted)
        }
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def _by_key(self, section: str, _model: type[R], keys: Sequence[int]) -> list[R]:
        """The records of these rows, in this order; only new ones are read."""
        found: dict[int, Any] = {key: self._cache.find(key) for key in keys}
        missing = [key for key, record in found.items() if record is None]
        for key, payload in self._those(_by_key(section), missing):
            found[key] = self._cache.decoded(section, key, payload)
        return [cast("R", found[key]) for key in keys]

    def _texts_by_key(self, keys: Sequence[int]) -> dict[int, str | None]:
        """The texts of articles, by the keys of their rows."""
        return {key: unpack(data) for key, data in self._those(_TEXTS, keys)}

    def _rows(self, query: Prepared, values: Mapping[str, Any] | None = None) -> list[Row]:
        return query.rows(self._connection, values)

    def _column(self, query: Prepared, values: Mapping[str, Any] | None = None) -> list[Any]:
        """The first column of the rows."""
        return [row[0] for row in query.rows(self._connection, values)]

    def _those(
        self, query: Prepared, wanted: Iterable[Any], values: Mapping[str, Any] | None = None
    ) -> Iterator[Row]:
        """The rows for these values; see `prepared.among`."""
        return query.those(self._connection, wanted, values)

    def _all(self, section: str, _model: type[R]) -> list[R]:
        """All counting records of a section, in the library's order."""
        payloads = self._column(_everything(section))
        return [cast("R", decode(section, payload)) for payload in payloads]
