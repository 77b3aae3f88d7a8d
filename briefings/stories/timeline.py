"""What happened or is planned on which day, as a story's articles date it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefings.analysis.dates import FoundDate, edtf_of
from briefings.analysis.dates.direction import FUTURE, direction
from briefings.models import EventStatus
from briefings.stories import origins
from briefings.stories.articles import ArticleFindings, Citation, Sentence
from briefings.stories.likeness import Rarity, overlap, plain_stems
from briefings.stories.standing_alone import LONGEST

MOST = 40
"""How many of the best-reported events of a story are kept: a timeline is read, not searched."""
_SAME = 0.33
"""Overlap from which two sentences of one day report one event …"""
_SAME_PLAIN = 0.25
"""… if they share this much without the names."""
_MOST_A_SENTENCE = 3
_MOST_A_DAY = 4
"""How many of the best-reported events of one day are kept."""
_READ = 40
_LONGEST_SPAN = 366
"""Days that a date may span to place an event: a year; a decade dates nothing."""
_QUOTED = 0.6
_SAYING = re.compile(
    r"\b(?:said|says|say|told|tells|wrote|writes|tweeted|added|according to|reported|reports)\b"
    r"(?:[ \xa0][\w’'.]+){0,4}[ \xa0](?:(?:on|late|early)[ \xa0])*$"
)
"""What precedes a day on which something was only said."""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """A dated sentence. `start_date` and `end_date` are EDTF dates.

    The first citation is the sentence itself; the others are from other articles that give the same
    day for the same event.
    """

    name: str
    start_date: str
    end_date: str | None
    status: EventStatus
    citations: tuple[Citation, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence with the date that it gives for its event."""

    sentence: Sentence
    found: FoundDate
    first: date
    last: date
    published: date
    said: bool
    """Whether the day is when somebody said what the sentence reports."""
    coming: bool
    """Whether the day was still ahead, or is the article's own day with the event still to come."""


def timeline(
    articles: Sequence[ArticleFindings], rarity: Rarity, origin_of: Mapping[str, str | None]
) -> tuple[TimelineEvent, ...]:
    """The events of a story in order of their days."""
    groups: list[list[Dated]] = []
    for one in sorted(dated_sentences(articles), key=_weight):
        group = next((group for group in groups if _is_same(group[0], one, rarity)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    told = [group for group in groups if group[0].sentence.alone]
    # Groups are in the order of their best sentences, which sorting keeps among equals.
    events = sorted((_event(group, origin_of) for group in told), key=lambda one: -one.origins)
    a_day: Counter[str] = Counter()
    kept = []
    for event in events:
        if event.origins == 0:
            continue  # only a machine says so
        a_day[event.start_date] += 1
        if a_day[event.start_date] <= _MOST_A_DAY:
            kept.append(event)
    return tuple(sorted(kept[:MOST], key=lambda event: (event.start_date, event.name)))


def dated_sentences(articles: Sequence[ArticleFindings]) -> list[Dated]:
    """The sentences that date their events, with each of their days."""
    return [
        dated
        for article in articles
        for sentence in article.sentences[:_READ]
        if sentence.quoted <= _QUOTED
        for dated in _dates_of(sentence, article.day)
    ]


def _dates_of(sentence: Sentence, published: date) -> list[Dated]:
    """The dates of the sentence's event or, if there is none, of somebody's saying it."""
    found = [
        dated for one in sentence.dates if (dated := _dated(sentence, one, published)) is not None
    ]
    matters = [one for one in found if not one.said] or found[:1]
    by_day = {one.found.value: one for one in reversed(matters)}
    return list(by_day.values())[::-1][:_MOST_A_SENTENCE]


def _dated(sentence: Sentence, found: FoundDate, published: date) -> Dated | None:
    span = found.days
    if span is None or _LEANING.search(found.text):
        return None
    length = (span[1] - span[0]).days
    if length >= _LONGEST_SPAN or (length > _MONTH and span[1] >= published):
        return None  # a decade, or "this year", is too vague
    start, end = found.start - sentence.start, found.end - sentence.start
    if _is_attribute(sentence.text, start, end):
        return None
    if length > _WEEK and _ASIDE.search(sentence.text, 0, start):
        return None
    coming = span[0] > published or (
        span[0] == published and _is_to_come(sentence.text, start, end)
    )
    return Dated(sentence, found, *span, published, _is_said(sentence.text, start), coming)


# The reading of words next to a date is cached: a story is told again with each article.


@lru_cache(maxsize=4_096)
def _is_attribute(text: str, start: int, end: int) -> bool:
    if _POSSESSIVE.match(text, end - 2):
        return True  # "Wednesday's crash" says which crash
    return _ATTRIBUTE.search(text, max(0, start - _LONGEST_ATTRIBUTE), start) is not None


@lru_cache(maxsize=4_096)
def _is_said(text: str, start: int) -> bool:
    return _SAYING.search(text, 0, start) is not None


@lru_cache(maxsize=4_096)
def _is_to_come(text: str, start: int, end: int) -> bool:
    return direction(text, start, end) == FUTURE


_WEEK = 7
_ASIDE = re.compile(
    r"(?:[,\w][ \xa0](?:who|which|whose|where)|\b(?:after|because|as|despite))\b[^,;:]*$"
)
"""What precedes a month or a year that dates something other than the sentence's event: "Ada
Moss, who took over in January, said no"; "the mine cuts jobs after losses last year"."""
_LEANING = re.compile(r"\b(?:same|following|previous|that|later|earlier)\b", re.IGNORECASE)
"""Dates that depend on another, which may not be the one before."""
_MONTH = 31
_POSSESSIVE = re.compile(r"..['’]s\b|['’]s\b")
_ATTRIBUTE = re.compile(r"\b(?:since|until|by|before|after|from|of|the)[ \xa0](?:late[ \xa0])?$")
"""What precedes a day that only limits or identifies: "since Monday", "the March 3 fire"."""
_LONGEST_ATTRIBUTE = 16
"""Its length in characters, and a few more."""


def _weight(dated: Dated) -> tuple[bool, bool, int, int, str, int]:
    """Sentences that stand alone first, events before statements, then early sentences."""
    sentence = dated.sentence
    length = max(0, len(sentence.text) - LONGEST // 2) // 40
    return (
        not sentence.alone,
        dated.said,
        sentence.number + length,
        -len(sentence.stems),
        sentence.article,
        sentence.start,
    )


def _is_same(one: Dated, other: Dated, rarity: Rarity) -> bool:
    if one.last < other.first or other.last < one.first:
        return False
    if one.sentence.article == other.sentence.article and one.sentence == other.sentence:
        return False
    if overlap(one.sentence.stems, other.sentence.stems, rarity) < _SAME:
        return False
    mine, theirs = plain_stems(one.sentence.text), plain_stems(other.sentence.text)
    return overlap(mine, theirs, rarity) >= _SAME_PLAIN


def _event(group: Sequence[Dated], origin_of: Mapping[str, str | None]) -> TimelineEvent:
    first = group[0]
    alike = [one for one in group if one.said == first.said]
    narrowest = min(alike, key=lambda one: (one.last - one.first).days)
    value = edtf_of(narrowest.found.value) or narrowest.first.isoformat()
    start, _, end = value.partition("/")
    cited: dict[str, Citation] = {}
    for one in group:
        cited.setdefault(one.sentence.article, one.sentence.citation)
    planned = all(one.coming for one in group)
    return TimelineEvent(
        name=first.sentence.text,
        start_date=start,
        end_date=end or None,
        status=EventStatus.PLANNED if planned else EventStatus.HAPPENED,
        citations=tuple(cited.values()),
        origins=origins.count(cited, origin_of),
    )
