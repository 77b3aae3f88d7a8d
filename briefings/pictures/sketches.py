"""What a picture of an answer shows, as plain data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefings.answers.types import Answer, Brief, Positions, Timeline, TimelineEntry
from briefings.models import EventStatus, Stance
from briefings.rendering.date_words import days_of

MAX_MOMENTS = 5
MAX_ROWS = 5
MAX_ORIGINS = 8
"""Rows of one picture. With more it would fill a phone's screen and push the text off it."""

MAX_SIDES = 3
MAX_POINTS = 8
"""Columns that leave room for a side's name, for the number of a key point."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on the timeline's line."""

    date: str
    name: str
    origins: tuple[str, ...]
    planned: bool


@dataclass(frozen=True, slots=True)
class TimelineSketch:
    title: str
    moments: tuple[Moment, ...]
    more: int = 0
    """How many events did not find room."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    issue: str
    stances: tuple[Stance | None, ...]
    """One a side; None where it has said nothing."""


@dataclass(frozen=True, slots=True)
class MatrixSketch:
    title: str
    sides: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    more: int = 0
    more_sides: int = 0


@dataclass(frozen=True, slots=True)
class Support:
    """A key point and the independent origins that carry it."""

    point: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportSketch:
    """Key points, numbered from 1 as in the text, by the origins that carry them."""

    title: str
    points: tuple[Support, ...]
    more: int = 0

    @property
    def origins(self) -> tuple[str, ...]:
        """Each once, that which carries the most key points first."""
        counted = Counter(origin for support in self.points for origin in set(support.origins))
        return tuple(sorted(counted, key=lambda origin: (-counted[origin], origin)))


Sketch = TimelineSketch | MatrixSketch | SupportSketch


def sketch(answer: Answer | None) -> Sketch | None:
    """What the picture of `answer` shows; None where it would show nothing, and on later pages."""
    match answer:
        case Timeline() if len(answer.entries) > 1 and answer.pages.number == 1:
            return _timeline(answer)
        case Positions() if any(row.issue for row in answer.rows):
            return _matrix(answer)
        case Brief() if any(point.origins for point in answer.key_points):
            return _support(answer)
        case _:
            return None


def _timeline(answer: Timeline) -> TimelineSketch:
    entries = _foremost(answer.entries)
    moments = tuple(
        Moment(
            days_of(entry.event),
            entry.event.name,
            entry.origins,
            entry.event.status is EventStatus.PLANNED,
        )
        for entry in entries
    )
    name = answer.topic.name if answer.topic else "all topics"
    count = max(len(answer.entries), answer.pages.items)  # those on later pages, too
    return TimelineSketch(f"Timeline: {name}", moments, count - len(moments))


def _foremost(entries: Sequence[TimelineEntry]) -> Sequence[TimelineEntry]:
    """What is planned, then what the most origins carry, then what is newest; in order of time."""

    def weight(index: int) -> tuple[bool, int, int]:
        entry = entries[index]
        return entry.event.status is EventStatus.PLANNED, len(entry.origins), index

    chosen = sorted(range(len(entries)), key=weight, reverse=True)[:MAX_MOMENTS]
    return [entries[index] for index in sorted(chosen)]


def _matrix(answer: Positions) -> MatrixSketch:
    rows = tuple(
        MatrixRow(
            row.issue.name, tuple(cell.stance if cell else None for cell in row.cells[:MAX_SIDES])
        )
        for row in answer.rows
        if row.issue
    )
    sides = tuple(side.name for side in answer.sides[:MAX_SIDES])
    return MatrixSketch(
        f"Positions: {answer.topic.name}",
        sides,
        rows[:MAX_ROWS],
        more=max(0, len(rows) - MAX_ROWS),
        more_sides=len(answer.sides) - len(sides),
    )


def _support(answer: Brief) -> SupportSketch:
    points = tuple(Support(point.text, point.origins) for point in answer.key_points)
    left_out = max(0, len(points) - MAX_POINTS)
    return SupportSketch(f"Who reports it: {answer.topic.name}", points[:MAX_POINTS], left_out)
