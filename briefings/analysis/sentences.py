"""Finds where sentences begin outside quotations."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefings.analysis.lexicon import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
)
from briefings.analysis.mark_types import Marked, Paragraph
from briefings.analysis.nouns import ABBREVIATIONS, TITLES

_STOP = re.compile(
    # A full stop first, so that the engine skips everything else.
    r"[.?!…](?<![.?!…].)[.?!…]*[\"”“’')\]]*[ \t\xa0\u2002-\u200a]+"
    r"(?=[\"“‘'”(\[—–-]*\s?[\"“‘'(\[]*[^\W_a-z])"
)
_DATELINE = re.compile(
    r"[A-Z]{3}[A-Z.]{0,30}[\w .,/’'\-]{0,50}?(?:\([\w ]{2,20}\)\s?)?\s?(?:—|–|--)\s+"
)
"""WARSAW, May 3 (ABC) —: the sentence begins after it."""
_WORD_BEFORE = re.compile(r"[\w.\-]+$")


def sentence_starts(text: str, lines: Sequence[Paragraph], passages: Sequence[Marked]) -> list[int]:
    """Offsets at which a sentence of the narrative begins, in order.

    A full stop within a quotation counts only if it ends the quotation.
    """
    starts = [line.start for line in lines]
    datelines = (_DATELINE.match(text, line.start, line.end) for line in lines)
    starts += [match.end() for match in datelines if match is not None]
    ends = [passage.end for passage in passages]
    begins = [passage.start for passage in passages]
    for match in _STOP.finditer(text):
        position = match.start()
        inside = bisect_right(begins, position) - 1
        if inside >= 0 and position < ends[inside]:
            if match.end() > ends[inside]:
                starts.append(match.end())
            continue
        if text[position] == "." and _is_abbreviated(text, position, match.end()):
            continue
        starts.append(match.end())
    starts.sort()
    return starts


def _is_abbreviated(text: str, stop: int, following: int) -> bool:
    match = _WORD_BEFORE.search(text, max(0, stop - 12), stop)
    if match is None:
        return False
    word = match[0]
    if len(word) == 1:
        return word.isupper()
    low = word.lower().lstrip(".")
    if low + "." in TITLES:
        return True
    dotted = re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word) is not None
    if dotted or (low in ABBREVIATIONS and word[0].isupper()):
        # "… in the U.S. While others …": a word that only begins sentences decides.
        after = _WORD_AFTER.match(text, following)
        return after is None or after[0].lower() not in _BEGINNERS
    return False


_WORD_AFTER = re.compile(r"[^\W\d_]+")
_BEGINNERS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PRONOUNS
