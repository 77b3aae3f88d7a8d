"""Times of day and weekdays, as people write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.times import (
    InputError,
    Weekdays,
    format_time,
    format_weekdays,
    parse_time,
    parse_weekdays,
)


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("8:00", 8, 0),
        ("8am", 8, 0),
        ("8 AM", 8, 0),
        ("8 p.m.", 20, 0),
        ("12am", 0, 0),
        ("12 pm", 12, 0),
        ("12:30am", 0, 30),
        ("20.30", 20, 30),
        ("20,30", 20, 30),
        ("8", 8, 0),
        ("08", 8, 0),
        ("0830", 8, 30),
        ("830", 8, 30),
        ("08h30", 8, 30),
        ("8h", 8, 0),
        ("8 h", 8, 0),
        ("20:30 Uhr", 20, 30),
        ("20 Uhr", 20, 0),
        ("20 Uhr 15", 20, 15),
        ("um 7:05", 7, 5),
        ("at 7", 7, 0),
        ("9 o'clock", 9, 0),
        ("  23 : 59 ", 23, 59),
        ("noon", 12, 0),
        ("Midnight", 0, 0),
        ("0:00", 0, 0),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, hour: int, minute: int) -> None:
    assert parse_time(typed) == time(hour, minute)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("25:00", "0 to 23"),
        ("24:00", "0 to 23"),
        ("8:60", "0 to 59"),
        ("13pm", "1 to 12"),
        ("0am", "1 to 12"),
        ("8:5", "two are needed"),
        ("soon", "not a time of day"),
        ("8:00:00:00", "not a time of day"),
        ("-8", "not a time of day"),
        ("", "needed"),
        ("8" * 10_000, "needed"),
        ("8:00 <@&1> @everyone", "not a time of day"),
    ],
)
def test_what_is_not_a_time_is_answered_with_what_to_write(typed: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        parse_time(typed)
    assert "`8:00`" in str(error.value)


@given(st.times())
def test_a_formatted_time_reads_back(value: time) -> None:
    whole = value.replace(second=0, microsecond=0)
    assert parse_time(format_time(value)) == whole


@given(st.text(max_size=150))
def test_any_text_is_a_time_or_a_clear_error(typed: str) -> None:
    try:
        parse_time(typed)
    except InputError as error:
        said = str(error)
    else:
        said = "a value"
    assert said


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", Weekdays.ALL),
        ("all", Weekdays.ALL),
        ("Every  day", Weekdays.ALL),
        ("workdays", Weekdays.WORKDAYS),
        ("mon-fri", Weekdays.WORKDAYS),
        ("Monday to Friday", Weekdays.WORKDAYS),
        ("Mo–Fr", Weekdays.WORKDAYS),
        ("Mo bis Fr", Weekdays.WORKDAYS),
        ("weekend", Weekdays.WEEKEND),
        ("sat-sun", Weekdays.WEEKEND),
        ("sat-mon", Weekdays.SAT | Weekdays.SUN | Weekdays.MON),
        ("mon, wed and fri", Weekdays.MON | Weekdays.WED | Weekdays.FRI),
        ("Di/Do", Weekdays.TUE | Weekdays.THU),
        ("weekend + wed.", Weekdays.WEEKEND | Weekdays.WED),
        ("sunday", Weekdays.SUN),
    ],
)
def test_weekdays_are_read_as_people_write_them(typed: str, days: Weekdays) -> None:
    assert parse_weekdays(typed) == days


@pytest.mark.parametrize(
    "typed", [*"1,", "someday", "mon-fun", "mon-tue-wed", "x" * 200, "and", " ; / "]
)
def test_what_is_not_a_weekday_is_answered_with_what_to_write(typed: str) -> None:
    with pytest.raises(InputError, match="mon-fri"):
        parse_weekdays(typed)


def test_every_set_of_weekdays_reads_back() -> None:
    for number in range(1, 128):
        days = Weekdays(number)
        assert parse_weekdays(str(format_weekdays(days))) == days
    assert [day for day in range(7) if Weekdays.WEEKEND.has(day)] == [5, 6]
