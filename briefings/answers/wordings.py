"""Finds who said exactly this, or which words it alters, and verifies what the library finds."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from briefings.library import Reader, Worded
from briefings.text.wording import words
from briefings.text.words import words as indexed_words

PART_WORDS = 4
"""The fewest words for which a part of a longer quotation counts as a quotation."""
MOST_PARTS = 200
"""How many quotations that contain a part are checked: the library reads no more."""
ALIKE = 80.0
"""Similarity of letters, 0 to 100, from which words count as an altered quotation …"""
ALIKE_OF_SPEAKER = 70.0
"""… or from here, if the words are credited to the person who said them …"""
ALIKE_WORDS = 60.0
"""… if this share of the words, 0 to 100, is also the same."""
_SHORTLIST = 12


@dataclass(frozen=True, slots=True)
class Said:
    """Who said some words."""

    reports: Sequence[Worded]
    """One for each utterance: whole quotations before parts, newest first in each."""
    complete: bool = True
    """False if so many said them that these are not all."""


@dataclass(frozen=True, slots=True)
class Near:
    """The wording most like the text that was looked up."""

    report: Worded
    words: str
    """The matching part, as printed."""
    likeness: float


def verbatim(reader: Reader, text: str, speakers: Sequence[str] = ()) -> Said:
    """Who said exactly this: whole quotations first, else parts of at least four words.

    Typesetting (see `typeset`) and the case of the first letter do not matter. Parts follow if no
    whole quotation is by the person to whom the text is credited or, if it is credited to nobody,
    by anybody: the words may occur within a longer quotation.

    Args:
        speakers: ids of those to whom the text is credited; if they said it, they are found however
            many others did.
    """
    whole = sorted(reader.exact(text), key=_place)
    credited = [one for one in whole if one.creator is not None]
    if any(one.creator in speakers for one in credited) or (credited and not speakers):
        return Said(whole)
    if len(words(text)) < PART_WORDS:
        return Said(whole)
    found: list[Worded] = []
    complete = True
    if not credited:
        reports, complete = reader.containing(text, MOST_PARTS)
        found += reports
    if speakers and (credited or not complete):
        found += reader.containing(text, MOST_PARTS, speakers)[0]
    parts = {one.key: one for one in found}
    for one in whole:
        parts.pop(one.key, None)
    return Said([*whole, *sorted(parts.values(), key=_place)], complete)


def _place(one: Worded) -> tuple[int, int]:
    """A sort key: newest first."""
    return one.newness, one.key


def nearest(reader: Reader, text: str, speakers: Collection[str] = ()) -> Near | None:
    """The wording that `text` alters, whole or in part; None if nothing is similar.

    Args:
        speakers: ids of those to whom the text is credited; their words may differ more, and win
            between equally similar wordings.
    """
    wanted = words(text)
    if len(wanted) < PART_WORDS:
        return None

    def rank(near: Near) -> tuple[float, bool]:
        return near.likeness, near.report.creator in speakers

    found: Near | None = None
    folded = [word for _, _, word in indexed_words(text)]
    for report in reader.alike(folded, _SHORTLIST, _fewest_shared(len(folded))):
        least = ALIKE_OF_SPEAKER if report.creator in speakers else ALIKE
        near = _aligned(wanted, report, least)
        if near and (found is None or rank(near) > rank(found)):
            found = near
    return found


def _fewest_shared(words_: int) -> int:
    """The fewest of these words that a wording must share to reach `ALIKE_WORDS`.

    Similarity is twice the shared words over the words of both; at best the wording has no others.
    """
    share = ALIKE_WORDS / 100
    return math.ceil(words_ * share / (2 - share))


@lru_cache(maxsize=16_384)
def _compared(token: str) -> str:
    return "".join(words(token))


@lru_cache(maxsize=2_048)
def _tokens(wording: str) -> tuple[list[str], list[str]]:
    """The wording's words as printed and as compared."""
    pairs = [(token, _compared(token)) for token in wording.split()]
    return [token for token, word in pairs if word], [word for _, word in pairs if word]


def _aligned(wanted: tuple[str, ...], report: Worded, least: float) -> Near | None:
    """The part of a wording that is most like the wanted words, if at least `least`."""
    printed, folded = _tokens(report.text)
    if len(wanted) >= len(folded):
        start, end = 0, len(folded)
    else:
        alignment = fuzz.partial_ratio_alignment(list(wanted), folded)
        if alignment is None:
            return None
        start, end = _trimmed(wanted, folded, alignment.dest_start, alignment.dest_end)
    part = folded[start:end]
    letters = fuzz.ratio(" ".join(wanted), " ".join(part))
    if letters < least or fuzz.ratio(list(wanted), part) < ALIKE_WORDS:
        return None
    return Near(report, " ".join(printed[start:end]), letters)


def _trimmed(
    wanted: tuple[str, ...], folded: Sequence[str], start: int, end: int
) -> tuple[int, int]:
    """Move the ends of a part by a word or two if that makes it more similar.

    The alignment has as many words as were wanted; if words were left out or added, the altered
    part is longer or shorter.
    """
    spans = [
        (first, last)
        for first in range(max(0, start - 2), start + 3)
        for last in range(end - 2, min(len(folded), end + 2) + 1)
        if first < last
    ]
    wording = " ".join(wanted)
    return max(spans, key=lambda span: fuzz.ratio(wording, " ".join(folded[slice(*span)])))
