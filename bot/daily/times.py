"""Times of day and weekdays as moderators type them."""

import re
from datetime import time
from enum import IntFlag
from functools import reduce
from operator import or_

from briefings.translations import Listed, Message, Sentences, gettext
from briefings.translations.message import Weekday

MAX_INPUT = 100
"""The longest accepted input, in characters; Discord's options may be longer."""

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

EXAMPLE = gettext("Write it like `8:00`, `20.30` or `8am`.")

_CLOCK = re.compile(
    r"""(?:at|um|à)?\s*
    (?P<hour>\d{1,2})
    (?:\s*(?:[:.,h]|uhr)\s*(?P<minute>\d{1,2})? | (?P<packed>\d{2}))?
    \s*(?P<unit>uhr|h|hrs?|hours?|o['’]?clock)?
    \s*(?P<half>[ap]\.?\s?m\.?)?""",
    re.VERBOSE | re.IGNORECASE,
)


class InputError(ValueError):
    """The typed text is not accepted; the message says what is wrong and what to write.

    Whoever shows `message` puts it into the reader's language; `str` is English.
    """

    def __init__(self, message: Message | Sentences) -> None:
        super().__init__(str(message))
        self.message = message


def parse_time(text: str) -> time:
    """Read a time of day: `8:00`, `8am`, `20.30`, `8`, `08h30`, `0830`, `noon`, `20:30 Uhr` …

    Raises InputError, whose message can be shown to the moderator.
    """
    typed = " ".join(text.split())
    if not typed or len(typed) > MAX_INPUT:
        raise _refused(gettext("A time of day is needed."))
    named = NAMED_TIMES.get(typed.lower())
    if named is not None:
        return named
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise _refused(gettext("“%(typed)s” is not a time of day.", typed=typed))
    minute_text = match["minute"] or match["packed"] or "0"
    if match["minute"] and len(match["minute"]) == 1:
        raise _refused(
            gettext("“%(typed)s” has one digit for the minutes; two are needed.", typed=typed)
        )
    hour, minute = int(match["hour"]), int(minute_text)
    if minute > 59:
        raise _refused(
            gettext(
                "“%(typed)s” has %(minutes)s minutes; an hour has 0 to 59.",
                typed=typed,
                minutes=minute,
            )
        )
    return time(_hour(hour, match["half"], typed), minute)


def _hour(hour: int, half: str | None, typed: str) -> int:
    if half is None:
        if hour > 23:
            raise _refused(
                gettext("“%(typed)s” is not on the clock: hours go from 0 to 23.", typed=typed)
            )
        return hour
    if not 1 <= hour <= 12:
        raise _refused(gettext("“%(typed)s”: with am or pm, hours go from 1 to 12.", typed=typed))
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _refused(why: Message) -> InputError:
    return InputError(Sentences((why, EXAMPLE)))


def format_time(value: time) -> str:
    """`08:00`, on the 24-hour clock."""
    return f"{value:%H:%M}"


class Weekdays(IntFlag):
    """A set of weekdays. Monday is 1, bit 0, so that a day's bit is `1 << date.weekday()`."""

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

_DAYS_EXAMPLE = gettext("Write them like `mon-fri`, `mon, wed, fri`, `weekend` or `all`.")


def parse_weekdays(text: str) -> Weekdays:
    """Read weekdays: `mon-fri`, `Mon, Wed and Fri`, `weekend`, `all`; empty means all.

    A range may cross the end of the week (`sat-mon`). Raises InputError.
    """
    typed = " ".join(text.split()).lower()
    if len(typed) > MAX_INPUT:
        raise _no_days(gettext("That is too long for weekdays."))
    if typed in _SETS:
        return _SETS[typed]
    typed = re.sub(r"\s*(?:-|–|\bto\b|\bbis\b)\s*", "-", typed)
    parts = [part for part in re.split(r"[,;/+&\s]+|\band\b|\bund\b", typed) if part]
    if not parts:
        raise _no_days(gettext("“%(typed)s” names no weekday.", typed=typed))
    return reduce(or_, (_part(part) for part in parts), Weekdays(0))


def _no_days(why: Message) -> InputError:
    return InputError(Sentences((why, _DAYS_EXAMPLE)))


def _part(part: str) -> Weekdays:
    if part in _SETS:
        return _SETS[part]
    ends = part.split("-")
    numbers = [_DAY_OF.get(end.rstrip(".")) for end in ends]
    first, last = numbers[0], numbers[-1]
    if first is None or last is None or len(ends) > 2:
        raise _no_days(gettext("“%(typed)s” is not a weekday.", typed=part))
    days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return reduce(or_, (Weekdays(1 << day) for day in days))


def format_weekdays(days: Weekdays) -> Message | Listed:
    """`every day`, `Mon–Fri`, `Sat, Sun`."""
    if days == Weekdays.ALL:
        return gettext("every day")
    if days == Weekdays.WORKDAYS:
        return gettext("%(first)s–%(last)s", first=Weekday(0), last=Weekday(4))
    return Listed(tuple(Weekday(number) for number in range(7) if days.has(number)), ",")
