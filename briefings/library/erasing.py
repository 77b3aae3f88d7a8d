"""Erases removed data from SQLite's file too, not only from its tables.

SQLite leaves deleted rows in free pages until something else needs the space, its log keeps earlier
states of pages, and FTS5 keeps words until their parts of an index are merged. In PostgreSQL the
server's VACUUM takes care of that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from briefings.library.errors import explained
from briefings.library.segments import INDEXES


@contextmanager
def overwriting(connection: Connection) -> Iterator[None]:
    """Overwrite what is deleted meanwhile.

    Source: https://www.sqlite.org/pragma.html#pragma_secure_delete
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    before = connection.exec_driver_sql("PRAGMA secure_delete").scalar_one()
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA secure_delete = {int(before)}")


@contextmanager
def erasing(connection: Connection) -> Iterator[None]:
    """Overwrite what is deleted meanwhile, in the tables and in the full-text indexes.

    Source: https://www.sqlite.org/fts5.html#the_optimize_command
    """
    with overwriting(connection):
        yield
        if connection.dialect.name == "sqlite":
            for table in INDEXES:  # rewritten without the removed words
                connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608  # names of ours


def empty_log(engine: Engine) -> None:
    """Write SQLite's log back into the file and empty it.

    This works as far as nobody still reads from it; otherwise the last one to close the file
    empties it.
    """
    if engine.dialect.name == "sqlite":
        with explained(engine.url), engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
