"""Where the reports of a story differ: numbers, days, what was said, what is denied.

Precision before recall: two sentences are compared only where they plainly report the same thing,
and a difference counts only between origins, for a copy differs from nobody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from briefings.analysis.quotes import FoundQuote
from briefings.analysis.reported import CueKind
from briefings.models import DiscrepancyKind, QuoteStatus
from briefings.stories.articles import ArticleFindings, Citation, Sentence
from briefings.stories.claims import StatedClaim, StatedDiscrepancy
from briefings.stories.counted_differently import casualties, numbers
from briefings.stories.likeness import Rarity, dice, pairs, plain_stems, weight
from briefings.stories.timeline import Dated, dated_sentences
from briefings.stories.vectors import stems
from briefings.text.wording import Change, Segment, difference, words

MOST = 12
_READ = 30
_NEWEST = 40
_ALIKE = 0.5
"""Likeness of two sentences, numbers set aside, from which two sentences report the same …"""
_ALIKE_DAYS = 0.6
"""… and from which they report one event, which then has one day."""
_MOST_APART = 14
"""Days between two dates of one event; those farther apart date two."""
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
        *casualties(newest, origin_of),
        *numbers(alike, rarity, {article.id: article.day for article in newest}),
        *_days(newest, rarity, origin_of),
        *_negations(alike, rarity),
        *_denials(newest, rarity, origin_of),
        *_wordings(newest, actor_of or {}),
    ]
    return tuple(_distinct(found))[:MOST]


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
        if dice(_dated_clause(one), _dated_clause(other), rarity) < _ALIKE_DAYS:
            continue
        claims = tuple(_on_day(side) for side in (one, other))
        yield StatedDiscrepancy(DiscrepancyKind.DAY, "", claims)


_COUNTING = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|several|few|some)\s+(?:hour|day|week|month|year)s?\s+"
    r"(?:ago|after|before|earlier|later)\b"
)
"""What counts from one event to another: "… the ship, which sank a day earlier" has two days."""


_LINKS = re.compile(r"[,;]|\b(?:after|as|before|that|when|where|which|while|who)\b")


def _dated_clause(dated: Dated) -> frozenset[str]:
    """What the day is told of: "went back on Friday" in "… on Friday after they had struck"."""
    sentence, found = dated.sentence, dated.found
    start, end = found.start - sentence.start, found.end - sentence.start
    before = [link.end() for link in _LINKS.finditer(sentence.text, 0, start)]
    after = _LINKS.search(sentence.text, end)
    return plain_stems(
        sentence.text[before[-1] if before else 0 : after.start() if after else None]
    )


def _on_day(dated: Dated) -> StatedClaim:
    return StatedClaim(dated.first.isoformat(), (dated.sentence.citation,))


def _negations(
    alike: Iterable[tuple[Sentence, Sentence]], rarity: Rarity
) -> Iterator[StatedDiscrepancy]:
    """ "Agreed" here, "did not agree" there."""
    for one, other in alike:
        if _is_negated(one.text) == _is_negated(other.text):
            continue
        if dice(one.stems, other.stems, rarity) < _ALIKE:
            continue
        verb = _negated_verb(one.text) or _negated_verb(other.text)
        if verb is None or (one.stems & other.stems).isdisjoint(stems(verb)):
            continue
        claims = tuple(StatedClaim(side.text, (side.citation,)) for side in (one, other))
        yield StatedDiscrepancy(DiscrepancyKind.NEGATED, verb, claims)


@lru_cache(maxsize=8_192)
def _is_negated(text: str) -> bool:
    """Remembered, as a sentence is compared with many others."""
    return _NEGATION.search(text) is not None


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
    if _letters(inner, Change.REMOVED) == _letters(inner, Change.ADDED):
        return False  # "First Group", "FirstGroup"; "onto", "on to"
    kept = stems(one) + stems(other)
    return any(
        all(fuzz.ratio(stem, near) < _SPELT_ALIKE for near in others)
        for stem, others in [
            *((stem, added) for stem in removed),
            *((stem, removed) for stem in added),
        ]
        if kept.count(stem) == 1
    )


def _letters(parts: Iterable[Segment], change: Change) -> str:
    """What was removed or added, without spaces and marks."""
    return "".join(
        char
        for part in parts
        if part.change is change
        for char in part.text.lower()
        if char.isalnum()
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
