"""Dates read like a sentence."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from briefings.edtf import earliest
from briefings.rendering.date_words import in_words
from tests.briefings.rendering.dialects.test_discord import PATIENT


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "undated"),
        ("", "undated"),
        ("1994", "1994"),
        ("2025-08", "August 2025"),
        ("2025-08-17", "17 August 2025"),
        ("2025-08~", "about August 2025"),
        ("2025-08-17?", "possibly 17 August 2025"),
        ("2025-08-15/2025-08-18", "15–18 August 2025"),
        ("2025-08-15/2025-08-15", "15 August 2025"),
        ("2025-08-30/2025-09-02", "30 August 2025 – 2 September 2025"),
        ("2025-08-15~/2025-08-18", "about 15 August 2025 – 18 August 2025"),
        ("2022/2025", "2022 – 2025"),
        ("2022-02-24/..", "since 24 February 2022"),
    ],
)
def test_a_date_is_written_as_people_say_it(value, words):
    assert in_words(value) == words


@pytest.mark.parametrize(("width", "pattern"), [("long", "d MMMM y"), ("short", "d MMM y")])
def test_months_are_named_as_in_unicode(width, pattern):
    for month in range(1, 13):
        day = date(2025, month, 3)
        assert in_words(day.isoformat(), width) == format_date(day, pattern, locale="en_GB")


def test_a_short_date_has_a_short_month():
    assert in_words("2025-08-17", "short") == "17 Aug 2025"
    assert in_words("2025-08", "short") == "Aug 2025"


@PATIENT
@given(st.dates())
def test_every_day_keeps_its_day_month_and_year(day):
    words = in_words(day.isoformat()).split()
    assert (words[0], words[2]) == (str(day.day), str(day.year))
    assert earliest(day.isoformat()) == day


def test_an_event_between_two_intervals_reads_from_first_to_last():
    assert in_words("2025-08-15/2025-08-18/2026") == "15 August 2025 – 2026"
    assert in_words("2025/2026/..") == "since 2025"
