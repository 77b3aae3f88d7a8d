"""Fonts, how wide text is in them, and where its lines break.

Text is measured by adding up the advances of its characters, which the basic layout draws by:
no shaping library is needed, and pictures look the same on every machine.
"""

import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import groupby

from PIL import ImageFont

from briefings.pictures.alt_text import plain

ELLIPSIS = "…"
LEADING = 1.35
"""From one baseline to the next, by font size."""


class Face(Enum):
    """The font files, as (package, file)."""

    LATIN = ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
    """Also Greek, Cyrillic and Devanagari."""
    EAST_ASIAN = ("cvttf_NotoSansCJK_Regular", "NotoSansCJKtc-Regular.otf")


_CLOSING = ("Pe", "Pf", "Po")
"""Categories of what must not begin a line."""


@lru_cache(maxsize=32)
def font(face: Face, size: int, bold: bool) -> ImageFont.FreeTypeFont:  # noqa: FBT001  # the cache's key
    package, name = face.value
    with as_file(files(package) / name) as path:
        made = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    if face is Face.LATIN:
        made.set_variation_by_axes([700 if bold else 400, 100])  # weight, width
    return made


@lru_cache(maxsize=8192)
def face_of(character: str) -> Face | None:
    """The face that has a shape for `character`; None where none has."""
    if character == " ":
        return Face.LATIN
    return next((face for face in Face if _shape(face, character) != _missing(face)), None)


@lru_cache(maxsize=len(Face))
def _missing(face: Face) -> tuple[object, bytes]:
    return _shape(face, "\uffff")  # never a character: what fonts show where they have no shape


def _shape(face: Face, character: str) -> tuple[object, bytes]:
    mask = font(face, 24, False).getmask(character)
    return mask.size, bytes(mask)


def drawable(text: str) -> str:
    """`text` on one line as far as the fonts have it.

    Words in a script that they lack become an ellipsis; other symbols (emoji) are left out.
    """
    kept = ""
    for character in plain(text):
        if face_of(character):
            kept += character
        elif unicodedata.category(character)[0] in "LN" and not kept.rstrip().endswith(ELLIPSIS):
            kept += ELLIPSIS
    return " ".join(kept.split())


def runs(text: str) -> Iterator[tuple[Face, str]]:
    """`text` in stretches of one face."""
    for face, characters in groupby(text, face_of):
        if face:
            yield face, "".join(characters)


@lru_cache(maxsize=8192)
def _advance(character: str, size: int, bold: bool) -> float:  # noqa: FBT001  # the cache's key
    face = face_of(character)
    return font(face, size, bold).getlength(character) if face else 0.0


def width_of(text: str, size: int, *, bold: bool = False) -> float:
    """Pixels that `text` takes on one line."""
    return sum(_advance(character, size, bold) for character in text)


def wrap(text: str, width: float, size: int, *, bold: bool = False, lines: int = 3) -> list[str]:
    """`text` in at most `lines` lines of `width` pixels, the last ending in … where cut."""
    wrapped: list[str] = []
    line = ""
    for piece in _pieces(drawable(text)):
        if width_of((line + piece).rstrip(), size, bold=bold) <= width:
            line += piece
            continue
        if line:
            wrapped.append(line.strip())
        if len(wrapped) > lines:
            break
        line = piece
    wrapped.append(line.strip())
    cut = len(wrapped) > lines
    kept = wrapped[:lines]
    if cut:
        kept[-1] += ELLIPSIS
    return [_fitted(line, width, size, bold=bold) for line in kept if line]


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken between: words with the space after, and Chinese and Japanese
    characters, but not before punctuation that closes."""
    piece = ""
    for character in text:
        if piece and _breaks(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _breaks(before: str, after: str) -> bool:
    if after == " " or unicodedata.category(after) in _CLOSING:
        return False
    return before == " " or _stands_alone(before) or _stands_alone(after)


@lru_cache(maxsize=8192)
def _stands_alone(character: str) -> bool:
    """Is it of a script without spaces? Korean has them, though its letters are in that font."""
    east_asian = face_of(character) is Face.EAST_ASIAN
    return east_asian and "HANGUL" not in unicodedata.name(character, "")


def _fitted(line: str, width: float, size: int, *, bold: bool) -> str:
    """`line`, cut where it leaves `width`: before a word, if that leaves most of the line."""
    if width_of(line, size, bold=bold) <= width:
        return line
    room = width - width_of(ELLIPSIS, size, bold=bold)
    kept = ""
    for character in line.removesuffix(ELLIPSIS):
        room -= _advance(character, size, bold)
        if room < 0:
            break
        kept += character
    word = kept.rfind(" ")
    if word > len(kept) * 2 // 3:
        kept = kept[:word]
    return kept.rstrip(" ,;:–·") + ELLIPSIS
