"""Comparing two wordings word by word."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from briefings.text.folding import fold

_SINGLE = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2039\u203a\u2032`\u00b4"), "'")
_DOUBLE = dict.fromkeys(map(ord, '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033'), "'")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015"), "-")
_MARKS = {**_SINGLE, **_DOUBLE, **_DASHES, ord("\u2026"): "..."}


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words in a comparison of two wordings; texts joined by one space read on."""

    change: Change
    text: str


def typeset(text: str) -> str:
    """`text` with what is typesetting and not wording made alike.

    All quotation marks become one, dashes and ellipses too, invisible characters go, white space
    becomes single spaces, and a final comma, full stop or the text's own outer marks go.
    """
    text = unicodedata.normalize("NFC", text).translate(_MARKS)
    if not text.isascii():
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = re.sub(r" ?- ?", "-", " ".join(text.split()))
    while True:
        shorter = text.rstrip(" ,.")
        if len(shorter) > 1 and shorter[0] == shorter[-1] == "'":
            shorter = shorter[1:-1].strip()
        if shorter == text:
            return text
        text = shorter


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def words(text: str) -> tuple[str, ...]:
    """The words as compared: folded, without punctuation."""
    return tuple(fold(text).split())


def difference(old: str, new: str) -> tuple[Segment, ...]:
    """From the words of `old` to those of `new`.

    Same and removed segments read as `old`'s words, same and added ones as `new`'s; a same
    segment is spelt as in `new`. Case and punctuation count only where nothing else differs.
    """
    before, after = old.split(), new.split()
    segments = _compare(
        before, after, [fold(w) or w for w in before], [fold(w) or w for w in after]
    )
    if all(segment.change is Change.SAME for segment in segments):
        segments = _compare(before, after, _as_printed(before), _as_printed(after))
    return segments


def _as_printed(tokens: Sequence[str]) -> list[str]:
    """The words with their punctuation, but for what `typeset` and `lower_first` set aside."""
    keys = [token.translate(_MARKS) for token in tokens]
    if keys:
        keys[0] = lower_first(keys[0])
        keys[-1] = keys[-1].rstrip(",.")
    return keys


def _compare(
    before: Sequence[str], after: Sequence[str], old: Sequence[str], new: Sequence[str]
) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    removed, added = list[str](), list[str]()

    def put_change() -> None:
        """What was taken comes before what stands in its place, in whatever order it is found."""
        for change, run in ((Change.REMOVED, removed), (Change.ADDED, added)):
            if run:
                segments.append(Segment(change, " ".join(run)))
                run.clear()

    for code in Indel.opcodes(old, new):
        given = after[code.dest_start : code.dest_end]
        if code.tag == "equal":
            put_change()
            segments.append(Segment(Change.SAME, " ".join(given)))
        else:
            removed += before[code.src_start : code.src_end]
            added += given
    put_change()
    return tuple(segments)
