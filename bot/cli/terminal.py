"""Messages drawn in a terminal about as Discord shows them.

What a terminal would obey (control sequences, characters that turn the writing direction) is
taken out of every text first. There is a bar at the left and no frame at the right, which
right-to-left text would tear.
"""

import re
from collections.abc import Iterator, Sequence
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

from bot.discord.messages.packing import PER_ROW
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
from briefings.rendering.dialects.discord import clean, safe_url

NARROW = 60
"""Below this width, in cells, columns stand below each other, as on a phone."""

_BAR = Box("▌   \n▌   \n▌   \n▌   \n▌   \n▌   \n▌   \n▌   \n")
_DIM, _BOLD = Style(dim=True), Style(bold=True)
_QUOTE = "▏ "
_STARTS: tuple[tuple[re.Pattern[str], str, Style], ...] = (
    (re.compile(r"#{1,3} +"), "", _BOLD),
    (re.compile(r"-# +"), "", _DIM),
    (re.compile(r"- +"), "• ", Style.null()),
)
_PIECES = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)"
    r"|\[(?P<label>(?:\\.|[^\[\]\\])*)\]\((?P<url>https?://[^\s)]+)\)"
    r"|<t:(?P<time>-?\d{1,12})(?::(?P<style>[tTdDfFR]))?>"
    r"|`(?P<code>[^`]+)`"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*"
    r"|~~(?P<struck>.+?)~~(?!~)"
    r"|\*(?P<italic>(?:\\.|[^\\*])+?)\*"
)
_PATTERNS = {"t": "HH:mm", "T": "HH:mm:ss", "d": "dd/MM/y", "D": "d MMMM y",
             "F": "EEEE, d MMMM y HH:mm"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pen:
    """How inline text is drawn."""

    zone: tzinfo
    plain: bool
    """No colours and no links: struck words and addresses must be told in characters."""


def draw(pages: Sequence[MessagePage], console: Console, zone: tzinfo = UTC) -> None:
    """Print `pages` one below the other.

    Args:
        zone: in which timestamps are told; Discord takes the reader's own.
    """
    for page in pages:
        pen = Pen(zone, plain=console.color_system is None)
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
            parts += [_pictured(part), Drawn()]
        elif part.line:
            parts.append(Line(style=_DIM))
    for embed in page.shown_embeds:
        if parts:
            parts.append(Drawn())
        parts += _embed(embed, pen, width)
        if page.image and embed.pictured:
            parts += [Drawn(), _pictured(page.image)]
    while parts and isinstance(parts[-1], Drawn) and not parts[-1]:
        parts.pop()
    style = Style(color=f"#{page.colour:06x}")
    return Panel(Group(*parts), box=_BAR, border_style=style, padding=(0, 1))


def _pictured(image: Image) -> Drawn:
    """What stands for a picture: the title with which its alt text begins."""
    return Drawn(f"▣ Picture: {clean(image.alt.partition('. ')[0])}", _DIM)


def _embed(embed: Embed, pen: Pen, width: int) -> Iterator[RenderableType]:
    if embed.title:
        yield from _paragraphs(f"## {embed.title}", pen)
    if embed.description:
        yield from _paragraphs(embed.description, pen)
    beside: list[Field] = []
    for field in (*embed.fields, None):
        if beside and (field is None or not field.inline or len(beside) == PER_ROW):
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


def _line(line: str, pen: Pen) -> Drawn:
    line = clean(line).strip()
    drawn = Drawn()
    if line.startswith("> "):
        drawn.append(_QUOTE, _DIM)
        line = line[2:]
    style = Style.null()
    for pattern, instead, starting in _STARTS:
        if match := pattern.match(line):
            drawn.append(instead)
            line, style = line[match.end() :], starting
            break
    _inline(drawn, line, style, pen)
    return drawn


def _inline(drawn: Drawn, text: str, style: Style, pen: Pen) -> None:
    """Append `text`, its markup as styles."""
    at = 0
    for piece in _PIECES.finditer(text):
        drawn.append(text[at : piece.start()], style)
        at = piece.end()
        match piece.lastgroup:
            case "escaped":
                drawn.append(piece["escaped"], style)
            case "url":
                address = Style(underline=True, link=safe_url(piece["url"]))
                _inline(drawn, piece["label"], style + address, pen)
                drawn.append(f" <{safe_url(piece['url'])}>" if pen.plain else "")
            case "time" | "style":
                drawn.append(_moment(int(piece["time"]), piece["style"] or "f", pen.zone), style)
            case "code":
                drawn.append(piece["code"], style + Style(reverse=True))
            case "bold":
                _inline(drawn, piece["bold"], style + _BOLD, pen)
            case "struck":
                before, after = ("[-", "-]") if pen.plain else ("", "")
                drawn.append(before)
                _inline(drawn, piece["struck"], style + Style(strike=True), pen)
                drawn.append(after)
            case _:
                _inline(drawn, piece["italic"], style + Style(italic=True), pen)
    drawn.append(text[at:], style)


def _moment(unix: int, style: str, zone: tzinfo) -> str:
    """A timestamp as Discord tells it to a reader in `zone`."""
    try:
        moment = datetime.fromtimestamp(unix, zone)
    except (ValueError, OverflowError, OSError):
        return f"<t:{unix}>"
    pattern = _PATTERNS.get(style, "d MMMM y HH:mm")
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
