"""Plain forms of texts: what is the same when spelling, marks and transliteration are set aside."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u02b9\uff07`"

_LATIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e",
}  # fmt: skip
"""Letters that no Unicode decomposition brings to ASCII."""

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ј": "j", "љ": "lj",
    "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
}  # fmt: skip
"""BGN/PCGN's romanisation, simplified, for letters that decomposition has rid of their marks."""


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """One decomposed, casefolded character's plain form: "" to drop it, " " where words part."""
    if char in _LATIN:
        return _LATIN[char]
    if char in _CYRILLIC:
        return _CYRILLIC[char]
    if char in _APOSTROPHES:
        return "'"
    if char.isalnum():
        return char
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return ""  # diacritics; zero-width and bidirectional marks
    if category[0] == "C":
        return " " if char.isspace() else ""
    return " "


def fold(text: str) -> str:
    """The words of `text` in lower-case plain letters, one space between them.

    Compatibility forms, diacritics, case, Cyrillic, invisible characters and punctuation are set
    aside; an apostrophe within a word is dropped ("don't" is "dont"). Folding twice changes
    nothing. A text of marks, emoji or invisible characters alone gives "".
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", decomposed)
    plain = "".join(map(_plain, text.lower()))
    plain = re.sub(r"(?<=[^\W_])'+(?=[^\W_])", "", plain)
    return " ".join(plain.replace("'", " ").split())


_SOUNDS = (
    # Longest first: a later rule must not take apart what an earlier one stands for.
    (re.compile(r"^[yij]e"), "e"),  # Yermak, Jermak, Ермак
    (re.compile(r"^u(?=[aeio])"), "v"),  # Уиткофф for Witkoff
    (re.compile(r"shch|tsch|tch|sch|cz|sh|ch|kh|zh|gh"), "h"),
    (re.compile(r"wh"), "v"),
    (re.compile(r"ck|q|c(?![eiy])"), "k"),
    (re.compile(r"ts|tz|dz|sz|z|c"), "s"),
    (re.compile(r"ph|f|w"), "v"),
    (re.compile(r"th"), "t"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"(?<=[aou])e"), ""),  # Mueller, Müller
    (re.compile(r"[yj]|ie"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=1024)
def sound(word: str) -> str:
    """A key that spellings of one name in several transliterations share.

    Made for folded names: Zelensky, Zelenskyy, Zelenskiy and Selenskyj all give "selenski". It
    is coarse on purpose; equal keys suggest the same name, they do not prove it.
    """
    for pattern, key in _SOUNDS:
        word = pattern.sub(key, word)
    return word
