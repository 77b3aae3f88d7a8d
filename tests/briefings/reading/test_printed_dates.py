"""Dates as pages print them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from briefings.reading.credits import Dateline, dateline, month_number
from briefings.reading.printed_dates import date_line, dateline_day, source_line, timestamp, url_day


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("March 4, 2025", "2025-03-04"),
        ("Published: Tuesday, 4 March 2025, 7:10 AM", "2025-03-04"),
        ("Mar. 4, 2025 at 7:10 p.m. EST", "2025-03-04"),
        ("Posted on 4th Mar 2025 | Updated 5 Mar 2025", "2025-03-04"),
        ("2025.03.04 07:10", "2025-03-04"),
        ("입력 2025.03.04. 07:10", "2025-03-04"),
        ("2025-03-04T07:10:00Z", datetime(2025, 3, 4, 7, 10, tzinfo=UTC)),
        ("Published 2025-03-04 07:10 UTC", datetime(2025, 3, 4, 7, 10, tzinfo=UTC)),
        ("Updated March 5, 2025", ""),
        ("Last updated: 2025-03-05", ""),
        ("03/04/2025", None),
        ("31 February 2025", None),
        ("Mars 4, 2025", "2025-03-04"),
        ("The council voted on March 4, 2025", None),
        ("March 4", None),
        ("x" * 200, None),
    ],
)
def test_a_line_that_is_a_date_gives_it(line: str, value: datetime | str | None) -> None:
    assert date_line(line) == value


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Courier, 4 March 2025", "The Courier"),
        ("The Harbour Post | Tuesday, March 4, 2025 7:10 AM", "The Harbour Post"),
        ("Voice of the North – 2025-03-04", "Voice of the North"),
        ("Courier (4 March 2025)", "Courier"),
        ("BBC, 4 March 2025", "BBC"),
        ("VARNHOLM, 4 March 2025", None),
        ("Varnholm, Norway, 4 March 2025", None),
        ("Bridge opens in spring, 4 March 2025", None),
        ("Published, 4 March 2025", None),
        ("Tuesday, 4 March 2025", None),
        ("The Tuesday Courier, 4 March 2025", "The Tuesday Courier"),
        ("The Courier, 31 February 2025", None),
        ("The Courier, 4 March 2025, on page two", None),
        ("The Courier 4 March 2025", None),
        ("The Courier", None),
        ("x" * 200, None),
    ],
)
def test_a_source_line_gives_outlet_and_date(line: str, outlet: str | None) -> None:
    assert source_line(line) == (outlet and (outlet, "2025-03-04"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025-03-04T07:10", "2025-03-04"),
        (
            "2025-03-04T07:10:05.123+0530",
            datetime(2025, 3, 4, 7, 10, 5, tzinfo=timezone(timedelta(hours=5, minutes=30))),
        ),
        (
            "2025-03-04 07:10:00-08:00",
            datetime(2025, 3, 4, 7, 10, tzinfo=timezone(-timedelta(hours=8))),
        ),
        ("2025-03-04T27:10:00Z", "2025-03-04"),
        ("2025-03-04T07:10:00+99:00", "2025-03-04"),
        ("2025-13-04", None),
        ("soon", None),
    ],
)
def test_a_timestamp_is_a_moment_or_a_day(text: str, value: datetime | str | None) -> None:
    assert timestamp(text) == value


def test_an_address_may_hold_the_day() -> None:
    assert url_day("https://x.example/2025/03/04/story") == "2025-03-04"
    assert url_day("https://x.example/20250304-story") == "2025-03-04"
    assert url_day("https://x.example/2025/02/31/story") is None
    assert url_day("https://x.example/story-12") is None
    assert url_day(None) is None


def day_of(text: str, bound: datetime | str | None) -> str | None:
    found = dateline(f"{text} (AP) — The council")
    assert found is not None
    return dateline_day(found, bound)


def test_a_dateline_takes_its_year_from_the_repost() -> None:
    assert day_of("OSLO, Aug 17", "2025-08-25") == "2025-08-17"
    assert day_of("OSLO, Aug 17", datetime(2025, 8, 17, tzinfo=UTC)) == "2025-08-17"
    assert day_of("OSLO, Dec 30", "2025-01-02") == "2024-12-30"
    assert day_of("OSLO, Aug 18", "2025-08-17") == "2025-08-18", "it may be a day later there"
    assert day_of("OSLO, Feb 29", "2025-08-25") == "2024-02-29"
    assert day_of("OSLO, Feb 31", "2025-08-25") is None
    assert day_of("OSLO, Aug 17", None) is None
    assert day_of("OSLO", "2025-08-25") is None
    assert day_of("OSLO, Aug 17, 2023", None) == "2023-08-17"
    assert day_of("OSLO, Feb 31, 2023", None) is None


def test_months_are_read_in_english_only() -> None:
    assert [month_number(name) for name in ("Jan.", "september", "May", "Juillet", "x")] == [
        1, 9, 5, None, None,
    ]  # fmt: skip
    assert Dateline("", None, None, None, None, 0).month is None
