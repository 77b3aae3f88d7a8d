"""Draws sketches as PNG pictures."""

from briefings.models import Stance
from briefings.pictures.alt_text import SILENT, STANCES, describe, more
from briefings.pictures.canvas import (
    BLUE,
    BODY,
    GREEN,
    INNER,
    LINE,
    MARGIN,
    MUTED,
    ORANGE,
    SMALL,
    YELLOW,
    Card,
    Colour,
    leading,
)
from briefings.pictures.fonts import width_of, wrap
from briefings.pictures.picture import WIDTH, Picture
from briefings.pictures.shapes import Mark
from briefings.pictures.sketches import (
    MAX_ORIGINS,
    MatrixRow,
    MatrixSketch,
    Sketch,
    SupportSketch,
)
from briefings.translations import gettext, ngettext

MARKS: dict[Stance, tuple[Mark, Colour]] = {
    Stance.FOR: (Mark.CHECK, BLUE),
    Stance.CONDITIONAL: (Mark.HALF, YELLOW),
    Stance.AGAINST: (Mark.CROSS, ORANGE),
    Stance.UNCLEAR: (Mark.QUESTION, MUTED),
}
"""How each stance looks. The shapes differ; the colour only repeats it."""


def draw(sketch: Sketch) -> Picture:
    """The picture of `sketch`. Takes tens of milliseconds: not for the event loop."""
    match sketch:
        case MatrixSketch():
            card = Card(sketch.title, caption=NAME)
            _matrix(card, sketch)
        case SupportSketch():
            card = Card(sketch.title)
            _support(card, sketch)
    return card.finish(describe(sketch))


def _small(card: Card, text: str, size: int = SMALL) -> None:
    card.paragraph(text, MARGIN, INNER, size=size, colour=MUTED, lines=1)


# Positions: each question on a line of its own, the sides' marks below it in columns


NAME, QUESTION, _STANCE = 42, 46, 56
"""Sizes in pixels, larger than elsewhere: embeds show pictures smaller than containers."""


def _matrix(card: Card, sketch: MatrixSketch) -> None:
    centres = _centres(MARGIN, len(sketch.sides))
    width = INNER / max(1, len(sketch.sides))
    _heads(card, sketch.sides, centres, width - 12)
    for number, row in enumerate(sketch.rows):
        _row(card, row, centres, shaded=number % 2 == 0)
    card.y += 16
    _legend(card, sketch)
    sides = ngettext("and %(count)s more side", "and %(count)s more sides", sketch.more_sides)
    left_out = [more(sketch), sketch.language.say(sides) if sketch.more_sides else ""]
    if text := ", ".join(filter(None, left_out)):
        card.y += 4
        _small(card, text, NAME)


def _centres(left: float, count: int) -> list[float]:
    """The middles of `count` equal columns between `left` and the margin."""
    width = (WIDTH - MARGIN - left) / max(1, count)
    return [left + width * (index + 0.5) for index in range(count)]


def _heads(card: Card, sides: tuple[str, ...], centres: list[float], width: float) -> None:
    """The sides' names, each centred over its column, on one baseline."""
    heads = [wrap(side, width, NAME, bold=True, lines=3) for side in sides]
    highest = max(map(len, heads), default=0)
    for lines, centre in zip(heads, centres, strict=True):
        for number, line in enumerate(lines, highest - len(lines)):
            _centred(card, line, centre, card.y + number * leading(NAME), NAME)
    card.y += highest * leading(NAME) + 10


def _centred(card: Card, text: str, centre: float, y: float, size: int) -> None:
    card.text(text, centre - width_of(text, size, bold=True) / 2, y, size=size, bold=True)


def _row(card: Card, row: MatrixRow, centres: list[float], *, shaded: bool) -> None:
    lines = wrap(row.issue, INNER, QUESTION, lines=2)
    marks = card.y + 10 + leading(QUESTION) * len(lines) + _STANCE / 2
    bottom = marks + _STANCE / 2 + 14
    if shaded:
        card.panel(card.y, bottom)
    for number, line in enumerate(lines):
        card.text(line, MARGIN, card.y + 6 + number * leading(QUESTION), size=QUESTION)
    for stance, centre in zip(row.stances, centres, strict=True):
        if stance:
            mark, colour = MARKS[stance]
            card.mark(mark, centre, marks, _STANCE, colour)
        else:
            card.text("–", centre - 13, marks - QUESTION * 0.7, size=QUESTION, colour=MUTED)
    card.y = bottom


def _legend(card: Card, sketch: MatrixSketch) -> None:
    """Explains the picture's marks in words."""
    used = {stance for row in sketch.rows for stance in row.stances}
    size, x = 44, float(MARGIN)
    for stance in (*MARKS, None):
        if stance not in used:
            continue
        words = sketch.language.say(STANCES[stance] if stance else SILENT)
        if x > MARGIN and x + size + 10 + width_of(words, NAME) > WIDTH - MARGIN:
            x = MARGIN
            card.y += leading(NAME) + 4
        if stance:
            mark, colour = MARKS[stance]
            card.mark(mark, x + size / 2, card.y + leading(NAME) / 2, size, colour)
        else:
            card.text("–", x + 8, card.y, size=NAME, colour=MUTED)
        x = card.text(words, x + size + 10, card.y, size=NAME, colour=MUTED) + 36
    card.y += leading(NAME)


# Support: a row for each origin, a column for each key point

_LABEL_WIDTH = 300
_BLOCK, _DASH = 40, 14


def _support(card: Card, sketch: SupportSketch) -> None:
    centres = _centres(MARGIN + _LABEL_WIDTH, len(sketch.points))
    say = sketch.language.say
    card.text(say(gettext("Key point")), MARGIN, card.y + BODY - SMALL, size=SMALL, colour=MUTED)
    for number, centre in enumerate(centres, 1):
        _centred(card, f"{number}", centre, card.y, BODY)
    card.y += leading(BODY) + 8
    shown = sketch.origins[:MAX_ORIGINS]
    for number, origin in enumerate(shown):
        _origin(card, origin, sketch, centres, shaded=number % 2 == 0)
    if hidden := len(sketch.origins) - len(shown):
        card.y += 6
        more_origins = ngettext("and %(count)s more origin", "and %(count)s more origins", hidden)
        _small(card, say(more_origins))
    card.y += 10
    card.text(say(gettext("Origins")), MARGIN, card.y + BODY - SMALL, size=SMALL, colour=MUTED)
    for support, centre in zip(sketch.points, centres, strict=True):
        _centred(card, f"{len(set(support.origins))}", centre, card.y, BODY)
    card.y += leading(BODY) + 10
    if text := more(sketch):
        _small(card, text)
    _small(card, say(gettext("One agency’s story counts once.")))


def _origin(
    card: Card, origin: str, sketch: SupportSketch, centres: list[float], *, shaded: bool
) -> None:
    """One origin: a block under each key point that it carries."""
    lines = wrap(origin, _LABEL_WIDTH - 16, SMALL, lines=2)
    height = 20 + leading(SMALL) * max(1, len(lines))
    if shaded:
        card.panel(card.y, card.y + height)
    for number, line in enumerate(lines):
        card.text(line, MARGIN, card.y + 8 + number * leading(SMALL), size=SMALL)
    for support, centre in zip(sketch.points, centres, strict=True):
        carries = origin in support.origins
        look = (_BLOCK, GREEN) if carries else (_DASH, LINE)
        card.mark(Mark.BLOCK, centre, card.y + height / 2, *look)
    card.y += height
