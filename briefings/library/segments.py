"""Keeps SQLite's full-text indexes in few pieces.

FTS5 writes a segment with each transaction and merges four into one at a time. A question looks
each of its words up in every segment, so a library that grew by many small changes answers two to
ten times more slowly than one that was written at once. PostgreSQL has nothing of the kind.

Sources: https://www.sqlite.org/fts5.html#the_merge_command, and of the tables `…_idx`
https://www.sqlite.org/fts5.html#the_idx_table
"""

from sqlalchemy import Connection, Engine

from briefings.library.database import reading, writing

INDEXES = ("library_article_words", "library_quote_words")

MOST_SEGMENTS = 8
"""More than that are merged into one. That rewrites the index, so it must not happen often: as
FTS5 merges four of a size, it takes 63 changes to have nine."""

STEP_PAGES = 250
"""How much is rewritten in one transaction, in pages of 4 KB: other writers wait that long."""

_COUNT = """
WITH RECURSIVE segment(id) AS (
    SELECT min(segid) FROM {0}_idx
    UNION ALL
    SELECT (SELECT min(segid) FROM {0}_idx WHERE segid > segment.id) FROM segment
    WHERE segment.id IS NOT NULL
)
SELECT count(id) FROM segment
"""


def merge_segments(engine: Engine, most: int = MOST_SEGMENTS) -> None:
    """Make one segment of an index that has more than `most`, in short transactions."""
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        scattered = [name for name in INDEXES if count_segments(connection, name) > most]
    for name in scattered:
        pages = -STEP_PAGES  # below 0: merge all there is
        while _merge(engine, name, pages):
            pages = STEP_PAGES


def count_segments(connection: Connection, index: str) -> int:
    """In how many pieces an index is."""
    return int(connection.exec_driver_sql(_COUNT.format(index)).scalar_one())


def _merge(engine: Engine, index: str, pages: int) -> bool:
    """Do a part of the work; whether there was any.

    FTS5 says so by the number of rows that changed, where one is the command itself.
    """
    with writing(engine) as connection:
        before = _changed(connection)
        connection.exec_driver_sql(
            f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)",  # noqa: S608  # a name of ours
            (pages,),
        )
        return _changed(connection) - before > 1


def _changed(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())
