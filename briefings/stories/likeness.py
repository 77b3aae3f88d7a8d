"""How much two sentences say the same, by the weights of their words."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from briefings.stories.articles import Sentence
from briefings.stories.vectors import stems

Rarity = Callable[[str], float]
"""Inverse document frequency of a stem, 0 or more: `DocumentFrequencies.rarity`."""


def overlap(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """The weight of shared stems in that of the shorter sentence, from 0 to 1."""
    shared = weight(one & other, rarity)
    least = min(_known_weight(one, rarity), _known_weight(other, rarity))
    return shared / least if least > 0 else 0.0


def dice(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """The weight of shared stems in that of both sentences, from 0 to 1."""
    shared = weight(one & other, rarity)
    both = _known_weight(one, rarity) + _known_weight(other, rarity)
    return 2 * shared / both if both > 0 else 0.0


def weight(stems: Iterable[str], rarity: Rarity) -> float:
    return sum(map(rarity, stems))


@lru_cache(maxsize=8_192)
def _known_weight(stems: frozenset[str], rarity: Rarity) -> float:
    """Remembered, as a sentence is compared with many others."""
    return weight(stems, rarity)


@lru_cache(maxsize=8_192)
def plain_stems(text: str) -> frozenset[str]:
    """The stems of the words in lower case: what is said, without who and where."""
    return frozenset(stems(" ".join(_PLAIN.findall(text))))


_PLAIN = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*")


def same_numbers(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences share a number, or one of them has none."""
    mine = {number.value for number in one.numbers}
    theirs = {number.value for number in other.numbers}
    return not mine or not theirs or bool(mine & theirs)


def pairs(sentences: Sequence[Sentence], fewest: int = 3) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences of different articles that share at least so many stems.

    Stems that stand in more than a fifth of many sentences bring nobody together.
    """
    holding: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        for stem in sentence.stems:
            holding[stem].append(place)
    most = max(12, len(sentences) // 5)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holding.values():
        if len(places) <= most:
            shared.update(combinations(places, 2))
    for (one, other), number in shared.items():
        if number >= fewest and sentences[one].article != sentences[other].article:
            yield sentences[one], sentences[other]
