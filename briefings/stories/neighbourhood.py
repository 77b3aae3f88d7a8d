"""Finds similar articles among the newest, by their heaviest words."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from briefings.stories.packed import Numbered, PackedVector, number_of, numbered
from briefings.stories.vectors import Vector, background

_HEADLINE_SHARE = 0.25
_FADING_SHARE = 0.5
"""How much of the similarity fades with time; the rest stays, because stories last for years …"""
_FADING_DAYS = 30.0
"""… and after how many days a third of that is left."""
_PLAIN = 0.3
"""Similarity by common words alone, from which the full similarity counts. Names weigh most, but
a town's or minister's name is in all their stories; common words tell what happened."""
_PLAIN_FLOOR = 0.05
"""Added to that, so that articles sharing no common word keep some similarity."""
_FEW_PLAIN = 0.28
"""Length of a vector of common English words, below which these say nothing."""
_FEWEST_PLAIN = 8
"""Number of common words below which they say nothing: a headline and a sentence."""
_LEAST = 0.05
"""Similarity below which two articles count as unrelated, and nothing is kept."""
_KEY_WORDS = 25
"""By how many of its heaviest words an article looks for similar ones."""
_RECENT = 200
"""For a word that many articles use, how many of the newest are considered."""
_COMPARED = 40
"""How many articles are compared in full: those that share most with the new one."""


class Neighbourhood:
    """Articles by number, with similar ones. Newer articles have higher numbers."""

    def __init__(self) -> None:
        self._vectors: dict[int, PackedVector] = {}
        self._using: dict[int, list[int]] = defaultdict(list)
        self._plain_lengths: dict[int, float] = {}
        """By article, the length of its vector as far as its words are common ones."""
        self.alike: dict[int, dict[int, float]] = {}
        """By article, how alike the others are that are like it: both ways."""

    def __len__(self) -> int:
        return len(self._vectors)

    def __contains__(self, number: int) -> bool:
        return number in self._vectors

    def vector(self, number: int) -> PackedVector:
        """An article's vector.

        Raises:
            KeyError: there is no such article.
        """
        return self._vectors[number]

    def oldest(self) -> int:
        return next(iter(self._vectors))

    def near(self, vector: Vector) -> dict[int, float]:
        """How similar articles are to one that need not be among them."""
        body, headline = numbered(vector.body), numbered(vector.headline)
        shared: dict[int, float] = defaultdict(float)
        for word, weight in list(body.items())[:_KEY_WORDS]:
            for other in self._using.get(word, ()):
                shared[other] += weight
        nearest = heapq.nlargest(_COMPARED, shared.items(), key=lambda item: (item[1], item[0]))
        plain = {word: weight for word, weight in body.items() if word in _common()}
        length = _length(plain.values())
        compared = (
            (
                other,
                self._likeness(other, body, headline, vector.day)
                * self._told_alike(other, plain, length),
            )
            for other, _ in nearest
        )
        return {other: like for other, like in compared if like >= _LEAST}

    def _likeness(self, other: int, body: Numbered, headline: Numbered, day: date) -> float:
        """How similar two articles are, from 0 to 1."""
        known = self._vectors[other]
        words = (1 - _HEADLINE_SHARE) * known.body.cosine(body)
        words += _HEADLINE_SHARE * known.headline.cosine(headline)
        days = abs((day - known.day).days)
        return words * (1 - _FADING_SHARE + _FADING_SHARE * math.exp(-days / _FADING_DAYS))

    def _told_alike(self, other: int, plain: Numbered, length: float) -> float:
        """How much of two articles' similarity counts: all of it if they share common words."""
        theirs = self._plain_lengths[other]
        if min(length, theirs) < _FEW_PLAIN or len(plain) < _FEWEST_PLAIN:
            return 1.0  # in another language, or only a few words
        alike = self._vectors[other].body.cosine(plain) / (length * theirs)
        return min(1.0, (_PLAIN_FLOOR + alike) / (_PLAIN_FLOOR + _PLAIN))

    def put(self, number: int, vector: PackedVector, near: Mapping[int, float]) -> None:
        """Add an article; only known ones of those `near` count."""
        self._vectors[number] = vector
        common = _common()
        weights = [
            weight
            for word, weight in zip(vector.body.words, vector.body.weights, strict=True)
            if word in common
        ]
        self._plain_lengths[number] = _length(weights) if len(weights) >= _FEWEST_PLAIN else 0.0
        for word in vector.body.words[:_KEY_WORDS]:
            using = self._using[word]
            using.append(number)
            if len(using) > _RECENT:
                del using[0]
        own = self.alike.setdefault(number, {})
        for other, like in near.items():
            if other in self._vectors:
                own[other] = like
                self.alike[other][number] = like

    def remove(self, number: int) -> None:
        """Forget an article.

        Raises:
            KeyError: there is no such article.
        """
        vector = self._vectors.pop(number)
        del self._plain_lengths[number]
        for word in vector.body.words[:_KEY_WORDS]:
            using = self._using[word]
            if number in using:
                using.remove(number)
            if not using:
                del self._using[word]
        for other in self.alike.pop(number, {}):
            self.alike[other].pop(number, None)


@cache
def _common() -> frozenset[int]:
    """The numbers of words that are common in all news."""
    return frozenset(map(number_of, background()))


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights))
