"""Text as words that can be searched: without case, accents and punctuation.

Both databases are given words that were folded here, so that they find the same.
"""

import re
import unicodedata
from collections.abc import Iterator

_EASTERN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Chinese and Japanese put no spaces between words: each of their characters counts as one.
_LETTER = rf"[^\W_{_EASTERN}]"
_WORD = re.compile(rf"[{_EASTERN}]|{_LETTER}(?:{_LETTER}|[\u0300-\u036f])*")

MAX_WORD = 60
"""Longest word that is told from others, in characters."""


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of a text: where it starts and ends, and its folded form."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield match.start(), match.end(), folded


def folded_words(text: str) -> list[str]:
    """The folded forms of a text's words: what `words` gives, quicker."""
    found = [
        word.lower()[:MAX_WORD] if word.isascii() else fold(word) for word in _WORD.findall(text)
    ]
    return found if all(found) else [word for word in found if word]


def fold(word: str) -> str:
    """A word without case and accents: letters and digits only, at most `MAX_WORD` of them."""
    if word.isascii():
        return word.lower()[:MAX_WORD]
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", decomposed)))[:MAX_WORD]
