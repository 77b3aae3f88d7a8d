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
"""The source of people whom only other sources' records name: the speakers in articles."""

CHECKS = "checks"
"""The source of differences found while storing articles, apart from what these say."""
STORIES = "stories"
"""The source of what is made from articles: topics that are stories, with their findings.
Another source's record with the same id takes precedence: an operator's correction."""
OWN = frozenset((PEOPLE, CHECKS, STORIES))
"""Sources that nobody lists or removes."""


@dataclass(slots=True)
class Batch:
    """What one transaction changes: records to add, and rows to remove.

    Args:
        revision: the library's revision afterwards.
        next_key: the first free key.
    """

    revision: int
    next_key: int
    new_sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Rows of sources made in this batch, by name."""
    members: dict[tuple[str, str], int] = field(default_factory=dict)
    """By topic and article: 1 if the article joins the story, -1 if it leaves."""
    payloads: dict[int, str] = field(default_factory=dict)
    """Already encoded payloads of added records, by Python's `id` of the record."""
    _put: dict[tuple[str, str], list[tuple[int, AnyRecord]]] = field(default_factory=dict)
    _dropped: dict[tuple[str, str], set[int]] = field(default_factory=dict)

    def put(self, source: int, section: str, record: AnyRecord) -> None:
        """Store a record, replacing the one that the source had under its id."""
        self._put.setdefault((section, record.id), []).append((source, record))

    def drop(self, source: int, section: str, record_id: str) -> None:
        """Remove the record that a source has under an id."""
        self._dropped.setdefault((section, record_id), set()).add(source)

    def __bool__(self) -> bool:
        return bool(self._put or self._dropped or self.new_sources or self.members)

    def touched(self) -> dict[str, list[str]]:
        """The ids of new, changed and removed records, by section."""
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
    """Wait for other writers, then begin the next revision."""
    locked = select(state.c.revision, state.c.next_key).with_for_update()
    revision, next_key = connection.execute(locked).one()
    return Batch(revision + 1, next_key)


def source_key(connection: Connection, batch: Batch, name: str) -> int:
    """The key of a source, made if new, which is now the one stored last."""
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
    """The key of a source that the library does not have yet, or has only in this batch."""
    if name not in batch.new_sources:
        key = batch.take_key()
        row = {"key": key, "name": name, "stored": batch.revision, "articles": 0, "quotes": 0}
        batch.new_sources[name] = row
    return int(batch.new_sources[name]["key"])
