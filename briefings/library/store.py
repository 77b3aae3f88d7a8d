"""The library: digests of several sources, stored, merged and searched."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Row, delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from briefings.digest.checking import check_digest
from briefings.digest.layout import SECTIONS
from briefings.library.database import create_engine, reading, writing
from briefings.library.indexing import deletion, index_row, insertion, searched
from briefings.library.merging import mended
from briefings.library.migrate import upgrade
from briefings.library.searching import SearchKind, SearchPage, Terms, find
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


class Library:
    """A database of digests.

    Each source (the bundled digest, a folder of files, a feed) brings a digest of its own and may
    replace or remove it; readers see all of them as one. Where two sources have a record of one
    kind and id, that of the source which was stored last counts, until that source is removed.

    Every method raises `LibraryError`, with one clear line, when the database fails.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._lock = asyncio.Lock()
        self._cached: tuple[int, Digest] | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str) -> AsyncIterator[Self]:
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
            await upgrade(engine, MIGRATIONS, VERSION_TABLE)
            yield cls(engine)
        finally:
            await engine.dispose()

    @property
    def engine(self) -> AsyncEngine:
        """For other parts that keep tables in the same database."""
        return self._engine

    async def revision(self) -> int:
        """A number that grows with every change of the library."""
        async with reading(self._engine) as connection:
            return await _revision(connection)

    async def sources(self) -> tuple[str, ...]:
        """The names of the sources, that which was stored last at the end."""
        async with reading(self._engine) as connection:
            names = await connection.execute(select(sources.c.name).order_by(sources.c.stored))
            return tuple(names.scalars())

    async def store(self, digest: Digest, source: str) -> bool:
        """Make `digest` the whole of what `source` has; all of it or, on an error, nothing.

        Args:
            digest: checked as files are: its ids exist, and its citations are in the texts held.
            source: a name, at most 200 characters.

        Returns:
            Whether anything changed: a digest that the source has already is not written again.

        Raises:
            DigestError: the digest is not sound.
        """
        rows, sha256 = await asyncio.to_thread(_prepare, digest)
        async with writing(self._engine) as connection:
            await _wait_for_turn(connection)
            known = select(sources.c.sha256).where(sources.c.name == source)
            if (await connection.execute(known)).scalar() == sha256:
                return False
            revision = await _next_revision(connection)
            await _take_out(connection, source)
            await connection.execute(
                insert(sources).values(name=source, stored=revision, sha256=sha256)
            )
            await _put_in(connection, source, rows)
            await connection.execute(_SHADOWS)
        return True

    async def remove(self, source: str) -> bool:
        """Take out a source with all that it brought.

        Returns:
            Whether there was such a source.
        """
        async with writing(self._engine) as connection:
            await _wait_for_turn(connection)
            known = select(sources.c.name).where(sources.c.name == source)
            if (await connection.execute(known)).scalar() is None:
                return False
            await _next_revision(connection)
            await _take_out(connection, source)
            await connection.execute(_SHADOWS)
        return True

    async def digest(self) -> Digest:
        """The digests of all sources as one; the same object until the library changes."""
        async with self._lock, reading(self._engine) as connection:
            revision = await _revision(connection)
            if self._cached is None or self._cached[0] != revision:
                found = await connection.execute(
                    select(records.c.section, records.c.payload)
                    .where(~records.c.shadowed)
                    .order_by(records.c.key)
                )
                digest = await asyncio.to_thread(_digest, found.all())
                self._cached = (revision, digest)
            return self._cached[1]

    async def search(
        self,
        text: str,
        *,
        kinds: Collection[SearchKind] | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> SearchPage:
        """Articles, quotations, people and topics that have all the words of `text`.

        Case, accents and punctuation do not count, and nothing in `text` is query syntax. The
        last word may be the start of one. Only the first `searching.MAX_TERMS` words count.

        Args:
            text: as somebody typed it; without a letter or digit nothing is found.
            kinds: only these; all where null.
            limit: at most so many hits.
            offset: how many hits, nearest first, are passed over.
        """
        terms = Terms.of(text)
        if not terms:
            return SearchPage()
        wanted = tuple(SearchKind) if kinds is None else tuple(kinds)
        async with reading(self._engine) as connection:
            return await find(connection, terms, wanted, limit, offset)


async def _revision(connection: AsyncConnection) -> int:
    return int((await connection.execute(select(state.c.revision))).scalar_one())


async def _wait_for_turn(connection: AsyncConnection) -> None:
    """Let one writer in at a time; in SQLite the transaction's beginning did so already."""
    await connection.execute(select(state.c.revision).with_for_update())


async def _next_revision(connection: AsyncConnection) -> int:
    counted = update(state).values(revision=state.c.revision + 1).returning(state.c.revision)
    return int((await connection.execute(counted)).scalar_one())


async def _take_out(connection: AsyncConnection, source: str) -> None:
    await connection.execute(deletion(connection.dialect.name), {"source": source})
    await connection.execute(delete(records).where(records.c.source == source))
    await connection.execute(delete(sources).where(sources.c.name == source))


_Prepared = list[tuple[dict[str, Any], Any]]


async def _put_in(connection: AsyncConnection, source: str, prepared: _Prepared) -> None:
    highest = (await connection.execute(select(func.max(records.c.key)))).scalar() or 0
    dialect = connection.dialect.name
    rows, terms = [], []
    for key, (row, words) in enumerate(prepared, start=highest + 1):
        rows.append({**row, "key": key, "source": source})
        if words is not None:
            terms.append(index_row(dialect, key, words))
    if rows:
        await connection.execute(insert(records), rows)
    if terms:
        await connection.execute(insertion(dialect), terms)


def _prepare(digest: Digest) -> tuple[_Prepared, str]:
    """The rows of a digest, each with the text that is searched, and a hash of them all."""
    check_digest(digest)
    rows: _Prepared = []
    sha256 = hashlib.sha256()
    for section, record, words in searched(digest):
        payload = record.model_dump_json(exclude_defaults=True)
        sha256.update(f"{section} {payload}\n".encode())
        title, body = words or (None, None)
        row = {
            "section": section,
            "id": record.id,
            "shadowed": False,
            "payload": payload,
            "title": _storable(title),
            "body": _storable(body),
        }
        rows.append((row, words))
    return rows, sha256.hexdigest()


def _storable(text: str | None) -> str | None:
    """PostgreSQL's text holds no NUL; in a payload it is escaped."""
    return None if text is None else text.replace("\0", " ")


def _digest(rows: Sequence[Row[str, str]]) -> Digest:
    payloads: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for section, payload in rows:
        payloads[section].append(payload)
    lists = (f'"{section}": [{",".join(items)}]' for section, items in payloads.items())
    return mended(Digest.model_validate_json(f"{{{','.join(lists)}}}"))
