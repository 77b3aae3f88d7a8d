"""Finds which lines of a page scraped to plain text are the article.

The lines of such a page are: menus; the headline, often twice (once in the page's title, once above
the text); standfirst, byline, date, captions; the paragraphs, with subheads between them; a
copyright notice; and what the page offers to read next. Prose identifies the article: its head is
before the first paragraph, and what follows the last one is not part of it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefings.reading.blocks import Block, Kind, clean, mend
from briefings.reading.credits import (
    agency_named,
    byline,
    credit_at_end,
    heads_a_page,
    is_desk_note,
    labelled,
    names_outlet,
    notice,
)
from briefings.reading.draft import Draft
from briefings.reading.lines import Role, article_end, is_sentence, role_of, words
from briefings.reading.machine import traces_in
from briefings.reading.phrases import CREDIT_TAIL
from briefings.reading.printed_dates import date_line, source_line
from briefings.text.folding import fold_case

_MIN_TITLE_WORDS = 4
_OUTLET_WORDS = 5
_MAX_VALUE_WORDS = 12
_MAX_TITLE = 300
_SHORT = 400
_MENU_RUN = 3
_MENU_WORDS = 4
_WRAPPED_WIDTH = 120
_SEPARATOR = re.compile(r"\s(?:[|–—»·:]|-|::)\s")
"""What separates the headline from section and outlet in a page's title."""
_MAX_SUFFIX = 60
_WHO = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){1,3}, [a-z][\w -]{2,60}")
"""Somebody and their office: ``Ann Holt, council leader``."""
_PREFIX_LABEL = re.compile(r"(?:headline|title)\s?:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    role: Role


@dataclass(slots=True)
class _Head:
    """What the lines around the prose say."""

    publisher: str | None = None
    provider: str | None = None
    author: str | None = None
    date: datetime | str | None = None
    title: str | None = None
    url: str | None = None

    def take(self, key: str, value: str) -> bool:
        """Fill in what a labelled line gives; False if the line is something else."""
        if key == "date":
            self.date = self.date or date_line(value) or None
            return self.date is not None
        if key == "publisher" and (agency := agency_named(value)):
            key, value = "provider", agency
        if is_sentence(value) and words(value) > _MAX_VALUE_WORDS:
            return False
        if getattr(self, key) is None:
            setattr(self, key, value)
        return True

    def take_dated(self, line: str, *, under_title: bool) -> bool:
        """Fill in from a line with a date or, below the title, one with outlet and date.

        False if the line is something else.
        """
        source = source_line(line)
        if source is not None and not (under_title or names_outlet(source[0])):
            source = None
        if source is not None:
            self.take("publisher", source[0])
        day = source[1] if source else date_line(line)
        self.date = self.date or day or None
        return day is not None


def page_lines(text: str) -> list[str]:
    """The cleaned, non-empty lines of a text, each a paragraph.

    A text wrapped at a fixed width is unwrapped: blank lines separate its paragraphs.
    """
    groups = [
        [cleaned for line in group.split("\n") if (cleaned := clean(line))]
        for group in re.split(r"\n[^\S\n]*\n", mend(text))
    ]
    if _is_wrapped(groups):
        return [" ".join(group) for group in groups if group]
    return [line for group in groups for line in group]


def _is_wrapped(groups: Sequence[Sequence[str]]) -> bool:
    """Whether most lines break in mid-sentence at about the same width."""
    inner = [line for group in groups for line in group[:-1]]
    if len(inner) < 2 or max(map(len, inner)) > _WRAPPED_WIDTH:
        return False
    broken = sum(not is_sentence(line) and len(line) > 40 for line in inner)
    return broken > 0.6 * len(inner) and any(
        following[:1].islower() for group in groups for following in group[1:]
    )


def lay_out(
    lines: Sequence[str],
    *,
    headline: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Draft | None:
    """The article in cleaned `lines`; None if they contain no prose.

    `headline` and `publisher` are already known; a reprint of them is dropped.
    """
    head = _Head(publisher=publisher)
    rest = _until_end(list(_classified(lines, head)))
    first = next((i for i, line in enumerate(rest) if line.role is Role.PROSE), None)
    if first is None:
        return None
    last = max(i for i, line in enumerate(rest) if line.role is Role.PROSE)
    rest = rest[: last + 1]
    known = headline or head.title
    if head.publisher is None:
        rest, head.publisher = _without_outlet(rest, first, known)
        first = next(i for i, line in enumerate(rest) if line.role is Role.PROSE)
    title, outlet = (known, None) if known else _headline(rest, first)
    body = _Body(title, head.publisher or outlet, rest).blocks()
    traces = traces_in(lines)
    return Draft(
        blocks=tuple(body),
        headline=title,
        publisher=head.publisher or outlet,
        provider=head.provider,
        author=head.author,
        date=head.date,
        url=url or head.url,
        is_machine_written=traces.found,
        is_based_on=traces.is_based_on,
    )


def prose_length(lines: Sequence[str]) -> int:
    """Characters of prose in `lines`."""
    return sum(len(line) for line in lines if role_of(line) is Role.PROSE)


def _classified(lines: Sequence[str], head: _Head) -> Iterator[_Line]:
    """The lines with their roles, without those that `head` takes."""
    prose = titled = signed = heading = False
    for line in lines:
        agency = agency_named(line)
        if agency is not None:
            # alone on its line: after a byline it credits the text, elsewhere a picture
            head.provider = head.provider or (agency if signed else None)
            continue
        if (owner := notice(line)) is not None:
            head.publisher = head.publisher or owner.publisher
            head.provider = head.provider or owner.provider
            if prose:
                yield _Line(line, Role.END)
            continue
        if prose and is_desk_note(line):
            yield _Line(line, Role.END)
            continue
        if (by := byline(line)) is not None:
            head.author = head.author or by.author
            head.provider = head.provider or by.provider
            head.publisher = head.publisher or by.publisher
            signed = True
            continue
        signed = False
        if not prose and head.take_dated(line, under_title=heading):
            continue
        pair = None if prose else labelled(line)
        if pair is not None and not (titled and pair[0] == "title") and head.take(*pair):
            continue
        role = role_of(line)
        if role is Role.FURNITURE:
            continue
        if role is Role.TITLE and prose and is_sentence(line):
            role = Role.PROSE  # a short sentence counts as prose once the article has begun
        if role is Role.TITLE and not prose and credit_at_end(line):
            role = Role.CAPTION  # "The minister arrives. (Yonhap)" credits the picture
        titled = titled or role is Role.TITLE
        heading = role is Role.TITLE
        prose = prose or role is Role.PROSE
        yield _Line(line, role)


def _until_end(lines: Sequence[_Line]) -> list[_Line]:
    """The lines before the heading of something other than the article."""
    sizes = [len(line.text) if line.role is Role.PROSE else 0 for line in lines]
    end = article_end([line.role for line in lines], sizes)
    return [line for line in lines[:end] if line.role is not Role.END]


def _without_outlet(
    lines: list[_Line], first_prose: int, headline: str | None
) -> tuple[list[_Line], str | None]:
    """The lines without an outlet's name above the text, and that name.

    The first line may be any name that reads like an outlet's, if a headline follows it; others
    must end in a word such as Courier. A person's office, "council leader", is neither.
    """
    titles = [index for index, line in enumerate(lines[:first_prose]) if line.role is Role.TITLE]
    for index in titles:
        line = lines[index].text
        others = [lines[at].text for at in titles if at != index]
        is_first = index == 0 and any(words(other) >= _MIN_TITLE_WORDS for other in others)
        is_name = words(line) <= _OUTLET_WORDS and (
            names_outlet(line) or (is_first and heads_a_page(line))
        )
        if is_name and (headline or others) and fold_case(line) != fold_case(headline or ""):
            return [*lines[:index], *lines[index + 1 :]], line
    return lines, None


def _headline(lines: Sequence[_Line], first_prose: int) -> tuple[str | None, str | None]:
    """The headline, and the outlet if the page's title names it (``Headline - Outlet``)."""
    titles = [
        line.text for line in lines if line.role is Role.TITLE and len(line.text) < _MAX_TITLE
    ]
    counts = Counter(map(fold_case, titles))
    before = [
        line.text
        for line in lines[:first_prose]
        if line.role is Role.TITLE and len(line.text) < _MAX_TITLE
    ]
    for title in before:
        start, *sections = _SEPARATOR.split(title)
        if sections and counts[fold_case(start)]:
            return start, sections[-1]
    for title in before:
        if counts[fold_case(title)] > 1 and (
            title is before[0] or words(title) >= _MIN_TITLE_WORDS
        ):
            return title, None
    long = [title for title in before if words(title) >= _MIN_TITLE_WORDS]
    long = [title for title in long if not _WHO.fullmatch(title)] or long
    chosen = next(iter(long or before[-1:]), None)
    return (_PREFIX_LABEL.sub("", chosen, count=1) if chosen else None), None


class _Body:
    """Turns the lines of an article into paragraphs: subheads, captions, reprints."""

    def __init__(self, headline: str | None, publisher: str | None, lines: Sequence[_Line]) -> None:
        self._headline = fold_case(headline or "")
        self._publisher = fold_case(publisher or "")
        self._lines = lines
        self._first_prose = next(i for i, line in enumerate(lines) if line.role is Role.PROSE)
        self._start = self._head_start()

    def _head_start(self) -> int:
        """The line where the article's head begins: the headline, if it is among the lines."""
        for index, line in enumerate(self._lines[: self._first_prose]):
            if self._headline and fold_case(line.text).startswith(self._headline):
                return index
        return 0 if self._headline else self._first_prose

    def blocks(self) -> Iterator[Block]:
        """The paragraphs, cleaned, in the article's order."""
        seen: set[str] = set()
        menu = self._menu_lines()
        for index, line in enumerate(self._lines[self._start :], self._start):
            key = fold_case(line.text) if len(line.text) < _SHORT else line.text
            if key in seen or line.role is Role.ASIDE or index in menu or self._is_reprint(key):
                continue
            seen.add(key)
            yield Block(self._kind(index, line, key), line.text)

    def _is_reprint(self, key: str) -> bool:
        if not key.startswith(self._headline) or not self._headline:
            return bool(key) and key == self._publisher
        rest = key[len(self._headline) :]
        return not rest or (len(rest) < _MAX_SUFFIX and _SEPARATOR.match(rest) is not None)

    def _kind(self, index: int, line: _Line, key: str) -> Kind:
        if line.role is Role.PROSE:
            return Kind.PROSE
        if line.role is Role.CAPTION or self._is_credited_headline(line.text, key):
            return Kind.CAPTION
        # a picture's alternative text is above its caption, in the same words
        return Kind.CAPTION if self._is_doubled(index, key) else Kind.SUBHEAD

    def _is_doubled(self, index: int, key: str) -> bool:
        following = self._lines[index + 1 : index + 2]
        return any(fold_case(line.text) == key for line in following)

    def _is_credited_headline(self, text: str, key: str) -> bool:
        """``Headline Reuters Yonhap News``: a picture with the headline as its caption."""
        if not self._headline or not key.startswith(self._headline):
            return False
        tail = text.split()[len(self._headline.split()) :]
        return CREDIT_TAIL.fullmatch(" ".join(tail)) is not None

    def _menu_lines(self) -> set[int]:
        """Lines of menus inside the article: several short titles in a row."""
        menu: set[int] = set()
        run: list[int] = []
        for index, line in enumerate(self._lines):
            if line.role is Role.TITLE and words(line.text) <= _MENU_WORDS:
                run.append(index)
                continue
            if len(run) >= _MENU_RUN:
                menu.update(run)
            run = []
        return menu
