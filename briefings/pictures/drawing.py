"""Sketches drawn as PNG pictures."""

from briefings.models import Stance
from briefings.pictures.canvas import (
    BLUE,
    BODY,
    GREEN,
    INNER,
    MARGIN,
    MUTED,
    ORANGE,
    SMALL,
    TEXT,
    YELLOW,
    Card,
    Colour,
    leading,
)
from briefings.pictures.fonts import drawable, width_of, wrap
from briefings.pictures.marks import Mark
from briefings.pictures.picture import WIDTH, Picture
from briefings.pictures.sketches import (
    MAX_SIDES,
    MatrixRow,
    MatrixSketch,
    Moment,
    Sketch,
    Support,
    SupportSketch,
    TimelineSketch,
)
from briefings.pictures.words import SILENT, STANCES, describe, more

MARKS: dict[Stance, tuple[Mark, Colour]] = {
    Stance.FOR: (Mark.CHECK, BLUE),
    Stance.CONDITIONAL: (Mark.HALF, YELLOW),
    Stance.AGAINST: (Mark.CROSS, ORANGE),
    Stance.UNCLEAR: (Mark.QUESTION, MUTED),
}
"""How each stance looks. The shapes differ; the colour only says it once more."""

MAX_BLOCKS = 8
"""Origins of one key point that are drawn; beyond them they are counted."""


def draw(sketch: Sketch) -> Picture:
    """The picture of `sketch`. Takes tens of milliseconds: not for the event loop."""
    card = Card(sketch.title)
    match sketch:
        case TimelineSketch():
            _timeline(card, sketch)
        case MatrixSketch():
            _matrix(card, sketch)
        case SupportSketch():
            _support(card, sketch)
    return card.finish(describe(sketch))


def _small(card: Card, text: str, *, lines: int = 1) -> None:
    card.paragraph(text, MARGIN, INNER, size=SMALL, colour=MUTED, lines=lines)


# Timeline

_DOT = 24
_LINE_X = MARGIN + _DOT // 2
_EVENT_X = MARGIN + 48
_EVENT_WIDTH = WIDTH - MARGIN - _EVENT_X


def _timeline(card: Card, sketch: TimelineSketch) -> None:
    date = ""
    last: float | None = None
    for moment in sketch.moments:
        said = f"{moment.date} · planned" if moment.planned else moment.date
        if said != date:
            card.y += 4
        first = leading(SMALL if said != date else BODY)
        centre = card.y + first / 2 + 1
        if last is not None:
            card.upright(_LINE_X, last + _DOT / 2 + 3, centre - _DOT / 2 - 3, dashed=moment.planned)
        mark = Mark.RING if moment.planned else Mark.DISC
        card.mark(mark, _LINE_X, centre, _DOT, BLUE)
        if said != date:
            card.paragraph(
                said, _EVENT_X, _EVENT_WIDTH, size=SMALL, bold=True, colour=BLUE, lines=1
            )
        _event(card, moment)
        date, last = said, centre
    if text := more(sketch):
        _small(card, text)


def _event(card: Card, moment: Moment) -> None:
    """What happened and, behind it if there is room, who reports it."""
    end = card.paragraph(moment.name, _EVENT_X, _EVENT_WIDTH, lines=2)
    origins = drawable(" · ".join(moment.origins))
    gap = 18
    if origins and end + gap + width_of(origins, SMALL) <= WIDTH - MARGIN:
        top = card.y - leading(BODY) + BODY - SMALL
        card.text(origins, end + gap, top, size=SMALL, colour=MUTED)
    else:
        card.paragraph(origins, _EVENT_X, _EVENT_WIDTH, size=SMALL, colour=MUTED, lines=1)
    card.y += 14


# Positions


def _matrix(card: Card, sketch: MatrixSketch) -> None:
    issue_width = 330 if len(sketch.sides) < MAX_SIDES else 230
    column = (INNER - issue_width) / max(1, len(sketch.sides))
    centres = [MARGIN + issue_width + column * (index + 0.5) for index in range(len(sketch.sides))]
    _heads(card, sketch.sides, centres, column - 10)
    for number, row in enumerate(sketch.rows):
        _row(card, row, centres, issue_width - 24, shaded=number % 2 == 0)
    card.y += 16
    _legend(card, sketch)
    left_out = [more(sketch), f"and {sketch.more_sides:,} more sides" if sketch.more_sides else ""]
    if text := ", ".join(filter(None, left_out)):
        card.y += 4
        _small(card, text)


def _heads(card: Card, sides: tuple[str, ...], centres: list[float], width: float) -> None:
    """The sides' names, each in the middle over its column, standing on one line."""
    heads = [wrap(side, width, SMALL, bold=True, lines=3) for side in sides]
    highest = max(map(len, heads), default=0)
    for lines, centre in zip(heads, centres, strict=True):
        for number, line in enumerate(lines, highest - len(lines)):
            x = centre - width_of(line, SMALL, bold=True) / 2
            card.text(line, x, card.y + number * leading(SMALL), size=SMALL, bold=True)
    card.y += highest * leading(SMALL) + 10


def _row(card: Card, row: MatrixRow, centres: list[float], width: float, *, shaded: bool) -> None:
    lines = wrap(row.issue, width, BODY)
    height = 24 + leading(BODY) * max(1, len(lines))
    if shaded:
        card.panel(card.y, card.y + height)
    for number, line in enumerate(lines):
        card.text(line, MARGIN, card.y + 12 + number * leading(BODY))
    for stance, centre in zip(row.stances, centres, strict=True):
        if stance:
            mark, colour = MARKS[stance]
            card.mark(mark, centre, card.y + height / 2, 42, colour)
        else:
            card.text("–", centre - 8, card.y + height / 2 - BODY * 0.7, colour=MUTED)
    card.y += height


def _legend(card: Card, sketch: MatrixSketch) -> None:
    """The marks that the picture has, in words."""
    used = {stance for row in sketch.rows for stance in row.stances}
    x: float = MARGIN
    for stance, (mark, colour) in MARKS.items():
        if stance in used:
            card.mark(mark, x + 15, card.y + leading(SMALL) / 2, 30, colour)
            x = card.text(STANCES[stance], x + 40, card.y, size=SMALL, colour=MUTED) + 34
    if None in used:
        silent = f"– {SILENT}"
        if x + width_of(silent, SMALL) > WIDTH - MARGIN:
            x = MARGIN
            card.y += leading(SMALL)
        card.text(silent, x, card.y, size=SMALL, colour=MUTED)
    card.y += leading(SMALL)


# Support

_POINT_X = MARGIN + 40


def _support(card: Card, sketch: SupportSketch) -> None:
    for number, support in enumerate(sketch.points, 1):
        card.text(f"{number}", MARGIN, card.y, bold=True, colour=GREEN)
        card.paragraph(support.point, _POINT_X, WIDTH - MARGIN - _POINT_X, lines=2)
        _blocks(card, support)
        card.y += 14
    if text := more(sketch):
        _small(card, text)
    card.paragraph(
        "One block, one independent origin: papers that print one agency’s story count once.",
        MARGIN,
        INNER,
        size=SMALL,
        colour=TEXT,
        lines=2,
    )


def _blocks(card: Card, support: Support) -> None:
    """A block for each origin, and their names."""
    card.y += 2
    x: float = _POINT_X
    for _ in support.origins[:MAX_BLOCKS]:
        card.mark(Mark.BLOCK, x + 11, card.y + leading(SMALL) / 2, 22, GREEN)
        x += 28
    beyond = len(support.origins) - MAX_BLOCKS
    counted = f"+{beyond} · " if beyond > 0 else ""
    names = " · ".join(support.origins) or "no independent origin"
    x += 8 if support.origins else 0
    card.paragraph(counted + names, x, WIDTH - MARGIN - x, size=SMALL, colour=MUTED, lines=2)
