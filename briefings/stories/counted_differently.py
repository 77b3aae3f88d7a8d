"""Where reports give different numbers for the same thing: protesters, repair costs, deaths."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

from briefings.analysis.wordlists import listed
from briefings.models import DiscrepancyKind
from briefings.stories.articles import ArticleFindings, Sentence
from briefings.stories.claims import StatedClaim, StatedDiscrepancy
from briefings.stories.likeness import Rarity, dice, overlap
from briefings.stories.numbers import Counted
from briefings.stories.vectors import stems

_ALIKE = 0.5
"""Similarity of the words around two numbers, from which they count the same."""
_APART = 3
"""How many days apart two sentences about one event may be."""
_RECENT = 10
"""Days. A sentence dated longer before its article is about another event."""
_NEAR = 0.04
"""Numbers that differ by less than this share are one number, rounded."""
_FAR = 12.0
"""Numbers that differ by more than this factor count different things."""
_SHARED_STEMS = 2


def numbers(
    alike: Iterable[tuple[Sentence, Sentence]], rarity: Rarity, days: Mapping[str, date]
) -> Iterator[StatedDiscrepancy]:
    """ "80 protesters" here, "200 protesters" there."""
    known: dict[int, dict[str, Counted]] = {}

    def things(sentence: Sentence) -> dict[str, Counted]:
        found = known.get(id(sentence))
        if found is None:
            found = known[id(sentence)] = _things(sentence)
        return found

    for one, other in alike:
        if not one.numbers or not other.numbers:
            continue
        for first, second in _unlike(things(one), things(other)):
            if _moves((one, first), (other, second)) or _are_of_two_days(one, other, days):
                continue
            if _context(one, first, other, second, rarity) < _ALIKE:
                continue
            claims = (
                StatedClaim(one.text[first.start : first.end], (one.citation,)),
                StatedClaim(other.text[second.start : second.end], (other.citation,)),
            )
            yield StatedDiscrepancy(DiscrepancyKind.NUMBER, first.unit or "", claims)


_DURATIONS = frozenset(listed("second minut hour day week month year"))
"""Stems of units that a report uses for many things: how long it took, how long ago it was."""
_BEFORE = re.compile(
    r"\b(?:earlier|first|former|formerly|initial|initially|last (?:bid|month|offer|time|week|year)"
    r"|original|originally|previous|previously|up from|down from)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:cut|improved|increased|lowered|new|raised|revised|sweetened)\b", re.IGNORECASE
)
_WHEN = _BEFORE, _AFTER
_PRICE = re.compile(
    r"\b(?:shares?|stocks?|index|currency|prices?|futures|yields?)\b", re.IGNORECASE
)


def _moves(one: tuple[Sentence, Counted], other: tuple[Sentence, Counted]) -> bool:
    """Whether a number may change with time: a price, a first offer and the next."""
    if one[1].unit in _DURATIONS:
        return True
    mine, theirs = (
        _times(_clause(sentence.text, number.start, number.end))
        for sentence, number in (one, other)
    )
    return mine != theirs or _prices(one[0].text) or _prices(other[0].text)


@lru_cache(maxsize=8_192)
def _times(clause: str) -> tuple[bool, ...]:
    return tuple(when.search(clause) is not None for when in _WHEN)


@lru_cache(maxsize=8_192)
def _prices(text: str) -> bool:
    return _PRICE.search(text) is not None


def _are_of_two_days(one: Sentence, other: Sentence, days: Mapping[str, date]) -> bool:
    """Whether two sentences are about days far apart. One without a date has its article's."""
    mine, theirs = _told_days(one, days), _told_days(other, days)
    return not any(
        (first[0] - second[1]).days <= _APART and (second[0] - first[1]).days <= _APART
        for first in mine
        for second in theirs
    )


def _told_days(sentence: Sentence, days: Mapping[str, date]) -> list[tuple[date, date]]:
    told = [found.days for found in sentence.dates]
    own = days[sentence.article]  # a statement today about next summer belongs to today
    return [span for span in told if span is not None and span[0] <= own] or [(own, own)]


def casualties(
    articles: Sequence[ArticleFindings], origin_of: Mapping[str, str | None]
) -> Iterator[StatedDiscrepancy]:
    """How many were killed or hurt: each story has one such number, whatever the words."""
    said: dict[str, dict[float, list[tuple[Sentence, Counted]]]] = defaultdict(dict)
    for article in articles:
        for sentence in article.sentences:
            if not sentence.victims or _is_of_another_day(sentence, article.day):
                continue
            for number in sentence.victims:
                by_value = said[number.unit or ""]
                told = by_value.setdefault(number.value, [])
                if not any(sentence.article == one.article for one, _ in chain(*by_value.values())):
                    told.append((sentence, number))  # the first number in an article counts
    for unit, by_value in said.items():
        sides = [
            StatedClaim(
                told[0][0].text[told[0][1].start : told[0][1].end],
                tuple(sentence.citation for sentence, _ in told),
            )
            for _, told in sorted(by_value.items())
            if told
        ]
        sources = [
            {origin_of.get(citation.article) for citation in side.citations} for side in sides
        ]
        if len(sides) > 1 and len(set().union(*sources)) > 1:
            yield StatedDiscrepancy(DiscrepancyKind.NUMBER, unit, tuple(sides))


def _is_of_another_day(sentence: Sentence, published: date) -> bool:
    """Whether a sentence is about another event: "in 2004, when seven people were killed"."""
    spans = [found.days for found in sentence.dates]
    return any(
        span is not None
        and ((published - span[1]).days > _RECENT or (span[1] - span[0]).days > _RECENT)
        for span in spans
    )


_HARMED = re.compile(r"\b(?:dead|died|hurt|injur(?:ed|ies)|killed|wounded)\b")


def _things(sentence: Sentence) -> dict[str, Counted]:
    """By unit, its only number; victims are compared separately."""
    places = {victim.start for victim in sentence.victims}
    harmed = _HARMED.search(sentence.text) is not None
    found = [
        number
        for number in sentence.numbers
        if number.start not in places and not (harmed and number.unit == "people")
    ]
    often = Counter(number.unit for number in found)
    return {one.unit: one for one in found if one.unit is not None and often[one.unit] == 1}


def _unlike(
    mine: Mapping[str, Counted], theirs: Mapping[str, Counted]
) -> Iterator[tuple[Counted, Counted]]:
    """Differing numbers with one unit."""
    for unit, first in mine.items():
        second = theirs.get(unit)
        if second is None:
            continue
        low, high = sorted((first.value, second.value))
        if low <= 0 or high / low < 1 + _NEAR or high / low > _FAR:
            continue
        if first.vague or second.vague:
            vague_low = first if first.value == low else second
            if vague_low.vague and high / low < 1.35:
                continue  # "more than 200" and 250 agree
        yield first, second


def _context(
    one: Sentence, first: Counted, other: Sentence, second: Counted, rarity: Rarity
) -> float:
    """How much the words around two numbers have in common."""
    mine = _around(one.text, first.start, first.end)
    theirs = _around(other.text, second.start, second.end)
    if len(mine & theirs) < _SHARED_STEMS:
        return min(overlap(mine, theirs, rarity), 1.6 * dice(one.stems, other.stems, rarity))
    alike = max(dice(one.stems, other.stems, rarity), dice(mine, theirs, rarity))
    return min(overlap(mine, theirs, rarity), 1.6 * alike)


_CLAUSES = (", ", "; ", " and ", " but ")


@lru_cache(maxsize=8_192)
def _around(text: str, start: int, end: int) -> frozenset[str]:
    """The stems of the clause that contains the number at that place."""
    return frozenset(stem for stem in stems(_clause(text, start, end)) if not stem.isdigit())


def _clause(text: str, start: int, end: int) -> str:
    first = max(text.rfind(mark, 0, start) for mark in _CLAUSES)
    ends = [text.find(mark, end) for mark in _CLAUSES]
    return text[max(0, first) : min((end for end in ends if end > 0), default=len(text))]
