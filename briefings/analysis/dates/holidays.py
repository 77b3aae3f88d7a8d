"""The days of holidays in a year."""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (from 1) weekday of a month; -1 is the last."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, days[nth - 1 if nth > 0 else nth])


def _easter(year: int) -> date:
    """Gregorian Easter Sunday, by the algorithm of Meeus, Jones and Butcher (Nature, 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    corrected = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - corrected + 15) % 30
    quarters, single = divmod(rest, 4)
    sunday = (32 + 2 * left + 2 * quarters - epact - single) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


HOLIDAYS: Mapping[str, Callable[[int], date]] = {
    "christmas": lambda year: date(year, 12, 25),
    "christmas day": lambda year: date(year, 12, 25),
    "christmas eve": lambda year: date(year, 12, 24),
    "boxing day": lambda year: date(year, 12, 26),
    "new year's day": lambda year: date(year, 1, 1),
    "new year's eve": lambda year: date(year, 12, 31),
    "halloween": lambda year: date(year, 10, 31),
    "valentine's day": lambda year: date(year, 2, 14),
    "fourth of july": lambda year: date(year, 7, 4),
    "4th of july": lambda year: date(year, 7, 4),
    "may day": lambda year: date(year, 5, 1),
    "labor day": lambda year: _nth_weekday(year, 9, 0, 1),
    "labour day": lambda year: date(year, 5, 1),
    "memorial day": lambda year: _nth_weekday(year, 5, 0, -1),
    "thanksgiving": lambda year: _nth_weekday(year, 11, 3, 4),
    "thanksgiving day": lambda year: _nth_weekday(year, 11, 3, 4),
    "easter": _easter,
    "easter sunday": _easter,
    "easter monday": lambda year: _easter(year) + timedelta(days=1),
    "good friday": lambda year: _easter(year) - timedelta(days=2),
}
