"""Times of day and weekdays as moderators type them."""

import re
from collections.abc import Callable
from datetime import time
from enum import IntFlag
from functools import reduce
from operator import or_

MAX_INPUT = 100
"""Longest input that is read, in characters; Discord's options may be longer."""

NAMED_TIMES = {
    "noon": time(12),
    "midday": time(12),
    "mittag": time(12),
    "mittags": time(12),
    "midi": time(12),
    "midnight": time(0),
    "mitternacht": time(0),
    "minuit": time(0),
}

EXAMPLE = "Write it like `8:00`, `20.30` or `8am`."

_CLOCK = re.compile(
    r"""(?:at|um|à)?\s*
    (?P<hour>\d{1,2})
    (?:\s*(?:[:.,h]|uhr)\s*(?P<minute>\d{1,2})? | (?P<packed>\d{2}))?
    \s*(?P<unit>uhr|h|hrs?|hours?|o['’]?clock)?
    \s*(?P<half>[ap]\.?\s?m\.?)?""",
    re.VERBOSE | re.IGNORECASE,
)


class InputError(ValueError):
    """What was typed can't be taken; the message says what is wrong and what to write.

    What others wrote stands apart from the message, for whoever shows it in markup.
    """

    def __init__(self, message: str, **theirs: str) -> None:
        """`theirs` are put where `message` names them in braces."""
        super().__init__(message.format_map(theirs) if theirs else message)
        self._message = message
        self._theirs = theirs

    def written(self, escape: Callable[[str], str]) -> str:
        """The message, with what others wrote escaped."""
        if not self._theirs:
            return self._message
        return self._message.format_map({k: escape(text) for k, text in self._theirs.items()})


def parse_time(text: str) -> time:
    """Read a time of day: `8:00`, `8am`, `20.30`, `8`, `08h30`, `0830`, `noon`, `20:30 Uhr` …

    Raises InputError, whose message can be shown to the moderator.
    """
    typed = " ".join(text.split())
    if not typed or len(typed) > MAX_INPUT:
        raise InputError(f"A time of day is needed. {EXAMPLE}")
    named = NAMED_TIMES.get(typed.lower())
    if named is not None:
        return named
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise InputError(f"“{{typed}}” is not a time of day. {EXAMPLE}", typed=typed)
    minute_text = match["minute"] or match["packed"] or "0"
    if match["minute"] and len(match["minute"]) == 1:
        wanted = f"“{{typed}}” has one digit for the minutes; two are needed. {EXAMPLE}"
        raise InputError(wanted, typed=typed)
    hour, minute = int(match["hour"]), int(minute_text)
    if minute > 59:
        wanted = f"“{{typed}}” has {minute} minutes; an hour has 0 to 59. {EXAMPLE}"
        raise InputError(wanted, typed=typed)
    return time(_hour(hour, match["half"], typed), minute)


def _hour(hour: int, half: str | None, typed: str) -> int:
    if half is None:
        if hour > 23:
            wanted = f"“{{typed}}” is not on the clock: hours go from 0 to 23. {EXAMPLE}"
            raise InputError(wanted, typed=typed)
        return hour
    if not 1 <= hour <= 12:
        wanted = f"“{{typed}}”: with am or pm, hours go from 1 to 12. {EXAMPLE}"
        raise InputError(wanted, typed=typed)
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def format_time(value: time) -> str:
    """`08:00`, on the 24-hour clock."""
    return f"{value:%H:%M}"


class Weekdays(IntFlag):
    """A set of weekdays. Monday is 1, as bit 0, so that `1 << date.weekday()` is the day's."""

    MON = 1
    TUE = 2
    WED = 4
    THU = 8
    FRI = 16
    SAT = 32
    SUN = 64
    WORKDAYS = 31
    WEEKEND = 96
    ALL = 127

    def has(self, weekday: int) -> bool:
        """Whether the day `date.weekday()` (Monday is 0) is in the set."""
        return bool(self & (1 << weekday))


SHORT_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_SETS = {
    "": Weekdays.ALL,
    "all": Weekdays.ALL,
    "daily": Weekdays.ALL,
    "every day": Weekdays.ALL,
    "everyday": Weekdays.ALL,
    "workdays": Weekdays.WORKDAYS,
    "weekdays": Weekdays.WORKDAYS,
    "working days": Weekdays.WORKDAYS,
    "weekend": Weekdays.WEEKEND,
    "weekends": Weekdays.WEEKEND,
}

_DAYS = (
    ("mo", "mon", "monday", "mondays", "montag", "lundi"),
    ("tu", "tue", "tues", "tuesday", "tuesdays", "di", "dienstag", "mardi"),
    ("we", "wed", "weds", "wednesday", "wednesdays", "mi", "mittwoch", "mercredi"),
    ("th", "thu", "thur", "thurs", "thursday", "thursdays", "do", "donnerstag", "jeudi"),
    ("fr", "fri", "friday", "fridays", "freitag", "vendredi"),
    ("sa", "sat", "saturday", "saturdays", "samstag", "sonnabend", "samedi"),
    ("su", "sun", "sunday", "sundays", "so", "sonntag", "dimanche"),
)
_DAY_OF = {name: number for number, names in enumerate(_DAYS) for name in names}

_DAYS_EXAMPLE = "Write them like `mon-fri`, `mon, wed, fri`, `weekend` or `all`."


def parse_weekdays(text: str) -> Weekdays:
    """Read weekdays: `mon-fri`, `Mon, Wed and Fri`, `weekend`, `all`; empty means all.

    A range may run over the week's end (`sat-mon`). Raises InputError.
    """
    typed = " ".join(text.split()).lower()
    if len(typed) > MAX_INPUT:
        raise InputError(f"That is too long for weekdays. {_DAYS_EXAMPLE}")
    if typed in _SETS:
        return _SETS[typed]
    typed = re.sub(r"\s*(?:-|–|\bto\b|\bbis\b)\s*", "-", typed)
    parts = [part for part in re.split(r"[,;/+&\s]+|\band\b|\bund\b", typed) if part]
    if not parts:
        raise InputError(f"“{{typed}}” names no weekday. {_DAYS_EXAMPLE}", typed=typed)
    return reduce(or_, (_part(part) for part in parts), Weekdays(0))


def _part(part: str) -> Weekdays:
    if part in _SETS:
        return _SETS[part]
    ends = part.split("-")
    numbers = [_DAY_OF.get(end.rstrip(".")) for end in ends]
    first, last = numbers[0], numbers[-1]
    if first is None or last is None or len(ends) > 2:
        raise InputError(f"“{{part}}” is not a weekday. {_DAYS_EXAMPLE}", part=part)
    days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return reduce(or_, (Weekdays(1 << day) for day in days))


def format_weekdays(days: Weekdays) -> str:
    """`every day`, `Mon–Fri`, `Sat, Sun`: what `parse_weekdays` would read back."""
    if days == Weekdays.ALL:
        return "every day"
    if days == Weekdays.WORKDAYS:
        return "Mon–Fri"
    return ", ".join(name for number, name in enumerate(SHORT_NAMES) if days.has(number))
