"""Connections: SQLite in a file, or the PostgreSQL that several machines share."""

import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.dialects import postgresql, sqlite

BUSY_SECONDS = 60
"""How long a write waits for SQLite's lock before it fails, in seconds."""

_MIGRATION_LOCK = 0x6461696C79  # "daily"


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
    return (postgresql if engine.dialect.name == "postgresql" else sqlite).insert(table)


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest form; several processes may start at once."""
    config = Config()
    config.set_main_option("script_location", os.fspath(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
