"""How similar two sentences are, by the weights of their words."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from briefings.stories.articles import Sentence
from briefings.stories.vectors import stems

Rarity = Callable[[str], float]
"""Inverse document frequency of a stem, 0 or more: `DocumentFrequencies.rarity`."""


def overlap(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """The weight of shared stems as part of the shorter sentence's, from 0 to 1."""
    shared = weight(one & other, rarity)
    least = min(_known_weight(one, rarity), _known_weight(other, rarity))
    return shared / least if least > 0 else 0.0


def dice(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """The weight of shared stems as part of both sentences', from 0 to 1."""
    shared = weight(one & other, rarity)
    both = _known_weight(one, rarity) + _known_weight(other, rarity)
    return 2 * shared / both if both > 0 else 0.0


def weight(stems: Iterable[str], rarity: Rarity) -> float:
    return sum(map(rarity, stems))


@lru_cache(maxsize=8_192)
def _known_weight(stems: frozenset[str], rarity: Rarity) -> float:
    """Cached, because a sentence is compared with many others."""
    return weight(stems, rarity)


@lru_cache(maxsize=8_192)
def plain_stems(text: str) -> frozenset[str]:
    """The stems of the lower-case words: the statement without names and places."""
    return frozenset(stems(" ".join(_PLAIN.findall(text))))


_PLAIN = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*")


def same_numbers(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences share a number, or one of them has none."""
    mine = {number.value for number in one.numbers}
    theirs = {number.value for number in other.numbers}
    return not mine or not theirs or bool(mine & theirs)


def pairs(
    sentences: Sequence[Sentence], origin_of: Mapping[str, str | None], fewest: int = 3
) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences of different origins that share at least `fewest` stems.

    Stems in more than a fifth of the sentences, if these are many, do not count.
    """
    # Sets of sentences are numbers here, with a bit for each sentence: this counts a thousand in
    # one step, where a table of pairs takes a step for each pair and stem.
    most = max(12, len(sentences) // 5)
    holding: dict[str, list[int]] = defaultdict(list)
    of_origin: dict[str | None, int] = defaultdict(int)
    for place, sentence in enumerate(sentences):
        of_origin[origin_of.get(sentence.article)] |= 1 << place
        for stem in sentence.stems:
            holding[stem].append(place)
    telling = {
        stem: sum(1 << place for place in places)
        for stem, places in holding.items()
        if 1 < len(places) <= most
    }
    for place, sentence in enumerate(sentences):
        shared = [0] * fewest
        """By a number less one, the sentences that share so many stems or more."""
        for stem in sentence.stems:
            having = telling.get(stem)
            if having is not None:
                for number in range(fewest - 1, 0, -1):
                    shared[number] |= shared[number - 1] & having
                shared[0] |= having
        found = shared[-1] & ~of_origin[origin_of.get(sentence.article)]
        for other in _places(found >> (place + 1)):
            yield sentence, sentences[place + 1 + other]


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
