"""Finds what is not prose in an article's text without markup.

These are captions with credits, pointers to other articles, newsletter boxes, tweets between the
paragraphs, bylines, and notes on the text itself: nobody speaks there, whatever the words. Such
places are only marked; every offset stays.

Precision comes before recall. A line is an aside by a wording that only asides have, or by its
shape as a whole: prose that mentions a photograph, a newsletter or a correction stays prose.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefings.analysis.aside_wording import (
    BRACKETED_CREDIT,
    BYLINE,
    CREDIT_FIRST,
    CREDIT_LAST,
    FIRST_WORDS,
    LAST_WORDS,
    NOTED,
    NOTES,
    POINTERS,
    POST_BELOW,
    SIGNED_POST,
    WHO_WROTE,
    WITHIN,
)

Span = tuple[int, int]

_LONGEST = 600
"""The most characters of an aside; longer lines are prose."""
_TAIL = 110
_STOPS = frozenset(".!?…\"”’':;»")
_DASHES = frozenset("—–-&")
_MARKS = frozenset("\"“‘'")
_HEAD_LINES = 6
"""Among how many lines from the top of a text its byline is."""
_PROSE = 80
"""Characters from which a line that ends like a sentence is not a headline."""
_CLOSING_LINES = 3
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOP_INSIDE = re.compile(r"[.!?][\"”’')]*\s+[A-Z\"“]")
_QUOTED = re.compile(r"^[\"“‘']|[\"”]\s*$")


class Asides(NamedTuple):
    """What is not prose, as spans (start, end) in order, none within another.

    `naming`: captions and posts, which may name the article's people. Credits, bylines, notes and
    pointers name others.
    """

    spans: list[Span]
    naming: list[Span]


def find_asides(text: str) -> Asides:
    """Where `text` is not prose, as far as the text alone shows."""
    lines = [_stripped(text, *match.span()) for match in _LINE.finditer(text)]
    spans: list[Span] = []
    naming: list[Span] = []
    prose = 0
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if "(@" in line and SIGNED_POST.fullmatch(line):
            post = _signed_post(text, lines, number, spans)
            spans += post
            naming += post
        elif (
            (top := prose == 0 and number < _HEAD_LINES) and _is_signed(text, line, end)
        ) or _is_note(line, top=top, left=len(lines) - number):
            spans.append((start, end))
        elif (caption := _caption(line)) is not None:
            spans += (
                (start + first, start + last) for first, last in _without_words(line, caption)
            )
            naming.append((start + caption[0], start + caption[1]))
        else:
            headline = number == 0 and line[-1] != "."
            prose += not headline and end - start > _PROSE and line[-1] in _STOPS
            spans += ((start + first, start + last) for first, last in _within(line))
    return Asides(_outermost(sorted(set(spans))), sorted(set(naming)))


def _is_signed(text: str, line: str, end: int) -> bool:
    """Whether a line is a name whose post stands below: "Jan Kowal / Political Correspondent"."""
    return _NAME_ALONE.fullmatch(line) is not None and POST_BELOW.match(text, end) is not None


_NAME_ALONE = re.compile(r"[^\W\d_a-z][\w’'.\-]*(?: [^\W\d_a-z][\w’'.\-]*){1,3}")


def _outermost(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in spans:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _stripped(text: str, start: int, end: int) -> Span:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _is_note(line: str, *, top: bool, left: int) -> bool:
    """Whether a line leads elsewhere, asks for something, or is about the text itself."""
    if len(line) > _LONGEST:
        return False
    low = line[-_TAIL:].lower()
    if POINTERS.fullmatch(line) or any(words in low for words in LAST_WORDS):
        return True
    if _STOP_INSIDE.search(line) is None and any(words in low for words in NOTED):
        return True
    if NOTES.match(line) or (left <= _CLOSING_LINES and WHO_WROTE.match(line)):
        return True
    if line[-1] in _STOPS:
        return False
    if top and BYLINE.fullmatch(line):
        return True
    return line[0] == "[" and line[-1] == "]"  # a pointer to another article


def _caption(line: str) -> Span | None:
    """The place of the description in a line that belongs to a picture."""
    if len(line) > _LONGEST:
        return None
    first = FIRST_WORDS.match(line)
    ends = line[-1] in _STOPS
    if ends and first is None:
        return None
    before = first or CREDIT_FIRST.match(line)
    credit = CREDIT_LAST.search(line, max(0, len(line) - _TAIL))
    if before is None and (credit is None or not _closes(line, credit)):
        return None
    end = credit.start() if credit is not None else len(line)
    return min(before.end() if before is not None else 0, end), end


def _closes(line: str, credit: re.Match[str]) -> bool:
    """Whether a credit at the end of a line is a picture's.

    "… he said on Friday. (AP)" ends a report; "A tram on its side (AP)" is under a picture.
    """
    if credit["agency"] is None:
        return True
    before = line[: credit.start("agency")].rstrip()
    return line[-1] != "]" and (not before or before[-1] not in _STOPS)


def _without_words(line: str, caption: Span) -> list[Span]:
    """The parts of a caption to set aside: all, or all except a sentence that quotes somebody."""
    words = line[slice(*caption)]
    if _MARKED.search(words) is None or _SAYING.search(words) is None:
        return [(0, len(line))]
    return [
        (first, last) for first, last in ((0, caption[0]), (caption[1], len(line))) if first < last
    ]


_MARKED = re.compile(r"[\"“][^\"“”]+[\"”]")
_SAYING = re.compile(
    r"\b(?:said|says|told|tells|called|calls|described|describes|added|wrote|tweeted|branded)\b"
)


def _note_at_end(line: str) -> int:
    """The start of a final sentence of a line about the text itself; 0 if there is none."""
    low = line[-_TAIL:].lower()
    if not any(words in low for words in NOTED):
        return 0
    bracket = line.rfind("(")
    if bracket > 0 and line.rstrip(".")[-1] == ")":
        return bracket
    return max((stop.end() - 1 for stop in _STOP_INSIDE.finditer(line)), default=0)


def _within(line: str) -> Iterator[Span]:
    """Asides that a scraper ran together with the prose of a line."""
    opening = WITHIN.match(line)
    if opening is not None:
        yield opening.span()
    note = _note_at_end(line)
    if note:
        yield note, len(line)
    if "(" not in line and "[" not in line:
        return
    for credit in BRACKETED_CREDIT.finditer(line):
        before, after = line[: credit.start()], line[credit.end() :].lstrip()
        # A single sentence before it, at the beginning of the line, is the picture's caption.
        alone = not _STOP_INSIDE.search(before) and not _QUOTED.search(before.strip())
        caption = alone and (not after or after[0].isupper() or after[0] in _MARKS)
        yield (0 if caption else credit.start()), credit.end()


def _signed_post(
    text: str, lines: Sequence[Span], number: int, known: Sequence[Span]
) -> list[Span]:
    """A social network's post with its signature, perhaps on a line of its own.

    Quoted words remain a quotation of the signer.
    """
    signature = lines[number]
    if text[signature[0]] not in _DASHES:
        return [] if _is_quoted(text, signature) else [signature]
    if not number or lines[number - 1] in known:
        return [signature]
    above = lines[number - 1]
    if _is_quoted(text, above):
        return []
    return [signature, above] if above[1] - above[0] <= _LONGEST else [signature]


def _is_quoted(text: str, line: Span) -> bool:
    return _QUOTED.search(text[slice(*line)]) is not None
