from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from briefings.edtf import EdtfDate, Moment, earliest, latest
from tests.strategies import edtf_dates

DATE: TypeAdapter[str] = TypeAdapter(EdtfDate)
MOMENT: TypeAdapter[datetime | str] = TypeAdapter(Moment)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1994", date(1994, 1, 1), date(1994, 12, 31)),
        ("2025-08", date(2025, 8, 1), date(2025, 8, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-08-17", date(2025, 8, 17), date(2025, 8, 17)),
        ("2025-08-17~", date(2025, 8, 17), date(2025, 8, 17)),
        ("2025?", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-08-15/2025-08-18", date(2025, 8, 15), date(2025, 8, 18)),
        ("2025-08/2025-09~", date(2025, 8, 1), date(2025, 9, 30)),
        ("2022-02-24/..", date(2022, 2, 24), date(9999, 12, 31)),
    ],
)
def test_a_date_spans_the_days_it_can_mean(value: str, first: date, last: date) -> None:
    assert (earliest(value), latest(value)) == (first, last)
    assert DATE.validate_python(value) == value


@given(edtf_dates)
def test_no_date_ends_before_it_starts(value: str) -> None:
    assert earliest(value) <= latest(value)


@pytest.mark.parametrize("value", [1994, "1994"])
def test_a_year_may_be_a_number(value: str | int) -> None:
    assert DATE.validate_python(value) == "1994"


def test_a_day_may_be_a_date() -> None:
    assert DATE.validate_python(date(2025, 8, 17)) == "2025-08-17"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Sunday", "'Sunday' is no date: write 2025-08-17"),
        ("2025-13", "is no date"),
        ("2025-8-17", "is no date"),
        ("20250817", "is no date"),
        ("٢٠٢٥", "is no date"),
        ("2025-08-17\n", "is no date"),
        ("../2025", "is no date"),
        ("", "is no date"),
        (1755424800, "is no date"),
        (-5, "is no date"),
        ("2025-02-29", "'2025-02-29' is no day of the calendar"),
        ("0000", "'0000' is no day of the calendar"),
        ("2025-08-18/2025-08-17", "ends before it starts"),
        (True, "a date is expected, not true or false"),
        (20.25, "Input should be a valid string"),
        (datetime(2025, 8, 17, tzinfo=UTC), "Input should be a valid string"),
    ],
)
def test_an_invalid_date_is_refused(value: Any, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        DATE.validate_python(value)


@pytest.mark.parametrize("value", ["2025-08-17T09:30:00+09:00", "2025-08-17 00:30:00Z"])
def test_a_time_with_its_offset_is_a_datetime(value: str) -> None:
    expected = datetime(2025, 8, 17, 0, 30, tzinfo=UTC)
    assert MOMENT.validate_python(value) == expected
    assert MOMENT.validate_python(expected) == expected


@pytest.mark.parametrize("value", [2025, "2025", "2025-08-17", "2025-08-17/.."])
def test_a_moment_without_a_time_stays_a_date(value: str | int) -> None:
    assert MOMENT.validate_python(value) == str(value)


@given(st.integers(), st.booleans())
def test_no_number_is_taken_for_seconds_since_1970(number: int, as_text: bool) -> None:  # noqa: FBT001  # drawn
    try:
        moment = MOMENT.validate_python(str(number) if as_text else number)
    except ValidationError:
        return
    assert isinstance(moment, str)
    assert len(moment) == 4


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2025-08-17T09:30:00", "2025-08-17T09:30:00 has no offset from UTC: add Z"),
        (datetime(2025, 8, 17), "has no offset from UTC"),  # noqa: DTZ001  # that is the point
        ("2025-08-17T25:00:00Z", "is no time: write 2025-08-17T09:30:00"),
        (20.25, "a date is expected: 2025-08-17, or 2025-08-17T09:30:00"),
        ("20250817", "is no date"),
    ],
)
def test_an_invalid_time_is_refused(value: Any, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        MOMENT.validate_python(value)
