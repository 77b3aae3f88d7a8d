"""The playground's clock: it runs like any other, and can be moved forward."""

import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

FARTHEST = timedelta(days=366)
"""How far one move may go."""

EXAMPLES = "tomorrow 8:00 · 18:30 · monday 7:00 · +2h · 2026-01-31 8:00"
"""What `moment` understands, for whoever has to type it."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AHEAD = re.compile(r"(?:\+|in )\s*(\d{1,5})\s*(m|h|d)[a-z]*")
_AT = re.compile(
    rf"(?:(?P<day>today|tomorrow|{'|'.join(_WEEKDAYS)}|\d{{4}}-\d\d-\d\d)[ t,]*(?:at )?)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?: ?utc|z)?"
)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


class ClockError(ValueError):
    """The clock can't be moved that way; `str` says why, in one line for whoever typed it."""


def moment(text: str, now: datetime) -> datetime:
    """The moment, in UTC, that `text` names, seen from `now`: see `EXAMPLES`.

    A time without a day is the next such time; so is a weekday's.

    Raises:
        ClockError: it can't be read, is not after `now`, or is farther away than `FARTHEST`.
    """
    typed = " ".join(text.lower().split())
    if ahead := _AHEAD.fullmatch(typed):
        found = now + int(ahead[1]) * _UNITS[ahead[2]]
    elif at := _AT.fullmatch(typed):
        found = _at(at["day"], int(at["hour"]), int(at["minute"]), now)
    else:
        raise ClockError(f"I can't read “{text}” as a time. Try: {EXAMPLES}")
    if found <= now:
        raise ClockError(f"The clock only goes forward: it is {now:%Y-%m-%d %H:%M} UTC")
    if found - now > FARTHEST:
        raise ClockError(f"That is too far: at most {FARTHEST.days} days at once")
    return found


def _at(day: str | None, hour: int, minute: int, now: datetime) -> datetime:
    try:
        today = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if day is None:
            return today if today > now else today + timedelta(days=1)
        if day == "today":
            return today
        if day == "tomorrow":
            return today + timedelta(days=1)
        if day in _WEEKDAYS:
            away = (_WEEKDAYS.index(day) - now.weekday()) % 7
            found = today + timedelta(days=away)
            return found if found > now else found + timedelta(days=7)
        named = date.fromisoformat(day)
        return today.replace(year=named.year, month=named.month, day=named.day)
    except ValueError as error:
        raise ClockError(f"There is no such time: {error}") from None


class Clock:
    """The time for the bot, and for simcord with its simulated Discord.

    Args:
        start: what it shows at first; now, if not given.
        runs: False for a clock that is stopped until it is moved, so that pictures come out the
            same each time.
    """

    def __init__(
        self,
        start: datetime | None = None,
        *,
        runs: bool = True,
        # Not `time.monotonic`: simcord replaces that with this very clock.
        seconds: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._truly = datetime.now(UTC)
        self._start = start or self._truly
        self._moved = timedelta()
        self._waited = 0.0
        self._seconds = seconds if runs else lambda: 0.0
        self._began = self._seconds()

    @property
    def elapsed(self) -> float:
        """Seconds that timers count; moving the clock does not touch them."""
        return self._seconds() - self._began + self._waited

    def now(self) -> datetime:
        return self._start + self._moved + timedelta(seconds=self.elapsed)

    def outside(self) -> datetime:
        """The time for fetched documents, in UTC: it starts at the real time, whatever this
        clock showed at first. Moves count, so that they make things due."""
        return self.now() - self._start + self._truly

    def advance(self, seconds: float) -> None:
        """Let timers expire early; simcord calls this when it need not wait for them."""
        self._waited += seconds

    def move(self, to: datetime) -> None:
        """Jump forward, like the clock of a machine that was asleep."""
        self._moved += max(timedelta(), to - self.now())
