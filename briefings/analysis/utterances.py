"""Finds which quotations in different articles report the same words.

Outlets cut, translate and paraphrase: "a deal that nations could offer" and "an agreement that the
other nations could effectively offer" may be one sentence. Two quotations are one utterance when
the same person says them and most of the shorter one's significant words occur in the longer one,
in much the same order.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from briefings.analysis.wordlists import listed
from briefings.text.folding import fold

_SHARED = 0.6
"""The least share of the shorter quotation's significant words that both must have, in order."""
_FEWEST = 4
"""All significant words of a quotation with fewer must occur in the other."""
_WORD = re.compile(r"[^\W_]+")
_SAME = {
    "america": "us",
    "american": "us",
    "agreement": "deal",
    "accord": "deal",
    "nations": "countries",
    "nation": "country",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
}
_COMMON = frozenset(
    listed("""
    a an the and or but if so of in on at by for with from to into as than then that this
    these those it its is are was were be been being am do does did have has had will would
    can could may might must shall should not no nor yes i me my we us our you your he him
    his she her they them their there here who what which when where why how very just also
    too more most much many some any all only even still s t re ve ll d m going go get got
    """)
) - {"us"}
_U_S = re.compile(r"\bU\.S\.")
_AMERICA = re.compile(r"\b(?:US|USA)\b")
_WITHIN = re.compile(r"(?<=\w)[’'](?=\w)")
_PHRASES = (
    ("united states", re.compile(r"\bunited states(?: of america)?\b"), "us"),
    ("u s", re.compile(r"\bu s\b"), "us"),
    ("european union", re.compile(r"\beuropean union\b"), "eu"),
)
"""The beginning of phrases, their pattern, and their sign."""


class Said(NamedTuple):
    """A quotation as needed here: its speaker and its words."""

    speaker: Hashable | None
    text: str


def telling_words(text: str) -> list[str]:
    """The words of a quotation that carry its meaning, folded and roughly stemmed, in order."""
    return list(_telling(text))


@lru_cache(maxsize=2_048)
def _telling(text: str) -> tuple[str, ...]:
    """The same for a quotation that is compared with several."""
    plain = _WITHIN.sub(" ", _U_S.sub("US", text) if "U.S." in text else text)
    if "US" in plain:
        plain = _AMERICA.sub("united states", plain)
    folded = fold(plain)
    for first, pattern, replacement in _PHRASES:
        if first in folded:
            folded = pattern.sub(f"{replacement}-", folded)
    return tuple([_stemmed(word) for word in folded.split() if word not in _COMMON])


@lru_cache(maxsize=16_384)
def _stemmed(word: str) -> str:
    """A word without its ending; a phrase's sign, which ends with a hyphen, as it is."""
    word = _SAME.get(word, word)
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def same_utterance(first: str, second: str) -> bool:
    """Whether two quotations of one speaker are reports of the same words."""
    one, two = _telling(first), _telling(second)
    if not one or not two:
        return fold(first) == fold(second)
    return _shared(one, two) > 0


def _shared(one: Sequence[str], two: Sequence[str]) -> int:
    """How many significant words two quotations share in order; 0 if they are not the same."""
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) < _FEWEST:
        whole = len(shorter) > 1 and _in_order(shorter, longer) == len(shorter)
        return len(shorter) if whole or shorter == longer else 0
    if len(set(shorter) & set(longer)) < _SHARED * len(set(shorter)):
        return 0
    in_order = _in_order(shorter, longer)
    if in_order < _SHARED * len(shorter) or _differ_in_number(shorter, longer):
        return 0
    return in_order


def _in_order(shorter: Sequence[str], longer: Sequence[str]) -> int:
    """How many words both have, in the same order."""
    matcher = SequenceMatcher(None, shorter, longer, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _differ_in_number(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the two have different numbers.

    "Ferry 3 is late" and "Ferry 4 is late" share nearly all their words but are two statements.
    """
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "replace":
            numbers = {word for word in one[start:end] if word.isdigit()}
            others = {word for word in other[other_start:other_end] if word.isdigit()}
            if numbers and others and numbers.isdisjoint(others):
                return True
    return False


def utterances(quotes: Sequence[Said]) -> list[int]:
    """For each quotation, the number of its utterance, from 0 in order of appearance.

    If it may repeat several earlier quotations, it joins the one it shares most with. Quotations
    without a speaker are never joined: nobody can say whether they are the same.
    """
    by_speaker: dict[Hashable, list[int]] = defaultdict(list)
    words = [_telling(quote.text) for quote in quotes]
    numbers: list[int] = []
    following = 0
    for index, quote in enumerate(quotes):
        earlier = by_speaker[quote.speaker] if quote.speaker is not None else []
        shared = {
            other: _shared(words[other], words[index]) or int(_equal(quotes[other], quote))
            for other in earlier
        }
        best = max(shared, key=lambda other: shared[other], default=None)
        if best is not None and shared[best]:
            numbers.append(numbers[best])
        else:
            numbers.append(following)
            following += 1
        if quote.speaker is not None:
            earlier.append(index)
    return numbers


def _equal(first: Said, second: Said) -> bool:
    return fold(first.text) == fold(second.text)
