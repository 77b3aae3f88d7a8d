"""Splits text into searchable words, each with its place and plain form.

Both databases get words folded here, so that they find the same; it is the same `fold` that
compares names, so that search finds whom a name means.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from briefings.text.folding import fold
from briefings.text.quotation_marks import APOSTROPHES

MAX_WORD = 60
"""The longest word that is distinguished from others, in characters."""

_EASTERN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese and Japanese put no spaces between words: each of their characters counts as one."""


def _dropped_within_words() -> str:
    """What `fold` drops without ending a word: accents, soft hyphens, zero-width characters."""
    codes = chain(range(0x80, 0x2E80), range(0xA000, 0xAC00), range(0xF900, 0x10000))
    return "".join(char for char in map(chr, codes) if unicodedata.category(char) in _DROPPED)


_DROPPED = frozenset({"Mn", "Mc", "Me", "Cf"})
_LETTER = rf"[^\W_{_EASTERN}{APOSTROPHES}]"
_INITIALS = r"[^\W\d_](?:\.[^\W\d_](?!\w))++"
_POSSESSIVE = rf"[{APOSTROPHES}][sS](?!\w)"
_WORD = re.compile(
    rf"({_INITIALS}|{_LETTER}++"
    rf"(?:(?:[{_dropped_within_words()}]++|(?!{_POSSESSIVE})[{APOSTROPHES}]++(?={_LETTER}))"
    rf"{_LETTER}*+)*+|[{_EASTERN}])"
    # Ignored: nobody who searches for a name types its possessive.
    rf"(?:{_POSSESSIVE})?"
)
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]+")


@lru_cache(maxsize=256)
def plain_words(text: str) -> frozenset[str]:
    r"""The runs of letters, digits and underscores of a text, in lower case.

    These are what ``\b(?:one|two)\b`` finds in any case: looking up a closed list of words among
    them is many times quicker than searching for it. They are cached, because one sentence is
    examined for many things.
    """
    return frozenset(_PLAIN_WORD.findall(text.lower()))


_PLAIN_WORD = re.compile(r"\w+")


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Each word of a text: its start and end, and its folded form.

    An inner apostrophe is part of a word ("O’Neill" is "oneill"), a possessive "’s" is not.
    """
    for match in _WORD.finditer(text):
        folded = fold_word(match[1])
        if folded:
            yield match.start(1), match.end(1), folded


def readings(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Each word of a text with every folded form that finds it, its own first.

    The parts of a word with an apostrophe find it too: "l’Europe" by "leurope", "l" and "europe",
    "O’Neill" by "oneill", "o" and "neill".
    """
    for match in _WORD.finditer(text):
        word = match[1]
        folded = fold_word(word)
        if not folded:
            continue
        forms: tuple[str, ...] = (folded,)
        if not word.isalnum() and _APOSTROPHE.search(word):
            parts = map(fold_word, _APOSTROPHE.split(word))
            forms = tuple(dict.fromkeys((folded, *filter(None, parts))))
        yield match.start(1), match.end(1), forms


def folded_words(text: str) -> tuple[list[str], list[str]]:
    """The folded forms of a text's words in order, and their other readings.

    The same as from `readings`, but quicker.
    """
    own: list[str] = []
    others: list[str] = []
    if not text.isascii():
        for mark, even in _EVEN.items():
            text = text.replace(mark, even)
    for line in text.splitlines():  # no word crosses the end of a line
        if line.isascii() and not _UNEVEN.search(line):
            found = line.encode().translate(_PLAIN).decode().split()
            if "'" in line:
                found = _read_apart(found, others)
        else:
            found = _read(line, others)
        if found and len(max(found, key=len)) > MAX_WORD:
            found = [word[:MAX_WORD] for word in found]
        own += found
    return own, others


_EVEN = dict.fromkeys("“”„«»–—…\xa0", " ") | dict.fromkeys("’‘", "'")
"""The characters that most often keep a text from being ASCII."""
_PLAIN = bytes(
    ord(char.lower()) if char.isascii() and (char.isalnum() or char == "'") else ord(" ")
    for char in map(chr, range(256))
)
"""For ASCII: letters without case, digits and apostrophes; spaces for everything else."""
_UNEVEN = re.compile(r"[_`]|\.[A-Za-z]")
"""Where ASCII needs more care: possible initials, and a backtick as an apostrophe."""


def _read_apart(found: list[str], others: list[str]) -> list[str]:
    """Words of ASCII letters, digits and apostrophes, as `_WORD` finds them."""
    own: list[str] = []
    for word in found:
        if "'" not in word:
            own.append(word)
        else:
            own += _read(word, others)
    return own


def _read(text: str, others: list[str]) -> list[str]:
    """The folded words of a text; their other readings are added to `others`."""
    found = _WORD.findall(text)
    for word in found:
        if not word.isalnum() and _APOSTROPHE.search(word):
            others += filter(None, map(fold_word, _APOSTROPHE.split(word)))
    return list(filter(None, map(fold_word, found)))


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    return fold(word).replace(" ", "")[:MAX_WORD]


def fold_word(word: str) -> str:
    """A word as from `fold`: only letters and digits, at most `MAX_WORD` of them."""
    if word.isascii() and word.isalnum():
        return word.lower()[:MAX_WORD]
    return _folded(word)
