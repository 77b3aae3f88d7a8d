"""Reads dates that feeds and pages state for machines, in any form.

RSS asks for RFC 822, Atom and JSON-LD for ISO 8601; in practice both occur, without zones, with
named zones, with days and months in other languages, in figures, or as seconds since 1970. A wrong
date is worse than none: a text with two readings gives no date, and one without a zone gives no
hour.
"""

import re
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

_LENGTH = 80
_FIRST_YEAR = 1900
_ZEROS = frozenset(
    {
        date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1901, 1, 1),
        date(1901, 12, 13), date(2038, 1, 19),
    }
)  # fmt: skip
"""What programs without a date write: zero, or their least or greatest date."""
_MIN_SECONDS = 631_152_000  # 1990: smaller values are some other number
_MAX_SECONDS = 4_102_444_800  # 2100

_ZONES = {
    # RFC 822, section 5.1, and names with only one offset. Omitted because they have several: IST,
    # AST, ADT besides RFC 822's, Malaysia's MST and similar ones
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0,
    "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360,
    "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600,
    "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120,
    "EEST": 180, "MSK": 180, "TRT": 180, "SAST": 120, "PKT": 300, "WIB": 420, "HKT": 480,
    "SGT": 480, "AWST": 480, "JST": 540, "KST": 540, "ACST": 570, "ACDT": 630, "AEST": 600,
    "AEDT": 660, "NZST": 720, "NZDT": 780, "BRT": -180, "ART": -180,
}  # fmt: skip
"""Minutes east of Greenwich."""

_LANGUAGES = frozenset(
    """
    en de fr es it pt nl da nb sv fi is pl cs sk sl hr sr sr_Latn bs bg mk ru uk be ro hu et lv
    lt el tr sq ca gl eu ga cy id ms vi az ka hy he ar fa hi bn ta te th sw af
    """.split()  # noqa: SIM905  # a list of words, not of strings
)
_ALSO: dict[str, dict[str, int]] = {
    "de": {"mrz": 3, "jänner": 1, "feber": 2},
    "en": {"sept": 9},
    "es": {"set": 9, "setiembre": 9},
    "fr": {"fév": 2, "juil": 7, "jui": 7},
    "id": {"agt": 8, "nop": 11, "pebruari": 2},
    "pt": {"set": 9},
}
"""Names of months used besides CLDR's."""
_CONNECTIVES = frozenset(
    """
    at on of the de del di da den der le la el o os h hrs hr kl um uhr om á à às alle ore klo ob
    v godz noon klokken klokka heure heures st nd rd th год г р року года й
    """.split()  # noqa: SIM905  # a list of words, not of strings
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<H>\d{1,2})[:.h](?P<M>\d\d)(?:[:.](?P<S>\d\d)(?:[.,]\d{1,9})?)?(?![\d:])"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"\(?(?:GMT|UTC|UT)?\s?(?P<sign>[+\-−])(?P<h>\d\d?)(?::?(?P<m>\d\d))?(?!\d)\)?", re.IGNORECASE
)
_ZONE_NAME = re.compile(r"\(?\b(?P<name>[A-Za-z]{1,4})\b\)?")
_ISO_DAY = re.compile(r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:T?(?P<H>[01]\d|2[0-3])(?P<M>[0-5]\d)(?P<S>[0-5]\d)(?P<z>Z?))?"
)
_EAST_ASIAN = re.compile(
    r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"
)
_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})")
_MONTH_SIGN = re.compile(
    r"(?<!\d)(?P<m>1[0-2]|0?[1-9])\s?[月월]|\b(?:tháng|thg)\s?(?P<vi>1[0-2]|0?[1-9])(?!\d)",
    re.IGNORECASE,
)
_SIGNED = "month"
_FIGURE = re.compile(r"\d")
_AFTER_CLOCK = re.compile(
    r"\s*(?:\(?(?:GMT|UTC|UT)?\s?[+\-−]\d\d?(?::?\d\d)?\)?|\(?[A-Z]{1,4}T?\)?(?=[\s,]))?[\s,]*(?:on\s)?"
)
"""The zone after a clock time."""
_VOWEL_SIGNS = "\u0900-\u0965\u0970-\u09e5\u0b80-\u0be5\u0c00-\u0c65\u0e30-\u0e4e"
"""Letters of Indian scripts and Thai, whose marks Python does not count as letters."""
_TOKEN = re.compile(
    rf"{_SIGNED}\d+|\d+|(?:[^\W\d_]|[{_VOWEL_SIGNS}])+(?:[.'’][^\W\d_]+)*", re.UNICODE
)


class _Clock(NamedTuple):
    minutes: int
    """Minutes since midnight; 24:00 is 1,440."""
    seconds: int


def stated_date(text: str, language: str | None = None) -> datetime | str | None:
    """The moment or day that `text` states: aware, or an EDTF day; None if it states none.

    Args:
        text: such as ``Tue, 04 Mar 2025 07:10:00 +0100`` or ``4 de marzo de 2025``.
        language: the document's language as a BCP 47 tag; decides between months with one name.
    """
    line = " ".join(text.split()).strip(" ,.;")
    if not line or len(line) > _LENGTH:
        return None
    if line.isdecimal():
        return _figures(line)
    day, rest = _split_day(line, language)
    if day is None or not _is_plausible(day):
        return None
    clock, zone = _clock_and_zone(rest)
    if clock is None or zone is None:
        return day.isoformat()
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone(zone))
    try:
        return midnight + timedelta(minutes=clock.minutes, seconds=clock.seconds)
    except OverflowError:  # the last day that the calendar has
        return day.isoformat()


def _is_plausible(day: date) -> bool:
    return day.year >= _FIRST_YEAR and day not in _ZEROS


def _figures(line: str) -> datetime | str | None:
    """Seconds or milliseconds since 1970, or a day without separators."""
    compact = _COMPACT.fullmatch(line)
    if compact is not None:
        day = _day(compact["y"], compact["m"], compact["d"])
        return day.isoformat() if day else None
    seconds = int(line) // 1_000 if len(line) == 13 else int(line) if len(line) == 10 else 0
    if not _MIN_SECONDS <= seconds <= _MAX_SECONDS:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _split_day(line: str, language: str | None) -> tuple[date | None, str]:
    """The day, and the rest of the line: clock and zone."""
    for form in (_ISO_DAY, _EAST_ASIAN, _COMPACT):
        match = form.match(line) or (form.search(line) if form is not _COMPACT else None)
        if match is not None:
            if match.re is _COMPACT and match["H"]:
                clock = f" {match['H']}:{match['M']}:{match['S']}{match['z']}"
                return _day(match["y"], match["m"], match["d"]), clock + line[match.end() :]
            return _day(match["y"], match["m"], match["d"]), line[match.end() :].lstrip("Tt ,")
    match = _YEAR_LAST.search(line)
    if match is not None:
        return _year_last(match), line[match.end() :]
    return _worded_day(line, language)


def _year_last(match: re.Match[str]) -> date | None:
    """``31.12.2025``: with dots the day always comes first, otherwise only if it must."""
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "." or first > 12 or first == second:
        return _day(match["y"], second, first)
    return _day(match["y"], first, second) if second > 12 else None


def _worded_day(line: str, language: str | None) -> tuple[date | None, str]:
    """A day with its month as a word: ``Tuesday, 4 March 2025``, ``Mar 4 07:10 2025``."""
    cut = _CLOCK.search(line)
    clock = line[cut.start() :] if cut else ""
    words = line[: cut.start()] if cut else line
    tail_year = re.search(r"(?<!\d)(?:19|20)\d\d$", clock)
    if cut and not _FIGURE.search(words):  # "7:10 AM EST, March 4, 2025"
        words = _AFTER_CLOCK.sub("", line[cut.end() :], count=1)
    elif tail_year is not None:  # as C's asctime writes it
        words, clock = f"{words} {tail_year[0]}", clock[: tail_year.start()]
    figures: list[str] = []
    months: list[int] = []
    unknown = 0
    words = _MONTH_SIGN.sub(lambda match: f" {_SIGNED}{match['m'] or match['vi']} ", words)
    for token in _TOKEN.findall(words):
        if token.isdecimal():
            figures.append(token)
        elif token.startswith(_SIGNED):
            months.append(int(token.removeprefix(_SIGNED)))
        elif found := _month(token, language):
            months.append(found)
        elif token.casefold() not in _CONNECTIVES:
            unknown += 1
    # only a weekday, in any language, and a zone may also be there; "mar" is March, and Tuesday in
    # French: the first of two months is a weekday
    if not 1 <= len(months) <= 2 or len(figures) != 2 or unknown > 1 + (not cut):
        return None, ""
    month = months[-1]
    day, year = figures
    if len(day) == 4:
        return None, ""
    if len(year) == 2:  # RFC 822, section 5; read as in RFC 2822, section 4.3
        year = str(int(year) + (2_000 if int(year) < 50 else 1_900))
    return (_day(year, month, day) if len(year) == 4 else None), clock


def _day(year: str, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _clock_and_zone(text: str) -> tuple[_Clock | None, timedelta | None]:
    match = _CLOCK.search(text)
    if match is None:
        return None, None
    hour, minute, second = int(match["H"]), int(match["M"]), int(match["S"] or 0)
    half = (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None, None
        hour = hour % 12 + (12 if half == "p" else 0)
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and (minute or second)):
        return None, None
    clock = _Clock(hour * 60 + minute, min(second, 59))
    return clock, _zone(text[match.end() :].strip(" ,-–"), text[match.end() :])


def _zone(rest: str, spaced: str) -> timedelta | None:
    offset = _OFFSET.match(spaced.strip(" ,"))
    if offset is not None:
        minutes = int(offset["h"]) * 60 + int(offset["m"] or 0)
        if minutes > 14 * 60:
            return None
        return timedelta(minutes=-minutes if offset["sign"] != "+" else minutes)
    name = _ZONE_NAME.match(rest)
    if name is None or name["name"].upper() not in _ZONES:
        return None
    return timedelta(minutes=_ZONES[name["name"].upper()])


def _month(name: str, language: str | None) -> int | None:
    """The month with that name; None if languages differ and `language` does not decide."""
    key = name.casefold().rstrip(".")
    for spoken in ("en", (language or "").replace("_", "-").split("-")[0].lower()):
        if spoken in _LANGUAGES and key in (names := _names(spoken)):
            return names[key]
    months = _all_names().get(key, set())
    return next(iter(months)) if len(months) == 1 else None


@cache
def _names(language: str) -> dict[str, int]:
    """A language's month names from CLDR, full and short, in lower case."""
    from babel import Locale  # takes 20 ms to import, and only worded dates need it

    found: dict[str, int] = {}
    locale = Locale.parse(language)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                key = str(name).casefold().rstrip(".")
                if not any(sign.isdigit() for sign in key):
                    found.setdefault(key, number)
                    if width == "wide" and len(key) > 4:
                        found.setdefault(key[:3], number)
    for name, number in _ALSO.get(language, {}).items():
        found.setdefault(name, number)
    for name, number in list(found.items()):  # many people omit the accents
        plain = "".join(sign for sign in normalize("NFD", name) if not combining(sign))
        if plain.isascii():
            found.setdefault(plain, number)
    return found


@cache
def _all_names() -> dict[str, set[int]]:
    months: dict[str, set[int]] = defaultdict(set)
    for language in _LANGUAGES:
        for name, number in _names(language).items():
            months[name].add(number)
    return months
