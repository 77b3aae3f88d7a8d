"""Dates in readable words.

A day without a time is written out: as a moment it would be the day before for some readers. The
dialect decides how to write a known moment, the language how to write a date.
"""

from functools import lru_cache

from briefings.models import Event, EventStatus
from briefings.translations import ENGLISH, Language, gettext

UNDATED = gettext("undated")

_QUALIFIERS = {"~": "about", "?": "possibly"}


def days_of(event: Event, language: Language = ENGLISH) -> str:
    """The days of an event in words, from its start to its end if it has one.

    An event planned without an end has not begun: "expected from 18 August 2025".
    """
    days = event.start_date
    if event.end_date is not None:
        # Either may itself be an interval: a date known only to be between two others.
        days = f"{days.partition('/')[0]}/{event.end_date.rpartition('/')[2]}"
    if days.endswith("/..") and event.status is EventStatus.PLANNED:
        start = in_words(days.partition("/")[0], language=language)
        return language.say(gettext("expected from %(day)s", day=start))
    return in_words(days, language=language)


@lru_cache(maxsize=4096)
def in_words(value: str | None, width: str = "long", language: Language = ENGLISH) -> str:
    """The EDTF date `value` in words: "17 August 2025", "about August 2025", "undated".

    Args:
        value: as `briefings.edtf` checks it; None is "undated".
        width: "long", or "short" for abbreviated months.
    """
    if not value:
        return language.say(UNDATED)
    # An event may start within an interval and end within another: "2025-08/2025-09/2026".
    start, *ends = value.split("/")
    end = ends[-1] if ends else start
    if start == end:
        return _one(start, width, language)
    if end == "..":
        return language.say(gettext("since %(day)s", day=_one(start, width, language)))
    plain = not {start[-1], end[-1]} & _QUALIFIERS.keys()
    first, last = _numbers(start), _numbers(end)
    if plain and len(first) == len(last) == 3 and first[:2] == last[:2]:
        return language.days(last[0], last[1], first[2], last[2], width)
    words = (_one(one, width, language) for one in (start, end))
    return " – ".join(words)


def _one(value: str, width: str, language: Language) -> str:
    year, month, day_of_month = [*_numbers(value), 0, 0][:3]
    day = language.dated(year, month, day_of_month, width)
    match _QUALIFIERS.get(value[-1]):
        case "about":
            return language.say(gettext("about %(day)s", day=day))
        case "possibly":
            return language.say(gettext("possibly %(day)s", day=day))
        case _:
            return day


def _numbers(value: str) -> list[int]:
    return [int(part) for part in value.rstrip("~?").split("-")]
