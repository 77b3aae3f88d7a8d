"""Splits one page with several articles, each with its own outlet, recognised by their ages.

An aggregator prints every article as a card: its title (once or twice), the outlet and the age (run
together or on lines of their own), then the text. The age identifies the card: a line such as
``NHK8 hours ago`` or, under the outlet, ``time3 hours ago``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from briefings.reading.credits import byline
from briefings.reading.draft import Draft
from briefings.reading.lines import Role, is_sentence, role_of, words
from briefings.reading.page import lay_out, prose_length
from briefings.reading.phrases import COMMENTS, END
from briefings.reading.printed_dates import day_of
from briefings.text.folding import fold_case

_DATED = re.compile(
    r"(?P<label>(?:time|clock)\s*(?=\d))?(?P<outlet>.*?[^\d\s-])??[\s·•|,–—-]*"
    r"(?P<a>\d\d)-(?P<b>\d\d)-(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_UNITS = {"sec": 59, "min": 59, "hour": 24, "hr": 24, "h": 24, "m": 59, "day": 31, "d": 31,
          "week": 8, "w": 8, "month": 12, "mo": 12, "year": 30, "y": 30}  # fmt: skip
_AGE = re.compile(
    r"(?P<before>.*?)[\s·•|,–—-]*(?P<number>\d{1,6}|(?<!\w)an?|(?<!\w)one)\s?"
    r"(?P<unit>sec|min|hour|hr|h|mo|m|day|d|week|w|month|year|y)(?:s|ond|onds|ute|utes)?\.?\s+ago"
    r"(?:\s*[·•|–—-]\s*(?P<after>.+))?",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:time|clock|icon|published|posted|updated|modified|last updated|on|about|added)?[\s:·•|-]*",
    re.IGNORECASE,
)
_NOT_OUTLETS = re.compile(
    r"(?:by|published|posted|updated|last|modified)\b|.*(?:\b(?:19|20)\d\d\b|\d:\d\d|\bupdated$)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[•·*‣▪◦–—-]\s*")
_AGE_LINE = 80
_OUTLET = 60
_OUTLET_WORDS = 2
_CARD_HEAD = 7
_SECTION_WORDS = 5
_MIN_TITLE_WORDS = 3
_MIN_PROSE = 200
"""Characters of prose that make a card an article, not a teaser."""
_MIN_UNDOUBLED = 300


class _Card(NamedTuple):
    start: int
    """The card's first line."""
    body: int
    """The first line after outlet and age."""
    title: str
    outlet: str
    is_title_doubled: bool
    in_comments: bool
    stamp: str
    """The line with the age or the day."""


def split_page(lines: Sequence[str]) -> list[Draft]:
    """The articles of a page of cards; empty if it is not such a page."""
    cards = _cards(lines)
    if not cards:
        return []
    own = None
    if prose_length(lines[: cards[0].start]) >= _MIN_UNDOUBLED:
        own = lay_out(lines[: cards[0].start])
    ends = [card.start for card in cards[1:]] + [len(lines)]
    found = [_article(card, lines[card.body : end]) for card, end in zip(cards, ends, strict=True)]
    if own and len(cards) > 1 and not any(found[:-1]) and not cards[-1].is_title_doubled:
        return []  # an article and a list of teasers: the page's footer follows
    return [draft for draft in (own, *found) if draft is not None]


def _article(card: _Card, lines: Sequence[str]) -> Draft | None:
    title = fold_case(card.title)
    reprint = next(
        (at for at, line in enumerate(lines[:_CARD_HEAD]) if fold_case(line) == title), None
    )
    # after the outlet an aggregator lists the article's sections
    start = _after_sections(lines) if reprint is None else reprint + 1
    body = [_BULLET.sub("", line) for line in lines[start:]]
    doubled = card.is_title_doubled or reprint is not None
    draft = lay_out([line for line in body if line], headline=card.title, publisher=card.outlet)
    if draft is None:
        return None
    prose = sum(len(block.text) for block in draft.blocks)
    if prose < _MIN_PROSE or (not doubled and (card.in_comments or prose < _MIN_UNDOUBLED)):
        return None
    day, note = _day(card.stamp)
    return replace(draft, date=draft.date or day, date_note=note)


def _after_sections(lines: Sequence[str]) -> int:
    """How many of the first lines are short bullet points."""
    for index, line in enumerate(lines[:_CARD_HEAD]):
        if not _BULLET.match(line) or words(line) > _SECTION_WORDS or is_sentence(line):
            return index
    return 0


def _day(stamp: str) -> tuple[str | None, str | None]:
    """The day that a card gives, or why it gives none."""
    match = _DATED.fullmatch(stamp)
    if match is None:
        return None, "The page gives only an age, not a date."
    first, second = int(match["a"]), int(match["b"])
    if first > 12 >= second > 0:
        return day_of(int(match["year"]), second, first), None
    if second > 12 >= first > 0:
        return day_of(int(match["year"]), first, second), None
    printed = stamp[match.start("a") :]
    return None, f"The page prints {printed}: which is the day and which the month is not known."


def _cards(lines: Sequence[str]) -> list[_Card]:
    cards: list[_Card] = []
    in_comments = False
    for index, line in enumerate(lines):
        if COMMENTS.fullmatch(line[:_AGE_LINE]):
            in_comments = True
        elif END.fullmatch(line[:_AGE_LINE]):
            in_comments = False
        card = _card(lines, index, in_comments=in_comments)
        if card is not None and (not cards or card.start >= cards[-1].body):
            cards.append(card)
    return cards


def _card(lines: Sequence[str], index: int, *, in_comments: bool) -> _Card | None:
    """The card whose age is in `lines[index]`."""
    outlet = outlet_before_age(lines[index])
    if outlet is None:
        return None
    start, stamp = index, _BULLET.sub("", lines[index])
    if not outlet:
        start = index - 1
        outlet = _BULLET.sub("", lines[start]) if start >= 0 else ""
    if not _can_be_outlet(outlet):
        return None
    doubled = start > 1 and fold_case(lines[start - 2]) == fold_case(lines[start - 1])
    if start and (doubled or _can_be_title(lines[start - 1])):
        title = lines[start - 1]
        return _Card(start - 1 - doubled, index + 1, title, outlet, doubled, in_comments, stamp)
    if index + 1 < len(lines) and _can_be_title(lines[index + 1]):
        return _Card(start, index + 2, lines[index + 1], outlet, False, in_comments, stamp)
    return None


def _can_be_outlet(line: str) -> bool:
    return (
        1 < len(line) <= _OUTLET
        and any(letter.isalpha() for letter in line)
        and not is_sentence(line)
        and _NOT_OUTLETS.match(line) is None
        and _is_named(line)
    )


def _is_named(line: str) -> bool:
    """Whether a line is written like a name: most of its words have a capital, if any can."""
    names = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    small = sum(word.islower() for word in names)
    return len(names) <= _OUTLET_WORDS or small <= len(names) / 2


def _can_be_title(line: str) -> bool:
    return (
        role_of(line) is Role.TITLE
        and words(line) >= _MIN_TITLE_WORDS
        and byline(line) is None
        and outlet_before_age(line) is None
    )


def outlet_before_age(line: str) -> str | None:
    """The outlet in a line that gives an article's age: ``NHK8 hours ago`` -> ``NHK``.

    Empty if the line has only the age; None if it is not such a line. Digits attached to the outlet
    are separated from the age by what a clock allows: ``France 2412 hours ago`` is France 24.
    """
    if len(line) > _AGE_LINE:
        return None
    line = _BULLET.sub("", line)
    dated = _DATED.fullmatch(line)
    if dated is not None and (dated["outlet"] or dated["label"]):
        return dated["outlet"] or ""
    match = _AGE.fullmatch(line)
    if match is None:
        return None
    before, number = match["before"], match["number"]
    if match["after"]:
        return match["after"].strip() if not _LABELS.sub("", before, count=1).strip() else None
    if number.isdigit():
        most = _UNITS[match["unit"].lower()]
        cut = next((n for n in range(len(number)) if int(number[n:]) <= most), len(number))
        before = line[: line.rindex(number) + cut] if cut else before
    label = _LABELS.fullmatch(before.strip())
    if label is not None:
        return ""
    if _NOT_OUTLETS.match(before):
        return None
    return before.strip(" ·•|,–—-")
