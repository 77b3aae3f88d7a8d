"""What is due when: each local day once, whatever the clocks do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.daily.schedule import (
    LOOK_BACK,
    MOST_KEY,
    Decision,
    Plan,
    Run,
    Verdict,
    due_instant,
    local_day,
    message_key,
    next_run,
    owed,
    workflow_id,
)
from bot.daily.times import Weekdays

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)


def plan(at: time = time(8), zone: str = "Europe/Berlin", **changes: object) -> Plan:
    values: dict[str, object] = {
        "days": Weekdays.ALL,
        "since": datetime(2026, 1, 1, tzinfo=UTC),
        **changes,
    }
    return Plan("s1", at, zone, **values)  # type: ignore[arg-type]  # the tests' short hand


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class TestClocksThatChange:
    def test_summer_and_winter_keep_the_wall_clock(self) -> None:
        assert due_instant(date(2026, 1, 10), time(8), BERLIN) == utc("2026-01-10T07:00")
        assert due_instant(date(2026, 7, 10), time(8), BERLIN) == utc("2026-07-10T06:00")

    def test_a_time_that_does_not_exist_is_the_first_that_does(self) -> None:
        for minute in (0, 1, 30, 59):
            at = time(2, minute)
            assert due_instant(date(2026, 3, 29), at, BERLIN) == utc("2026-03-29T01:00")

    def test_a_time_that_exists_twice_is_the_first(self) -> None:
        assert due_instant(date(2026, 10, 25), time(2, 30), BERLIN) == utc("2026-10-25T00:30")

    def test_half_an_hour_and_midnight_are_skipped_too(self) -> None:
        lord_howe = ZoneInfo("Australia/Lord_Howe")
        assert due_instant(date(2026, 10, 4), time(2, 15), lord_howe) == utc("2026-10-03T15:30")
        cairo = ZoneInfo("Africa/Cairo")
        assert due_instant(date(2026, 4, 24), time(0, 10), cairo) == utc("2026-04-23T22:00")

    def test_a_day_that_a_zone_skips_has_no_run(self) -> None:
        apia = ZoneInfo("Pacific/Apia")
        assert due_instant(date(2011, 12, 29), time(8), apia) is not None
        assert due_instant(date(2011, 12, 30), time(8), apia) is None
        assert due_instant(date(2011, 12, 30), time(0), apia) is None
        assert due_instant(date(2011, 12, 31), time(0), apia) == utc("2011-12-30T10:00")

    def test_a_jump_over_the_days_end_still_leaves_the_day_its_run(self) -> None:
        # 1919-03-30 23:30 -> 1919-03-31 00:30 in Toronto: there was no 23:45.
        toronto = ZoneInfo("America/Toronto")
        assert due_instant(date(1919, 3, 30), time(23, 45), toronto) == utc("1919-03-31T04:30")


class TestOwed:
    def test_nothing_is_owed_before_its_time_and_one_run_after(self) -> None:
        settled = plan(settled=date(2026, 5, 1))
        assert owed(settled, utc("2026-05-02T05:59")) == []
        run = Run("s1", date(2026, 5, 2), utc("2026-05-02T06:00"))
        assert owed(settled, utc("2026-05-02T06:00")) == [Decision(run, Verdict.DELIVER)]

    def test_a_subscription_made_after_todays_time_starts_tomorrow(self) -> None:
        made = plan(since=utc("2026-05-02T06:01"))
        assert owed(made, utc("2026-05-02T23:00")) == []
        run = next_run(made, utc("2026-05-02T06:01"))
        assert run is not None
        assert run.day == date(2026, 5, 3)

    def test_the_day_before_its_creation_counts_if_its_last_hour_is_skipped(self) -> None:
        # Nuuk's clocks jump from Saturday 23:00 to Sunday 0:00.
        jump = utc("2026-03-29T01:00")
        made = plan(zone="America/Nuuk", at=time(23, 30), since=jump)
        run = Run("s1", date(2026, 3, 28), jump)
        assert owed(made, jump) == [Decision(run, Verdict.DELIVER)]
        assert next_run(made, jump) == run

    def test_within_the_window_it_is_caught_up_and_after_it_missed_oldest_first(self) -> None:
        down = plan(settled=date(2026, 5, 1))
        decisions = owed(down, utc("2026-05-04T11:59"))
        assert [(d.run.day.day, d.verdict) for d in decisions] == [
            (2, Verdict.MISSED),
            (3, Verdict.MISSED),
            (4, Verdict.DELIVER),
        ]
        assert owed(down, utc("2026-05-02T12:00"))[0].verdict is Verdict.DELIVER
        assert owed(down, utc("2026-05-02T12:01"))[0].verdict is Verdict.MISSED
        hour = timedelta(hours=1)
        assert owed(down, utc("2026-05-02T07:01"), hour)[0].verdict is Verdict.MISSED

    def test_after_a_very_long_time_only_the_last_days_are_recorded(self) -> None:
        decisions = owed(plan(settled=date(2026, 5, 1)), utc("2027-05-01T00:00"))
        assert len(decisions) <= LOOK_BACK + 2

    def test_only_the_chosen_weekdays(self) -> None:
        weekend = plan(days=Weekdays.WEEKEND, settled=date(2026, 5, 1))
        days = [d.run.day for d in owed(weekend, utc("2026-05-08T12:00"))]
        assert days == [date(2026, 5, 2), date(2026, 5, 3)]
        assert next_run(plan(days=Weekdays(0)), utc("2026-05-08T12:00")) is None

    def test_a_change_of_zone_does_not_bring_the_same_day_twice(self) -> None:
        moved = plan(zone="America/Los_Angeles", settled=date(2026, 5, 2))
        assert owed(moved, utc("2026-05-02T20:00")) == []


def existing_days(zone: ZoneInfo, start: datetime, end: datetime) -> set[date]:
    """The local days that a clock shows, checked every eight hours."""
    days = set()
    while start < end:
        days.add(start.astimezone(zone).date())
        start += timedelta(hours=8)
    return days


def simulated(zone: str, at: time, start: datetime, end: datetime) -> list[Run]:
    """Simulate the scheduler: sleep until the next run, decide, repeat."""
    current = Plan("s1", at, zone, Weekdays.ALL, start)
    now, runs = start, []
    while (run := next_run(current, now)) and run.due < end:
        now = max(now, run.due)
        decisions = owed(current, now)
        assert [decision.run for decision in decisions] == [run]
        assert decisions[0].verdict is Verdict.DELIVER
        runs.append(run)
        current = Plan("s1", at, zone, Weekdays.ALL, start, settled=run.day)
    return runs


ALL_ZONES = sorted(available_timezones() - {"localtime", "Factory", "posixrules"})
TIMES = [time(0), time(2, 30), time(23, 59), time(1), time(0, 30), time(3), time(8)]


PACIFIC = [name for name in ALL_ZONES if name.startswith("Pacific/")]


@pytest.mark.parametrize(("start_year", "zones"), [(2026, ALL_ZONES), (2011, PACIFIC)])
def test_in_a_year_over_all_zones_each_local_day_has_exactly_one_run(
    start_year: int, zones: list[str]
) -> None:
    # 2026: the rules of today. 2011: Samoa and Tokelau crossed the date line.
    start, end = datetime(start_year, 1, 1, tzinfo=UTC), datetime(start_year + 1, 1, 5, tzinfo=UTC)
    for number, name in enumerate(zones):
        zone = ZoneInfo(name)
        at = TIMES[number % len(TIMES)]
        days = [run.day for run in simulated(name, at, start, end)]
        assert len(days) == len(set(days)), name
        # A day at the edges may be only partly within the simulated year.
        wanted = existing_days(zone, start + 2 * DAY, end - 2 * DAY)
        assert wanted <= set(days), (name, sorted(wanted - set(days)))
        shown = existing_days(zone, start - 2 * DAY, end + 2 * DAY)
        assert set(days) <= shown, (name, sorted(set(days) - shown))


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(ALL_ZONES),
    st.dates(date(1900, 1, 2), date(2037, 12, 30)),
    st.times().map(lambda t: t.replace(microsecond=0)),
)
def test_a_due_instant_is_the_first_moment_at_which_the_clock_is_there(
    name: str, day: date, at: time
) -> None:
    zone = ZoneInfo(name)
    due = due_instant(day, at, zone)
    if due is None:
        assert day not in existing_days(zone, noon(day) - 2 * DAY, noon(day) + 2 * DAY)
        return
    wall = datetime.combine(day, at)
    assert due.astimezone(zone).replace(tzinfo=None) >= wall
    just_before = (due - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert just_before < wall


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        ("Europe/Berlin", 2026),
        ("Australia/Lord_Howe", 2026),
        ("Africa/Casablanca", 2026),
        ("Pacific/Apia", 2011),
        ("America/Santiago", 2026),
        ("Asia/Tehran", 2021),
    ],
)
def test_every_minute_of_the_night_has_one_run_a_day(zone: str, year: int) -> None:
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    for at in (time(hour, minute) for hour in (0, 1, 2, 3, 23) for minute in (0, 29, 59)):
        runs = simulated(zone, at, start, end)
        assert len({run.day for run in runs}) == len(runs)
        assert {364, 365, 366} >= {len(runs)}


def test_local_days_names_and_keys() -> None:
    assert local_day(utc("2026-05-02T22:30"), "Europe/Berlin") == date(2026, 5, 3)
    run = Run("abc", date(2026, 5, 3), utc("2026-05-03T06:00"))
    assert workflow_id(run) == "daily-abc-20260503"
    assert workflow_id(replace(run, again=2)) == "daily-abc-20260503-2"
    assert message_key("abcdefghij", date(2026, 5, 3), 7) == "abcdefghij-20260503-7"
    assert len(message_key("x" * 14, date(2026, 5, 3), 0)) == MOST_KEY
    with pytest.raises(ValueError, match="25"):
        message_key("x" * 15, date(2026, 5, 3), 0)
