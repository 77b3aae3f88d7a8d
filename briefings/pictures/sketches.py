"""What a picture of an answer shows, as plain data."""

from collections import Counter
from dataclasses import dataclass

from briefings.answers.types import Answer, Brief, Positions
from briefings.models import Stance
from briefings.translations import ENGLISH, Language, gettext

MAX_ROWS = 5
MAX_ORIGINS = 8
"""The most rows of one picture. More would fill a phone's screen and push the text off it."""

MAX_SIDES = 3
MAX_POINTS = 8
"""The most columns that leave room for a side's name or a key point's number."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    issue: str
    stances: tuple[Stance | None, ...]
    """One per side; None if it has said nothing."""


@dataclass(frozen=True, slots=True)
class MatrixSketch:
    title: str
    sides: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    more: int = 0
    more_sides: int = 0
    language: Language = ENGLISH
    """The language of the words on it."""


@dataclass(frozen=True, slots=True)
class Support:
    """A key point and the original sources that carry it."""

    point: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportSketch:
    """Key points, numbered from 1 as in the text, with the origins that carry them."""

    title: str
    points: tuple[Support, ...]
    more: int = 0
    language: Language = ENGLISH
    """The language of the words on it."""

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins, each once, the one with the most key points first."""
        counted = Counter(origin for support in self.points for origin in set(support.origins))
        return tuple(sorted(counted, key=lambda origin: (-counted[origin], origin)))


Sketch = MatrixSketch | SupportSketch


def sketch(answer: Answer | None, language: Language = ENGLISH) -> Sketch | None:
    """What the picture of `answer` shows; None if it would show nothing."""
    match answer:
        # A story's statements share a word, to which nobody can answer yes or no.
        case Positions() if not answer.topic.story and any(row.issue for row in answer.rows):
            return _matrix(answer, language)
        case Brief() if not answer.full and any(point.origins for point in answer.key_points):
            return _support(answer, language)
        case _:
            return None


def _matrix(answer: Positions, language: Language) -> MatrixSketch:
    rows = tuple(
        MatrixRow(
            row.issue.name, tuple(cell.stance if cell else None for cell in row.cells[:MAX_SIDES])
        )
        for row in answer.rows
        if row.issue
    )
    sides = tuple(side.name for side in answer.sides[:MAX_SIDES])
    return MatrixSketch(
        language.say(gettext("Positions: %(name)s", name=answer.topic.name)),
        sides,
        rows[:MAX_ROWS],
        more=max(0, len(rows) - MAX_ROWS),
        more_sides=len(answer.sides) - len(sides),
        language=language,
    )


def _support(answer: Brief, language: Language) -> SupportSketch:
    points = tuple(
        Support(f"“{point.text}”" if point.article else point.text, point.origins)
        for point in answer.key_points
    )
    left_out = max(0, len(points) - MAX_POINTS)
    title = language.say(gettext("Who reports it: %(name)s", name=answer.topic.name))
    return SupportSketch(title, points[:MAX_POINTS], left_out, language)
