"""Finds words that differ from another by a typing error or two, without reading them all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from briefings.text.folding import sound

_END = 2
"""One typing error leaves either a word's first two or its last two letters unchanged."""
_SHORT = 6
"""Below this length an error may affect both, so the first letter must be right."""


def tolerance(word: str) -> int:
    """How many typing errors a word of this length may have and still match another."""
    if len(word) < 4:
        return 0
    return 1 if len(word) < 9 else 2


class Neighbours:
    """Words by their beginnings and ends."""

    def __init__(self, words: Iterable[str]) -> None:
        self._beginning: dict[str, list[str]] = defaultdict(list)
        self._ending: dict[str, list[str]] = defaultdict(list)
        self._first: dict[str, list[str]] = defaultdict(list)
        self._all: list[str] = []
        for word in words:
            self.add(word)

    def add(self, word: str) -> None:
        """Add a word that is not here yet."""
        for held in self._holding(word):
            held.append(word)

    def remove(self, word: str) -> None:
        """Remove a word that is here."""
        for held in self._holding(word):
            held.remove(word)

    def _holding(self, word: str) -> tuple[list[str], ...]:
        return (
            self._all,
            self._beginning[word[:_END]],
            self._ending[word[-_END:]],
            self._first[word[:1]],
        )

    def within(self, word: str, errors: int) -> list[tuple[str, int]]:
        """Words at most `errors` away (letters omitted, inserted, changed, two swapped)."""
        if errors < 1:
            return [(word, 0)] if word in self._first.get(word[:1], ()) else []
        if len(word) < _SHORT:
            candidates = self._first.get(word[:1], [])
        else:
            candidates = self._beginning.get(word[:_END], []) + self._ending.get(word[-_END:], [])
        found = process.extract(
            word, candidates, scorer=OSA.distance, score_cutoff=errors, limit=None
        )
        return list({near: int(distance) for near, distance, _ in found}.items())

    def most_similar(self, word: str, most: int) -> Iterator[tuple[str, float]]:
        """The words that share most letters with `word`, and the share from 0 to 1."""
        candidates = self._first.get(word[:1], []) + self._ending.get(word[-_END:], [])
        if len(candidates) < most:
            candidates = self._all
        for near, score, _ in process.extract(
            word, candidates, scorer=Indel.normalized_similarity, limit=most
        ):
            yield near, score


def difference(typed: str, word: str) -> int | None:
    """Typing errors between two words, in letters or sound; None if there are too many."""
    if typed == word:
        return 0
    allowed = min(tolerance(typed), tolerance(word))
    key, other = sound(typed), sound(word)
    if key == other and min(len(typed), len(word)) >= 3:
        return 1
    errors = min(
        OSA.distance(typed, word, score_cutoff=allowed),
        # A key is short: a similar sound with an error is one error worse than it looks.
        OSA.distance(key, other, score_cutoff=allowed) + 1,
    )
    begin_alike = key[:1] == other[:1] or typed[0] == word[0]
    if not begin_alike and (len(typed) < _SHORT or errors > 1):
        return None  # readers know how a short name begins
    return errors if errors <= allowed else None
