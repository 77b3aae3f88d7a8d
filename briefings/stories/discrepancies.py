"""Where the reports of a story differ: numbers, days, what was said, what is denied.

Precision before recall: two sentences are compared only where they plainly report the same thing,
and a difference counts only between origins, for a copy differs from nobody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations

from rapidfuzz import fuzz

from briefings.analysis.quotes import FoundQuote
from briefings.analysis.reported import CueKind
from briefings.analysis.wordlists import listed
from briefings.models import DiscrepancyKind, QuoteStatus
from briefings.stories.articles import ArticleFindings, Citation, Sentence
from briefings.stories.likeness import Rarity, dice, overlap, pairs, plain_stems, weight
from briefings.stories.numbers import Counted
from briefings.stories.timeline import Dated, dated_sentences
from briefings.stories.vectors import stems
from briefings.text.wording import Change, difference, words

MOST = 12
_READ = 30
_NEWEST = 40
_ALIKE = 0.5
"""Likeness of two sentences, numbers set aside, from which two sentences report the same …"""
_ALIKE_DAYS = 0.6
"""… and from which they report one event, which then has one day."""
_MOST_APART = 14
"""Days between two dates of one event; those farther apart date two."""
_APART = 3
"""In days: how far apart two sentences about one event may be."""
_RECENT = 10
"""In days. A sentence dated longer before its article is about another event."""
_NEAR = 0.04
"""Numbers that differ by less are one number, rounded."""
_FAR = 12.0
"""Numbers that differ by more than this count different things."""
_SAME_WORDS = 60.0
"""Likeness of words, 0 to 100, of the shorter wording with the best stretch of the longer."""
_SPELT_ALIKE = 75.0
"""Likeness of letters from which on two words are spellings of one."""
_SHARED_STEMS = 2
_SHARED_PART = 0.5
_FEWEST_WORDS = 5
_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|denied|denies|deny|rejected|refused|without)\b|n[’']t\b",
    re.IGNORECASE,
)
_KEY_VERBS = frozenset(
    listed("""
    agreed agree accept accepted signed attend attended approve approved know knew happened
    resign resigned pay paid offered promised
    """)
)


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """One side: what it says (a number, a day, the sentence), and where."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StatedDiscrepancy:
    """Two or more claims about one thing. `about` is the word or the actor that it is about."""

    kind: DiscrepancyKind
    about: str
    claims: tuple[StatedClaim, ...]


def discrepancies(
    articles: Sequence[ArticleFindings],
    rarity: Rarity,
    origin_of: Mapping[str, str | None],
    actor_of: Mapping[str, str] | None = None,
) -> tuple[StatedDiscrepancy, ...]:
    """Where the articles of a story differ, numbers first."""
    human = [article for article in articles if not article.machine_written]
    newest = sorted(human, key=lambda article: article.day)[-_NEWEST:]
    sentences = [one for article in newest for one in article.sentences[:_READ] if one.quoted < 0.5]
    alike = [
        (one, other)
        for one, other in pairs(sentences)
        if origin_of.get(one.article) != origin_of.get(other.article)
    ]
    found = [
        *_victims(newest, origin_of),
        *_numbers(alike, rarity, {article.id: article.day for article in newest}),
        *_days(newest, rarity, origin_of),
        *_negations(alike, rarity),
        *_denials(newest, rarity, origin_of),
        *_wordings(newest, actor_of or {}),
    ]
    return tuple(_distinct(found))[:MOST]


def _numbers(
    alike: Iterable[tuple[Sentence, Sentence]], rarity: Rarity, days: Mapping[str, date]
) -> Iterator[StatedDiscrepancy]:
    """ "80 protesters" here, "200 protesters" there."""
    for one, other in alike:
        if _are_of_two_days(one, other, days):
            continue
        for first, second in _unlike(_things(one), _things(other)):
            if _context(one, first, other, second, rarity) < _ALIKE or _moves(one, other, first):
                continue
            claims = (
                StatedClaim(one.text[first.start : first.end], (one.citation,)),
                StatedClaim(other.text[second.start : second.end], (other.citation,)),
            )
            yield StatedDiscrepancy(DiscrepancyKind.NUMBER, first.unit or "", claims)


_DURATIONS = frozenset(listed("second minut hour day week month year"))
"""Stems of units in which a report counts many things: how long it took, how long ago it was."""
_FORMER = re.compile(
    r"\b(?:earlier|first|former|formerly|initial|initially|last|original|originally|previous"
    r"|previously|up from|down from)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"\b(?:shares?|stocks?|index|currency|prices?|futures|yields?)\b", re.IGNORECASE
)


def _moves(one: Sentence, other: Sentence, number: Counted) -> bool:
    """Whether a number may be another at another time: a price, a first offer and the next."""
    if number.unit in _DURATIONS:
        return True
    if bool(_FORMER.search(one.text)) != bool(_FORMER.search(other.text)):
        return True
    return any(_PRICE.search(sentence.text) for sentence in (one, other))


def _are_of_two_days(one: Sentence, other: Sentence, days: Mapping[str, date]) -> bool:
    """Whether two sentences are about days far apart. One without a date is about its article's."""
    mine, theirs = _told_days(one, days), _told_days(other, days)
    return not any(
        (first[0] - second[1]).days <= _APART and (second[0] - first[1]).days <= _APART
        for first in mine
        for second in theirs
    )


def _told_days(sentence: Sentence, days: Mapping[str, date]) -> list[tuple[date, date]]:
    told = [found.days for found in sentence.dates]
    own = days[sentence.article]  # what is said today of next summer is of today
    return [span for span in told if span is not None and span[0] <= own] or [(own, own)]


def _victims(
    articles: Sequence[ArticleFindings], origin_of: Mapping[str, str | None]
) -> Iterator[StatedDiscrepancy]:
    """How many were killed or hurt: a number of its own in each story, whatever the words."""
    said: dict[str, dict[float, list[tuple[Sentence, Counted]]]] = defaultdict(dict)
    for article in articles:
        for sentence in article.sentences:
            if not sentence.victims or _is_of_another_day(sentence, article.day):
                continue
            for number in sentence.victims:
                by_value = said[number.unit or ""]
                told = by_value.setdefault(number.value, [])
                if not any(sentence.article == one.article for one, _ in chain(*by_value.values())):
                    told.append((sentence, number))  # what an article says first counts
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


def _things(sentence: Sentence) -> list[Counted]:
    """The numbers that count no victims, who are compared by themselves."""
    places = {victim.start for victim in sentence.victims}
    return [number for number in sentence.numbers if number.start not in places]


def _unlike(
    mine: Sequence[Counted], theirs: Sequence[Counted]
) -> Iterator[tuple[Counted, Counted]]:
    """Numbers of one unit that differ, where each sentence has a single number of that unit."""
    for first in mine:
        if first.unit is None or sum(one.unit == first.unit for one in mine) > 1:
            continue
        same_unit = [other for other in theirs if other.unit == first.unit]
        if len(same_unit) != 1:
            continue
        second = same_unit[0]
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
    mine = _around(one, first)
    theirs = _around(other, second)
    if len(mine & theirs) < _SHARED_STEMS:
        return min(overlap(mine, theirs, rarity), 1.6 * dice(one.stems, other.stems, rarity))
    alike = max(dice(one.stems, other.stems, rarity), dice(mine, theirs, rarity))
    return min(overlap(mine, theirs, rarity), 1.6 * alike)


_CLAUSES = (", ", "; ", " and ", " but ")


def _around(sentence: Sentence, number: Counted) -> frozenset[str]:
    """The stems of the clause that holds the number."""
    text = sentence.text
    start = max(text.rfind(mark, 0, number.start) for mark in _CLAUSES)
    ends = [text.find(mark, number.end) for mark in _CLAUSES]
    clause = text[max(0, start) : min((end for end in ends if end > 0), default=len(text))]
    return frozenset(stem for stem in stems(clause) if not stem.isdigit())


def _days(
    articles: Sequence[ArticleFindings], rarity: Rarity, origin_of: Mapping[str, str | None]
) -> Iterator[StatedDiscrepancy]:
    """One event on two days."""
    dated = [
        one
        for one in dated_sentences(articles)
        if one.first == one.last and not one.said and not _COUNTING.search(one.sentence.text)
    ]
    for one, other in combinations(dated, 2):
        first, second = one.sentence, other.sentence
        apart = abs((one.first - other.first).days)
        if not 0 < apart <= _MOST_APART or first.article == second.article:
            continue
        if origin_of.get(first.article) == origin_of.get(second.article):
            continue
        if len(first.stems & second.stems) < 4:
            continue
        if dice(first.stems, second.stems, rarity) < _ALIKE_DAYS:
            continue
        claims = tuple(_on_day(side) for side in (one, other))
        yield StatedDiscrepancy(DiscrepancyKind.DAY, "", claims)


_COUNTING = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|several|few|some)\s+(?:hour|day|week|month|year)s?\s+"
    r"(?:ago|after|before|earlier|later)\b"
)
"""What counts from one event to another: "… the ship, which sank a day earlier" has two days."""


def _on_day(dated: Dated) -> StatedClaim:
    return StatedClaim(dated.first.isoformat(), (dated.sentence.citation,))


def _negations(
    alike: Iterable[tuple[Sentence, Sentence]], rarity: Rarity
) -> Iterator[StatedDiscrepancy]:
    """ "Agreed" here, "did not agree" there."""
    for one, other in alike:
        shared = one.stems & other.stems
        if bool(_NEGATION.search(one.text)) == bool(_NEGATION.search(other.text)):
            continue
        if dice(one.stems, other.stems, rarity) < _ALIKE:
            continue
        verb = _negated_verb(one.text) or _negated_verb(other.text)
        if verb is None or shared.isdisjoint(stems(verb)):
            continue
        claims = tuple(StatedClaim(side.text, (side.citation,)) for side in (one, other))
        yield StatedDiscrepancy(DiscrepancyKind.NEGATED, verb, claims)


_NEGATED = re.compile(r"(?:\bnot|\bnever|n[’']t)\s+(?:\w+ly\s+|yet\s+|been\s+)?(?P<verb>\w{4,})")


def _negated_verb(text: str) -> str | None:
    match = _NEGATED.search(text)
    return match["verb"].lower() if match is not None else None


def _denials(
    articles: Sequence[ArticleFindings], rarity: Rarity, origin_of: Mapping[str, str | None]
) -> Iterator[StatedDiscrepancy]:
    """Stated flatly here, denied there: most of what is denied must stand in what is stated."""
    stated = [
        (place.article, plain_stems(place.exact), place)
        for article in articles
        for place in (
            *(one.citation for one in article.sentences if one.quoted < _HALF),
            *(_place(article, quote) for quote in article.quotes if quote.speaker),
        )
    ]
    for article in articles:
        for denial in article.reported:
            if denial.kind is not CueKind.DENIES or denial.negated:
                continue
            sentence = next(
                (one for one in article.sentences if one.start <= denial.start < one.end), None
            )
            content = plain_stems(denial.text)
            if sentence is None or len(content) < _SHARED_STEMS:
                continue
            claim = StatedClaim(sentence.text, (sentence.citation,))
            for other, own, place in stated:
                if origin_of.get(other) == origin_of.get(article.id):
                    continue
                if _DENIAL.search(place.exact) or not _tells(content, own, rarity):
                    continue
                about = denial.source or denial.source_surface
                sides = (claim, StatedClaim(place.exact, (place,)))
                yield StatedDiscrepancy(DiscrepancyKind.DENIED, about, sides)


_HALF = 0.5
_TOLD = 0.6
"""The part of what is denied, by weight, that a sentence must have in order to state it."""
_TOLD_STEMS = 3
_DENIAL = re.compile(r"\b(?:den(?:y|ied|ies|ying|ials?)|reject|dismiss|refut)", re.IGNORECASE)


def _place(article: ArticleFindings, quote: FoundQuote) -> Citation:
    return Citation(article.id, quote.text, quote.start, quote.end)


def _tells(content: frozenset[str], own: frozenset[str], rarity: Rarity) -> bool:
    shared = content & own
    enough = len(shared) >= min(_TOLD_STEMS, len(content))
    return enough and weight(shared, rarity) >= _TOLD * weight(content, rarity)


@dataclass(frozen=True, slots=True)
class _Said:
    article: str
    actor: str
    quote: FoundQuote
    words: tuple[str, ...]
    stems: frozenset[str]

    @property
    def claim(self) -> StatedClaim:
        quote = self.quote
        place = Citation(self.article, quote.text, quote.start, quote.end)
        return StatedClaim(quote.text, (place,))


def _wordings(
    articles: Sequence[ArticleFindings], actor_of: Mapping[str, str]
) -> Iterator[StatedDiscrepancy]:
    """One quotation in two wordings, neither of which is a part of the other."""
    by_actor: dict[str, list[_Said]] = defaultdict(list)
    for article in articles:
        for quote in article.quotes:
            said = words(quote.text)
            if quote.speaker is None or len(said) < _FEWEST_WORDS:
                continue
            if quote.status is QuoteStatus.SAID:
                actor = actor_of.get(quote.speaker, quote.speaker)
                own = frozenset(stems(quote.text))
                by_actor[actor].append(_Said(article.id, actor, quote, said, own))
    for actor, quotes in by_actor.items():
        for one, other in combinations(quotes, 2):
            if one.article != other.article and _is_other_wording(one, other):
                yield StatedDiscrepancy(DiscrepancyKind.WORDING, actor, (one.claim, other.claim))


def _is_other_wording(one: _Said, other: _Said) -> bool:
    short, long = sorted((one, other), key=lambda said: len(said.words))
    shared = short.stems & long.stems
    if len(shared) < _SHARED_STEMS or _is_part(short.words, long.words):
        return False
    if len(shared) < _SHARED_PART * len(short.stems):
        return False
    if fuzz.partial_ratio(list(short.words), list(long.words)) < _SAME_WORDS:
        return False
    return _changes_words(short.quote.text, long.quote.text)


def _changes_words(one: str, other: str) -> bool:
    """Whether a telling word within is another: where a quotation is cut, changes nothing."""
    segments = difference(one, other)
    same = [at for at, segment in enumerate(segments) if segment.change is Change.SAME]
    inner = segments[same[0] : same[-1]] if same else ()
    removed = [stem for part in inner if part.change is Change.REMOVED for stem in stems(part.text)]
    added = [stem for part in inner if part.change is Change.ADDED for stem in stems(part.text)]
    if "".join(removed) == "".join(added):
        return False  # "First Group", "FirstGroup"
    kept = stems(one) + stems(other)
    return any(
        all(fuzz.ratio(stem, near) < _SPELT_ALIKE for near in others)
        for stem, others in [
            *((stem, added) for stem in removed),
            *((stem, removed) for stem in added),
        ]
        if kept.count(stem) == 1
    )


def _is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _distinct(found: Iterable[StatedDiscrepancy]) -> Iterator[StatedDiscrepancy]:
    """One discrepancy of a kind and unit, with every claim that differs."""
    merged: dict[tuple[object, ...], StatedDiscrepancy] = {}
    for one in found:
        first, *_ = one.claims
        key = (
            (one.kind, one.about, first.text)
            if one.kind is not DiscrepancyKind.NUMBER
            else (one.kind, one.about)
        )
        known = merged.get(key)
        merged[key] = one if known is None else _joined(known, one)
    yield from merged.values()


def _joined(known: StatedDiscrepancy, one: StatedDiscrepancy) -> StatedDiscrepancy:
    claims = {claim.text: claim for claim in known.claims}
    for claim in one.claims:
        before = claims.get(claim.text)
        if before is None:
            claims[claim.text] = claim
        elif claim.citations[0] not in before.citations:
            claims[claim.text] = StatedClaim(claim.text, before.citations + claim.citations)
    return StatedDiscrepancy(known.kind, known.about, tuple(claims.values()))
