"""Dates that may be vague, in the Extended Date/Time Format.

The part of EDTF (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/) that news needs: a year,
month or day, an optional ``~`` (about) or ``?`` (uncertain), and intervals of them. The value stays
the string as written; `earliest` and `latest` give the days that it spans.
"""

import calendar
import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

_DATE = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?[~?]?"
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
        ValueError: it is not an EDTF date that this module supports, or not a calendar day.
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
    elif type(value) is date:  # a program may give one; in a file a day is text
        value = value.isoformat()
    if not isinstance(value, str):
        return value
    try:
        backwards = latest(value) < earliest(value)
    except ValueError as error:
        if _EDTF.fullmatch(value) is None:
            raise
        raise ValueError(f"{value!r} is no day of the calendar: {error}") from None
    if backwards:
        raise ValueError(f"{value!r} ends before it starts")
    return value


def _validate_moment(value: Any) -> datetime | str:
    moment: datetime | None = value if isinstance(value, datetime) else None
    if isinstance(value, str) and _HAS_TIME.match(value):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is no time: write 2025-08-17T09:30:00+09:00") from None
    if moment is None:
        checked = _validate(value)
        if not isinstance(checked, str):
            raise ValueError("a date is expected: 2025-08-17, or 2025-08-17T09:30:00+09:00")
        return checked
    if moment.utcoffset() is None:
        raise ValueError(f"{value!s} has no offset from UTC: add Z, or one like +09:00")
    return moment


_HAS_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]")

_EDTF_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": rf"^{_DATE}(?:/(?:{_DATE}|\.\.))?$"},
        {"type": "integer", "minimum": 0, "maximum": 9999},
    ],
    "description": "A day, month or year, with ~ (about) or ? (uncertain), or an interval: EDTF.",
}
_TIME_SCHEMA = {"type": "string", "format": "date-time", "pattern": _HAS_TIME.pattern}

EdtfDate = Annotated[str, BeforeValidator(_validate), WithJsonSchema(_EDTF_SCHEMA)]
"""An EDTF date as a string, checked when a model is made."""

Moment = Annotated[
    datetime | str,
    PlainValidator(_validate_moment),
    WithJsonSchema({"anyOf": [_TIME_SCHEMA, _EDTF_SCHEMA]}),
]
"""An aware datetime if the time is known, else an EDTF date as a string.

Digits alone never mean seconds since 1970, as they would in pydantic's own datetimes.
"""
