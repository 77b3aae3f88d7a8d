"""All wordings of all quotations, to hold a claimed quotation against."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from briefings.answers.utterances import Spoken
from briefings.text.wording import lower_first, typeset, words

PART_WORDS = 4
"""Fewest words that make a part of a longer quotation a quotation of its own."""
ALIKE = 80.0
"""Likeness of letters, 0 to 100, from which on words count as an altered quotation …"""
ALIKE_OF_SPEAKER = 70.0
"""… or from here on, where the words are credited to the one who said them …"""
ALIKE_WORDS = 60.0
"""… if so many of the words, 0 to 100, are the same, too."""
_SHORTLIST = 12
_COMMON = 2_000
"""A word that stands in more wordings than this says nothing about which one is meant."""


@dataclass(frozen=True, slots=True)
class Near:
    """The wording most like the text that was looked up."""

    spoken: Spoken
    words: str
    """The part of it that the text matches, as printed."""
    likeness: float


class Corpus:
    """Wordings by their exact words and by the words they hold."""

    def __init__(self, spoken: Sequence[Spoken]) -> None:
        self._wordings = [(one, quote.text) for one in spoken for quote in one.quotes]
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._starts: list[int] = []
        self._holding: dict[str, list[int]] = defaultdict(list)
        lines, length = list[str](), 0
        for index, (_, text) in enumerate(self._wordings):
            plain = typeset(text)
            self._exact[lower_first(plain)].append(index)
            self._starts.append(length)
            lines.append(f" {plain} \n")
            length += len(lines[-1])
            for word in set(words(text)):
                self._holding[word].append(index)
        self._joined = "".join(lines)

    def verbatim(self, text: str) -> list[Spoken]:
        """Who said exactly this: whole quotations first, else parts of at least four words.

        Set aside are typesetting (see `typeset`) and whether the first letter is a capital.
        """
        plain = typeset(text)
        whole = self._exact.get(lower_first(plain), [])
        if whole:
            return self._each(whole)
        if len(words(text)) < PART_WORDS:
            return []
        found: list[int] = []
        for first in {plain[:1].lower(), plain[:1].upper()}:
            found += self._containing(first + plain[1:])
        return self._each(sorted(found))

    def _containing(self, part: str) -> list[int]:
        """The wordings that hold `part` as whole words."""
        found: list[int] = []
        at = self._joined.find(part)
        while at >= 0:
            before, after = self._joined[at - 1], self._joined[at + len(part)]
            if not before.isalnum() and not after.isalnum():
                found.append(bisect_right(self._starts, at) - 1)
            at = self._joined.find(part, at + 1)
        return found

    def nearest(self, text: str, speakers: Collection[str] = ()) -> Near | None:
        """The wording that `text` alters, whole or in part; null where nothing is like it.

        Args:
            speakers: ids of those to whom the text is credited: their words may differ more, and
                of wordings that are equally like it theirs is the one.
        """
        wanted = words(text)
        if len(wanted) < PART_WORDS:
            return None
        votes: Counter[int] = Counter()
        for word in set(wanted):
            holders = self._holding.get(word, ())
            if len(holders) <= _COMMON:
                weight = max(1, 12 - len(holders).bit_length())  # rare words say more
                for index in holders:
                    votes[index] += weight

        def rank(near: Near) -> tuple[float, bool]:
            return near.likeness, near.spoken.creator in speakers

        nearest: Near | None = None
        for index, _ in votes.most_common(_SHORTLIST):
            spoken, wording = self._wordings[index]
            least = ALIKE_OF_SPEAKER if spoken.creator in speakers else ALIKE
            near = _aligned(wanted, spoken, wording, least)
            if near and (nearest is None or rank(near) > rank(nearest)):
                nearest = near
        return nearest

    def _each(self, indexes: Sequence[int]) -> list[Spoken]:
        found = {id(self._wordings[i][0]): self._wordings[i][0] for i in indexes}
        return list(found.values())


@lru_cache(maxsize=2_048)
def _tokens(wording: str) -> tuple[list[str], list[str]]:
    """The wording's words as printed and as compared."""
    printed = [token for token in wording.split() if words(token)]
    return printed, ["".join(words(token)) for token in printed]


def _aligned(wanted: tuple[str, ...], spoken: Spoken, wording: str, least: float) -> Near | None:
    """The stretch of a wording that is most like the wanted words, if `least` or more."""
    printed, folded = _tokens(wording)
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
    return Near(spoken, " ".join(printed[start:end]), letters)


def _trimmed(
    wanted: tuple[str, ...], folded: Sequence[str], start: int, end: int
) -> tuple[int, int]:
    """Move the ends of a stretch by a word or two where that makes it more alike.

    The alignment has as many words as were wanted; where words were left out or put in, the
    stretch that was altered is longer or shorter than that.
    """
    spans = [
        (first, last)
        for first in range(max(0, start - 2), start + 3)
        for last in range(end - 2, min(len(folded), end + 2) + 1)
        if first < last
    ]
    wording = " ".join(wanted)
    return max(spans, key=lambda span: fuzz.ratio(wording, " ".join(folded[slice(*span)])))
