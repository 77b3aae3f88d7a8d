"""Finds quotations in a message by their marks, whatever marks those are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.text.quotation_marks import ANGLED, APOSTROPHE_LIKE, CLOSED_BY

_OWN_MARKS = 1 / 3
"""Share of a block quote inside marks from which the marks, not the block, show quotations."""
_BLOCK = re.compile(r"^[ \t]{0,3}>(?:>>)? ?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation in a message; `start` and `end` include its marks, in characters."""

    text: str
    start: int
    end: int


def marked(message: str) -> list[Marked]:
    """Every quotation of the message, in order; of nested ones, the outer.

    An opening mark that is never closed quotes to the end of its paragraph. A block quote (lines
    that begin with ">") is one quotation, unless much of it is in marks of its own.
    """
    found: list[Marked] = []
    for start, end, block in _stretches(message):
        inside = list(_in_marks(message, start, end))
        if block and sum(len(part.text) for part in inside) < _OWN_MARKS * (end - start):
            stop = _signature(message, start, end)
            text = " ".join(_BLOCK.sub("", message[start:stop]).split())
            inside = [Marked(text, start, stop)] if any(map(str.isalnum, text)) else []
        found += inside
    return found


def _signature(message: str, start: int, end: int) -> int:
    """The end of a block quote's words: before a last line that begins with a dash, if any."""
    match = re.search(r"\n[ \t>]*(?:[-–—~]+)[^\n]*\s*$", message[start:end])
    return start + match.start() if match else end


def _stretches(message: str) -> Iterator[tuple[int, int, bool]]:
    """The parts of the message: paragraphs, and runs of block-quoted lines."""
    start, kind, at = 0, None, 0
    for line in message.splitlines(keepends=True):
        this = "block" if _BLOCK.match(line) else "blank" if not line.strip() else "text"
        if this != kind:
            if kind in ("block", "text"):
                yield start, at, kind == "block"
            start, kind = at, this
        at += len(line)
    if kind in ("block", "text"):
        yield start, at, kind == "block"


def _in_marks(message: str, start: int, end: int) -> Iterator[Marked]:
    at = start
    while at < end:
        opening = message[at]
        if opening not in CLOSED_BY or not _opens(message, at, start):
            at += 1
            continue
        close = _close(message, at, end)
        if close is None and opening in APOSTROPHE_LIKE:
            at += 1  # an apostrophe: 'tis, the '90s
            continue
        stop = end if close is None else close
        text = " ".join(_BLOCK.sub("", message[at + 1 : stop]).split())
        if any(char.isalnum() for char in text):
            yield Marked(text, at, min(stop + 1, end))
        at = stop + 1


def _opens(message: str, at: int, start: int) -> bool:
    """Whether the mark here can open a quotation; one that also closes must begin a word."""
    before = message[at - 1] if at > start else " "
    after = message[at + 1 : at + 2]
    if not after or (after.isspace() and message[at] not in ANGLED):
        return False
    return not (before.isalnum() and message[at] in "\"'\u2018\u201d")


def _close(message: str, at: int, end: int) -> int | None:
    """Where the mark that opens at `at` is closed, or None."""
    opening = message[at]
    closing = CLOSED_BY[opening]
    depth = 0
    for index in range(at + 1, end):
        char = message[index]
        inner = char == opening and opening not in "\"'\u201d" and message[index + 1 : index + 2]
        if inner and not inner.isspace() and inner not in CLOSED_BY:
            depth += 1
        elif char in closing and _closes(message, index, end):
            if depth == 0:
                return index
            depth -= 1
    return None


def _closes(message: str, index: int, end: int) -> bool:
    """Whether the mark here is an end, not an apostrophe within a word."""
    after = message[index + 1] if index + 1 < end else " "
    return not (message[index] in APOSTROPHE_LIKE and after.isalnum())
