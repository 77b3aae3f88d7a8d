"""Estimates the height of a message on a phone from its text.

A reader should see an answer without scrolling. So a reply is cut into pages that fit a screen, and
a button leads from page to page. The estimate errs on the tall side; a test measures it in a
browser (`tests/browser/test_heights.py`), and `python -m benchmarks.heights` prints it.

All measures are pixels in a window 400 wide, as simcord's page lays out Discord's messages.
"""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from bot.discord.messages.pages import Row, Select
from bot.discord.messages.plain import plain
from briefings.pictures.sketches import MAX_ORIGINS, Sketch, SupportSketch
from briefings.rendering.dialects.discord import HEADING, ITEM, QUOTE, SMALL

SCREEN = 900
"""The most height a message may take."""
HEAD = 96
"""Who asked, the bot's name, and the edges of a container or an embed."""
EMBEDDED_PICTURE = 295
"""The most height of a picture in an embed."""
RULE = 17
"""A separator, or space."""
EMBED = 37
"""The edges of one more embed."""
GAP = 8

_TEXT, _INDENTED, _QUOTED = 275.0, 251.0, 259.0
"""Line widths in a paragraph, a list item and a quotation."""
_BODY, _LINE = 16.0, 22.0
_SMALL, _SMALL_LINE = 14.0, 19.25
_TITLE, _TITLE_LINE = 20.0, 24.0
_HEADING_AIR, _ITEM_AIR = 8.0, 4.0
_FIELD_WIDTH, _FIELD_LINE, _FIELD_AIR = 280.0, 18.0, 10.0
_BUTTON, _BUTTON_EDGES, _MENU = 32.0, 24.0, 44.0
_ROW_AIR = 10.0
_PICTURE_EDGES, _PICTURE_ROW = 124.0, 27.0

_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)")
_NUMBERED = re.compile(r"\d+\. ")
_WIDE = 0x1100
"""From this code point on, letters may be as wide as high, as in China, Japan and Korea."""
_STAMP = re.compile(r"<t:-?\d+:\w>")
_EMS = {
    letter: ems
    for ems, letters in {
        0.27: "ijl .,:;'!·J‘’",
        0.35: "()[]-If/t“”¹²³⁴⁵⁶⁷⁸⁹⁰",
        0.42: 'r?"',
        0.48: "zsc",
        0.53: "vyFLxkS",
        0.575: "aeETYZ0123456789|",
        0.62: "obdgpqhnuPKXVRCA●○◐✓✗→←",
        0.66: "B",
        0.73: "GDUH&",
        0.79: "NOQw…",
        0.94: "mMW@%",
        1.0: "—",
    }.items()
    for letter in letters
}
"""Letter widths as fractions of the font size, rounded up, in Noto Sans; Discord's letters are a
little narrower."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The greatest width of `text` in letters of `size`."""
    return _ems(text) * size * (1.06 if bold else 1.0)


@lru_cache(maxsize=8_192)
def _ems(text: str) -> float:
    """The width in ems; cached, because most words recur."""
    return sum(map(_em, text))


def _em(letter: str) -> float:
    known = _EMS.get(letter)
    if known is None:
        known = 1.0 if ord(letter) >= _WIDE else 0.7
    return known


def text_height(markdown: str, *, embedded: bool = False) -> float:
    """The height of paragraphs, items and quotations as the Discord dialect writes them.

    Args:
        embedded: whether it is in an embed, where all letters are small.
    """
    height = 0.0
    for line in markdown.split("\n"):
        height += _line_height(line, embedded=embedded)
    return height


def title_height(title: str) -> float:
    return _lines(_shown(title), _TEXT, _TITLE, bold=True) * _TITLE_LINE


def picture_height(sketch: Sketch | None, *, embedded: bool) -> float:
    """The height of the picture of `sketch`, if it has one."""
    match sketch:
        case None:
            return 0.0
        case SupportSketch() if not embedded:
            rows = min(len(sketch.origins), MAX_ORIGINS)
            return _PICTURE_EDGES + _PICTURE_ROW * rows
        case _:
            return EMBEDDED_PICTURE


def field_height(name: str, value: str) -> float:
    """The height of an embed's field that has its own row."""
    lines = sum(_lines(_shown(line), _FIELD_WIDTH, _SMALL) for line in value.split("\n"))
    names = _lines(_shown(name), _FIELD_WIDTH, _SMALL, bold=True)
    return names * _LINE + lines * _FIELD_LINE + _FIELD_AIR


def rows_height(rows: Iterable[Row]) -> float:
    """The height of the buttons and menus below a message."""
    return sum(map(_row_height, rows))


def _row_height(row: Row) -> float:
    if any(isinstance(item, Select) for item in row):
        return _MENU + _ROW_AIR
    lines, used = 1.0, 0.0
    for item in row:
        label = "" if isinstance(item, Select) else item.label
        wide = min(_TEXT, width(label, _SMALL) + _BUTTON_EDGES)
        if used and used + GAP + wide > _TEXT:
            lines, used = lines + 1, 0.0
        used += wide + (GAP if used else 0)
        if width(label, _SMALL) + _BUTTON_EDGES > _TEXT:
            lines += 0.7
    return lines * (_BUTTON + GAP) + _ROW_AIR


def _line_height(line: str, *, embedded: bool) -> float:
    wide, size, each, air = _TEXT, _BODY, _LINE, 0.0
    if line.startswith(QUOTE):
        line, wide, air = line.removeprefix(QUOTE), _QUOTED, 2.0
    if line.startswith(HEADING):
        line, air = line.removeprefix(HEADING), _HEADING_AIR
    elif line.startswith(SMALL):
        line, size, each = line.removeprefix(SMALL), _SMALL, _SMALL_LINE
    elif line.startswith(ITEM) or _NUMBERED.match(line):
        line, wide, air = _NUMBERED.sub("", line.removeprefix(ITEM), 1), _INDENTED, _ITEM_AIR
    if embedded:
        size, each = _SMALL, _SMALL_LINE
    return _lines(_shown(line), wide, size) * each + air


def _shown(markdown: str) -> str:
    return plain(_STAMP.sub("30 September 2025", _LINK.sub(r"\1", markdown)))


def _lines(text: str, wide: float, size: float, *, bold: bool = False) -> int:
    """How many lines the words of `text` take."""
    lines, used = 1, 0.0
    space = width(" ", size)
    for word in text.split(" "):
        long = width(word, size, bold=bold)
        if used and used + space + long > wide:
            lines, used = lines + 1, 0.0
        used += long + (space if used else 0)
        if used > wide:  # a word longer than a line is broken
            lines += math.ceil(used / wide) - 1
            used %= wide
    return lines
