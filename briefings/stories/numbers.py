"""Numbers in English text, with what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefings.analysis.dates.expressions import MONTHS
from briefings.analysis.wordlists import listed
from briefings.stories.vectors import stems
from briefings.text.words import plain_words

_WORDS = {
    word: value
    for value, word in enumerate(
        listed(
            """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
            fifteen sixteen seventeen eighteen nineteen twenty
            """
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
}
_ABOUT = (
    r"(?P<about>(?:about|around|some|nearly|almost|roughly|approximately|more[- ]than|over|at least"
    r"|up to|fewer than|less than|under|as many as|as much as|estimated|close to)\s+)?"
)
_NUMBER = re.compile(
    rf"(?<![\w.,/-]){_ABOUT}(?P<money>[$£€]|US\$)?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{'|'.join(_WORDS)})\b)"
    r"(?:[ \xa0-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|m|b)\b)?"
    r"(?P<percent>\s?(?:%|percent\b|per cent\b))?"
    r"(?=(?P<after>[ \xa0-](?:[\w’'-]+[ \xa0]){0,2}[\w’'-]+)?)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_MONTH = re.compile(rf"\b(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?\s$", re.IGNORECASE)
_DATING = re.compile(
    r"(?:[:.]\d|st\b|nd\b|rd\b|th\b|\s?[ap]\.?m\b|-year|\s?(?:years?|months?) old)"
)
_PART_OF = re.compile(
    r"\s+of\s+(?:its|the|their|his|her|all|some|about)\s+(?:some\s+|about\s+)?\d[\d,.]*\s+(?P<noun>[a-z]+)"
)
"""Words that make a number part of a whole: "450 of its 900 workers" are 450 workers …"""
_WHOLE = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten))\s+of\s+"
    r"(?:its|the|their|his|her|all|some|about)\s+(?:some\s+|about\s+)?$"
)
"""… and this marks the 900, who have done nothing."""
_ADJECTIVES = frozenset(
    listed("""
    more other new people's dead injured wounded armed young foreign local such further additional
    """)
)
_BREAKING = frozenset(
    listed("""
    of in on at for to and or by from with as the a an is are was were were have had has that who
    which when while after before since until during per out into over than said will would
    """)
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and what it counts: "at least 200 protesters", "$5 billion".

    `unit` is the stem of the noun, "$" or similar for money, "%" for shares, None if unknown.
    `vague` says that the text gives a bound or a guess.
    """

    value: float
    unit: str | None
    vague: bool
    start: int
    end: int


def is_numeral(word: str) -> bool:
    """Whether a folded word is a number or a part of one."""
    return word[0].isdigit() or word in _WORDS or word in _SCALES


def counted(text: str) -> Iterator[Counted]:
    """The numbers of a text that count something, not dates, times or ages."""
    for match in _numbers(text):
        if _is_date(text, match) or _WHOLE.search(text, 0, match.start()):
            continue
        value = _value(match)
        unit = None if _is_other(match) else _unit(text, match)
        if value is None or (unit is None and match["scale"] is None):
            continue
        end = match.end("percent") if match["percent"] else match.end("number")
        end = match.end("scale") if match["scale"] else end
        yield Counted(value, unit, bool(match["about"]), match.start(), end)


@lru_cache(maxsize=64)
def _numbers(text: str) -> tuple[re.Match[str], ...]:
    """Possible numbers; cached, because a second pass looks for numbers of victims."""
    if not _DIGIT.search(text) and plain_words(text).isdisjoint(_WORDS):
        return ()
    return tuple(_NUMBER.finditer(text))


def _is_other(match: re.Match[str]) -> bool:
    """Whether a number like "five other people" comes on top of an earlier one."""
    after = (match["after"] or "").lower().split()
    return bool(after) and after[0].strip("-") in (
        "other",
        "others",
        "more",
        "further",
        "additional",
    )


_KILLED = re.compile(
    r"\b(?:killed|dead|died|dies|deaths?|fatalit\w+|lost (?:his|her|their) li\w+)\b"
)
_INJURED = re.compile(r"\b(?:injured|injuries|wounded|hurt)\b")
_PART = re.compile(
    r"\b(?:serious|critical|severe|grave|slight|minor|life-threatening|non-life-threatening)(?:ly)?\b"
)
_AMONG = re.compile(r"\b(?:of whom|of which|of them|including|among)\b[^.;]*$")
"""Words that make a number part of another: "20 hurt, of whom four seriously"."""
_CLOSE = 60
_PEOPLE = frozenset(
    listed("""
    people person passenger civilian soldier woman women man men child children worker student
    officer police protester resident migrant tourist victim
    """)
)
_STANDING_FOR = frozenset(
    listed("were was are have had killed dead injured wounded hurt died deaths fatalities injuries")
)
"""What follows a number that implies people: "30 were hurt", "12 dead"."""


def victims(text: str) -> Iterator[Counted]:
    """Numbers of people killed or injured: units "killed" and "injured", with any noun."""
    low = text.lower()
    for match in _numbers(text):
        value = _value(match)
        if value is None or match["money"] or match["percent"] or _is_date(text, match):
            continue
        if _is_other(match):
            continue
        rest = low[match.end("number") : match.end("number") + _CLOSE]
        rest = re.split(r"[.;]|, (?!in)| and | but | while | after ", rest)[0]
        before = low[max(0, match.start() - 20) : match.start()]
        if _PART.search(rest) or _AMONG.search(before):
            continue
        words = (match["after"] or "").replace("-", " ").lower().split()
        noun = any(word in _PEOPLE or word.rstrip("s") in _PEOPLE for word in words)
        counts_people = noun or bool(words and words[0] in _STANDING_FOR)
        for unit, pattern in (("killed", _KILLED), ("injured", _INJURED)):
            led = re.search(r"(?:killed|killing|injured|injuring|wounding|hurting) $", before)
            led_in = led is not None and led[0][0] == unit[0]
            if (counts_people and pattern.search(rest)) or led_in:
                end = match.end("scale") if match["scale"] else match.end("number")
                yield Counted(value, unit, bool(match["about"]), match.start(), end)
                break


def _is_date(text: str, match: re.Match[str]) -> bool:
    after = text[match.end("number") : match.end("number") + 12]
    if _DATING.match(after) or _MONTH.search(
        text, max(0, match.start("number") - 10), match.start("number")
    ):
        return True
    number = match["number"]
    bare = not (match["money"] or match["scale"] or match["percent"])
    if bare and re.fullmatch(r"(?:1[89]|20)\d\d", number):
        return True
    following = after.split()
    return bool(following) and following[0].lower().strip(".,")[:3] in _MONTHS and number.isdigit()


_MONTHS = frozenset(name[:3] for name in MONTHS)


def _value(match: re.Match[str]) -> float | None:
    number = match["number"].lower().replace(",", "")
    value = float(_WORDS[number]) if number in _WORDS else float(number)
    scale = match["scale"]
    return value * _SCALES[scale.lower()] if scale else value


_SHORT_FOR = {"mph": "miles", "kph": "kilometres", "km": "kilometres", "kg": "kilograms"}


def _unit(text: str, match: re.Match[str]) -> str | None:
    if match["money"]:
        return match["money"].replace("US", "")
    if match["percent"]:
        return "%"
    part = _PART_OF.match(text, match.end("number"))
    words = [part["noun"]] if part else (match["after"] or "").replace("-", " ").split()
    for word in words:
        low = word.lower().strip("’'")
        if low in _BREAKING:
            return None
        if low in _ADJECTIVES:
            continue
        found = stems(_SHORT_FOR.get(low, word))
        return found[0] if found else "people" if low == "people" else None
    return None
