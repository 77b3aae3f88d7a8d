"""Draws messages in a terminal much as Discord shows them.

It first removes from every text what a terminal would obey (control sequences, characters that
change the writing direction). There is a bar at the left, but no frame at the right, because
right-to-left text would break it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from babel.dates import format_datetime
from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule as Line
from rich.style import Style
from rich.table import Table
from rich.text import Text as Drawn

from bot.discord.messages.measure import FIELDS_PER_ROW
from bot.discord.messages.pages import (
    Button,
    Embed,
    Field,
    Image,
    LinkButton,
    MessagePage,
    Row,
    Select,
    Text,
)
from briefings.rendering.dialects.discord_reader import LineKind, Span, SpanKind, read_line
from briefings.rendering.dialects.untrusted import clean, safe_url
from briefings.translations import ENGLISH, Language, gettext
from briefings.translations.message import Trusted

NARROW = 60
"""Below this width, in cells, columns are stacked, as on a phone."""

_BAR = Box("▌   \n▌   \n▌   \n▌   \n▌   \n▌   \n▌   \n▌   \n")
_DIM, _BOLD = Style(dim=True), Style(bold=True)
_QUOTE = "▏ "
_STARTS: Mapping[LineKind, tuple[str, Style]] = {
    LineKind.TEXT: ("", Style.null()),
    LineKind.HEADING: ("", _BOLD),
    LineKind.SMALL: ("", _DIM),
    LineKind.ITEM: ("• ", Style.null()),
}
_PATTERNS = {"t": "HH:mm", "T": "HH:mm:ss", "d": "dd/MM/y", "D": "d MMMM y",
             "F": "EEEE, d MMMM y HH:mm"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pen:
    """How to draw inline text."""

    zone: tzinfo
    plain: bool
    """No colours and no links: struck words and addresses are shown in characters."""
    language: Language = ENGLISH


def draw(
    pages: Sequence[MessagePage],
    console: Console,
    zone: tzinfo = UTC,
    language: Language = ENGLISH,
) -> None:
    """Print `pages` one below the other.

    Args:
        language: the reader's, for the text that replaces a picture.
        zone: the time zone of timestamps; Discord uses the reader's own.
    """
    for page in pages:
        pen = Pen(zone, plain=console.color_system is None, language=language)
        console.print(_message(page, pen, console.width), highlight=False)
        for row in page.rows:
            console.print(_row(row), highlight=False)
        console.print()


def _message(page: MessagePage, pen: Pen, width: int) -> RenderableType:
    parts: list[RenderableType] = []
    for part in page.shown:
        if isinstance(part, Text):
            parts += [*_paragraphs(part.text, pen), Drawn()]
        elif isinstance(part, Image):
            parts += [_pictured(part, pen), Drawn()]
        elif part.line:
            parts.append(Line(style=_DIM))
    for embed in page.shown_embeds:
        if parts:
            parts.append(Drawn())
        parts += _embed(embed, pen, width)
        if page.image and embed.pictured:
            parts += [Drawn(), _pictured(page.image, pen)]
    while parts and isinstance(parts[-1], Drawn) and not parts[-1]:
        parts.pop()
    style = Style(color=f"#{page.colour:06x}")
    return Panel(Group(*parts), box=_BAR, border_style=style, padding=(0, 1))


def _pictured(image: Image, pen: Pen) -> Drawn:
    """The text that replaces a picture: the title at the start of its alt text."""
    title = Trusted(clean(image.alt.partition(". ")[0]))
    return Drawn(pen.language.say(gettext("▣ Picture: %(title)s", title=title)), _DIM)


def _embed(embed: Embed, pen: Pen, width: int) -> Iterator[RenderableType]:
    if embed.title:
        yield from _paragraphs(f"## {embed.title}", pen)
    if embed.description:
        yield from _paragraphs(embed.description, pen)
    beside: list[Field] = []
    for field in (*embed.fields, None):
        if beside and (field is None or not field.inline or len(beside) == FIELDS_PER_ROW):
            yield _side_by_side(beside, pen, width)
            beside = []
        if field is not None and field.inline:
            beside.append(field)
        elif field is not None:
            yield Drawn()
            yield from _field(field, pen)
    if embed.footer:
        yield Drawn(clean(embed.footer), _DIM)


def _field(field: Field, pen: Pen) -> list[Drawn]:
    texts = [f"## {field.name}", field.value]
    return [line for text in texts if clean(text) for line in _paragraphs(text, pen)]


def _side_by_side(fields: Sequence[Field], pen: Pen, width: int) -> RenderableType:
    cells = [Group(*_field(field, pen)) for field in fields]
    if width < NARROW:
        return Group(*cells)
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for _ in cells:
        table.add_column(ratio=1)
    table.add_row(*cells)
    return table


def _paragraphs(text: str, pen: Pen) -> list[Drawn]:
    return [_line(line, pen) for line in text.split("\n")]


def _line(markdown: str, pen: Pen) -> Drawn:
    line = read_line(markdown)
    drawn = Drawn()
    if line.quoted:
        drawn.append(_QUOTE, _DIM)
    start, style = _STARTS[line.kind]
    drawn.append(start if line.number is None else f"{line.number}. ")
    _inline(drawn, line.spans, style, pen)
    return drawn


def _inline(drawn: Drawn, spans: Iterable[Span], style: Style, pen: Pen) -> None:
    """Append the words of `spans`, their marks as styles."""
    for span in spans:
        match span.kind:
            case SpanKind.WORDS:
                drawn.append(span.text, style)
            case SpanKind.LINK:
                address = Style(underline=True, link=span.url)
                _inline(drawn, span.inner, style + address, pen)
                drawn.append(f" <{span.url}>" if pen.plain else "")
            case SpanKind.MOMENT:
                drawn.append(_moment(span, pen.zone), style)
            case SpanKind.CODE:
                drawn.append(span.text, style + Style(reverse=True))
            case SpanKind.STRONG:
                _inline(drawn, span.inner, style + _BOLD, pen)
            case SpanKind.STRUCK:
                before, after = ("[-", "-]") if pen.plain else ("", "")
                drawn.append(before)
                _inline(drawn, span.inner, style + Style(strike=True), pen)
                drawn.append(after)
            case SpanKind.EMPHASIS:
                _inline(drawn, span.inner, style + Style(italic=True), pen)


def _moment(span: Span, zone: tzinfo) -> str:
    """A timestamp as Discord shows it to a reader in `zone`."""
    try:
        moment = datetime.fromtimestamp(span.unix, zone)
    except (ValueError, OverflowError, OSError):
        return span.text
    pattern = _PATTERNS.get(span.style, "d MMMM y HH:mm")
    return str(format_datetime(moment, pattern, locale="en_GB"))


def _row(row: Row) -> Drawn:
    drawn = Drawn()
    for item in row:
        match item:
            case Button():
                drawn.append(f"[ {clean(item.label)} ]", _BOLD)
            case LinkButton():
                drawn.append(f"[ {clean(item.label)} ↗ ]", Style(link=safe_url(item.url)))
            case Select():
                drawn.append(f"[ {clean(item.placeholder)} ▾ ] ", _BOLD)
                drawn.append(" · ".join(clean(option.label) for option in item.options), _DIM)
        drawn.append(" ")
    return drawn
