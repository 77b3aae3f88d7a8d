"""What is due: pure decisions over wall-clock times, zones and a clock that is passed in.

A subscription keeps its wall-clock time. Each local day that exists in its zone and falls on a
wanted weekday is one run, which is decided once: delivered, or missed if no bot was running in
time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.daily.times import Weekdays

CATCH_UP = timedelta(hours=6)
"""How late a run may still be posted, unless set otherwise."""

LOOK_BACK = 10
"""For how many past local days missed runs are reported: `/daily status` shows ten deliveries."""

_DAY = timedelta(days=1)


class Verdict(StrEnum):
    DELIVER = "deliver"
    MISSED = "missed"
    """No bot was running within the window after it was due."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When a subscription wants its briefing, and up to which day that has been decided."""

    id: str
    at: time
    zone: str
    days: Weekdays
    since: datetime
    """Aware. Earlier runs are not owed: the subscription was made, resumed or moved then."""
    settled: date | None = None
    """The last local day that was decided; days are decided in order."""


@dataclass(frozen=True, slots=True)
class Run:
    subscription: str
    day: date
    """Local to the subscription's zone."""
    due: datetime
    """In UTC."""
    again: int = 0
    """Distinguishes it from earlier runs of the day that ended without a post."""


@dataclass(frozen=True, slots=True)
class Decision:
    run: Run
    verdict: Verdict


def due_instant(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """When, in UTC, a clock in `zone` first shows `at` on `day`.

    If the clocks jump over that time, it is the moment of the jump, the first time that exists.
    None if the zone skips the whole day (Pacific/Apia, 30 December 2011).
    """
    wall = datetime.combine(day, at)
    # fold=0 is the first of two times, and has the offset before a jump in a gap (PEP 495).
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    jump = _jump(wall, zone)
    landed = jump.astimezone(zone).date()
    if landed > day and _starts_after(day, zone):
        return None
    return jump


def _jump(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks jump over `wall`, found by halving."""
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _starts_after(day: date, zone: ZoneInfo) -> bool:
    """Whether the first moment at or after the day's midnight is on a later day."""
    midnight = datetime.combine(day, time())
    instant = midnight.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == midnight:
        return False
    return _jump(midnight, zone).astimezone(zone).date() > day


def local_day(now: datetime, zone: str) -> date:
    return now.astimezone(_zone(zone)).date()


def owed(plan: Plan, now: datetime, window: timedelta = CATCH_UP) -> list[Decision]:
    """The runs due at `now` and not yet decided, oldest first.

    A run later than `window` is MISSED. Days further back than LOOK_BACK are left out.
    """
    decisions = []
    for run in _runs(plan, _first_day(plan, now)):
        if run.due > now:
            break
        late = now - run.due > window
        decisions.append(Decision(run, Verdict.MISSED if late else Verdict.DELIVER))
    return decisions


def next_run(plan: Plan, now: datetime) -> Run | None:
    """The earliest run that is not decided and not missed by LOOK_BACK; it may be overdue.

    None only if no weekday is wanted.
    """
    return next(_runs(plan, _first_day(plan, now)), None)


def _first_day(plan: Plan, now: datetime) -> date:
    zone = _zone(plan.zone)
    first = max(plan.since.astimezone(zone).date(), local_day(now, plan.zone) - LOOK_BACK * _DAY)
    # The day before `since` counts too: if the clocks jump over the last hours of a day, runs in
    # them are due at the first moment of the next (`due_instant`).
    return max(first - _DAY, plan.settled + _DAY) if plan.settled else first - _DAY


def _runs(plan: Plan, first: date) -> Iterator[Run]:
    """Runs from the local day `first` on, endless unless no weekday is wanted."""
    if not plan.days:
        return
    zone = _zone(plan.zone)
    day = first
    while True:
        if plan.days.has(day.weekday()):
            due = due_instant(day, plan.at, zone)
            if due is not None and due >= plan.since:
                yield Run(plan.id, day, due)
        day += _DAY


@lru_cache(maxsize=1024)
def _zone(key: str) -> ZoneInfo:
    return ZoneInfo(key)


def workflow_id(run: Run) -> str:
    """The name of a run, derived from it, so that it can't run twice."""
    made = f"daily-{run.subscription}-{run.day:%Y%m%d}"
    return f"{made}-{run.again}" if run.again else made


MOST_KEY = 25
"""Characters of a message's key: Discord accepts no longer nonce."""


def message_key(subscription: str, day: date, page: int) -> str:
    """The key of a message at each attempt to post it, at most MOST_KEY characters.

    `page` counts from 0, to 99.
    """
    key = f"{subscription}-{day:%Y%m%d}-{page}"
    if len(key) > MOST_KEY:
        raise ValueError(f"the key {key} is longer than {MOST_KEY} characters")
    return key
