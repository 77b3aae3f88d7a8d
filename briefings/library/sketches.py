"""Finds altered quotations: by pairs of words, a few for each quotation.

Reports of the same words share most of them. The sketch takes those few of a quotation's
significant words whose hashes are smallest: two quotations with many words in common mostly share
them (A. Broder, "On the resemblance and containment of documents", 1997). A pair of them together
with the speaker is so rare that looking it up takes the same time however many quotations there
are. Numbers of one speaker are neighbours, so new ones touch few pages of the database.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from briefings.digest.layout import AnyRecord
from briefings.library.encoding import hash64
from briefings.library.indexing import spoken_words
from briefings.models import Quote

_LETTERS = 4
"""The fewest letters of a word that says what a quotation is about."""
_STEM = 5
"""How many letters of a word count: "agreed", "agreement" and "agreeing" are the same."""
_COMMON = frozenset(
    (
        "about", "after", "also", "because", "been", "before", "could", "does", "from", "have",
        "here", "into", "just", "make", "more", "most", "much", "must", "need", "only", "other",
        "over", "said", "some", "than", "that", "their", "them", "then", "there", "these",
        "they", "this", "those", "very", "want", "well", "were", "what", "when", "where",
        "which", "will", "with", "would", "your",
    )
)  # fmt: skip


_FIRST, _SECOND = 0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F
"""Odd numbers that mix hashes: from the golden ratio, and from xxHash."""
_HALF = 0xFFFF_FFFF


@lru_cache(maxsize=16_384)
def _hashed(word: str) -> int:
    return hash64(word)


@lru_cache(maxsize=4_096)
def telling(text: str) -> frozenset[str]:
    """The beginnings of the words that say what a quotation is about; all, if none does."""
    spoken = spoken_words(text)
    found = frozenset(
        [word[:_STEM] for word in spoken if len(word) >= _LETTERS and word not in _COMMON]
    )
    return found or frozenset(spoken)


@lru_cache(maxsize=2_048)
def sketch(creator: str, text: str) -> Sequence[int]:
    """Numbers, some of them shared by a speaker's quotations that share most words.

    Each has the speaker in its first 32 bits and a pair of words in its last 32.
    """
    stems = sorted(map(_hashed, telling(text)))
    kept = stems[: 4 + (len(stems) > 12) + (len(stems) > 20)]
    speaker = _hashed(f"speaker {creator}") & ~_HALF
    pairs = combinations(kept, 2) if len(kept) > 1 else [(one, 0) for one in kept]
    return tuple(
        {speaker | ((_FIRST * one + _SECOND * two) >> 16 & _HALF): None for one, two in pairs}
    )


def sketched(records: Iterable[tuple[str, int, AnyRecord]]) -> Iterator[tuple[int, int]]:
    """The table's rows for those records that are quotations.

    Args:
        records: with their sections and keys.
    """
    for _, key, record in records:
        if isinstance(record, Quote) and record.creator:
            for pair in sketch(record.creator, record.text):
                yield pair, key
