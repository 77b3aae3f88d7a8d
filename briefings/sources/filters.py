"""Words in, words out: decides by its words whether an article is wanted."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from briefings.text.folding import fold_case
from briefings.translations import Message, gettext

MOST_WORDS = 100
"""How many words a filter may have."""
LONGEST = 100
"""How many characters a filter's word may have."""

_PART = r"\w+#"
"""The characters of words: "C++" and "C#" are different from "C"."""


def wants(text: str, words_in: Iterable[str], words_out: Iterable[str]) -> bool:
    """Whether a text has one of `words_in`, if there are any, and none of `words_out`."""
    wanted, unwanted = tuple(words_in), tuple(words_out)
    if unwanted and has_word(text, unwanted):
        return False
    return not wanted or has_word(text, wanted)


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether a text has one of the words or phrases, as whole words.

    Accents and, as a rule, case don't count. A word typed all in capitals ("US", "U.S.") is found
    only in capitals, or every "us" would match. A final star means any ending ("climat*").

    >>> has_word("Rules of the U.S. for C++", ["U.S."])
    True
    >>> has_word("She told us of C++", ["US", "C"])
    False
    """
    given = tuple(words)
    plain, loud = _patterns(given)
    return bool(
        (plain is not None and plain.search(_plain(text)))
        or (loud is not None and loud.search(_spelled(text)))
    )


def problem_with(word: str) -> Message | None:
    """Why a word can't be a filter; None if it can."""
    bare = word.strip().removesuffix("*")
    if not any(char.isalnum() for char in bare):
        return gettext("a filter needs a letter or digit")
    if len(word) > LONGEST:
        return gettext("a filter's word has at most %(most)s characters", most=LONGEST)
    return None


@lru_cache(maxsize=256)
def _patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """A pattern for words regardless of case, and one for those in capitals."""
    loud = [word for word in words if _is_loud(word)]
    plain = [word for word in words if word not in loud]
    return _pattern(map(_plain, plain)), _pattern(map(_spelled, loud))


def _is_loud(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and word.isupper()


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    found = [_expression(word) for word in words if word.strip(" *")]
    return re.compile("|".join(found)) if found else None


def _expression(word: str) -> str:
    open_ended = word.endswith("*")
    parts = [re.escape(part) for part in word.removesuffix("*").split()]
    after = "" if open_ended else rf"(?![{_PART}])"
    return rf"(?<![{_PART}]){' '.join(parts)}{after}"


def _plain(text: str) -> str:
    """The text without accents and case."""
    return _without_accents(fold_case(text))


def _spelled(text: str) -> str:
    """The text without accents; case stays."""
    return _without_accents(" ".join(text.split()))


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    )
