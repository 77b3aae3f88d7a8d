"""What the regressions of reported speech see of a word, and how they add up what they see."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from briefings.analysis.lexicon import Word
from briefings.analysis.reported.verbs import lemmas
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

OPEN = frozenset((Word.NAME, Word.OTHER, Word.VERB, Word.CUE, Word.CUEING))
"""Classes of too many words to look at each."""
VERBAL = frozenset((Word.VERB, Word.AUXILIARY, Word.CUE))
_CLASSES = {kind: str(int(kind)) for kind in Word}


def plain(token: Token) -> str:
    """A small word as it is, of others the class."""
    return _CLASSES[token.kind] if token.kind in OPEN else token.low


def ending(token: Token) -> str:
    """A small word as it is; of others how they end as verbs do, or the class."""
    if token.kind not in OPEN:
        return token.low
    low = token.low
    return "ing" if low.endswith("ing") else "ed" if low.endswith("ed") else _CLASSES[token.kind]


def base_of(token: Token) -> str:
    """The base form of a verb that may report; of other words the word in lower case."""
    return lemmas().get(token.low, token.low)


def bucket(number: float, edges: Sequence[float]) -> int:
    """Which of the edges, counted from 0, is the first that is no less than a number."""
    return bisect_left(edges, number)


def verbs_among(tokens: Sequence[Token]) -> int:
    """How many of the words are finite verbs, as far as the lists know: not "the offer"."""
    count, noun = 0, False
    for token in tokens:
        count += not noun and token.kind in VERBAL and not token.word[0].isupper()
        noun = token.low in _BEFORE_NOUNS
    return count


_BEFORE_NOUNS = frozenset(listed("the a an his her their its our my"))


def chance_of(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The probability, 0 to 1, of a logistic regression."""
    total = weights.get("bias", 0.0)
    for name in features:
        total += weights.get(name, 0.0)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
