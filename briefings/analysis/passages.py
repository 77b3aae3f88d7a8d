"""Finds the passages between quotation marks.

A small state machine reads the marks of one paragraph from left to right. Its neighbours show what
a mark does (a space before and a letter after: it opens), and only then its shape, because pages
mix shapes freely: ``”Like this“``, ``''like this''``, ``"like this'``. Time and memory are linear
in the text, and an error in one paragraph ends with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefings.analysis.mark_types import Mark, Marked, Paragraph, Role, between, first_character
from briefings.analysis.single_mark_passages import single_marked
from briefings.text.quotation_marks import DOUBLE_CLOSING, DOUBLE_OPENING, MARKS, SINGLE

_RUN = re.compile(rf"[{MARKS}]+(?!(?<=\w['’])\w)")
"""Marks side by side; not the apostrophe within a word."""
_PIECE = re.compile(r"``|'{3,}|''|’’|‘‘|\"+|.")
_LINE = re.compile(r"[^\n]+")
_MARKS = frozenset(MARKS)
_BEFORE_OPENING = frozenset("([{—–-/=>*_|…")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…<*_|")
_OPENING_SHAPES = frozenset(f"{DOUBLE_OPENING}`‘")
_CLOSING_SHAPES = frozenset(f"{DOUBLE_CLOSING}’")
_SENTENCE_END = frozenset(".?!…—-")
_ELISION = re.compile(r"['’](?:em|til|tis|twas|cause|bout|n|\d\ds?)\b", re.IGNORECASE)
_NOT_PROSE = 6
"""A paragraph with a mark for every this many characters is not prose (a table, a bomb)."""
_MANY_MARKS = 300
_LONGEST_RUN = 6
_SINGLES = frozenset(SINGLE)


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of `text` with more than spaces."""
    return [
        Paragraph(line.start(), line.end())
        for line in _LINE.finditer(text)
        if not line[0].isspace()
    ]


def _neighbour(text: str, position: int, step: int) -> str:
    """The nearest character that is not a quotation mark; a space at the text's ends."""
    for _ in range(4):
        if not 0 <= position < len(text):
            return " "
        if text[position] not in _MARKS:
            return text[position]
        position += step
    return " "


def _role(text: str, start: int, end: int, shape: str) -> Role:
    before, after = _neighbour(text, start - 1, -1), _neighbour(text, end, 1)
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in _AFTER_CLOSING
    if before.isspace() and not after.isspace():
        return Role.OPENS
    if after.isspace() and not before.isspace():
        return Role.CLOSES
    if free_before != free_after:
        return Role.OPENS if free_before else Role.CLOSES
    if shape in _OPENING_SHAPES:
        return Role.OPENS
    if shape in _CLOSING_SHAPES:
        return Role.CLOSES
    return Role.EITHER


def _is_measure(text: str, start: int) -> bool:
    """Whether the mark means inches or seconds: 6'3", 7" long."""
    return (
        start > 0 and text[start - 1].isdigit() and text[max(0, start - 4) : start].find("'") >= 0
    )


@dataclass(slots=True)
class _Line:
    """A paragraph with its marks."""

    number: int
    span: Paragraph
    doubles: list[Mark]
    singles: list[Mark]


def _marked_lines(text: str, lines: Sequence[Paragraph]) -> list[_Line]:
    """The paragraphs with marks, without those that are not prose."""
    found: list[_Line] = []
    number = 0
    current: _Line | None = None
    for match in _RUN.finditer(text):
        start = match.start()
        while number < len(lines) and lines[number].end <= start:
            number += 1
            current = None
        if number == len(lines):
            break
        if current is None:
            current = _Line(number, lines[number], [], [])
            found.append(current)
        if len(current.doubles) < _MANY_MARKS or not _is_table(current, start):
            _add_marks(text, current, start, match[0])
        else:
            current.doubles, current.singles = [], []
            number += 1
            current = None
            if number == len(lines):
                break
    return found


def _is_table(line: _Line, position: int) -> bool:
    return position - line.span.start < _NOT_PROSE * len(line.doubles)


def _add_marks(text: str, line: _Line, start: int, run: str) -> None:
    if len(run) > _LONGEST_RUN:
        return
    pieces = [run] if len(run) == 1 else _PIECE.findall(run)
    for shape in pieces:
        end = start + len(shape)
        if shape[0] in _SINGLES and len(shape) == 1:
            _add_single(text, line, Mark(start, end, shape, Role.EITHER))
        elif shape.startswith("'''"):
            # A quotation within a quotation ends (or begins) with the outer one.
            role = _role(text, start, end, shape)
            inner = 1 if role is Role.CLOSES else 0
            line.doubles.append(Mark(start + inner, start + inner + 2, "''", role))
        elif shape != "`" and not _is_measure(text, start):
            role = _role(text, start, end, shape)
            last = line.doubles[-1] if line.doubles else None
            if last is not None and last.end == start and last.shape + shape == "“”":
                line.doubles.pop()  # “”Like this”
                start = last.start
            line.doubles.append(Mark(start, end, shape, role))
        start = end


def _add_single(text: str, line: _Line, mark: Mark) -> None:
    after = text[mark.end : mark.end + 1]
    before = text[mark.start - 1 : mark.start]
    opens = not (before.isalnum() or before in _SINGLES) and not (after.isspace() or not after)
    closes = not (before.isspace() or not before) and not after.isalnum()
    if (opens or closes) and not _ELISION.match(text, mark.start):
        role = _role(text, mark.start, mark.end, mark.shape)
        line.singles.append(Mark(mark.start, mark.end, mark.shape, role))


def _nested(marks: list[Mark]) -> list[tuple[Mark, Mark]] | None:
    """Pair the marks as brackets; None if they do not balance."""
    stack: list[Mark] = []
    pairs: list[tuple[Mark, Mark]] = []
    for mark in marks:
        if mark.role is Role.OPENS or (mark.role is Role.EITHER and not stack):
            stack.append(mark)
        elif not stack:
            return None
        else:
            opened = stack.pop()
            if not stack:
                pairs.append((opened, mark))
    return None if stack else pairs


class _Pairing:
    """Pairs the double marks of one paragraph when they do not balance."""

    def __init__(self, text: str, paragraph: Paragraph, singles: list[Mark], number: int) -> None:
        self.text = text
        self.paragraph = paragraph
        self.singles = singles
        self.number = number
        self.found: list[Marked] = []
        self._next_single = 0

    def pair(self, marks: list[Mark]) -> Mark | None:
        """Fill `found`; return the mark that is still open at the paragraph's end."""
        opened: Mark | None = None
        for mark in marks:
            opens = mark.role is Role.OPENS or (mark.role is Role.EITHER and opened is None)
            if opened is None:
                opened = mark if opens else None
            elif opens and not self._closes_after_all(mark):
                self._close_without_mark(opened, mark.start)
                opened = mark
            else:
                self.found.append(between(opened, mark, self.number))
                opened = None
        return opened

    def _closes_after_all(self, mark: Mark) -> bool:
        """Whether it is a closing shape, or a mark that ends its line, after a stray space."""
        if mark.shape in _CLOSING_SHAPES:
            return True
        rest = self.text[mark.end : min(mark.end + 8, self.paragraph.end + 1)]
        return not rest.strip()

    def _close_without_mark(self, opened: Mark, limit: int) -> None:
        """End the first passage when a mark opens while another is open."""
        single = self.single_close(opened.end, limit)
        if single is not None:
            self.found.append(between(opened, single, self.number))
            return
        end = opened.end + len(self.text[opened.end : limit].rstrip())
        before = self.text[self.paragraph.start : opened.start].rstrip()
        # Paragraphs run together: “One. “Two,” she said.
        starts = not before or before[-1] in _SENTENCE_END or before.endswith((":", "”"))
        if starts and end > opened.end and self.text[end - 1] in _SENTENCE_END:
            self.found.append(Marked(opened.start, opened.end, end, end, self.number, closed=False))

    def single_close(self, start: int, limit: int) -> Mark | None:
        """The single mark that ends a passage opened by a double mark.

        It is the first that cannot be an apostrophe (after a full stop or a letter other than s),
        else the first that may be one; inner pairs of single marks do not count.
        """
        possible: Mark | None = None
        depth = 0
        while self._next_single < len(self.singles):
            mark = self.singles[self._next_single]
            if mark.start >= limit:
                break
            self._next_single += 1
            if mark.start < start:
                continue
            if mark.role is Role.OPENS:
                depth += 1
            elif depth:
                depth -= 1
            elif self.text[mark.start - 1] not in "sS":
                return mark
            elif possible is None:
                possible = mark
        return possible


_LED_IN = re.compile(r"(?:[:,.]|\b(?:said|says|added|wrote|asked))$")
"""What precedes a quotation that may lack its closing mark."""
_STARTS_WITH_MARK = re.compile(r"\s*(?:[\"“”„«]|''|``)\s*\S")


def _double_marked(text: str, lines: Sequence[Paragraph], marked: Sequence[_Line]) -> list[Marked]:
    """The passages between double marks, in order, none within another.

    A quotation over several paragraphs opens again in each and closes in the last.
    """
    passages: list[Marked] = []
    running = -1
    for line in marked:
        found, runs_on = _paragraph(text, lines, line)
        if (
            running == line.number
            and found
            and found[0].opening == first_character(text, line.span)
        ):
            found[0] = found[0]._replace(continues=True)
        running = line.number + 1 if runs_on else -1
        passages += [mark for mark in found if text[mark.start : mark.end].strip()]
    return passages


def _paragraph(text: str, lines: Sequence[Paragraph], marked: _Line) -> tuple[list[Marked], bool]:
    """The passages of one paragraph, and whether the last runs on into the next."""
    number, line, doubles = marked.number, marked.span, marked.doubles
    if not doubles:
        return [], False
    if doubles[0].start == first_character(text, line):
        doubles[0] = doubles[0]._replace(role=Role.OPENS)  # "” … and so on," he wrote
    pairs = _nested(doubles)
    if pairs is not None:
        return [between(first, last, number) for first, last in pairs], False
    pairing = _Pairing(text, line, marked.singles, number)
    opened = pairing.pair(doubles)
    if opened is None:
        return pairing.found, False
    single = pairing.single_close(opened.end, line.end)
    if single is not None:
        return [*pairing.found, between(opened, single, number)], False
    end = line.start + len(text[line.start : line.end].rstrip())
    runs_on = number + 1 < len(lines) and (
        _STARTS_WITH_MARK.match(text, lines[number + 1].start, lines[number + 1].end) is not None
    )
    led_in = text[line.start : opened.start].rstrip()
    said = _LED_IN.search(led_in[-12:]) is not None or not led_in
    if end > opened.end and (runs_on or said):
        last = Marked(opened.start, opened.end, end, end, number, closed=False)
        return [*pairing.found, last], runs_on
    return pairing.found, False


def _is_no_prose(text: str) -> bool:
    """Whether there are too many marks for prose."""
    count = sum(text.count(mark) for mark in "\"“”„«»'‘’")
    return count > _MANY_MARKS and len(text) < _NOT_PROSE * count


def passages_of(text: str, lines: Sequence[Paragraph]) -> list[Marked]:
    """The quoted passages of an article, by the marks that it quotes with.

    Single marks count only if they are the article's main ones: otherwise they mark quotations
    within quotations, and words in headlines.
    """
    if _is_no_prose(text):
        return []
    marked = _marked_lines(text, lines)
    doubles = _double_marked(text, lines, marked)
    singles = single_marked(text, [(line.number, line.span, line.singles) for line in marked])
    strong = sum(1 for mark in singles if text[mark.end - 1] in ",.?!…")
    if strong == 0 or strong <= len(doubles):
        return doubles
    merged = sorted(doubles + singles)
    kept: list[Marked] = []
    for mark in merged:
        if not kept or mark.opening >= kept[-1].closing:
            kept.append(mark)
    return kept
