"""Fonts, the width of text in them, and its line breaks.

Text is measured by adding up its characters' advances, as the basic layout draws it: this needs no
shaping library, and pictures look the same on every machine.
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
"""The distance between baselines, relative to the font size."""


class Face(Enum):
    """The font files, as (package, file)."""

    LATIN = ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")
    """It also has Greek, Cyrillic and Devanagari."""
    EAST_ASIAN = ("cvttf_NotoSansCJK_Regular", "NotoSansCJKtc-Regular.otf")


_CLOSING = ("Pe", "Pf", "Po")
"""Unicode categories of characters that must not begin a line."""


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
    """The face with a shape for `character`; None if there is none."""
    if character == " ":
        return Face.LATIN
    return next((face for face in Face if _shape(face, character) != _missing(face)), None)


@lru_cache(maxsize=len(Face))
def _missing(face: Face) -> tuple[object, bytes]:
    return _shape(face, "\uffff")  # never a character, so this is the fonts' missing shape


def _shape(face: Face, character: str) -> tuple[object, bytes]:
    mask = font(face, 24, False).getmask(character)
    return mask.size, bytes(mask)


def drawable(text: str) -> str:
    """`text` on one line, as far as the fonts have its characters.

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
    """`text` in runs of one face."""
    for face, characters in groupby(text, face_of):
        if face:
            yield face, "".join(characters)


@lru_cache(maxsize=8192)
def _advance(character: str, size: int, bold: bool) -> float:  # noqa: FBT001  # the cache's key
    face = face_of(character)
    return font(face, size, bold).getlength(character) if face else 0.0


def width_of(text: str, size: int, *, bold: bool = False) -> float:
    """The width of `text` on one line, in pixels."""
    return sum(_advance(character, size, bold) for character in text)


def wrap(text: str, width: float, size: int, *, bold: bool = False, lines: int = 3) -> list[str]:
    """`text` in at most `lines` lines of `width` pixels, the last ending in … if cut."""
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
    """The pieces between which a line may break: words with the space after them, and Chinese
    and Japanese characters, but not before closing punctuation."""
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
    """Whether its script has no spaces. Korean has them, though its letters are in that font."""
    east_asian = face_of(character) is Face.EAST_ASIAN
    return east_asian and "HANGUL" not in unicodedata.name(character, "")


def _fitted(line: str, width: float, size: int, *, bold: bool) -> str:
    """`line`, cut to fit `width`: before a word, if that leaves most of the line."""
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
