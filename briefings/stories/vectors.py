"""What an article is about, as weighted words.

A word weighs more the more often the article uses it, and the fewer articles use it at all (TF-IDF:
Salton and Buckley, 1988, https://doi.org/10.1016/0306-4573(88)90021-0). A table of common English
words (`background.tsv`, made by ``python -m benchmarks.stories background``) says how many articles
use a word; arriving articles do not. So a word weighs the same whenever its article arrives, and
names weigh most, because the table has none. Only short words that a large part of all articles use
are learnt, because the table lacks other languages' "and".
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Self

from briefings.analysis.wordlists import listed
from briefings.text.words import folded_words

HEAVIEST = 150
"""How many words of an article are kept: the rest are in all articles."""
HEAVIEST_OF_HEADLINE = 30
_LEAD_WORDS = 80
"""News says first what it is about: how many first words count half as much again …"""
_LEAD = 1.5
_HEADLINE = 2.0
"""… and how much headline words count on top."""
_SIBILANTS = ("sses", "xes", "zes", "ches", "shes")
_VOWEL = re.compile("[aeiouy]")
_LEAST_STEM = 3
_LEAST_TELLING = 2

_FUNCTION_WORDS = frozenset(
    listed(
        """
    a about after all also am an and any are as at be been before being but by can could day days
    did do does first for from had has have he her here him his how i if in into is it its last
    may me might more most mr mrs ms must my new no nor not of on one only or our out over people
    said say says shall she should so some than that the their them then there these they this
    those time to told two under up us was we were what when where which who why will with would
    year years you your
    """
    )
)

Weights = Mapping[str, float]
"""Words with their weights; the squares of the weights add up to 1."""


@dataclass(frozen=True, slots=True)
class Vector:
    """An article as grouping sees it."""

    id: str
    day: date
    body: Weights
    headline: Weights


BACKGROUND_ARTICLES = 1_000
"""From how many articles the background table was counted."""
_RARE = 2
"""How many of them are assumed to use a word that is not in the table."""
_LEARNT_FROM = 50
"""How many articles must arrive before anything is learnt …"""
_EVERYWHERE = 0.4
"""… and the share of them that uses a meaningless word …"""
_SHORT = 4
"""… of at most this many letters: a folder of articles on one story shares longer ones."""
_NOTED = 0.1
"""The share of all articles that must use a word for it to be recorded."""


@lru_cache(maxsize=1)
def background() -> Mapping[str, int]:
    """How many of a thousand English news articles use each common word (stemmed)."""
    lines = files("briefings.stories").joinpath("background.tsv").read_text("utf-8").splitlines()
    return {word: int(count) for word, count in (line.split("\t") for line in lines)}


class DocumentFrequencies:
    """How many articles use each word: from the background, plus words that are everywhere."""

    def __init__(self) -> None:
        self._articles = 0
        self._using: Counter[str] = Counter()

    @classmethod
    def resumed(cls, kept: str) -> Self:
        """What was known when `dump` wrote `kept`.

        Raises:
            ValueError: `dump` did not write it.
        """
        found = cls()
        if kept:
            known = json.loads(kept)
            found._articles = int(known["articles"])
            found._using = Counter({word: int(count) for word, count in known["using"].items()})
        return found

    def dump(self) -> str:
        """What was learnt, as JSON: the short words that many articles use."""
        least = self._articles * _NOTED
        using = {word: count for word, count in self._using.items() if count > least}
        return json.dumps({"articles": self._articles, "using": using}, ensure_ascii=False)

    def add(self, used: Iterable[str]) -> None:
        self._articles += 1
        self._using.update({word for word in used if len(word) <= _SHORT})

    def rarity(self, word: str) -> float:
        """Inverse document frequency, smoothed: 0 or more."""
        if len(word) <= _SHORT and self._articles >= _LEARNT_FROM:
            share = self._using.get(word, 0) / self._articles
            if share >= _EVERYWHERE:
                return _inverse(max(_background_use(word), share * BACKGROUND_ARTICLES))
        return _background_rarity(word)

    def rarities(self, words: Iterable[str]) -> Iterator[float]:
        """`rarity` of many words."""
        if self._articles < _LEARNT_FROM:
            return map(_background_rarity, words)
        return (
            _background_rarity(word) if len(word) > _SHORT else self.rarity(word) for word in words
        )


def _background_use(word: str) -> float:
    return float(max(_RARE, background().get(word, 0)))


@lru_cache(maxsize=50_000)
def _background_rarity(word: str) -> float:
    return _inverse(_background_use(word))


def _inverse(using: float) -> float:
    return max(0.0, math.log((BACKGROUND_ARTICLES + 1) / (using + 0.5)))


@lru_cache(maxsize=8_192)
def stems(text: str) -> tuple[str, ...]:
    """The significant words of a short text, folded and without their English endings.

    They are cached: a story told again has the same headlines and quotations.
    """
    return tuple(stems_of(folded_words(text)[0]))


def stems_of(folded: Iterable[str]) -> list[str]:
    """The significant ones of some folded words, without their English endings."""
    return list(filter(None, map(_stem, folded)))


def stem_or_word(folded: str) -> str:
    """A folded word without its English ending, or unchanged if it is insignificant."""
    return _stem(folded) or folded


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The word without its ending; "" for an insignificant one.

    Step 1 of Porter's algorithm, simplified, with final "e" and "y" unified
    (https://tartarus.org/martin/PorterStemmer/def.txt): "cable", "cables"; "city", "cities";
    "stop", "stopped", "stopping".
    """
    if len(word) < _LEAST_TELLING or word in _FUNCTION_WORDS:
        return ""
    if (word.endswith("ies") and len(word) > _LEAST_STEM) or word.endswith(_SIBILANTS):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _LEAST_STEM:
        word = word[:-1]
    if word.endswith("eed"):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _LEAST_STEM and stem[-1] != "e" and _VOWEL.search(stem):
            word = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
            break
    if len(word) > _LEAST_STEM:
        word = word.removesuffix("e")
        word = word[:-1] + "i" if word.endswith("y") else word
    return word


def vector(
    article_id: str, day: date, headline: str, text: str, known: DocumentFrequencies
) -> Vector:
    """The article's vector; also counts its words in `known`.

    Args:
        day: the article's date or, if it has none, the day it arrived.
        text: the article's text, without its headline.
    """
    body = stems_of(folded_words(text)[0])
    title = stems(headline) or tuple(body[:12])
    used: dict[str, float] = dict(Counter(body))
    for word in body[:_LEAD_WORDS]:
        used[word] += _LEAD - 1
    for word in title:
        used[word] = used.get(word, 0.0) + _HEADLINE
    known.add(used)
    rarities = known.rarities(used)
    weighted = {
        word: (1 + math.log(max(1.0, count))) * rarity
        for (word, count), rarity in zip(used.items(), rarities, strict=True)
    }
    titled = {word: known.rarity(word) for word in title}
    return Vector(
        article_id, day, _normal(weighted, HEAVIEST), _normal(titled, HEAVIEST_OF_HEADLINE)
    )


def _normal(weights: Mapping[str, float], most: int) -> Weights:
    """The heaviest words, at unit length."""
    kept = sorted([(-weight, word) for word, weight in weights.items()])[:most]
    length = math.sqrt(sum([weight * weight for weight, _ in kept])) or 1.0
    return {word: -weight / length for weight, word in kept if weight < 0}
