"""Chooses the sentences that best say what a story is about.

A sentence is central if it has much of what all the articles' sentences say (the centroid: Radev et
al., 2004, https://doi.org/10.1016/j.ipm.2003.10.006) and if it comes early in its article. What
other origins also say comes first. Sentences that repeat an earlier choice are skipped (maximal
marginal relevance: Carbonell and Goldstein, 1998, https://doi.org/10.1145/290941.291025), as are
those that cannot stand alone.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefings.stories import origins
from briefings.stories.articles import ArticleFindings, Citation, Sentence
from briefings.stories.likeness import Rarity, dice, overlap, plain_stems, same_numbers, weight
from briefings.stories.vectors import stems

MOST = 6
_SAME = 0.3
"""Overlap from which two sentences say the same …"""
_SAME_PLAIN = 0.22
"""… if they share this much without the names."""
_ALIKE = 0.45
"""Similarity from which two sentences say the same, whoever they name."""
_SAME_DEATHS = 0.15
"""Overlap from which two sentences of one story about deaths are about the same deaths."""
_SUPPORTS = 0.48
"""… and from which one supports the other."""
_READ = 25
"""How many sentences of each article are considered."""
_NEWEST = 60
"""How many of a story's newest articles are read: they say where a long story stands."""
_LEAST = 0.3
"""Score relative to the best, below which a sentence is irrelevant."""
_PER_ORIGIN = 0.25
"""How much more a key point weighs with each further origin."""
_FRESH = 0.5
"""How much more a sentence of the newest day weighs, and half of that a day before: a brief says
where the story stands now."""
_GRAVE = re.compile(
    r"\b(?:arrested|charged|convicted|dead|deaths?|died|dies|hurt|injured|jailed|killed|kills"
    r"|missing|resigned|resigns|sentenced|wounded)\b",
    re.IGNORECASE,
)
"""Words that are news by themselves, whatever else two sentences share."""
_DEADLY = re.compile(r"\b(?:dead|deaths?|died|dies|killed|killing|kills)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d.,:]*\d")
_QUOTED = 0.5
"""The most of a key point that may be quoted words: otherwise it is a quotation."""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence of an article, with its place and those of others like it.

    The first citation is the sentence itself; the others support it. `first_seen` is the day of the
    oldest article among them.
    """

    text: str
    citations: tuple[Citation, ...]
    origins: int
    first_seen: date


def key_points(
    articles: Sequence[ArticleFindings],
    rarity: Rarity,
    origin_of: Mapping[str, str | None],
    most: int = MOST,
) -> tuple[KeyPoint, ...]:
    """At most `most` key points of a story, most important first."""
    newest = sorted(articles, key=lambda article: article.day)[-_NEWEST:]
    days = {article.id: article.day for article in articles}
    sentences = [one for article in newest for one in article.sentences[:_READ]]
    ranked = _ranked(sentences, _centroid(newest, rarity), rarity, days)
    chosen: list[tuple[float, KeyPoint]] = []
    taken: list[Sentence] = []
    for score, sentence in ranked:
        if len(chosen) == most or score < _LEAST * ranked[0][0]:
            break
        if any(_says_same(sentence, other, rarity) for other in taken):
            continue
        support = _support(sentence, sentences, rarity)
        cited = [sentence.article, *(one.article for one in support)]
        number = origins.count(cited, origin_of)
        if number == 0:
            continue  # only a machine says so
        point = KeyPoint(
            text=sentence.text,
            citations=(sentence.citation, *(one.citation for one in support)),
            origins=number,
            first_seen=min(days[article] for article in cited),
        )
        chosen.append((score * (1 + _PER_ORIGIN * (number - 1)), point))
        taken.append(sentence)
    return tuple(point for _, point in sorted(chosen, key=lambda item: -item[0]))


def _centroid(articles: Sequence[ArticleFindings], rarity: Rarity) -> dict[str, float]:
    """What the articles say together: a stem's weight grows with the articles that use it.

    Headlines count twice: they are the reporters' own summary.
    """
    using: Counter[str] = Counter()
    for article in articles:
        using.update({stem for one in article.sentences[:_READ] for stem in one.stems})
        using.update(set(stems(article.headline)))
    return {
        stem: rarity(stem) * (number / len(articles))
        for stem, number in using.items()
        if number > 1 or len(articles) == 1
    }


def _ranked(
    sentences: Sequence[Sentence],
    centroid: Mapping[str, float],
    rarity: Rarity,
    days: Mapping[str, date],
) -> list[tuple[float, Sentence]]:
    last = max(days.values())

    def score(sentence: Sentence) -> float:
        central = sum(centroid.get(stem, 0.0) for stem in sentence.stems)
        length = math.sqrt(weight(sentence.stems, rarity)) or 1.0
        early = 1.0 / (1 + 0.12 * sentence.number)
        fresh = 1 + _FRESH * 0.5 ** (last - days[sentence.article]).days
        return central / length * early * fresh

    able = [one for one in sentences if one.quoted <= _QUOTED and one.alone]
    scored = [(score(one), one) for one in able]
    return sorted(scored, key=lambda item: (-item[0], item[1].article, item[1].start))


def _says_same(one: Sentence, other: Sentence, rarity: Rarity) -> bool:
    """Whether a sentence adds nothing to another: same names, same statement."""
    shared = overlap(one.stems, other.stems, rarity)
    if _DEADLY.search(one.text) and _DEADLY.search(other.text) and shared >= _SAME_DEATHS:
        return True
    if dice(one.stems, other.stems, rarity) >= _ALIKE:
        return True
    if shared < _SAME:
        return False
    if len(set(_FIGURE.findall(one.text)) & set(_FIGURE.findall(other.text))) > 1:
        return True
    if bool(_GRAVE.search(one.text)) != bool(_GRAVE.search(other.text)):
        return False  # "a woman was killed" and "20,000 homes lost power", in the same storm
    return overlap(plain_stems(one.text), plain_stems(other.text), rarity) >= _SAME_PLAIN


def _support(sentence: Sentence, sentences: Sequence[Sentence], rarity: Rarity) -> list[Sentence]:
    """From each other article, the most similar sentence that says the same, if any."""
    best: dict[str, tuple[float, Sentence]] = {}
    for other in sentences:
        if other.article == sentence.article or len(other.stems & sentence.stems) < 3:
            continue
        if not _agrees(sentence, other):
            continue
        like = dice(sentence.stems, other.stems, rarity)
        if dice(plain_stems(sentence.text), plain_stems(other.text), rarity) < _SUPPORTS:
            continue  # same people, different statements
        if like >= _SUPPORTS and like > best.get(other.article, (0.0, other))[0]:
            best[other.article] = like, other
    return [other for _, other in sorted(best.values(), key=lambda item: -item[0])]


def _agrees(sentence: Sentence, other: Sentence) -> bool:
    """Whether the other sentence gives no different number or day."""
    if not same_numbers(sentence, other):
        return False
    mine, theirs = _spans(sentence), _spans(other)
    return (
        not mine
        or not theirs
        or any(first <= end and start <= last for first, last in mine for start, end in theirs)
    )


def _spans(sentence: Sentence) -> list[tuple[date, date]]:
    return [span for one in sentence.dates if (span := one.days) is not None]
