"""What one transaction changes, and the sources that bring it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, select, update

from briefings.digest.layout import SECTIONS, AnyRecord
from briefings.library.tables import articles, entries, quotes, sources, state

TABLES: Mapping[str, Table] = {
    section: {"articles": articles, "quotes": quotes}.get(section, entries) for section in SECTIONS
}
"""The table of each section's records."""
PEOPLE = "people"
"""The source of people whom only records of other sources name: those who speak in articles."""

CHECKS = "checks"
"""The source of differences that storing articles brought to light, beside what they say."""
STORIES = "stories"
"""The source of what is made from articles: topics that are stories, with their findings. What
another source has under the same id counts instead: an operator's correction."""
OWN = frozenset((PEOPLE, CHECKS, STORIES))
"""Sources that are no one's to list or to remove."""


@dataclass(slots=True)
class Batch:
    """What one transaction changes: records to put in, and rows to take out.

    Args:
        revision: the library's, once it is done.
        next_key: the first free one.
    """

    revision: int
    next_key: int
    new_sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Rows of sources that are made with this batch, by name."""
    members: dict[tuple[str, str], int] = field(default_factory=dict)
    """By topic and article: 1 where the article becomes one of the story's, -1 where it leaves."""
    payloads: dict[int, str] = field(default_factory=dict)
    """Of records that are put, where they are encoded already: by `id` of the record."""
    _put: dict[tuple[str, str], list[tuple[int, AnyRecord]]] = field(default_factory=dict)
    _dropped: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def put(self, source: int, section: str, record: AnyRecord) -> None:
        """Store a record; the one that the source had under its id makes room for it."""
        self._put.setdefault((section, record.id), []).append((source, record))

    def drop(self, source: int, section: str, record_id: str) -> None:
        """Take out the record that a source has under an id."""
        self._dropped.setdefault((section, record_id), set()).add(source)

    def __bool__(self) -> bool:
        return bool(self._put or self._dropped or self.new_sources or self.members)

    def touched(self) -> dict[str, list[str]]:
        """The ids of the records that come, change or go, by section."""
        found: dict[str, list[str]] = {}
        for section, record_id in dict.fromkeys((*self._put, *self._dropped)):
            found.setdefault(section, []).append(record_id)
        return found

    def puts(self, section: str, record_id: str) -> list[tuple[int, AnyRecord]]:
        return self._put.get((section, record_id), [])

    def drops(self, section: str, record_id: str) -> set[int]:
        return self._dropped.get((section, record_id), set())

    def take_key(self) -> int:
        self.next_key += 1
        return self.next_key - 1


def begin(connection: Connection) -> Batch:
    """Wait for other writers, and begin the next revision."""
    locked = select(state.c.revision, state.c.next_key).with_for_update()
    revision, next_key = connection.execute(locked).one()
    return Batch(revision + 1, next_key)


def source_key(connection: Connection, batch: Batch, name: str) -> int:
    """The key of a source, which is made if it is new, and is now the one stored last."""
    if name in batch.new_sources:
        return int(batch.new_sources[name]["key"])
    found = connection.execute(select(sources.c.key).where(sources.c.name == name)).scalar()
    if found is not None:
        connection.execute(
            update(sources).where(sources.c.key == found).values(stored=batch.revision)
        )
        return int(found)
    return new_source(batch, name)


def new_source(batch: Batch, name: str) -> int:
    """The key of a source that the library does not have yet, or not before this batch."""
    if name not in batch.new_sources:
        key = batch.take_key()
        row = {"key": key, "name": name, "stored": batch.revision, "articles": 0, "quotes": 0}
        batch.new_sources[name] = row
    return int(batch.new_sources[name]["key"])
