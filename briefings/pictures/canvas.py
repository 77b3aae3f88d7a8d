"""A card to draw on: fonts, colours, wrapped text, a PNG at the end.

Pictures are 800 pixels wide, twice the width at which a phone shows them, and bring their own
background, so that they read the same in Discord's dark and light theme.
"""

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import groupby

from PIL import Image, ImageDraw, ImageFont

WIDTH = 800
MARGIN = 36
MAX_HEIGHT = 2_400

BACKGROUND = (30, 32, 38)
PANEL = (43, 46, 54)
TEXT = (242, 243, 245)
MUTED = (181, 186, 193)
LINE = (98, 104, 116)

# The colours that Okabe and Ito chose so that colour-blind readers can tell them apart
# (https://jfly.uni-koeln.de/color/).
BLUE = (86, 180, 233)
YELLOW = (240, 228, 66)
ORANGE = (230, 159, 0)
GREEN = (0, 158, 115)

BODY = 27
SMALL = 24
TITLE = 36
MAX_ALT_LENGTH = 1_024
"""Discord's limit on an attachment's description."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Picture:
    png: bytes
    alt: str
    """What is seen, in words."""
    width: int
    height: int


_LATIN = ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
_CJK = ("cvttf_NotoSansCJK_Regular", "NotoSansCJKtc-Regular.otf")
_EAST_ASIAN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH", "BOPOMOFO")


@lru_cache(maxsize=32)
def _font(east_asian: bool, size: int, bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001  # the cache's key
    package, name = _CJK if east_asian else _LATIN
    with as_file(files(package) / name) as path:
        font = ImageFont.truetype(path, size)
    if not east_asian:
        font.set_variation_by_axes([700 if bold else 400, 100])  # weight, width
    return font


@lru_cache(maxsize=4096)
def _is_east_asian(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_EAST_ASIAN)


def _runs(text: str) -> Iterator[tuple[bool, str]]:
    for east_asian, characters in groupby(text, _is_east_asian):
        yield east_asian, "".join(characters)


def printable(text: str) -> str:
    """`text` on one line, without what has no shape: control and formatting characters."""
    return " ".join(
        "".join(
            " " if unicodedata.category(c) in ("Zl", "Zp", "Cc") else c
            for c in text
            if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn")
        ).split()
    )


def text_width(text: str, size: int, *, bold: bool = False) -> float:
    return sum(_font(east, size, bold).getlength(run) for east, run in _runs(text))


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken between: words, and single East Asian characters."""
    for word in text.split():
        piece = ""
        for character in word:
            if _is_east_asian(character):
                if piece:
                    yield piece
                    piece = ""
                yield character
            else:
                piece += character
        if piece:
            yield piece
        yield " "


def wrap(text: str, width: float, size: int, *, bold: bool = False, lines: int = 3) -> list[str]:
    """`text` in at most `lines` lines of `width` pixels, the last ending in … where cut."""
    wrapped: list[str] = []
    line = ""
    for piece in _pieces(printable(text)):
        if text_width((line + piece).rstrip(), size, bold=bold) <= width or not line:
            line += piece if line or piece != " " else ""
            continue
        wrapped.append(line.rstrip())
        line = piece.lstrip()
        if len(wrapped) > lines:
            break
    wrapped.append(line.rstrip())
    wrapped = [_fitted(line, width, size, bold=bold) for line in wrapped if line]
    if len(wrapped) > lines:
        wrapped = wrapped[:lines]
        wrapped[-1] = _fitted(wrapped[-1] + " …", width, size, bold=bold)
    return wrapped


def _fitted(line: str, width: float, size: int, *, bold: bool) -> str:
    """A line that is one long word is cut where it leaves the picture."""
    if text_width(line, size, bold=bold) <= width:
        return line
    low, high = 0, min(len(line), 400)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(line[:middle].rstrip() + "…", size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return line[:low].rstrip() + "…"


class Card:
    """A picture in the making. Grows downwards; what is drawn lower than `MAX_HEIGHT` is cut."""

    def __init__(self, title: str) -> None:
        self._image = Image.new("RGB", (WIDTH, MAX_HEIGHT), BACKGROUND)
        self.draw = ImageDraw.Draw(self._image)
        self.y = MARGIN
        self.paragraph(title, MARGIN, WIDTH - 2 * MARGIN, size=TITLE, bold=True, lines=2)
        self.y += 18

    def paragraph(
        self,
        text: str,
        x: float,
        width: float,
        *,
        size: int = BODY,
        bold: bool = False,
        colour: Colour = TEXT,
        lines: int = 3,
    ) -> None:
        """Wrapped text at the present height, which moves below it."""
        for line in wrap(text, width, size, bold=bold, lines=lines):
            self.text(line, x, self.y, size=size, bold=bold, colour=colour)
            self.y += round(size * 1.35)

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: int = BODY,
        bold: bool = False,
        colour: Colour = TEXT,
    ) -> None:
        # A common baseline, since the two fonts' ascents differ.
        for east_asian, run in _runs(text):
            font = _font(east_asian, size, bold)
            self.draw.text((x, y + size), run, font=font, fill=colour, anchor="ls")
            x += font.getlength(run)

    def finish(self, alt: str) -> Picture:
        height = min(round(self.y) + MARGIN, MAX_HEIGHT)
        image = self._image.crop((0, 0, WIDTH, height))
        # A few flat colours: a palette makes the file a third of the size, and lossless enough.
        image = image.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        buffer = io.BytesIO()
        image.save(buffer, "PNG", compress_level=6)
        alt = printable(alt)
        if len(alt) > MAX_ALT_LENGTH:
            alt = alt[: MAX_ALT_LENGTH - 1] + "…"
        return Picture(buffer.getvalue(), alt, WIDTH, height)
