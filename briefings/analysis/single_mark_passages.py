"""Finds the passages between single marks, for texts that quote with them."""

from collections.abc import Sequence

from briefings.analysis.mark_types import Mark, Marked, Paragraph, Role, between, first_character


def single_marked(
    text: str, lines: Sequence[tuple[int, Paragraph, Sequence[Mark]]]
) -> list[Marked]:
    """The passages between the single marks of `lines` (number, span, marks), in order.

    A mark after an s may be a possessive: it closes only if no clearer mark does before the next
    opening. A quotation over paragraphs opens again in each and closes in the last.
    """
    passages: list[Marked] = []
    running = -1
    for place, (number, span, marks) in enumerate(lines):
        found, opened = _pair(text, number, marks)
        if running == number and marks and marks[0].start == first_character(text, span) and found:
            found[0] = found[0]._replace(continues=True)
        running = -1
        if opened is not None and _runs_on(text, number, lines[place + 1 : place + 2]):
            end = span.start + len(text[span.start : span.end].rstrip())
            goes_on = not found and opened.start == first_character(text, span) and passages
            continues = bool(goes_on) and passages[-1].paragraph == number - 1
            continues = continues and not passages[-1].closed
            found.append(
                Marked(
                    opened.start, opened.end, end, end, number, closed=False, continues=continues
                )
            )
            running = number + 1
        passages += found
    return passages


def _pair(text: str, number: int, marks: Sequence[Mark]) -> tuple[list[Marked], Mark | None]:
    """The passages of one paragraph, and the mark still open at its end."""
    found: list[Marked] = []
    opened: Mark | None = None
    possible: Mark | None = None
    for mark in marks:
        if mark.role is Role.OPENS:
            if opened is not None and possible is not None:
                found.append(between(opened, possible, number))
            opened, possible = mark, None
        elif opened is None:
            continue
        elif text[mark.start - 1] not in "sS":
            found.append(between(opened, mark, number))
            opened = possible = None
        elif possible is None:
            possible = mark
    if opened is not None and possible is not None:
        found.append(between(opened, possible, number))
        opened = None
    return found, opened


def _runs_on(
    text: str, number: int, following: Sequence[tuple[int, Paragraph, Sequence[Mark]]]
) -> bool:
    """Whether the next paragraph opens with a single mark again."""
    for line, span, marks in following:
        first = first_character(text, span)
        return line == number + 1 and bool(marks) and marks[0].start == first
    return False
