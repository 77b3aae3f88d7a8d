"""Where the reports of a story differ: numbers, days, what was said, what is denied.

Precision before recall: two sentences are compared only if they plainly report the same thing, and
a difference counts only between origins, because a copy has no view of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from briefings.models import DiscrepancyKind
from briefings.stories.articles import ArticleFindings
from briefings.stories.claims import StatedClaim, StatedDiscrepancy
from briefings.stories.counted_differently import casualties, numbers
from briefings.stories.likeness import Rarity, dice, pairs, plain_stems
from briefings.stories.named_differently import participants, spellings
from briefings.stories.said_differently import days_of_saying, said, wordings
from briefings.stories.stated_differently import attributions, denials, negations
from briefings.stories.timeline import Dated, dated_sentences

MOST = 12
_READ = 30
_NEWEST = 40
_ALIKE_DAYS = 0.6
"""Similarity from which two sentences report one event, which then has one day."""
_SHARED_BY_NUMBERS = 2
"""How many stems two sentences with numbers must share: they may be short."""
_MOST_APART = 14
"""Most days between two dates of one event; dates farther apart belong to two."""


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
    alike = list(pairs(sentences, origin_of))
    counting = [one for one in sentences if one.numbers]
    near = pairs(counting, origin_of, _SHARED_BY_NUMBERS)
    spoken = said(newest, actor_of or {})
    found = [
        *casualties(newest, origin_of),
        *numbers(near, rarity, {article.id: article.day for article in newest}),
        *_days(newest, rarity, origin_of),
        *negations(alike, rarity),
        *denials(newest, rarity, origin_of),
        *attributions(alike, rarity),
        *participants(newest, origin_of),
        *(one for quotes in spoken for one in days_of_saying(quotes, origin_of)),
        *(one for quotes in spoken for one in wordings(quotes)),
        *spellings(newest, origin_of),
    ]
    return tuple(_distinct(found)[:MOST])


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
"""Words that relate one event to another: "… the ship, which sank a day earlier" has two days."""


_LINKS = re.compile(r"[,;]|\b(?:after|as|before|that|when|where|which|while|who)\b")


def _dated_clause(dated: Dated) -> frozenset[str]:
    """The day's own clause: "went back on Friday" in "… on Friday after they had struck"."""
    sentence, found = dated.sentence, dated.found
    start, end = found.start - sentence.start, found.end - sentence.start
    before = [link.end() for link in _LINKS.finditer(sentence.text, 0, start)]
    after = _LINKS.search(sentence.text, end)
    return plain_stems(
        sentence.text[before[-1] if before else 0 : after.start() if after else None]
    )


def _on_day(dated: Dated) -> StatedClaim:
    return StatedClaim(dated.first.isoformat(), (dated.sentence.citation,))


def _distinct(found: Iterable[StatedDiscrepancy]) -> list[StatedDiscrepancy]:
    """One discrepancy for each kind and unit, or for claims that belong together."""
    merged: list[StatedDiscrepancy] = []
    places: dict[tuple[DiscrepancyKind, str], list[int]] = defaultdict(list)
    for one in found:
        near = places[one.kind, one.about]
        place = next((at for at in near if _is_same(merged[at], one)), None)
        if place is None:
            near.append(len(merged))
            merged.append(one)
        else:
            merged[place] = _joined(merged[place], one)
    return merged


def _is_same(known: StatedDiscrepancy, one: StatedDiscrepancy) -> bool:
    """Whether two of one kind and unit belong together."""
    if one.kind is DiscrepancyKind.NUMBER:
        return True
    if one.kind is DiscrepancyKind.DAY:  # one day may have many events
        places = {citation for claim in known.claims for citation in claim.citations}
        return any(not places.isdisjoint(claim.citations) for claim in one.claims)
    texts = {claim.text for claim in known.claims}
    return any(claim.text in texts for claim in one.claims)


def _joined(known: StatedDiscrepancy, one: StatedDiscrepancy) -> StatedDiscrepancy:
    claims = {claim.text: claim for claim in known.claims}
    for claim in one.claims:
        before = claims.get(claim.text)
        if before is None:
            claims[claim.text] = claim
        elif claim.citations[0] not in before.citations:
            claims[claim.text] = StatedClaim(claim.text, before.citations + claim.citations)
    return StatedDiscrepancy(known.kind, known.about, tuple(claims.values()))
