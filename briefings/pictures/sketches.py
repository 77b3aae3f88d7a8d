"""What a picture of an answer shows, as plain data."""

from dataclasses import dataclass

from briefings.answers.types import Answer, Brief, Positions, Timeline
from briefings.models import EventStatus, Stance
from briefings.rendering.dates import in_words

MAX_ROWS = 12
"""Rows of one picture: more would be illegible on a phone."""

MAX_NAMED_ORIGINS = 4


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


@dataclass(frozen=True, slots=True)
class Support:
    point: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportSketch:
    title: str
    points: tuple[Support, ...]
    more: int = 0


Sketch = TimelineSketch | MatrixSketch | SupportSketch


def sketch(answer: Answer) -> Sketch | None:
    """What the picture of `answer` shows; None where a picture would show nothing."""
    match answer:
        case Timeline(entries=entries) if len(entries) > 1:
            moments = tuple(
                Moment(
                    in_words(entry.event.start_date),
                    entry.event.name,
                    entry.origins[:MAX_NAMED_ORIGINS],
                    entry.event.status is EventStatus.PLANNED,
                )
                for entry in entries[-MAX_ROWS:]
            )
            name = answer.topic.name if answer.topic else "All topics"
            return TimelineSketch(f"Timeline: {name}", moments, len(entries) - len(moments))
        case Positions(rows=rows, sides=sides) if any(row.issue for row in rows):
            lines = tuple(
                MatrixRow(
                    row.issue.name,
                    tuple(cell.stance if cell else None for cell in row.cells),
                )
                for row in rows
                if row.issue
            )
            return MatrixSketch(
                f"Positions: {answer.topic.name}",
                tuple(side.name for side in sides),
                lines[:MAX_ROWS],
                max(0, len(lines) - MAX_ROWS),
            )
        case Brief(key_points=points) if any(point.origins for point in points):
            supports = tuple(Support(point.text, point.origins) for point in points)
            return SupportSketch(
                f"Who reports it: {answer.topic.name}",
                supports[:MAX_ROWS],
                max(0, len(supports) - MAX_ROWS),
            )
        case _:
            return None
