"""Engines and transactions for SQLite and PostgreSQL, for every part with tables.

SQLite runs in WAL mode, so that readers and the writer do not wait for each other, with foreign
keys on. A writer takes the write lock when its transaction begins: upgrading a read lock later
fails at once instead of waiting (https://www.sqlite.org/lang_transaction.html).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from briefings.library.errors import LibraryError, explained
from briefings.text.secrets import without_secrets

BUSY_SECONDS = 60.0
"""Seconds that a write waits for another program's before it fails."""
STATEMENTS = 500
"""How many prepared statements a connection keeps: all of the program's. By default SQLite's
driver keeps 128 and PostgreSQL's 100, and both prepare forgotten ones again."""
CONNECT_SECONDS = 10
"""Seconds to wait for a server."""

_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
}
_WRITTEN = {"sqlite": {"", "pysqlite"}, "postgres": {"", "psycopg"}, "postgresql": {"", "psycopg"}}
"""The drivers that a URL may name."""
_EXPECTED = "sqlite:///FOLDER/FILE.db or postgresql://USER:PASSWORD@HOST/NAME"
_READS = "briefings_reads"
_LOG_PAGES = 16_000
"""How long SQLite's log may grow before it is written back, in pages of 4 KiB: a page that many
articles change (a common word's) is then written back once for all of them."""
_CACHE_KIB = 16_384
"""How much of a SQLite file a connection caches while it is used, in KiB."""
_WRITING_CACHE_KIB = 65_536
"""The same while it writes: enough for the indexes that a batch of articles touches."""


def database_url(url: str) -> URL:
    """A database URL as people write it, with the driver used here.

    Raises:
        LibraryError: it is not the URL of a SQLite or PostgreSQL database.
    """
    masked = without_secrets(re.sub(r"//([^/@:]*):.*@", r"//\1:***@", url))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise LibraryError(f"{masked!r} is no database URL — expected {_EXPECTED}") from None
    kind, _, driver = parsed.drivername.partition("+")
    if kind not in _DRIVERS:
        raise LibraryError(f"{masked!r}: {kind!r} is no database known here — expected {_EXPECTED}")
    if kind == "sqlite" and (parsed.host or parsed.username or parsed.password or parsed.port):
        raise LibraryError(f"{masked!r} has two slashes — a file takes three: sqlite:///FILE.db")
    if driver not in _WRITTEN[kind]:
        raise LibraryError(f"{masked!r}: the driver {driver!r} is not used — write {_EXPECTED}")
    return parsed.set(drivername=_DRIVERS[kind])


def create_engine(url: str, *, pool_size: int = 5) -> Engine:
    """An engine for `url`, for any number of threads; it connects only when used.

    Makes a SQLite file's folder. A transaction begun on the engine itself may write; use `reading`
    and `writing`, or `reader(engine)`, to say which it is.

    Args:
        url: as people write it; ``?timeout=SECONDS`` sets how long SQLite waits for other writers
            (else `BUSY_SECONDS`), ``?connect_timeout=SECONDS`` how long to wait for a server.
        pool_size: how many connections are kept open; five more may open under load.

    Raises:
        LibraryError: the URL is wrong, its driver is missing or the folder can't be made.
    """
    parsed = database_url(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    options: dict[str, Any] = {"pool_size": pool_size, "max_overflow": 5}
    options["hide_parameters"] = True  # an error shows the statement, not its values
    if not is_sqlite:
        options |= {"pool_pre_ping": True, "connect_args": {"connect_timeout": CONNECT_SECONDS}}
        _leave_to_url(parsed, options, "connect_timeout")
    else:
        options |= {
            "poolclass": QueuePool,
            "connect_args": {
                "timeout": BUSY_SECONDS,
                "check_same_thread": False,
                "cached_statements": STATEMENTS,
            },
        }
        _leave_to_url(parsed, options, "timeout")
        if parsed.database in (None, "", ":memory:"):  # one connection, or each sees its own
            options |= {"pool_size": 1, "max_overflow": 0}
        else:
            _make_folder(Path(str(parsed.database)).parent)
    try:
        engine = sa.create_engine(parsed, **options)
    except (ImportError, NoSuchModuleError) as error:
        raise LibraryError(
            f"the driver for {parsed.drivername} is missing: {error} — install the bot's packages"
        ) from error
    if is_sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _set_up_postgresql)
    return engine


def close_engine(engine: Engine) -> None:
    """Close an engine's connections; those still used by a thread, when it is done.

    `Engine.dispose` leaves those to the garbage collector: work handed to a thread continues there
    after its waiter was cancelled.
    """
    event.listen(engine, "checkin", _invalidate)
    engine.dispose()


def _invalidate(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.invalidate()


def reader(engine: Engine) -> Engine:
    """The same engine for read-only transactions, which see one state of the database.

    They and writers do not wait for each other.
    """
    if engine.dialect.name == "postgresql":
        return engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True, **{_READS: True}
        )
    return engine.execution_options(**{_READS: True})


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database throughout.

    Raises:
        LibraryError: any error of the database, in one line.
    """
    with explained(engine.url), reader(engine).begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; rolled back as a whole if an exception leaves it.

    Raises:
        LibraryError: any error of the database, in one line.
    """
    with explained(engine.url), engine.begin() as connection:
        yield connection


def insert(connection: Engine | Connection, table: sa.Table) -> Any:
    """An INSERT that supports ON CONFLICT, in the database's dialect."""
    if connection.dialect.name == "postgresql":
        # Importing its dialect takes a fifth of a second, which SQLite users need not wait for.
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)


def _leave_to_url(url: URL, options: dict[str, Any], name: str) -> None:
    """Leave an option to the URL if it has it: arguments would override it."""
    if name in url.query:
        del options["connect_args"][name]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"the database's folder {folder} can't be made: {error.strerror} — "
            "check its name and permissions"
        ) from error


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions start too late, and not at all before DDL: `_begin_sqlite`
    # starts them (https://docs.sqlalchemy.org/en/21/dialects/sqlite.html, transaction control).
    try:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    except Exception:
        connection.close()  # nobody else does
        raise


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    connection.prepared_max = STATEMENTS


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(_READS, False)
    if reads is connection.info.get("writes", False):  # it did the opposite before
        connection.info["writes"] = not reads
        size = _CACHE_KIB if reads else _WRITING_CACHE_KIB
        connection.exec_driver_sql(f"PRAGMA cache_size = -{size}")
    if reads:
        # This takes no lock yet, so it can't fail; SQLAlchemy's way takes longer than the rest.
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
