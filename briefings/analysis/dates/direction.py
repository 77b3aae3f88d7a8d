"""Tells by the surrounding verbs whether a date without a year is before or after the article."""

import re
from typing import Final

from briefings.analysis.wordlists import listed

PAST: Final = -1
UNSAID: Final = 0
FUTURE: Final = 1

_REACH = 160
"""How far from the expression, in characters, its verb may be."""
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[.;:!?—]")
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]?[A-Z])|\n\n")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Inc|Corp|Co|[A-Z])\.$")

_COMING = frozenset(
    listed("""
    will shall 'll won't cannot may must should would
    """)
)
_TO_COME = frozenset(
    listed("""
    plans planning expects payable effective hopes intends intend plan expect hope wants promises
    aims aim poised supposed likely upcoming ahead until deadline expires begins starts takes ends
    reconvenes opens meets faces returns arrives leaves holds resumes
    """)
)
_HAPPENED = frozenset(
    listed("""
    was were had did been ago said told came went took made gave got began saw met left won lost
    led held became found fell rose hit sent brought broke cut put shot spoke wrote died kept ran
    stood struck set paid sold bought grew drew spent flew fled fought dealt built sought taken
    given seen known last since after following
    """)
)
_ARRANGED = frozenset(listed("going ready expected scheduled due set slated planned agreed vowed"))
"""Participles that point ahead, unless "had", "was" or "been" is next to them."""
_BE_TO = frozenset(listed("is are was were"))
_NOW = frozenset(listed("is are am has have 's 're"))


def direction(text: str, start: int, end: int) -> int:
    """PAST, FUTURE or UNSAID for the expression at `start`..`end`.

    The nearest informative verb decides, first before the expression in its sentence, then after
    it.
    """
    before = text[max(0, start - _REACH) : start]
    if _is_attribute(text, start, end):
        return PAST
    cuts = [
        match.end()
        for match in _SENTENCE_END.finditer(before)
        if not _ABBREVIATED.search(before, 0, match.start() + 1)
    ]
    words = _words(before[cuts[-1] if cuts else 0 :])
    after = text[end : end + _REACH]
    stop = _SENTENCE_END.search(after)
    following = _words(after[: stop.start() + 1] if stop else after)
    if words and words[-1] in ("until", "till"):
        return PAST if "had" in following[:4] else FUTURE
    if words and words[-1] == "by" and "to" in words[-9:]:
        return FUTURE
    told = _told_before(words)
    return told if told is not UNSAID else _told_after(following)


_ATTRIBUTE = re.compile(
    r"(?:['’]s)?[ \xa0](?!(?:and|or|to|for|in|at|on|with|by|when|as|that|after)\b)[a-z]"
)


def _is_attribute(text: str, start: int, end: int) -> bool:
    """Whether the date only identifies something: "the Aug. 7 fire", "Wednesday's ruling"."""
    if text[end - 2 : end] in ("'s", "’s") or text[end : end + 2] in ("'s", "’s"):
        return True
    led = text[max(0, start - 4) : start].lower() == "the "
    return led and _ATTRIBUTE.match(text, end) is not None


def _words(text: str) -> list[str]:
    """Words and full stops in lower case, without names except the first."""
    found = _WORD.finditer(text.replace("’", "'"))
    return [m[0].lower() for m in found if not m[0][0].isupper() or not m.start() or m[0] == "I"]


def _told_before(words: list[str]) -> int:
    """What the nearest verb before the expression says."""
    for index in range(len(words) - 1, -1, -1):
        told = _tells(words, index)
        if told is not UNSAID:
            return told
    return UNSAID


def _tells(words: list[str], index: int) -> int:
    word = words[index]
    earlier = words[max(0, index - 4) : index]
    if word in _COMING or word.endswith("'ll"):
        perfect = words[index + 1 : index + 2] == ["have"]
        return PAST if perfect else FUTURE
    if word in _ARRANGED:
        return FUTURE if not {"had", "was", "were", "been"}.intersection(earlier) else PAST
    if word == "to" and _BE_TO.intersection(earlier[-1:]):
        return FUTURE  # "was to begin on Friday" also means a day that was still ahead
    if word in _TO_COME:
        return FUTURE
    if word in _HAPPENED:
        return PAST
    if _is_past(word) and "be" not in words[max(0, index - 2) : index]:
        return PAST
    if word.endswith("ing") and _NOW.intersection(earlier[-2:]):
        return FUTURE
    return UNSAID


def _is_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 3 and not word.endswith("eed")


def _told_after(words: list[str]) -> int:
    for index, word in enumerate(words):
        if word in _COMING or word.endswith("'ll"):
            return FUTURE
        if word in _HAPPENED or _is_past(word):
            before = words[max(0, index - 2) : index]
            return FUTURE if {"is", "are", "be"}.intersection(before) else PAST
    return UNSAID
