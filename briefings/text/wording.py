"""Compares two wordings word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from briefings.text.folding import fold
from briefings.text.typesetting import MARKS, lower_first, typeset

__all__ = ["Change", "Segment", "difference", "lower_first", "typeset", "words"]


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words in a comparison of two wordings; join texts with a space."""

    change: Change
    text: str


def words(text: str) -> tuple[str, ...]:
    """The words as compared: folded, without punctuation."""
    return tuple(fold(text).split())


def difference(old: str, new: str) -> tuple[Segment, ...]:
    """The changes from the words of `old` to those of `new`.

    Same and removed segments give `old`'s words, same and added ones `new`'s; a same segment is
    spelt as in `new`. Case and punctuation count only if nothing else differs.
    """
    before, after = old.split(), new.split()
    segments = _compare(
        before, after, [fold(w) or w for w in before], [fold(w) or w for w in after]
    )
    if all(segment.change is Change.SAME for segment in segments):
        segments = _compare(before, after, _as_printed(before), _as_printed(after))
    return segments


def _as_printed(tokens: Sequence[str]) -> list[str]:
    """The words with their punctuation, except for what `typeset` and `lower_first` ignore."""
    keys = [token.translate(MARKS) for token in tokens]
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
        """Put removed words before those that replace them, in whatever order they are found."""
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
