"""Connections: SQLite in a file, or the PostgreSQL that several machines share."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from briefings.library.migrate import upgrade_on

BUSY_SECONDS = 60
"""How long a write waits for SQLite's lock before it fails, in seconds."""


def sync_url(url: str) -> sa.URL:
    """The URL with the driver that is installed: psycopg 3, or Python's own sqlite3."""
    parsed = sa.make_url(url)
    backend = parsed.get_backend_name()
    return parsed.set(drivername="postgresql+psycopg" if backend == "postgresql" else backend)


def connect(url: str, *, pool_size: int = 5) -> sa.Engine:
    """An engine for `url`, ready for several threads.

    On SQLite: write-ahead log, foreign keys on, and transactions that take the write lock at
    once, so that two writers wait for each other instead of failing half-way.
    """
    parsed = sync_url(url)
    if parsed.get_backend_name() == "postgresql":
        return sa.create_engine(parsed, pool_size=pool_size, max_overflow=5, pool_pre_ping=True)
    engine = sa.create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # pysqlite would begin only before the first write: the event below begins for it.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def reader(engine: sa.Engine) -> sa.Engine:
    """The same engine for transactions that only read: they do not wait for writers."""
    return engine.execution_options(reading=True)


def insert(engine: sa.Engine, table: sa.Table) -> Any:
    """An INSERT that knows ON CONFLICT, in the engine's dialect."""
    if engine.dialect.name == "postgresql":
        # Its dialect takes a fifth of a second to import, which SQLite need not wait for.
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest form; several processes may start at once.

    Raises LibraryError where the database is newer than the program.
    """
    with engine.begin() as connection:
        upgrade_on(connection, Path(__file__).parent / "migrations", "daily_version")
