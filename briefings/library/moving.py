"""Moves the records of an earlier program's database into today's tables.

The first version kept every record as a row of one table. Its migration renames that table; its
records are stored the normal way, and then the table is dropped.
"""

from contextlib import closing
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from briefings.digest.layout import SECTIONS, AnyRecord
from briefings.library.batches import begin, source_key
from briefings.library.changing import commit
from briefings.library.database import reading, writing
from briefings.library.errors import LibraryError, show

FORMER_RECORDS, FORMER_SOURCES = "library_former_records", "library_former_sources"


def move_former_records(engine: Engine) -> None:
    """Move what an earlier program stored, source by source in order of arrival.

    All of it is moved or, if that fails, none: the next opening of the library tries again.
    """
    with reading(engine) as connection:
        if not inspect(connection).has_table(FORMER_RECORDS):
            return
    with writing(engine) as connection:
        # Another program may have been quicker, which shows only now that we have the lock.
        batch = begin(connection)
        if not inspect(connection).has_table(FORMER_RECORDS):
            return
        with closing(_records(connection)) as former:
            for number, (source, rows) in enumerate(groupby(former, lambda row: row[0])):
                if number:
                    batch = begin(connection)
                key = source_key(connection, batch, source)
                for _, section, payload in rows:
                    if section is not None:
                        batch.put(key, section, _record(engine, source, section, payload))
                commit(connection, batch)
        connection.execute(text(f"DROP TABLE {FORMER_RECORDS}"))
        connection.execute(text(f"DROP TABLE {FORMER_SOURCES}"))


def _record(engine: Engine, source: str, section: str, payload: str) -> AnyRecord:
    try:
        return SECTIONS[section].model_validate_json(payload)
    except ValueError as error:
        first = str(error).partition("\n")[0]
        raise LibraryError(
            f"the database {show(engine.url)}: a record of {source!r} can't be read ({first}) — "
            "nothing was changed; restore a copy, or remove that source with the earlier version"
        ) from error


def _records(connection: Connection) -> Any:
    """Source, section and payload of every record; a source without any is a row by itself."""
    return connection.execute(
        text(
            f"SELECT s.name, r.section, r.payload FROM {FORMER_SOURCES} s "  # noqa: S608  # names of ours
            f"LEFT JOIN {FORMER_RECORDS} r ON r.source = s.name ORDER BY s.stored, s.name, r.key"
        ),
        execution_options={"yield_per": 2_000},
    )
