"""Time zones are found in any spelling."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.daily.cities import CITIES
from bot.daily.times import InputError
from bot.daily.zone_hints import ABBREVIATIONS, COMMON, LIKELY
from bot.daily.zones import MAX_CHOICES, Zone, complete, label, lookup, zone_keys
from briefings.text.folding import fold

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/new york", "America/New_York"),
        ("berlin", "Europe/Berlin"),
        ("Berln", "Europe/Berlin"),
        ("Zürich", "Europe/Zurich"),
        ("sao paulo", "America/Sao_Paulo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("New York", "America/New_York"),
        ("Los Angelos", "America/Los_Angeles"),
        ("germany", "Europe/Berlin"),
        ("Japan", "Japan"),
        ("CET", "Europe/Berlin"),
        ("pst", "America/Los_Angeles"),
        ("UTC", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt-5", "Etc/GMT+5"),
        ("+02:00", "Etc/GMT-2"),
        ("UTC+0", "UTC"),
        ("Z", "UTC"),
        ("Mumbai", "Asia/Kolkata"),
        ("new delhi", "Asia/Kolkata"),
        ("Delhi", "Asia/Kolkata"),
        ("Beijing", "Asia/Shanghai"),
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("Muenchen", "Europe/Berlin"),
        ("San Francisco", "America/Los_Angeles"),
        ("UTC+5:30", "Asia/Kolkata"),
        ("utc +05:30", "Asia/Kolkata"),
        ("GMT+5:45", "Asia/Kathmandu"),
        ("UTC-9:30", "Pacific/Marquesas"),
    ],
)
def test_a_zone_is_found_by_key_city_country_abbreviation_or_offset(typed: str, key: str) -> None:
    assert lookup(typed).key == key


def test_a_country_is_also_known_in_the_readers_language() -> None:
    assert lookup("Deutschland", "de").key == "Europe/Berlin"
    assert lookup("Österreich", "de").key == "Europe/Vienna"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mars/Olympus", "no time zone “Mars/Olympus”"),
        ("United States", "several time zones"),
        ("UTC+5:17", "Choose a city"),
        ("UTC-3:30", "Choose a city"),  # Newfoundland's clocks change
        ("UTC+25", "Choose a city"),
        ("", "needed"),
        ("x" * 5_000, "needed"),
        ("qqqqqq", "Choose one of the list"),
    ],
)
def test_what_is_not_one_zone_is_answered_clearly(typed: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        lookup(typed)


def test_an_abbreviation_and_a_fixed_offset_are_explained() -> None:
    assert "PST is the clock there; or Asia/Manila" in str(lookup("PST").note)
    assert str(lookup("JST").note) == "JST is the clock there"
    assert "without summer time" in str(lookup("UTC+2").note)
    assert lookup("Europe/Berlin").note == ""
    assert str(lookup("UTC+5:30").note) == "UTC+5:30 all year"
    assert str(lookup("mumbai").note) == "Mumbai’s clock"
    assert lookup("Berlin").note == ""


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("mumb", "Asia/Kolkata"),
        ("mumbay", "Asia/Kolkata"),
        ("Beij", "Asia/Shanghai"),
        ("muni", "Europe/Berlin"),
        ("utc+5:30", "Asia/Kolkata"),
        ("zürich", "Europe/Zurich"),
    ],
)
def test_cities_without_a_zone_of_their_own_are_completed(typed: str, key: str) -> None:
    assert complete(typed, "en-US")[0].key == key


def test_every_city_leads_to_its_zone_and_to_no_other() -> None:
    cities = [(city, key) for key, names in CITIES.items() for city in names]
    folded = [fold(city) for city, _ in cities]
    assert len(set(folded)) == len(folded)
    for city, key in cities:
        assert lookup(city).key == key


def test_before_anything_is_typed_the_locale_decides() -> None:
    assert [zone.key for zone in complete("", "de")][:2] == ["Europe/Berlin", "Europe/Vienna"]
    assert complete("", "en-US")[0].key == "America/New_York"
    assert complete("", "xx")[0].key == "UTC"
    assert len(complete("", "de")) == MAX_CHOICES


def test_completion_goes_by_beginnings_first_and_forgives_spelling() -> None:
    assert complete("ber", "de")[0].key == "Europe/Berlin"
    assert complete("new y", "en-US")[0].key == "America/New_York"
    assert complete("viena", "de")[0].key == "Europe/Vienna"
    assert complete("utc+2", "de")[0].key == "Etc/GMT-2"
    assert [zone.key for zone in complete("cet", "fr")][:2] == ["Europe/Berlin", "Europe/Paris"]
    assert {zone.key for zone in complete("germany", "en-US")} >= {"Europe/Berlin"}
    assert complete("qqqqqq", "de") == []
    assert len(complete("a", "en-US")) == MAX_CHOICES


def test_an_impossible_offset_completes_to_no_such_zone() -> None:
    assert all(zone.key in zone_keys() for zone in complete("utc+99", "de"))


def test_a_choice_shows_the_clock_there_and_fits_discord() -> None:
    assert label(Zone("Europe/Berlin"), NOW) == "Europe/Berlin · 13:00 now"
    assert label(lookup("UTC+2"), NOW).startswith("UTC+2 · 14:00 now · fixed")
    longest = max((label(Zone(key, "x" * 90), NOW) for key in zone_keys()), key=len)
    assert len(longest) == 100


def test_all_of_zoneinfo_can_be_looked_up_by_its_own_key() -> None:
    known = set(zone_keys())
    assert known >= available_timezones() - {"localtime", "Factory", "posixrules"}
    for key in known:
        if key.lower() not in ABBREVIATIONS:
            assert lookup(key).key == key


@pytest.mark.parametrize("typed", [*ABBREVIATIONS, "utc", "utc+2", "gmt-3", "+9"])
def test_what_is_completed_first_is_what_is_looked_up(typed: str) -> None:
    assert complete(typed, "en-US")[0].key == lookup(typed).key


@pytest.mark.parametrize("typed", ["", *ABBREVIATIONS, "g", "e", "w", "etc", "gmt", "us", "utc+3"])
@pytest.mark.parametrize("locale", ["en-US", "de"])
def test_each_choice_is_looked_up_as_itself(typed: str, locale: str) -> None:
    for choice in complete(typed, locale):
        assert lookup(choice.key, locale).key == choice.key


def test_every_hint_is_a_zone() -> None:
    hints = [
        *COMMON,
        *(key for keys in (*LIKELY.values(), *ABBREVIATIONS.values()) for key in keys),
    ]
    for key in hints:
        assert ZoneInfo(key).key == key


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from([*LIKELY, "xx"]))
def test_any_text_completes_within_limits_and_looks_up_or_says_why(text: str, locale: str) -> None:
    choices = complete(text, locale)
    assert len(choices) <= MAX_CHOICES
    assert len({zone.key for zone in choices}) == len(choices)
    try:
        assert lookup(text, locale).key in zone_keys()
    except InputError as error:
        said = str(error)
    else:
        said = "a value"
    assert said
