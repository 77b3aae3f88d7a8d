"""By what an altered quotation is found: pairs of its words, a few for each quotation.

Reports of the same words share most of them. Of each quotation's telling words those few whose
hashes are smallest are taken: of two quotations with many words in common they are mostly the same
(A. Broder, "On the resemblance and containment of documents", 1997). A pair of them together with
the speaker is so rare that looking it up takes the same time however many quotations there are.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from briefings.library.encoding import hash64
from briefings.library.indexing import spoken_words

_LETTERS = 4
"""Fewest letters of a word that says what a quotation is about."""
_STEM = 5
"""So many letters of a word count: "agreed", "agreement" and "agreeing" are one."""
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
"""Odd numbers that mix hashes: of the golden ratio, and of xxHash."""


@lru_cache(maxsize=16_384)
def _hashed(word: str) -> int:
    return hash64(word)


def telling(text: str) -> frozenset[str]:
    """The beginnings of the words that say what a quotation is about; of one without any, all."""
    spoken = spoken_words(text)
    found = frozenset(
        word[:_STEM] for word in spoken if len(word) >= _LETTERS and word not in _COMMON
    )
    return found or frozenset(spoken)


@lru_cache(maxsize=2_048)
def sketch(creator: str, text: str) -> Sequence[int]:
    """Numbers of which quotations of one speaker that share most words have some in common."""
    stems = sorted(map(_hashed, telling(text)))
    kept = stems[: 4 + (len(stems) > 12) + (len(stems) > 20)]
    speaker = _hashed(f"speaker {creator}")
    pairs = combinations(kept, 2) if len(kept) > 1 else [(one, 0) for one in kept]
    return tuple(_signed(speaker + _FIRST * first + _SECOND * second) for first, second in pairs)


def _signed(number: int) -> int:
    """The last 64 bits of a number, as databases have them."""
    return (number + 2**63) % 2**64 - 2**63
