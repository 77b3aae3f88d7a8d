"""Keeps SQLite's full-text indexes in few segments.

FTS5 writes a segment with each transaction, and merges segments of one size only when there are
sixteen, or much was written. A question looks up each of its words in every segment, so a library
that grew by many small changes answers two to ten times more slowly than one written at once. So
after each change four segments of a size become one, which costs little because the large ones are
seldom among them. PostgreSQL has no segments.

Sources: https://www.sqlite.org/fts5.html#the_merge_command and, for the tables `…_idx`,
https://www.sqlite.org/fts5.html#the_idx_table
"""

from sqlalchemy import Connection, Engine

from briefings.library.database import reading, writing

INDEXES = ("library_article_words", "library_quote_words")

FEW = 3
"""This many segments are never merged: FTS5 merges four of a size."""

STEP_PAGES = 250
"""How much one transaction rewrites, in pages of 4 KB: other writers wait that long."""

STEPS = 8
"""How many steps follow a change; the rest follow later changes, so that nobody waits for a
whole index of a million quotations to be rewritten."""

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
    """Merge four segments of a size, or continue a merge, in short transactions."""
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        several = [name for name in INDEXES if count_segments(connection, name) > FEW]
    for name in several:
        for _ in range(steps):
            if not _merge(engine, name):
                break


def count_segments(connection: Connection, index: str) -> int:
    """How many segments an index has."""
    return int(connection.exec_driver_sql(_COUNT.format(index)).scalar_one())


def _merge(engine: Engine, index: str) -> bool:
    """Do part of the work; whether there was any.

    FTS5 reports it as the number of changed rows; one of them is the command itself.
    """
    with writing(engine) as connection:
        before = _changed(connection)
        connection.exec_driver_sql(
            f"INSERT INTO {index} ({index}, rank) VALUES ('merge', {STEP_PAGES})"  # noqa: S608  # names of ours
        )
        return _changed(connection) - before > 1


def _changed(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())
