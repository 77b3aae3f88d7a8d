"""Types for quotation marks, and for what is between two."""

from enum import Enum
from typing import NamedTuple


class Role(Enum):
    """The role of a mark, by its neighbours."""

    OPENS = 1
    CLOSES = 2
    EITHER = 3


class Mark(NamedTuple):
    """One quotation mark (of one or two characters) at `start`..`end`."""

    start: int
    end: int
    shape: str
    role: Role


class Marked(NamedTuple):
    """A passage between marks: `start`..`end` without them, `opening`..`closing` with them.

    `paragraph` is the number of its paragraph. `continues` is true for a later paragraph of a
    quotation over several; `closed` is false if the closing mark is missing.
    """

    opening: int
    start: int
    end: int
    closing: int
    paragraph: int
    closed: bool = True
    continues: bool = False


class Paragraph(NamedTuple):
    """A non-empty line of the text, `start`..`end`."""

    start: int
    end: int


def between(opened: Mark, closed: Mark, number: int) -> Marked:
    """The passage between two marks of paragraph `number`."""
    return Marked(opened.start, opened.end, closed.start, closed.end, number)


def first_character(text: str, line: Paragraph) -> int:
    """The place of a paragraph's first character that is not a space."""
    position = line.start
    while position < line.end and text[position].isspace():
        position += 1
    return position
