"""The library: digests of several sources, stored, merged and searched."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, delete, func, select

from briefings.digest.checking import check_digest
from briefings.digest.layout import SECTIONS, AnyRecord
from briefings.library.batches import PEOPLE, TABLES, begin, source_key
from briefings.library.changing import commit
from briefings.library.database import close_engine, create_engine, reading, writing
from briefings.library.encoding import RecordCache, encode, unpack
from briefings.library.erasing import empty_log, erasing
from briefings.library.history import Version, leads_on, version_of
from briefings.library.leaving import leave_stories
from briefings.library.migrate import upgrade
from briefings.library.moving import move_former_records
from briefings.library.reader import Reader
from briefings.library.rebuilding import rebuild_indexes
from briefings.library.segments import merge_segments
from briefings.library.tables import articles, entries, sources
from briefings.library.writer import Writer, find_source, ids_of
from briefings.models import Article, Digest

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "library_version"
KEPT_RECORDS = 20_000
"""How many decoded records are cached, about 3 KB each."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the library has from one source."""

    source: str
    articles: int
    quotes: int


class Library:
    """A database of digests, for any number of threads at once.

    Each source (the bundled digest, a folder of files, an ingested article) brings records and may
    replace or remove them; readers see all of them as one. If two sources have a record of the same
    kind and id, the one stored last counts until it is removed.

    Every method raises `LibraryError`, with one clear line, when the database fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._cache = RecordCache(KEPT_RECORDS)
        self._read: Version | None = None

    @classmethod
    @contextmanager
    def open(cls, url: str, *, pool_size: int = 5) -> Iterator[Self]:
        """Open the database at `url`, bringing its tables up to date, and close it afterwards.

        Args:
            url: ``sqlite:///FILE`` or ``postgresql://USER:PASSWORD@HOST/NAME``. A missing SQLite
                file and its folder are made.
            pool_size: as for `briefings.library.database.create_engine`.

        Raises:
            LibraryError: the URL is wrong, the database can't be used, or it is newer than this
                program.
        """
        engine = create_engine(url, pool_size=pool_size)
        try:
            upgrade(engine, MIGRATIONS, VERSION_TABLE)
            rebuild_indexes(engine)
            move_former_records(engine)
            yield cls(engine)
        finally:
            close_engine(engine)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """One state of the library, for the thread that asks."""
        with reading(self._engine) as connection:
            version = version_of(connection)
            if version != self._read:
                self._take(connection, version)
            yield Reader(connection, self._cache, version)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """A transaction that adds to the library, rolled back as a whole if an exception leaves it.

        Other writers wait until it ends; readers see the state before.
        """
        with writing(self._engine) as connection:
            batch = begin(connection)
            writer = Writer(connection, batch)
            yield writer
            if batch:
                commit(connection, batch)
        merge_segments(self._engine)

    def drop_decoded(self) -> None:
        """Empty the cache: another database, such as a backup, replaced this one.

        Its keys may belong to other records.
        """
        self._cache = RecordCache(KEPT_RECORDS)

    def _take(self, connection: Connection, version: Version) -> None:
        """Read on from a version; drop cached records of another database."""
        if self._read is not None and not leads_on(connection, self._read):
            self.drop_decoded()
        self._read = version

    def revision(self) -> int:
        """A number that grows with every change of the library."""
        return self.version().revision

    def version(self) -> Version:
        """What distinguishes this state of the library from all others, in any database."""
        with reading(self._engine) as connection:
            return version_of(connection)

    def sources(self) -> tuple[str, ...]:
        """The names of the sources, latest stored last."""
        with reading(self._engine) as connection:
            query = select(sources.c.name).order_by(sources.c.stored, sources.c.key)
            return tuple(connection.execute(query).scalars())

    def holdings(self, *, newest: int | None = None) -> tuple[Holding, ...]:
        """How much each source brought, latest stored last.

        Args:
            newest: only this many of the latest.
        """
        query = select(sources.c.name, sources.c.articles, sources.c.quotes)
        query = query.order_by(sources.c.stored.desc(), sources.c.key.desc()).limit(newest)
        with reading(self._engine) as connection:
            return tuple(Holding(*row) for row in connection.execute(query))[::-1]

    def contains(self, source: str) -> bool:
        """Whether there is a source with this name."""
        with reading(self._engine) as connection:
            return find_source(connection, source) is not None

    def count_sources(self) -> int:
        with reading(self._engine) as connection:
            query = select(func.count()).select_from(sources)
            return int(connection.execute(query).scalar_one())

    def store(self, digest: Digest, source: str) -> bool:
        """Make `digest` everything that `source` has; all of it or, on an error, nothing.

        Only what differs from what the source had is written.

        Args:
            digest: checked like files: its ids exist, and its citations are in the held texts.
            source: a name, at most 200 characters.

        Returns:
            Whether anything changed.

        Raises:
            DigestError: the digest is not sound.
        """
        check_digest(digest)
        wanted = {
            (section, record.id): record
            for section in SECTIONS
            for record in getattr(digest, section)
        }
        with writing(self._engine) as connection:
            batch = begin(connection)
            known = find_source(connection, source)
            there = _held(connection, known) if known is not None else {}
            changed = [
                (section, record)
                for (section, id_), record in wanted.items()
                if there.get((section, id_)) != _content(record)
            ]
            gone = [named for named in there if named not in wanted]
            if known is not None and not changed and not gone:
                return False
            key = source_key(connection, batch, source)
            for section, record in changed:
                batch.put(key, section, record)
            for section, id_ in gone:
                batch.drop(key, section, id_)
            commit(connection, batch)
        merge_segments(self._engine)
        return True

    def remove(self, source: str) -> bool:
        """Remove a source with all that it brought, and leave nothing of it in SQLite's file.

        Returns:
            Whether there was such a source.
        """
        with writing(self._engine) as connection:
            batch = begin(connection)
            key = find_source(connection, source)
            if key is None:
                return False
            held = ids_of(connection, key)
            with erasing(connection):
                for section, id_ in held:
                    batch.drop(key, section, id_)
                leave_stories(connection, batch, [id_ for kind, id_ in held if kind == "articles"])
                commit(connection, batch)
                # People whom other sources name may have stayed as records of this one.
                if source != PEOPLE or not ids_of(connection, key):
                    connection.execute(delete(sources).where(sources.c.key == key))
        empty_log(self._engine)
        return True


_Content = tuple[str, str | None]
"""A record's payload and, for an article, its text."""


def _content(record: AnyRecord) -> _Content:
    return encode(record), record.text if isinstance(record, Article) else None


def _held(connection: Connection, source: int) -> dict[tuple[str, str], _Content]:
    """Everything that a source has."""
    held: dict[tuple[str, str], _Content] = {}
    for section, table in TABLES.items():
        columns = [table.c.id, table.c.payload]
        query = select(*columns, *([articles.c.text] if table is articles else []))
        query = query.where(table.c.source == source)
        if table is entries:
            query = query.where(entries.c.section == section)
        for id_, payload, *text in connection.execute(query):
            held[section, id_] = payload, unpack(text[0]) if text else None
    return held
