"""Dates as a reader likes them.

A day without a time is written out: as a moment it would be the day before for some readers.
How a known moment is written is the dialect's business.
"""

from functools import lru_cache

from briefings.models import Event, EventStatus

UNDATED = "undated"

_MONTHS = {
    "long": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "short": (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    ),
}  # fmt: skip
"""As Unicode's CLDR has them for en_GB, whose data take five megabytes as a whole."""
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
    year, *rest = (int(part) for part in value.rstrip("~?").split("-"))
    words = [str(year)]
    if rest:
        words.append(_MONTHS[width][rest[0] - 1])
    words += map(str, rest[1:])
    return qualifier + " ".join(reversed(words))
