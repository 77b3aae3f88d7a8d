"""Dates as feeds and pages state them: read, or left alone."""

from datetime import UTC, datetime

import pytest

from briefings.reading.stated_dates import stated_date

MOMENT = datetime(2024, 11, 5, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 05 Nov 2024 18:30:00 GMT",
        "Tue, 5 Nov 24 18:30 UT",
        "05 Nov 2024 19:30:00 +0100",
        "Tue, 05 Nov 2024 19:30:00 CET",
        "Tue, 05 Nov 2024 20:30:00 EET",
        "Tue, 05 Nov 2024 13:30:00 EST",
        "Wed, 06 Nov 2024 03:30:00 JST",
        "Wed, 06 Nov 2024 05:30:00 AEDT",
        "Tue, 05 Nov 2024 10:30:00 GMT-08:00",
        "2024-11-05T18:30:00Z",
        "2024-11-05T18:30:00.123+00:00",
        "2024-11-05 19:30:00 +0100",
        "20241105T183000Z",
        "1730831400",
        "1730831400000",
        "November 5, 2024 1:30 pm EST",
        "Tue Nov  5 18:30:00 UTC 2024",
        "di, 05 nov 2024 19:30:00 +0100",
        "mar., 05 nov. 2024 19:30:00 +0100",
        "Вт, 05 ноя 2024 21:30:00 +0300",
        "Tor, 05 nov 2024 19:30:00 +0100",
        "Ter, 05 Nov 2024 15:30:00 -0300",
    ],
)
def test_a_moment_with_its_zone_is_read(text: str) -> None:
    assert stated_date(text) == MOMENT


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-05",
        "2024-11-05T18:30:00",
        "2024/11/05 18:30",
        "2024.11.5",
        "20241105",
        "Tue, 05 Nov 2024 18:30:00",
        "Tue, 05 Nov 2024 18:30:00 IST",  # Ireland, Israel, India
        "Tue, 05 Nov 2024 18:30:00 XYZ",
        "Tue, 05 Nov 2024 18:30:00 +9900",
        "Tue, 05 Nov 2024 25:30:00 GMT",
        "Tue, 05 Nov 2024 13:30 pm GMT",
        "Tuesday, November 5, 2024 - 18:30",
        "5 de noviembre de 2024",
        "Dienstag, 5. November 2024, 19:30 Uhr",
        "5 listopada 2024",
        "2024年11月5日 18:30",
        "2024년 11월 5일",
        "05.11.2024 18:30",
        "Tue Nov  5 18:30:00 2024",
    ],
)
def test_a_day_without_a_zone_has_no_hour(text: str) -> None:
    assert stated_date(text, "pl" if "listopada" in text else None) == "2024-11-05"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2024",
        "2024-11",
        "05/11/2024",  # 5 November or 11 May
        "5 listopad 2024",  # November in Polish, October in Croatian
        "Fri, 31 Jun 2024 10:00:00 GMT",
        "2024-02-30",
        "20240230",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1969-12-31T19:00:00-05:00",
        "0001-01-01T00:00:00Z",
        "0000-00-00 00:00:00",
        "1234567890123456",
        "12",
        "five or six days before 5 November 2024",
        "2024 5 Nov",
        "5 Nov 204",
        "²",
        "² Nov 2024",
        "Nov Nov Nov 5 2024",
        "x" * 200,
    ],
)
def test_a_doubtful_date_is_left_out(text: str) -> None:
    assert stated_date(text) is None


def test_midnight_at_the_end_of_a_day_is_the_next_days() -> None:
    assert stated_date("Tue, 05 Nov 2024 24:00:00 GMT") == datetime(2024, 11, 6, tzinfo=UTC)
    assert stated_date("9999-12-31T24:00:00Z") == "9999-12-31"


def test_a_leap_second_is_the_second_before() -> None:
    assert stated_date("2016-12-31T23:59:60Z") == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_figures_that_only_one_calendar_day_fits_are_read() -> None:
    assert stated_date("25/11/2024") == stated_date("11/25/2024") == "2024-11-25"
    assert stated_date("11/11/2024") == "2024-11-11"
    assert stated_date("25/11/2024 10:00 GMT") == datetime(2024, 11, 25, 10, tzinfo=UTC)
