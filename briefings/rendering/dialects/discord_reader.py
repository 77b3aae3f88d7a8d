r"""Reads the part of Discord's Markdown that this program writes.

It serves front ends that show what Discord would (a terminal), and translates what an operator
wrote for Discord into another dialect. Untrusted text was escaped when it was written, so it is
read back as words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby

from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.rendering.dialects.untrusted import clean, safe_url
from briefings.translations import ENGLISH, Language


class SpanKind(StrEnum):
    WORDS = "words"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    CODE = "code"
    LINK = "link"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text within a line."""

    kind: SpanKind
    text: str = ""
    """For WORDS and CODE: the text as shown. For a MOMENT: the text as written."""
    inner: tuple["Span", ...] = ()
    """For the others: what is marked."""
    url: str | None = None
    """For a LINK: a safe address; None if it is not safe."""
    unix: int = 0
    """For a MOMENT: seconds since 1970."""
    style: str = ""
    """For a MOMENT: the letter that says which parts are shown."""


class LineKind(StrEnum):
    TEXT = "text"
    HEADING = "heading"
    SMALL = "small"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Line:
    kind: LineKind
    spans: tuple[Span, ...]
    quoted: bool = False
    """Whether it is in a block quotation."""
    number: int | None = None
    """The number of a numbered ITEM."""


_STARTS = (
    (LineKind.HEADING, re.compile(r"#{1,3} +")),
    (LineKind.SMALL, re.compile(r"-# +")),
    (LineKind.ITEM, re.compile(r"- +|(?P<number>\d{1,9})\. +")),
)
_PIECES = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)"
    r"|\[(?P<label>(?:\\.|[^\[\]\\])*)\]\((?P<url>https?://[^\s)]+)\)"
    r"|<t:(?P<time>-?\d{1,12})(?::(?P<style>[tTdDfFR]))?>"
    r"|`(?P<code>[^`]+)`"
    r"|\*\*(?P<strong>(?:\\.|[^\\])+?)\*\*"
    r"|~~(?P<struck>.+?)~~(?!~)"
    r"|\*(?P<emphasis>(?:\\.|[^\\*])+?)\*"
)


def read_line(line: str) -> Line:
    """One line of Discord's Markdown, without what a terminal would obey."""
    line = clean(line).strip()
    quoted = line.startswith("> ")
    line = line[2:] if quoted else line
    for kind, start in _STARTS:
        if match := start.match(line):
            number = match.groupdict().get("number")
            spans = tuple(_spans(line[match.end() :]))
            return Line(kind, spans, quoted, int(number) if number else None)
    return Line(LineKind.TEXT, tuple(_spans(line)), quoted)


def _spans(text: str) -> Iterator[Span]:
    at = 0
    for piece in _PIECES.finditer(text):
        if piece.start() > at:
            yield Span(SpanKind.WORDS, text[at : piece.start()])
        at = piece.end()
        yield _span(piece)
    if at < len(text):
        yield Span(SpanKind.WORDS, text[at:])


def _span(piece: re.Match[str]) -> Span:
    match piece.lastgroup:
        case "escaped":
            return Span(SpanKind.WORDS, piece["escaped"])
        case "url":
            return Span(
                SpanKind.LINK, inner=tuple(_spans(piece["label"])), url=safe_url(piece["url"])
            )
        case "time" | "style":
            unix, style = int(piece["time"]), piece["style"] or "f"
            return Span(SpanKind.MOMENT, piece[0], unix=unix, style=style)
        case "code":
            return Span(SpanKind.CODE, piece["code"])
        case kind:
            return Span(SpanKind(kind or ""), inner=tuple(_spans(piece[kind or 0])))


def translate(text: str, dialect: Dialect, language: Language = ENGLISH) -> Markup:
    """Text written for Discord, translated line by line into another dialect."""
    lines = map(read_line, text.split("\n"))
    made: list[Markup] = []
    for quoted, group in groupby(lines, key=lambda line: line.quoted):
        if quoted:
            made.append(
                dialect.quotation([_written(line.spans, dialect, language) for line in group])
            )
        else:
            made += (_whole(line, dialect, language) for line in group)
    return Markup("\n".join(made))


def _whole(line: Line, dialect: Dialect, language: Language) -> Markup:
    text = _written(line.spans, dialect, language)
    match line.kind:
        case LineKind.HEADING:
            return dialect.heading(text)
        case LineKind.SMALL:
            return dialect.small(text)
        case LineKind.ITEM:
            return dialect.item(text, line.number)
        case LineKind.TEXT:
            return text


def _written(spans: tuple[Span, ...], dialect: Dialect, language: Language) -> Markup:
    return Markup("".join(_one(span, dialect, language) for span in spans))


def _one(span: Span, dialect: Dialect, language: Language) -> Markup:
    match span.kind:
        case SpanKind.STRONG:
            return dialect.strong(_written(span.inner, dialect, language))
        case SpanKind.EMPHASIS:
            return dialect.emphasis(_written(span.inner, dialect, language))
        case SpanKind.STRUCK:
            return dialect.removed(_written(span.inner, dialect, language))
        case SpanKind.CODE:
            return dialect.code(span.text)
        case SpanKind.LINK:
            return dialect.link(_written(span.inner, dialect, language), span.url)
        case SpanKind.MOMENT:
            try:
                moment = datetime.fromtimestamp(span.unix, UTC)
                day = language.dated(moment.year, moment.month, moment.day)
                return dialect.moment(moment, day)
            except (ValueError, OverflowError, OSError):
                return dialect.escape(span.text)
        case SpanKind.WORDS:
            return dialect.escape(span.text)
