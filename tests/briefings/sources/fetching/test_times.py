"""When to come back."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from briefings.sources.fetching.times import (
    LONGEST_FRESH,
    LONGEST_WAIT,
    fresh_until,
    http_date,
    retry_at,
)

NOW = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Tue, 06 May 2031 12:05:00 GMT", 300),
        ("Tuesday, 06-May-31 12:05:00 GMT", 300),
        ("Tue May  6 12:05:00 2031", 300),
        ("Tue, 06 May 2031 14:05:00 +0200", 300),
        ("Tue, 06 May 2031 11:00:00 GMT", 0),
        ("9" * 5000, LONGEST_WAIT.total_seconds()),
        ("Tue, 06 May 2099 12:00:00 GMT", LONGEST_WAIT.total_seconds()),
    ],
)
def test_retry_after_in_seconds_and_as_a_date(header: str, wait: float) -> None:
    assert retry_at(header, NOW) == NOW + timedelta(seconds=wait)


@pytest.mark.parametrize(
    "header", [None, "", "soon", "-5", "1.5", "١٢", "Tue, 99 May 2031 12:00:00 GMT", "0x10"]
)
def test_a_header_without_a_time_gives_none(header: str | None) -> None:
    assert retry_at(header, NOW) is None


@given(st.text())
def test_any_header_gives_a_moment_within_bounds_or_none(header: str) -> None:
    when = retry_at(header, NOW)
    assert when is None or NOW <= when <= NOW + LONGEST_WAIT
    until = fresh_until({"Cache-Control": header, "Expires": header, "Age": header}, NOW)
    assert until is None or NOW < until <= NOW + LONGEST_FRESH


@given(st.integers(0, 32_000_000_000))
def test_dates_are_read_as_written(seconds: int) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert http_date(format_datetime(moment, usegmt=True)) == moment


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=600"}, 600),
        ({"Cache-Control": 'max-age="600"', "Age": "100"}, 500),
        ({"Cache-Control": "max-age=600", "Age": "many"}, 600),
        ({"Cache-Control": "max-age=600", "Age": "700"}, None),
        ({"Cache-Control": "max-age=0"}, None),
        ({"Cache-Control": "s-maxage=600"}, None),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({"Cache-Control": "no-store"}, None),
        ({"Cache-Control": "max-age=99999999999"}, LONGEST_FRESH.total_seconds()),
        ({"Expires": "Tue, 06 May 2031 12:05:00 GMT"}, 300),
        ({"Expires": "Tue, 06 May 2031 12:05:00 GMT", "Cache-Control": "max-age=600"}, 600),
        ({"Expires": "Tue, 06 May 2099 12:05:00 GMT"}, LONGEST_FRESH.total_seconds()),
        ({"Expires": "Tue, 06 May 2031 11:00:00 GMT"}, None),
        ({"Expires": "0"}, None),
        ({}, None),
    ],
)
def test_how_long_an_answer_stays_fresh(headers: dict[str, str], seconds: float | None) -> None:
    expected = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert fresh_until(CIMultiDict(headers), NOW) == expected
