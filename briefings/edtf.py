"""Dates that may be vague, in the Extended Date/Time Format.

The part of EDTF (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/) that news needs: a
year, month or day, an optional ``~`` (about) or ``?`` (uncertain), and intervals of them. The
value stays the string that was written; `earliest` and `latest` give the days that it spans.
"""

import calendar
import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[~?]?"
_EDTF = re.compile(rf"(?P<start>{_DATE})(?:/(?P<end>{_DATE}|\.\.))?")


def _parse(value: str) -> tuple[str, str]:
    match = _EDTF.fullmatch(value)
    if match is None:
        raise ValueError(
            f"{value!r} is no date: write 2025-08-17, 2025-08, 2025, with ~ for about or ? "
            "for uncertain, or an interval like 2025-08-15/2025-08-18"
        )
    start = match["start"].rstrip("~?")
    end = match["end"] or start
    return start, ("9999" if end == ".." else end.rstrip("~?"))


def earliest(value: str) -> date:
    """The first day that `value` can mean.

    Raises:
        ValueError: it is no EDTF date of this module's part, or no day of the calendar.
    """
    year, month, day = [*map(int, _parse(value)[0].split("-")), 1, 1][:3]
    return date(year, month, day)


def latest(value: str) -> date:
    """The last day that `value` can mean; 9999-12-31 for an open interval.

    Raises:
        ValueError: as for `earliest`.
    """
    parts = [int(part) for part in _parse(value)[1].split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return date(year, month, day)


def _validate(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("a date is expected, not true or false")
    if isinstance(value, int):  # YAML reads 1994 as a number
        value = f"{value:04d}"
    elif type(value) is date:  # YAML reads 2025-08-17 as a date
        value = value.isoformat()
    if not isinstance(value, str):
        return value
    if latest(value) < earliest(value):
        raise ValueError(f"{value!r} ends before it starts")
    return value


EdtfDate = Annotated[str, BeforeValidator(_validate)]
"""An EDTF date as a string, checked when a model is made."""
