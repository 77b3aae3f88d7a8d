"""Engines and transactions for SQLite and PostgreSQL.

SQLite runs in WAL mode, so that readers and the writer do not wait for each other, with foreign
keys on. A writer takes the write lock when its transaction begins: upgrading a read lock later
fails at once instead of waiting (https://www.sqlite.org/lang_transaction.html).
"""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from briefings.library.errors import LibraryError, explained

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}
_EXPECTED = "sqlite:///FOLDER/FILE.db or postgresql://USER:PASSWORD@HOST/NAME"
_WRITES = "briefings_writes"


def async_url(url: str) -> URL:
    """A database URL as people write it, with the driver that is used here.

    Raises:
        LibraryError: it is no URL of a SQLite or PostgreSQL database.
    """
    masked = re.sub(r"//([^/@:]*):.*@", r"//\1:***@", url)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise LibraryError(f"{masked!r} is no database URL — expected {_EXPECTED}") from None
    kind, _, driver = parsed.drivername.partition("+")
    if kind not in _DRIVERS:
        raise LibraryError(f"{masked!r}: {kind!r} is no database known here — expected {_EXPECTED}")
    if kind == "sqlite" and parsed.host:
        raise LibraryError(f"{masked!r} has two slashes — a file takes three: sqlite:///FILE.db")
    wanted = _DRIVERS[kind]
    if driver and f"{kind}+{driver}" != wanted:
        raise LibraryError(f"{masked!r}: the driver {driver!r} is not used — write {_EXPECTED}")
    return parsed.set(drivername=wanted)


def create_engine(url: str) -> AsyncEngine:
    """An engine for `url`; connects only when it is used. Makes a SQLite file's folder.

    Raises:
        LibraryError: the URL is wrong, its driver is missing or the folder can't be made.
    """
    parsed = async_url(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    options: dict[str, Any] = {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}
    if is_sqlite:
        options = {}
        if parsed.database in (None, "", ":memory:"):  # one connection, or each sees its own
            options = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
        else:
            _make_file(parsed)
    try:
        engine = create_async_engine(parsed, **options)
    except (ImportError, NoSuchModuleError) as error:
        raise LibraryError(
            f"the driver for {parsed.drivername} is missing: {error} — install the bot's packages"
        ) from error
    if is_sqlite:
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that sees one state of the database throughout.

    Raises:
        LibraryError: whatever the database says, in one line.
    """
    with explained(engine.url):
        async with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                connection = await connection.execution_options(  # noqa: PLW2901  # the same one
                    isolation_level="REPEATABLE READ"
                )
            async with connection.begin():
                yield connection


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that writes; undone as a whole where an exception leaves it.

    Raises:
        LibraryError: whatever the database says, in one line.
    """
    with explained(engine.url):
        async with engine.connect() as connection:
            await connection.execution_options(**{_WRITES: True})
            async with connection.begin():
                yield connection


def _make_file(url: URL) -> None:
    """Make the file of a SQLite database, and its folder, if they are missing.

    A file that can't be opened is better found here: a connection that fails in the driver
    leaves a thread behind that writes a traceback when the event loop closes soon after.
    """
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"the database's folder {path.parent} can't be made: {error.strerror} — "
            "check its name and permissions"
        ) from error
    with explained(url):
        sqlite3.connect(path).close()


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions start too late, and not at all before DDL: `_begin_sqlite`
    # starts them (https://docs.sqlalchemy.org/en/21/dialects/sqlite.html, transaction control).
    try:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()
    except Exception:
        connection.close()  # nobody else does, and its thread would go on for ever
        raise


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
