"""The library: digests of several sources, stored, merged and searched."""

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, text, update

from briefings.digest.checking import check_digest
from briefings.digest.layout import SECTIONS
from briefings.library.database import create_engine, reading, writing
from briefings.library.indexing import deletion, index_row, insertion, searched
from briefings.library.merging import mended
from briefings.library.migrate import upgrade
from briefings.library.searching import SearchHit, Terms, find
from briefings.library.tables import records, sources, state
from briefings.models import Digest

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "library_version"

_SHADOWS = text(
    "UPDATE library_records SET shadowed = NOT shadowed WHERE shadowed <> EXISTS ("
    "SELECT 1 FROM library_records other "
    "JOIN library_sources theirs ON theirs.name = other.source "
    "JOIN library_sources ours ON ours.name = library_records.source "
    "WHERE other.section = library_records.section AND other.id = library_records.id "
    "AND theirs.stored > ours.stored)"
)


@dataclass(frozen=True, slots=True)
class Holding:
    """What the library has of one source."""

    source: str
    articles: int
    quotes: int


class Library:
    """A database of digests.

    Each source (the bundled digest, a folder of files, a feed) brings a digest of its own and may
    replace or remove it; readers see all of them as one. Where two sources have a record of one
    kind and id, that of the source which was stored last counts, until that source is removed.

    Every method raises `LibraryError`, with one clear line, when the database fails.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._cached: tuple[int, Digest] | None = None

    @classmethod
    @contextmanager
    def open(cls, url: str) -> Iterator[Self]:
        """Open the database at `url`, bringing its tables up to date, and close it afterwards.

        Args:
            url: ``sqlite:///FILE`` or ``postgresql://USER:PASSWORD@HOST/NAME``. A SQLite file and
                its folder are made where they are missing.

        Raises:
            LibraryError: the URL is wrong, the database can't be used, or it is newer than this
                program.
        """
        engine = create_engine(url)
        try:
            upgrade(engine, MIGRATIONS, VERSION_TABLE)
            yield cls(engine)
        finally:
            engine.dispose()

    def revision(self) -> int:
        """A number that grows with every change of the library."""
        with reading(self._engine) as connection:
            return _revision(connection)

    def sources(self) -> tuple[str, ...]:
        """The names of the sources, that which was stored last at the end."""
        with reading(self._engine) as connection:
            names = connection.execute(select(sources.c.name).order_by(sources.c.stored))
            return tuple(names.scalars())

    def holdings(self) -> tuple[Holding, ...]:
        """How much each source brought, that which was stored last at the end."""
        of_source = records.c.source == sources.c.name
        counted = (
            func.count(records.c.key).filter(records.c.section == section)
            for section in ("articles", "quotes")
        )
        query = (
            select(sources.c.name, *counted)
            .select_from(sources.outerjoin(records, of_source))
            .group_by(sources.c.name, sources.c.stored)
            .order_by(sources.c.stored)
        )
        with reading(self._engine) as connection:
            return tuple(Holding(*row) for row in connection.execute(query))

    def store(self, digest: Digest, source: str) -> bool:
        """Make `digest` the whole of what `source` has; all of it or, on an error, nothing.

        Args:
            digest: checked as files are: its ids exist, and its citations are in the texts held.
            source: a name, at most 200 characters.

        Returns:
            Whether anything changed: a digest that the source has already is not written again.

        Raises:
            DigestError: the digest is not sound.
        """
        rows, sha256 = _prepare(digest, self._engine.dialect.name)
        with writing(self._engine) as connection:
            _wait_for_turn(connection)
            known = select(sources.c.sha256).where(sources.c.name == source)
            if (connection.execute(known)).scalar() == sha256:
                return False
            revision = _next_revision(connection)
            _take_out(connection, source)
            connection.execute(insert(sources).values(name=source, stored=revision, sha256=sha256))
            _put_in(connection, source, rows)
            connection.execute(_SHADOWS)
        return True

    def remove(self, source: str) -> bool:
        """Take out a source with all that it brought.

        Returns:
            Whether there was such a source.
        """
        with writing(self._engine) as connection:
            _wait_for_turn(connection)
            known = select(sources.c.name).where(sources.c.name == source)
            if (connection.execute(known)).scalar() is None:
                return False
            _next_revision(connection)
            _take_out(connection, source)
            connection.execute(_SHADOWS)
        return True

    def digest(self) -> Digest:
        """The digests of all sources as one; the same object until the library changes."""
        cached = self._cached
        if cached is not None and cached[0] == self.revision():
            return cached[1]
        with self._lock, reading(self._engine) as connection:
            revision = _revision(connection)
            if self._cached is None or self._cached[0] != revision:
                found = connection.execute(
                    select(records.c.section, records.c.payload)
                    .where(~records.c.shadowed)
                    .order_by(records.c.key)
                )
                digest = _digest(found.all())
                self._cached = (revision, digest)
            return self._cached[1]

    def search(self, text: str, *, limit: int = 10) -> tuple[SearchHit, ...]:
        """Articles, quotations, people and topics that have all the words of `text`.

        Case, accents and punctuation do not count, and nothing in `text` is query syntax. The
        last word may be the start of one. Only the first `searching.MAX_TERMS` words count.

        Args:
            text: as somebody typed it; without a letter or digit nothing is found.
            limit: at most so many hits, the nearest first.
        """
        terms = Terms.of(text)
        if not terms:
            return ()
        with reading(self._engine) as connection:
            return find(connection, terms, limit)


def _revision(connection: Connection) -> int:
    return int((connection.execute(select(state.c.revision))).scalar_one())


def _wait_for_turn(connection: Connection) -> None:
    """Let one writer in at a time; in SQLite the transaction's beginning did so already."""
    connection.execute(select(state.c.revision).with_for_update())


def _next_revision(connection: Connection) -> int:
    counted = update(state).values(revision=state.c.revision + 1).returning(state.c.revision)
    return int((connection.execute(counted)).scalar_one())


def _take_out(connection: Connection, source: str) -> None:
    connection.execute(deletion(connection.dialect.name), {"source": source})
    connection.execute(delete(records).where(records.c.source == source))
    connection.execute(delete(sources).where(sources.c.name == source))


_Prepared = list[tuple[dict[str, Any], dict[str, Any] | None]]
"""Rows of `records`, each with its row of the index where it is searched; without their keys."""


def _put_in(connection: Connection, source: str, prepared: _Prepared) -> None:
    highest = (connection.execute(select(func.max(records.c.key)))).scalar() or 0
    keyed = list(enumerate(prepared, start=highest + 1))
    rows = [{**row, "key": key, "source": source} for key, (row, _) in keyed]
    terms = [{**words, "key": key} for key, (_, words) in keyed if words is not None]
    if rows:
        connection.execute(insert(records), rows)
    if terms:
        connection.execute(insertion(connection.dialect.name), terms)


def _prepare(digest: Digest, dialect: str) -> tuple[_Prepared, str]:
    """What is written for a digest, and a hash of its records."""
    check_digest(digest)
    rows: _Prepared = []
    sha256 = hashlib.sha256()
    for section, record, found_by in searched(digest):
        payload = record.model_dump_json(exclude_defaults=True)
        sha256.update(f"{section} {payload}\n".encode())
        row = {
            "section": section,
            "id": record.id,
            "shadowed": False,
            "payload": payload,
            "title": found_by and _storable(found_by.title),
            "body": found_by and _storable(found_by.body),
        }
        rows.append((row, found_by and index_row(dialect, found_by)))
    return rows, sha256.hexdigest()


def _storable(text: str) -> str:
    """PostgreSQL's text holds no NUL; in a payload it is escaped."""
    return text.replace("\0", " ")


def _digest(rows: Sequence[Row[str, str]]) -> Digest:
    payloads: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for section, payload in rows:
        payloads[section].append(payload)
    lists = (f'"{section}": [{",".join(items)}]' for section, items in payloads.items())
    return mended(Digest.model_validate_json(f"{{{','.join(lists)}}}"))
