"""Keeps SQLite's full-text indexes in few pieces.

FTS5 writes a segment with each transaction, and merges those of one size into a larger one only
when sixteen are there, or much was written. A question looks each of its words up in every segment,
so a library that grew by many small changes answers two to ten times more slowly than one that was
written at once. So after each change four segments of a size become one, which costs little, as the
large ones are seldom among them. PostgreSQL has nothing of the kind.

Sources: https://www.sqlite.org/fts5.html#the_merge_command, and of the tables `…_idx`
https://www.sqlite.org/fts5.html#the_idx_table
"""

from sqlalchemy import Connection, Engine

from briefings.library.database import reading, writing

INDEXES = ("library_article_words", "library_quote_words")

FEW = 3
"""So many segments are never merged: FTS5 does that where there are four of a size."""

STEP_PAGES = 250
"""How much is rewritten in one transaction, in pages of 4 KB: other writers wait that long."""

STEPS = 8
"""So many steps are done after a change, and what is left after those that follow: who changes a
library of a million quotations never waits for a whole index to be rewritten."""

_COUNT = """
WITH RECURSIVE segment(id) AS (
    SELECT min(segid) FROM {0}_idx
    UNION ALL
    SELECT (SELECT min(segid) FROM {0}_idx WHERE segid > segment.id) FROM segment
    WHERE segment.id IS NOT NULL
)
SELECT count(id) FROM segment
"""


def merge_segments(engine: Engine, steps: int = STEPS) -> None:
    """Merge where there are four segments of a size, or go on with that, in short transactions."""
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        several = [name for name in INDEXES if count_segments(connection, name) > FEW]
    for name in several:
        for _ in range(steps):
            if not _merge(engine, name):
                break


def count_segments(connection: Connection, index: str) -> int:
    """In how many pieces an index is."""
    return int(connection.exec_driver_sql(_COUNT.format(index)).scalar_one())


def _merge(engine: Engine, index: str) -> bool:
    """Do a part of the work; whether there was any.

    FTS5 says so by the number of rows that changed, where one is the command itself.
    """
    with writing(engine) as connection:
        before = _changed(connection)
        connection.exec_driver_sql(
            f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {STEP_PAGES})"  # noqa: S608  # names of ours
        )
        return _changed(connection) - before > 1


def _changed(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())
