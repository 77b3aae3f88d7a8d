"""The file and line of each record of a digest."""

from collections.abc import Collection

from briefings.digest.layout import SECTIONS
from briefings.digest.parsing import FieldPath, Source, field_name
from briefings.digest.problems import Problem
from briefings.models import Digest


class Places:
    """The files and lines of records, by section and id.

    For example ``("quotes", "trump-nato-1")``.
    """

    def __init__(self) -> None:
        self._places: dict[str, dict[str, tuple[Source, FieldPath] | None]] = {
            section: {} for section in SECTIONS
        }
        self._lost: set[str] = set()

    @classmethod
    def nowhere(cls, digest: Digest) -> "Places":
        """For a digest not from files: its problems name the records' ids."""
        places = cls()
        for section, ids in places._places.items():
            ids.update((record.id, None) for record in getattr(digest, section))
        return places

    def add(self, section: str, record_id: str, source: Source, path: FieldPath) -> None:
        """Record a record's place; of two with the same id, the first stays."""
        self._places[section].setdefault(record_id, (source, path))

    def knows(self, section: str, record_id: str) -> bool:
        return record_id in self._places[section]

    def lose(self, *sections: str) -> None:
        """Note that these sections have records whose ids are unknown."""
        self._lost.update(sections)

    def lost(self, section: str) -> bool:
        return section in self._lost

    def ids(self, section: str) -> Collection[str]:
        return self._places[section].keys()

    def problem(self, section: str, record_id: str, path: FieldPath, message: str) -> Problem:
        """A problem of the value at `path` within a record."""
        place = self._places[section].get(record_id)
        if place is None:
            return Problem(None, 0, field_name((section, record_id, *path)), message)
        source, at = place
        return source.problem((*at, *path), message)

    def describe(self, section: str, record_id: str) -> str:
        """``file:line`` of a record, else its section and id."""
        place = self._places[section].get(record_id)
        if place is None:
            return f"{section}.{record_id}"
        source, at = place
        return f"{source.path}:{source.line(at)}"
