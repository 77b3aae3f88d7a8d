"""A transaction that adds articles to a library, one by one."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from briefings.digest.layout import SECTIONS
from briefings.library.addressing import note_addresses
from briefings.library.batches import CHECKS, PEOPLE, TABLES, Batch, new_source, source_key
from briefings.library.bulk import insert_rows, select_in
from briefings.library.encoding import RecordCache, pack, storable
from briefings.library.history import Version
from briefings.library.reader import Reader
from briefings.library.story_shelf import Shelf
from briefings.library.tables import entries, sources, versions
from briefings.library.tables import quotes as quotes_table
from briefings.models import Actor, Article, Digest, Discrepancy, Quote

_KEPT = 4_000


class Writer:
    """Adds to a library in one transaction; from `Library.write`.

    Everything is written when the transaction ends: `reader` sees the state at its beginning.
    """

    def __init__(self, connection: Connection, batch: Batch) -> None:
        self._connection = connection
        self._batch = batch
        self._expected: dict[str, int | None] = {}
        # A separate cache: what is rolled back must not remain in the library's.
        self.stories = Shelf(connection, batch)
        """What stories keep."""
        self.reader = Reader(connection, RecordCache(_KEPT), Version(batch.revision - 1))

    def expect(self, names: Iterable[str]) -> None:
        """Look up at once what the library has of sources that will be put."""
        query = select(sources.c.name, sources.c.key)
        wanted = list(names)
        self._expected |= dict.fromkeys(wanted)
        for row in select_in(self._connection, query, sources.c.name, wanted):
            self._expected[row.name] = row.key

    def put(self, digest: Digest, source: str) -> None:
        """Make `digest` everything that `source` has.

        Args:
            digest: sound, except for people from other sources in the library. Unlike
                `Library.store`, this does not check it.
        """
        if source not in self._expected:
            self.expect((source,))
        there: Sequence[tuple[str, str]] = ()
        if self._expected.pop(source) is None:
            key = new_source(self._batch, source)
        else:
            key = source_key(self._connection, self._batch, source)
            there = ids_of(self._connection, key)
        wanted = {
            (section, record.id): record
            for section in SECTIONS
            for record in getattr(digest, section)
        }
        for section, id_ in there:
            if (section, id_) not in wanted:
                self._batch.drop(key, section, id_)
        for (section, _), record in wanted.items():
            self._batch.put(key, section, record)

    def amend(self, article: Article, source: str) -> None:
        """Replace an article of a source; the rest of the source stays.

        Args:
            article: with its text, if that is held.
        """
        key = source_key(self._connection, self._batch, source)
        self._batch.put(key, "articles", article)

    def amend_quotes(self, quotes: Iterable[Quote]) -> None:
        """Replace quotations; the rest of their sources stays.

        Args:
            quotes: each with the id of one in the library.
        """
        found = {quote.id: quote for quote in quotes}
        query = select(quotes_table.c.id, quotes_table.c.source).where(~quotes_table.c.shadowed)
        for id_, key in select_in(self._connection, query, quotes_table.c.id, found):
            self._batch.put(key, "quotes", found[id_])

    def put_people(self, actors: Iterable[Actor]) -> None:
        """Add people whom articles name; they stay as long as any record names them."""
        found = list(actors)
        if found:
            key = source_key(self._connection, self._batch, PEOPLE)
            for actor in found:
                self._batch.put(key, "actors", actor)

    def note_differences(self, found: Iterable[Discrepancy], settled: Iterable[str]) -> None:
        """Add differences between articles, each replacing its former state.

        Args:
            settled: ids of those that no longer are differences, or never were.
        """
        made = list(found)
        gone = self.reader.taken("discrepancies", settled)
        if made or gone:
            key = source_key(self._connection, self._batch, CHECKS)
            for one in made:
                self._batch.put(key, "discrepancies", one)
            for id_ in gone:
                self._batch.drop(key, "discrepancies", id_)

    def add_place(self, article_id: str, url: str) -> None:
        """Add an address at which to find an article."""
        note_addresses(self._connection, [(article_id, url, False)])

    def note_version(self, article: Article, text: str | None, seen: str) -> None:
        """Keep the earlier version of an article.

        Args:
            text: the article's former text.
            seen: when the change was noticed, in ISO 8601.
        """
        row = {
            "key": self._batch.take_key(),
            "article": article.id,
            "headline": storable(article.headline),
            "sha256": article.sha256,
            "text": pack(text),
            "seen": seen,
        }
        insert_rows(self._connection, versions, [row])


def find_source(connection: Connection, name: str) -> int | None:
    """The key of a source."""
    return connection.execute(select(sources.c.key).where(sources.c.name == name)).scalar()


def ids_of(connection: Connection, source: int) -> Sequence[tuple[str, str]]:
    """The sections and ids of everything that a source has."""
    found: list[tuple[str, str]] = []
    for section, table in TABLES.items():
        query = select(table.c.id).where(table.c.source == source)
        if table is entries:
            query = query.where(entries.c.section == section)
        found += [(section, id_) for id_ in connection.execute(query).scalars()]
    return found
