"""Where reports name people differently: who takes part, and how a name is spelled."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz

from briefings.models import DiscrepancyKind
from briefings.stories.actors import one_spelling
from briefings.stories.articles import ArticleFindings, Sentence
from briefings.stories.claims import StatedClaim, StatedDiscrepancy
from briefings.stories.likeness import plain_stems
from briefings.text.folding import fold

_FEWEST_NAMED = 3
_SHARED_NAMES = 2
_APART = 3
"""Most days between two articles that list the participants of one event."""
_ALIKE = 78.0
"""Similarity of letters, 0 to 100, from which two names are spellings of one."""
_TAKING_PART = re.compile(
    r"\b(?:accompan(?:y|ie[sd]|ying)|arriv(?:e|es|ed|ing)|attend(?:s|ed|ing)?|came|come|coming"
    r"|gather(?:ed|s|ing)?|join(?:s|ed)?|participat(?:e|es|ed|ing)|present at"
    r"|t(?:ake|akes|aking|ook) part|travel(?:s|l?ed|l?ing)?|were there)\b"
)
_OPEN = re.compile(
    r"\b(?:among|and more|include[sd]?|including|other|others|several|some of|such as)\b",
    re.IGNORECASE,
)
"""Words that say that a list does not name everybody."""
_NAME = re.compile(
    r"(?<![\w’'-])(?<!\bthe )(?<!\bin )(?<!\bat )(?<!\bto )(?<!\bof )(?<!\bfrom )"
    r"(?:[A-Z][\w.’'-]*\s+)+(?:(?:al|bin|da|de|della|den|der|la|ter|van|von)\s+)*"
    r"(?P<last>[A-Z]\w[\w’'-]*)"
)
"""A name of two or more words that is not a place, unlike "in New Holm"."""
_COMMON_STEMS = 1


@dataclass(frozen=True, slots=True)
class _Listed:
    sentence: Sentence
    names: tuple[str, ...]
    """Folded last words of the names."""


def participants(
    articles: Sequence[ArticleFindings], origin_of: Mapping[str, str | None]
) -> Iterator[StatedDiscrepancy]:
    """Lists of participants in one event, each naming somebody whom another does not."""
    day_of = {article.id: article.day for article in articles}
    lists = [
        listed
        for article in articles
        for sentence in article.sentences
        if (listed := _listed(sentence)) is not None
    ]
    for one, other in combinations(lists, 2):
        if origin_of.get(one.sentence.article) == origin_of.get(other.sentence.article):
            continue
        if _is_one_occasion(one, other, day_of) and _differ(one, other):
            claims = tuple(
                StatedClaim(side.sentence.text, (side.sentence.citation,)) for side in (one, other)
            )
            yield StatedDiscrepancy(DiscrepancyKind.PARTICIPANTS, "", claims)


def _listed(sentence: Sentence) -> _Listed | None:
    text = sentence.text
    if not _TAKING_PART.search(text) or _OPEN.search(text) or sentence.quoted > 0:
        return None
    found = (fold(match["last"]) for match in _NAME.finditer(text))
    names = tuple(dict.fromkeys(name.removesuffix("'s").removesuffix("’s") for name in found))
    return _Listed(sentence, names) if len(names) >= _FEWEST_NAMED else None


def _is_one_occasion(one: _Listed, other: _Listed, day_of: Mapping[str, date]) -> bool:
    apart = abs((day_of[one.sentence.article] - day_of[other.sentence.article]).days)
    if apart > _APART or _shared(one, other) < _SHARED_NAMES:
        return False
    return len(plain_stems(one.sentence.text) & plain_stems(other.sentence.text)) >= _COMMON_STEMS


def _shared(one: _Listed, other: _Listed) -> int:
    return sum(any(_is_same(name, theirs) for theirs in other.names) for name in one.names)


def _differ(one: _Listed, other: _Listed) -> bool:
    return any(
        not any(_is_same(name, theirs) for theirs in right.names)
        for left, right in ((one, other), (other, one))
        for name in left.names
    )


def _is_same(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= _ALIKE


def spellings(
    articles: Sequence[ArticleFindings], origin_of: Mapping[str, str | None]
) -> Iterator[StatedDiscrepancy]:
    """One person's name, spelled differently by different outlets."""
    used: dict[str, dict[str, Sentence]] = defaultdict(dict)
    for article in articles:
        quoted = [quote.speaker for quote in article.quotes if quote.speaker]
        reported = [statement.source for statement in article.reported if statement.source]
        for name in dict.fromkeys((*quoted, *reported)):
            place = next((one for one in article.sentences if name in one.text), None)
            parts = name.split()
            is_name = len(parts) > 1 and all(part[0].isupper() for part in parts)
            if is_name and place is not None:
                used[name].setdefault(article.id, place)
    known = one_spelling(name for name, places in used.items() for _ in places)
    together: dict[str, list[str]] = defaultdict(list)
    for name, own in known.items():
        if name == own or _is_spelled_otherwise(name, own):
            together[own].append(name)
    for own, names in together.items():
        counted: set[str] = set()
        claims = []
        for name in sorted(names, key=lambda name: -len(used[name])):
            places = {one: at for one, at in used[name].items() if one not in counted}
            counted.update(places)  # an article with two spellings counts for one
            if places:
                claims.append(StatedClaim(name, tuple(at.citation for at in places.values())))
        sources = {origin_of.get(one) for one in counted}
        if len(claims) > 1 and len(sources) > 1:
            yield StatedDiscrepancy(DiscrepancyKind.SPELLING, own, tuple(claims))


def _is_spelled_otherwise(one: str, other: str) -> bool:
    """Whether two names of one person differ in more than a gender ending."""
    mine, theirs = fold(one), fold(other)
    return mine != theirs and f"{mine}a" != theirs and mine != f"{theirs}a"
