"""Sketches drawn as PNG pictures."""

from briefings.models import Stance
from briefings.pictures.canvas import (
    BACKGROUND,
    BLUE,
    BODY,
    GREEN,
    LINE,
    MARGIN,
    MUTED,
    ORANGE,
    PANEL,
    SMALL,
    TEXT,
    WIDTH,
    YELLOW,
    Card,
    Colour,
    Picture,
    text_width,
    wrap,
)
from briefings.pictures.sketches import MatrixSketch, Sketch, SupportSketch, TimelineSketch

INNER = WIDTH - 2 * MARGIN

STANCES: dict[Stance, tuple[str, Colour]] = {
    Stance.FOR: ("agrees", BLUE),
    Stance.CONDITIONAL: ("conditional", YELLOW),
    Stance.AGAINST: ("against", ORANGE),
    Stance.UNCLEAR: ("unclear", MUTED),
}


def draw(sketch: Sketch) -> Picture:
    """The picture of `sketch`. Takes tens of milliseconds: not for the event loop."""
    match sketch:
        case TimelineSketch():
            return _timeline(sketch)
        case MatrixSketch():
            return _matrix(sketch)
        case SupportSketch():
            return _support(sketch)


def _more(card: Card, count: int, what: str) -> str:
    if not count:
        return ""
    card.y += 8
    card.paragraph(f"and {count} more {what}", MARGIN, INNER, size=SMALL, colour=MUTED)
    return f" And {count} more {what}."


# Timeline


def _timeline(sketch: TimelineSketch) -> Picture:
    card = Card(sketch.title)
    x, radius, text_x = MARGIN + 14, 12, MARGIN + 52
    previous: float | None = None
    for moment in sketch.moments:
        centre = card.y + 20
        if previous is not None:
            _line(card, x, previous + radius, centre - radius, dashed=moment.planned)
        previous = centre
        box = (x - radius, centre - radius, x + radius, centre + radius)
        if moment.planned:
            card.draw.ellipse(box, outline=BLUE, width=4)
        else:
            card.draw.ellipse(box, fill=BLUE)
        date = moment.date + (" · planned" if moment.planned else "")
        card.paragraph(date, text_x, WIDTH - MARGIN - text_x, size=SMALL, colour=MUTED, lines=1)
        card.paragraph(moment.name, text_x, WIDTH - MARGIN - text_x, bold=True, lines=3)
        if moment.origins:
            card.paragraph(
                " · ".join(moment.origins),
                text_x,
                WIDTH - MARGIN - text_x,
                size=SMALL,
                colour=MUTED,
                lines=2,
            )
        card.y += 18
    more = _more(card, sketch.more, "earlier events")
    items = "; ".join(
        f"{moment.date}{' (planned)' if moment.planned else ''}: {moment.name}"
        for moment in sketch.moments
    )
    return card.finish(f"{sketch.title}, drawn as a line. {items}.{more}")


def _line(card: Card, x: float, top: float, bottom: float, *, dashed: bool) -> None:
    step, dash = (16, 8) if dashed else (bottom - top, bottom - top)
    y = top
    while y < bottom:
        card.draw.line((x, y, x, min(y + dash, bottom)), fill=LINE, width=4)
        y += max(step, 1)


# Positions


def _matrix(sketch: MatrixSketch) -> Picture:
    card = Card(sketch.title)
    issue_width = 300
    column = (INNER - issue_width) / max(1, len(sketch.sides))
    top = bottom = card.y
    for index, side in enumerate(sketch.sides):
        card.y = top
        card.paragraph(
            side,
            MARGIN + issue_width + index * column + 8,
            column - 16,
            size=SMALL,
            bold=True,
            lines=3,
        )
        bottom = max(bottom, card.y)
    card.y = bottom + 10
    for number, row in enumerate(sketch.rows):
        _matrix_row(card, row.issue, row.stances, issue_width, column, shaded=number % 2 == 0)
    more = _more(card, sketch.more, "questions")
    _legend(card)
    said = "; ".join(
        f"{row.issue}: "
        + ", ".join(
            f"{side} {STANCES[stance][0] if stance else 'has said nothing'}"
            for side, stance in zip(sketch.sides, row.stances, strict=True)
        )
        for row in sketch.rows
    )
    return card.finish(f"{sketch.title}, as a table of sides by questions. {said}.{more}")


def _matrix_row(
    card: Card,
    issue: str,
    stances: tuple[Stance | None, ...],
    issue_width: int,
    column: float,
    *,
    shaded: bool,
) -> None:
    top = card.y
    height = _height_of(issue, issue_width - 24)
    if shaded:
        card.draw.rounded_rectangle(
            (MARGIN - 12, top, WIDTH - MARGIN + 12, top + height), radius=10, fill=PANEL
        )
    card.y = top + 14
    card.paragraph(issue, MARGIN, issue_width - 24)
    for index, stance in enumerate(stances):
        x = MARGIN + issue_width + index * column + column / 2
        if stance is not None:
            _mark(card, stance, x, top + height / 2)
        else:
            card.text("–", x - 8, top + height / 2 - BODY / 2, colour=MUTED)
    card.y = top + height


def _height_of(issue: str, width: float) -> int:
    return 28 + round(BODY * 1.35) * max(1, len(wrap(issue, width, BODY)))


def _mark(card: Card, stance: Stance, x: float, y: float, size: float = 20) -> None:
    """A shape a stance: disc, half disc, square with a bar, ring. Colour only repeats it."""
    colour = STANCES[stance][1]
    box = (x - size, y - size, x + size, y + size)
    pen = card.draw
    match stance:
        case Stance.FOR:
            pen.ellipse(box, fill=colour)
            s = size
            pen.line(
                [(x - s * 0.5, y), (x - s * 0.1, y + s * 0.4), (x + s * 0.5, y - s * 0.35)],
                fill=BACKGROUND,
                width=5,
                joint="curve",
            )
        case Stance.CONDITIONAL:
            pen.ellipse(box, outline=colour, width=4)
            pen.pieslice(box, 90, 270, fill=colour)
        case Stance.AGAINST:
            pen.rectangle(box, fill=colour)
            for sign in (1, -1):
                pen.line(
                    (x - size / 2, y - sign * size / 2, x + size / 2, y + sign * size / 2),
                    fill=BACKGROUND,
                    width=5,
                )
        case Stance.UNCLEAR:
            pen.ellipse(box, outline=colour, width=4)
            width = text_width("?", BODY, bold=True)
            card.text("?", x - width / 2, y - BODY * 0.64, bold=True, colour=colour)


def _legend(card: Card) -> None:
    card.y += 24
    x: float = MARGIN + 14
    for stance, (word, _) in STANCES.items():
        _mark(card, stance, x, card.y + 14, size=14)
        card.text(word, x + 24, card.y, size=SMALL, colour=MUTED)
        x += 24 + text_width(word, SMALL) + 44
    card.y += 30


# Support


def _support(sketch: SupportSketch) -> Picture:
    card = Card(sketch.title)
    for number, support in enumerate(sketch.points, 1):
        card.text(f"{number}.", MARGIN, card.y, bold=True, colour=MUTED)
        card.paragraph(support.point, MARGIN + 44, INNER - 44, lines=2)
        card.y += 6
        for index in range(min(len(support.origins), 12)):
            left = MARGIN + 44 + index * 34
            card.draw.rounded_rectangle(
                (left, card.y + 5, left + 26, card.y + 25), radius=5, fill=GREEN
            )
        x = MARGIN + 44 + min(len(support.origins), 12) * 34 + 8
        names = " · ".join(support.origins) or "no independent origin"
        card.paragraph(names, x, WIDTH - MARGIN - x, size=SMALL, colour=MUTED, lines=2)
        card.y += 18
    more = _more(card, sketch.more, "key points")
    card.paragraph(
        "One block for each independent origin: a story that two papers take from one agency "
        "counts once.",
        MARGIN,
        INNER,
        size=SMALL,
        colour=TEXT,
    )
    said = "; ".join(
        f"{number}. {support.point} – {len(support.origins)} "
        f"({', '.join(support.origins) or 'none'})"
        for number, support in enumerate(sketch.points, 1)
    )
    return card.finish(f"{sketch.title}: the independent origins of each key point. {said}.{more}")
