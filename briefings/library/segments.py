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

STEPS = 3
"""So many steps of it are done after a change, and the rest after those that follow: who changes
a library of a million quotations waits tenths of a second for it, not seconds."""

_COUNT = """
WITH RECURSIVE segment(id) AS (
    SELECT min(segid) FROM {0}_idx
    UNION ALL
    SELECT (SELECT min(segid) FROM {0}_idx WHERE segid > segment.id) FROM segment
    WHERE segment.id IS NOT NULL
)
SELECT count(id) FROM segment
"""


class Merger:
    """Merges a library's indexes bit by bit, in short transactions. For any number of threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._begun: set[str] = set()
        """The indexes of which a part is merged."""

    def go_on(self, most: int = MOST_SEGMENTS, steps: int = STEPS) -> None:
        """Make one segment of each index that has more than `most`, or a part of it."""
        if self._engine.dialect.name != "sqlite":
            return
        with reading(self._engine) as connection:
            scattered = {name for name in INDEXES if count_segments(connection, name) > most}
        for name in sorted(scattered | self._begun):
            self._merge(name, steps)

    def _merge(self, name: str, steps: int) -> None:
        for _ in range(steps):
            # Below 0 it begins with all that there is; above, it goes on with what was begun.
            pages = STEP_PAGES if name in self._begun else -STEP_PAGES
            self._begun.add(name)
            if not _merged(self._engine, name, pages):
                self._begun.discard(name)
                return


def count_segments(connection: Connection, index: str) -> int:
    """In how many pieces an index is."""
    return int(connection.exec_driver_sql(_COUNT.format(index)).scalar_one())


def _merged(engine: Engine, index: str, pages: int) -> bool:
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
