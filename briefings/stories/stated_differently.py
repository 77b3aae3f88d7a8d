"""Where one report states something that another negates, denies or only calls claimed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from briefings.analysis.quotes import FoundQuote
from briefings.analysis.reported import CueKind
from briefings.models import DiscrepancyKind
from briefings.stories.articles import ArticleFindings, Citation, Sentence
from briefings.stories.claims import StatedClaim, StatedDiscrepancy
from briefings.stories.likeness import Rarity, dice, plain_stems, weight
from briefings.stories.vectors import stems

_ALIKE = 0.5
"""Similarity without numbers from which two sentences report the same …"""
_ALIKE_PLAIN = 0.4
"""… if they are this similar without the names."""
_SHARED_STEMS = 2
_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|denied|denies|deny|rejected|refused|without)\b|n[’']t\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:accus(?:e[sd]?|ing)|alleg(?:e[sd]?|edly|ing)|believed to|claim(?:s|ed|ing)?|is said to"
    r"|purported(?:ly)?|reported(?:ly)?(?= to)|reportedly|suspected|unconfirmed)\b",
    re.IGNORECASE,
)
"""Words that distance a reporter from a claim. "Said" does not: most news was said."""
_NOT_FLAT = re.compile(
    r"\b(?:according|added|announced|confirmed|could|if|may|might|officials?|report\w*|said|say"
    r"|saying|says|sources?|statement|told|tweet\w*|would|wrote)\b",
    re.IGNORECASE,
)


def negations(
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
    """Cached, because a sentence is compared with many others."""
    return _NEGATION.search(text) is not None


_NEGATED = re.compile(r"(?:\bnot|\bnever|n[’']t)\s+(?:\w+ly\s+|yet\s+|been\s+)?(?P<verb>\w{4,})")


def _negated_verb(text: str) -> str | None:
    match = _NEGATED.search(text)
    return match["verb"].lower() if match is not None else None


def denials(
    articles: Sequence[ArticleFindings], rarity: Rarity, origin_of: Mapping[str, str | None]
) -> Iterator[StatedDiscrepancy]:
    """Stated flatly here, denied there: the statement must contain most of what is denied."""
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
"""The share of a denied claim, by weight, that a sentence must have to state it."""
_TOLD_STEMS = 3
_DENIAL = re.compile(r"\b(?:den(?:y|ied|ies|ying|ials?)|reject|dismiss|refut)", re.IGNORECASE)


def _place(article: ArticleFindings, quote: FoundQuote) -> Citation:
    return Citation(article.id, quote.text, quote.start, quote.end)


def _tells(content: frozenset[str], own: frozenset[str], rarity: Rarity) -> bool:
    shared = content & own
    enough = len(shared) >= min(_TOLD_STEMS, len(content))
    return enough and weight(shared, rarity) >= _TOLD * weight(content, rarity)


@lru_cache(maxsize=8_192)
def _is_claimed(text: str) -> bool:
    return _CLAIMED.search(text) is not None


def attributions(
    alike: Iterable[tuple[Sentence, Sentence]], rarity: Rarity
) -> Iterator[StatedDiscrepancy]:
    """ "The captain was drunk" here, "the captain was allegedly drunk" there."""
    for pair in alike:
        for claimed, flat in (pair, pair[::-1]):
            if claimed.quoted or flat.quoted or not _is_claimed(claimed.text):
                continue
            if _is_claimed(flat.text) or _NOT_FLAT.search(flat.text):
                continue
            if dice(claimed.stems, flat.stems, rarity) < _ALIKE:
                continue
            if dice(plain_stems(claimed.text), plain_stems(flat.text), rarity) < _ALIKE_PLAIN:
                continue
            claims = tuple(StatedClaim(side.text, (side.citation,)) for side in (flat, claimed))
            yield StatedDiscrepancy(DiscrepancyKind.ATTRIBUTED, "", claims)
