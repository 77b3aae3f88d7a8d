"""One plain form of texts, which ignores spelling, marks and alphabet.

Search, names, "Check quotes", the daily briefings' time zones and the identity of articles all
compare texts in this form, so that what one of them finds, the others find too.

The rules, and where they come from:

* Compatibility forms and accents are removed: normalisation form KD of UAX #15, without any
  combining mark. That is a comparison at the primary strength of UTS #10, as for search: й and и,
  が and か, é and e are the same.
* Case is removed by Unicode's full case folding, which makes ß and ẞ "ss".
* Latin letters without a decomposition become those on an English keyboard: ø o, ł l, đ d, æ ae, œ
  oe, þ th, ı i. Source: the Latin-ASCII transform of Unicode's CLDR.
* Cyrillic becomes Latin after the tables of BGN/PCGN (Russian 1947, Ukrainian 2019, Serbian 2005,
  Kazakh 1979) without their marks. A letter is the same in all languages, because nothing shows the
  language of a name: г is always g, и and й are i.
* An apostrophe within a word is removed, whatever its character ("O’Neill" is "oneill", "Hawaiʻi"
  is "hawaii"). So are full stops between single letters: "U.S." is "us". UAX #29 has both inside a
  word (WB6, WB7, MidNumLet).
* Every other mark, symbol and control character separates words or is removed.

Characters fold one by one, so folding twice changes nothing. Languages whose vowels are combining
marks (Hindi, Thai in part) keep their consonants: they are compared more loosely than others.
"""

import re
import unicodedata
from functools import lru_cache

from briefings.text.quotation_marks import ANGLED, APOSTROPHES, EVEN_MARKS

_LATIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
    "ŧ": "t", "ŋ": "n", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k",
    "ƴ": "y", "ƒ": "f", "ĸ": "q", "ƶ": "z", "ɨ": "i", "ʉ": "u",
}  # fmt: skip
"""Letters that no Unicode decomposition turns into ASCII."""

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ј": "j", "љ": "lj",
    "њ": "nj", "ћ": "c", "ђ": "d", "џ": "dz", "ѕ": "dz", "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng",
    "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ӏ": "",
}  # fmt: skip
"""Letters after decomposition has removed their marks: ё is е, й is и, ї is і."""

_MOST_REMEMBERED = 8192


class _Plain(dict[int, str]):
    """For `str.translate`: decomposed, casefolded characters, cached."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < _MOST_REMEMBERED:  # a hostile text may contain every character there is
            self[code] = plain
        return plain


def _plain(char: str) -> str:
    """A character's plain form: "" to drop it, " " if it separates words."""
    if char in APOSTROPHES:
        return "'"
    if char in _LATIN:
        return _LATIN[char]
    if char in _CYRILLIC:
        return _CYRILLIC[char]
    if char.isalnum() or char == ".":
        return char
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return ""  # accents; zero-width and bidirectional marks
    if category[0] == "C":
        return " " if char.isspace() else ""
    return " "


_PLAIN = _Plain()
_ASCII = "".join(_plain(chr(code).lower()) or " " for code in range(128)).encode().ljust(256)
"""The same for ASCII, as a table of bytes, which needs no interpreted code."""
_ASCII_DROPPED = bytes(code for code in range(128) if not _plain(chr(code)))
_SEPARATORS = {ord("'"): " ", ord("."): " "}
_INSIDE = re.compile(r"(?<=[^\W_])'+(?=[^\W_])|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
"""An apostrophe within a word; a full stop between single letters."""


def fold(text: str, *, keep: str = "") -> str:
    """The words of `text` in lower-case plain letters, separated by one space.

    A text of only marks, emoji or invisible characters gives "". `keep` names ASCII marks that
    stay, without spaces around them, for texts where they matter ("UTC+3").

    >>> fold("Łódź, O’Neill & Зеленський of the U.S.")
    'lodz oneill zelenskii of the us'
    >>> fold("UTC + 3", keep="+-")
    'utc+3'
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", decomposed)
    if keep:
        parts = re.split(f"([{re.escape(keep)}])", text)
        return "".join(part if part in keep else _words(part) for part in parts)
    return _words(text)


def _words(text: str) -> str:
    """The words of a decomposed and, if not ASCII, casefolded text."""
    if text.isascii():
        plain = text.encode().translate(_ASCII, _ASCII_DROPPED).decode()
    else:
        plain = text.lower().translate(_PLAIN)
    if "'" in plain or "." in plain:
        plain = _INSIDE.sub("", plain).translate(_SEPARATORS)
    return " ".join(plain.split())


_PRINTED = str.maketrans({mark: even for mark, even in EVEN_MARKS.items() if mark not in ANGLED})
"""Angled marks stay: pages use them to separate a title from its outlet."""


def fold_case(text: str) -> str:
    """`text` without case, with one space between words and one form of each mark.

    For lines that are the same if printed alike, and whose punctuation matters: "Headline - Outlet"
    reprints "Headline", "Headlines" does not. `fold` would lose the dash.
    """
    return " ".join(text.translate(_PRINTED).casefold().split())


_SOUNDS = (
    # Longest first, so that a later rule does not break up an earlier one's result.
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
