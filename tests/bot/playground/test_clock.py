"""The playground's clock runs, and can be set."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.clock import FARTHEST, Clock, ClockError, moment

NOW = datetime(2026, 11, 21, 18, 6, 30, tzinfo=UTC)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tomorrow 8:00", "2026-11-22T08:00"),
        ("Tomorrow at 08:00", "2026-11-22T08:00"),
        ("  tomorrow,  8:00 UTC ", "2026-11-22T08:00"),
        ("18:30", "2026-11-21T18:30"),
        ("8:00", "2026-11-22T08:00"),
        ("today 23:59", "2026-11-21T23:59"),
        ("monday 7:00", "2026-11-23T07:00"),
        ("saturday 20:00", "2026-11-21T20:00"),
        ("saturday 7:00", "2026-11-28T07:00"),
        ("2026-12-24 6:15", "2026-12-24T06:15"),
        ("2026-12-24T06:15Z", "2026-12-24T06:15"),
    ],
)
def test_a_time_is_the_next_such_time(typed: str, expected: str) -> None:
    assert moment(typed, NOW) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "ahead"),
    [
        ("+2h", timedelta(hours=2)),
        ("+ 30 min", timedelta(minutes=30)),
        ("in 3 days", timedelta(days=3)),
        ("in 1 hour", timedelta(hours=1)),
    ],
)
def test_a_span_counts_from_now(typed: str, ahead: timedelta) -> None:
    assert moment(typed, NOW) == NOW + ahead


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "I can't read"),
        ("soon", "Try: tomorrow 8:00"),
        ("25:00", "There is no such time"),
        ("2026-02-30 8:00", "There is no such time"),
        ("today 8:00", "only goes forward: it is 2026-11-21 18:06 UTC"),
        ("2020-01-01 8:00", "only goes forward"),
        ("+0h", "only goes forward"),
        ("+99999d", "too far: at most 366 days"),
    ],
)
def test_what_is_not_a_future_time_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(ClockError) as error:
        moment(typed, NOW)
    assert why in str(error.value)
    assert "\n" not in str(error.value)


@given(st.text(max_size=40))
def test_any_text_is_a_future_time_or_refused(typed: str) -> None:
    try:
        found = moment(typed, NOW)
    except ClockError:
        return
    assert NOW < found <= NOW + FARTHEST


def test_the_clock_runs_and_jumps() -> None:
    seconds = iter([100.0, 101.0, 102.0, 102.0, 102.0])
    clock = Clock(NOW, seconds=lambda: next(seconds))
    assert clock.now() == NOW + timedelta(seconds=1)
    clock.move(NOW + timedelta(hours=1))
    assert clock.now() == NOW + timedelta(hours=1)
    assert clock.elapsed == 2.0, "timers don't count the jump"


def test_a_clock_never_goes_back() -> None:
    clock = Clock(NOW, runs=False)
    clock.move(NOW - timedelta(hours=1))
    assert clock.now() == NOW


def test_a_stopped_clock_moves_only_when_told() -> None:
    clock = Clock(NOW, runs=False)
    assert clock.now() == clock.now() == NOW
    clock.advance(2.5)
    assert (clock.now() - NOW, clock.elapsed) == (timedelta(seconds=2.5), 2.5)


def test_fetched_articles_have_the_real_time_plus_the_moves() -> None:
    before = datetime.now(UTC)
    clock = Clock(NOW - timedelta(days=900), runs=False)
    assert before <= clock.outside() <= datetime.now(UTC)
    began = clock.outside()
    clock.move(clock.now() + timedelta(hours=2))
    assert clock.outside() - began == timedelta(hours=2)


def test_a_clock_starts_at_the_present() -> None:
    before = datetime.now(UTC)
    assert before <= Clock().now() <= datetime.now(UTC) + timedelta(seconds=5)
