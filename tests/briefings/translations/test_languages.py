"""Which language a reader gets, and how it writes dates, numbers and lists."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date

from briefings.models import Event, EventStatus
from briefings.rendering.date_words import days_of, in_words
from briefings.translations import ENGLISH, LANGUAGES, language_of

SPOKEN = ("de", "en", "fr", "ja", "ko", "uk")


def test_there_are_six_languages():
    assert sorted(LANGUAGES) == list(SPOKEN)


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("de", "de"),
        ("en-GB", "en"),
        ("en-US", "en"),
        ("fr", "fr"),
        ("ja", "ja"),
        ("ko", "ko"),
        ("uk", "uk"),
        ("pt-BR", "en"),
        ("zh-CN", "en"),
        ("", "en"),
        (None, "en"),
        ("../de", "en"),
    ],
)
def test_a_locale_leads_to_the_nearest_language(locale, tag):
    assert language_of(locale).tag == tag


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("de", ["17. August 2025", "August 2025", "2025", "17. Aug. 2025", "15.–17. August 2025"]),
        ("fr", ["17 août 2025", "août 2025", "2025", "17 août 2025", "15–17 août 2025"]),
        (
            "ja",
            ["2025年8月17日", "2025年8月", "2025年", "2025年8月17日", "2025年8月15日～17日"],
        ),
        (
            "ko",
            ["2025년 8월 17일", "2025년 8월", "2025년", "2025년 8월 17일", "2025년 8월 15일~17일"],
        ),
    ],
)
def test_dates_are_written_as_in_the_cldr(tag, words):
    language = LANGUAGES[tag]
    assert [
        in_words("2025-08-17", language=language),
        in_words("2025-08", language=language),
        in_words("2025", language=language),
        in_words("2025-08-17", "short", language),
        in_words("2025-08-15/2025-08-17", language=language),
    ] == words


def test_english_writes_dates_as_the_cldr_does_too():
    day = date(2025, 1, 1)
    while day.year == 2025:
        for width in ("long", "short"):
            pattern = "d MMMM y" if width == "long" else "d MMM y"
            said = ENGLISH.dated(day.year, day.month, day.day, width)
            assert said == format_date(day, pattern, locale="en_GB")
        assert ENGLISH.weekday(day.weekday()) == format_date(day, "EEEE", locale="en_GB")
        day += timedelta(days=9)


@pytest.mark.parametrize("tag", SPOKEN)
@pytest.mark.parametrize(
    "value", ["0000", "2025-08~", "2025?", "2025-08-17/..", "2024-12-31/2025-01-02", "9999-12-31"]
)
def test_every_date_has_words_in_every_language(tag, value):
    words = in_words(value, language=LANGUAGES[tag])
    assert value[:4].lstrip("0") in words
    assert "%" not in words


@pytest.mark.parametrize("tag", SPOKEN)
def test_a_planned_event_is_not_said_to_have_begun(tag):
    event = Event.model_construct(
        start_date="2025-08-18/..", end_date=None, status=EventStatus.PLANNED
    )
    language = LANGUAGES[tag]
    assert days_of(event, language) != in_words(event.start_date, language=language)


@pytest.mark.parametrize(
    ("tag", "number", "names"),
    [
        ("en", "12,345", "A, B and C"),
        ("de", "12.345", "A, B und C"),
        ("fr", "12\u202f345", "A, B et C"),
        ("ja", "12,345", "A、B、C"),
        ("ko", "12,345", "A, B 및 C"),
        ("uk", "12\u00a0345", "A, B і C"),
    ],
)
def test_numbers_and_lists_are_the_languages_own(tag, number, names):
    language = LANGUAGES[tag]
    assert language.number(12_345) == number
    assert language.listed(["A", "B", "C"]) == names
    assert language.listed(["A"]) == "A"
    assert language.listed([]) == ""
