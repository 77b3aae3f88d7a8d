"""Values of dates, at the granularity that the text gives.

Values have the form of TimeML's TIMEX3, which extends ISO 8601
(https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html#timex3):

========== ============== ==============================================
day        1998-08-07
week       1998-W32       ISO 8601's week, Monday to Sunday
weekend    1998-W32-WE
month      1998-08
quarter    1998-Q3
season     1998-SU        SP, SU, FA, WI; a winter has its December's year
year       1998
decade     199
century    19             the 20th
vague      PAST_REF       PRESENT_REF, FUTURE_REF
========== ============== ==============================================
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|(?P<season>SP|SU|FA|WI)))?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_of(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def year_of(year: int) -> str | None:
    """The year's value; None if outside the calendar."""
    return f"{year:04d}" if 1 <= year <= 9999 else None


def quarter_of(day: date) -> str:
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def months_from(day: date, months: int) -> date | None:
    """The first of the month `months` later; None if outside the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, 1) if 1 <= year <= 9999 else None


def days_from(day: date, days: int) -> date | None:
    """The day `days` later; None if outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def day_value(year: int, month: int, day: int) -> str | None:
    """The day's value; None if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@lru_cache(maxsize=4_096)
def days_of(value: str) -> tuple[date, date] | None:
    """The first and last day of a value; None for a vague one."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    found = match.groupdict()
    if found["decade"]:
        return _years(int(found["decade"]) * 10, 10)
    if found["century"]:
        return _years(int(found["century"]) * 100, 100)
    year = int(found["year"])
    if not year:
        return None
    try:
        return _days_in_year(year, found)
    except (ValueError, OverflowError):  # no such week, or beyond the calendar
        return None


def _days_in_year(year: int, found: dict[str, str | None]) -> tuple[date, date] | None:
    if found["day"] and found["month"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["month"]:
        return _months(year, int(found["month"]), 1)
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        first = monday + timedelta(days=5 if found["weekend"] else 0)
        return first, monday + timedelta(days=6)
    if found["quarter"]:
        return _months(year, int(found["quarter"]) * 3 - 2, 3)
    if found["season"]:
        return _months(year, _SEASON_MONTHS[found["season"]], 3)
    return _years(year, 1)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    last = months_from(first, count - 1) or first
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _years(first: int, count: int) -> tuple[date, date]:
    return date(max(1, first), 1, 1), date(max(1, first + count - 1), 12, 31)


def edtf_of(value: str) -> str | None:
    """A value as an EDTF date (see `briefings.edtf`); None for a vague one.

    Days, months and years stay as they are; the others become intervals.
    """
    span = days_of(value)
    if span is None:
        return None
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value):
        return value
    first, last = span
    if value[4:6] in ("-Q", "-S", "-F"):
        return f"{month_of(first)}/{month_of(last)}"
    if value[4:6] == "-W" and not value[6:7].isdigit():
        return f"{month_of(first)}/{month_of(last)}"
    if len(value) < 4:
        return f"{first.year:04d}/{last.year:04d}"
    return f"{first.isoformat()}/{last.isoformat()}"
