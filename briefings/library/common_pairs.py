"""Pairs of very common words, indexed as words of their own.

A search for "we will have to do that" asks for words that nearly every quotation has. Their
adjacent pairs are rarer, and a quotation with all the pairs nearly always has the words in this
order. Pairs with other words are not needed: those words are rare enough.

Source: H. Williams, J. Zobel, D. Bahle, "Fast phrase querying with combined indexes" (2004).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

_PAIR = "\ue006"
"""A private-use character, as in `briefings.library.indexing`."""

_COMMON = frozenset(
    (
        # English
        "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "back",
        "be", "because", "been", "before", "but", "by", "can", "cant", "come", "could", "did", "do",
        "does", "dont", "down", "even", "every", "for", "from", "get", "give", "go", "going",
        "good", "got", "had", "has", "have", "he", "her", "here", "him", "his", "how", "i", "if",
        "im", "in", "into", "is", "it", "its", "just", "know", "like", "look", "made", "make",
        "many", "me", "more", "most", "much", "must", "my", "need", "never", "new", "no", "not",
        "now", "of", "on", "one", "only", "or", "other", "our", "out", "over", "people", "really",
        "right", "said", "say", "see", "she", "should", "so", "some", "such", "take", "than",
        "that", "thats", "the", "their", "them", "then", "there", "these", "they", "thing",
        "things", "think", "this", "those", "time", "to", "two", "up", "us", "very", "want", "was",
        "way", "we", "well", "were", "what", "when", "where", "which", "who", "why", "will", "with",
        "work", "would", "year", "years", "you", "your",
        # German
        "aber", "auch", "auf", "aus", "bei", "das", "dass", "dem", "den", "der", "des", "die",
        "ein", "eine", "einen", "er", "es", "fur", "haben", "hat", "ich", "im", "ist", "kann",
        "man", "mit", "nach", "nicht", "noch", "nur", "oder", "sehr", "sein", "sich", "sie", "sind",
        "uber", "um", "und", "uns", "von", "vor", "war", "wenn", "werden", "wie", "wir", "wird",
        "zu", "zum",
        # French
        "au", "aux", "avec", "ce", "cette", "dans", "de", "du", "elle", "en", "est", "et", "il",
        "ils", "je", "la", "le", "les", "mais", "ne", "nous", "on", "ont", "ou", "par", "pas",
        "plus", "pour", "qui", "que", "sa", "se", "ses", "son", "sont", "sur", "un", "une", "vous",
        # Spanish, Italian, Portuguese and Dutch
        "al", "che", "com", "como", "con", "da", "dat", "del", "della", "di", "do", "een", "el",
        "era", "esta", "gli", "ha", "het", "hij", "ik", "lo", "los", "mi", "na", "niet", "non", "o",
        "os", "para", "per", "por", "si", "sono", "su", "te", "van", "voor", "wij", "y", "ze",
        "zijn",
    )
)  # fmt: skip
"""Folded. Whoever changes it raises `briefings.library.rebuilding.INDEXING`."""


def common_pairs(words: Sequence[str]) -> Iterator[str]:
    """The pairs of adjacent very common words among folded words."""
    for one, other in pairwise(words):
        if one in _COMMON and other in _COMMON:
            yield f"{_PAIR}{one}{_PAIR}{other}"


def is_pair(word: str) -> bool:
    """Whether this indexed word is a pair."""
    return word[0] == _PAIR
