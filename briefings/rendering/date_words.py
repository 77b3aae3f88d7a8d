"""Dates as a reader likes them.

A day without a time is written out: as a moment it would be the day before for some readers.
How a known moment is written is the dialect's business.
"""

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from briefings.models import Event, EventStatus

UNDATED = "undated"

_LOCALE = "en_GB"
_PATTERNS = {
    "long": {3: "d MMMM y", 2: "MMMM y", 1: "y"},
    "short": {3: "d MMM y", 2: "MMM y", 1: "y"},
}
_QUALIFIERS = {"~": "about ", "?": "possibly "}


def days_of(event: Event) -> str:
    """The days of an event in words, from its start to its end where it has one.

    What is planned for an open time has not begun: "expected from 18 August 2025".
    """
    days = event.start_date
    if event.end_date is not None:
        # Either may be an interval of its own: a date known only as lying between two.
        days = f"{days.partition('/')[0]}/{event.end_date.rpartition('/')[2]}"
    if days.endswith("/..") and event.status is EventStatus.PLANNED:
        return f"expected from {in_words(days.partition('/')[0])}"
    return in_words(days)


@lru_cache(maxsize=4096)
def in_words(value: str | None, width: str = "long") -> str:
    """The EDTF date `value` in words: "17 August 2025", "about August 2025", "undated".

    Args:
        value: as `briefings.edtf` checks it; None is "undated".
        width: "long", or "short" for abbreviated months.
    """
    if not value:
        return UNDATED
    # An event may start within an interval and end within another: "2025-08/2025-09/2026".
    start, *ends = value.split("/")
    end = ends[-1] if ends else start
    if start == end:
        return _one(start, width)
    if end == "..":
        return f"since {_one(start, width)}"
    plain = not {start[-1], end[-1]} & _QUALIFIERS.keys()
    first, last = start.split("-"), end.split("-")
    if plain and len(first) == len(last) == 3 and first[:2] == last[:2]:
        return f"{int(first[2])}–{_one(end, width)}"
    return f"{_one(start, width)} – {_one(end, width)}"


def _one(value: str, width: str) -> str:
    qualifier = _QUALIFIERS.get(value[-1], "")
    parts = [int(part) for part in value.rstrip("~?").split("-")]
    day = date(*[*parts, 1, 1][:3])
    return qualifier + str(format_date(day, _PATTERNS[width][len(parts)], locale=_LOCALE))
