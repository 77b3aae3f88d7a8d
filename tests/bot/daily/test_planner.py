"""What is due goes into the queue once; what is stuck or blocked is looked after."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.daily.ledger import Closing, Ledger
from bot.daily.planner import LAST_PROBE, STUCK, Planner
from bot.daily.posting import NotNowError
from bot.daily.schedule import Run
from bot.daily.store import Store
from bot.daily.tables import Outcome, State, Subscription
from tests.bot.daily.conftest import NOW, subscription

TODAY = date(2026, 5, 2)
DAY = timedelta(days=1)


class Queue:
    """Remembers what was put in; what of it is alive is told by the test."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.alive: bool | None = True

    async def enqueue(self, runs: Sequence[Run]) -> None:
        self.runs += runs

    async def is_alive(self, run: Run) -> bool | None:
        assert run.subscription
        return self.alive


class Permissions:
    """The one thing that the planner asks of a poster."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self.error: Exception | None = None

    async def problem(self, guild_id: int, channel_id: int) -> str | None:
        assert guild_id
        assert channel_id
        if self.error:
            raise self.error
        return self.reason


class Office:
    def __init__(self, store: Store, ledger: Ledger) -> None:
        self.store = store
        self.ledger = ledger
        self.queue = Queue()
        self.permissions = Permissions()
        self.now = NOW
        poster: Any = self.permissions
        self.planner = Planner(store, ledger, self.queue, poster, clock=lambda: self.now)

    def add(self, **changes: Any) -> Subscription:
        made = subscription(**changes)
        self.store.add(made, limit=1000)
        return made

    def of(self, one: Subscription) -> Subscription:
        found = self.store.get(one.id)
        assert found is not None
        return found

    def endings(self, one: Subscription) -> list[tuple[int, Outcome]]:
        return [(d.day.day, d.outcome) for d in self.ledger.last(one.id)]


@pytest.fixture
def office(store: Store, ledger: Ledger) -> Office:
    return Office(store, ledger)


async def test_what_is_due_is_queued_once_and_oldest_first(office: Office) -> None:
    late = office.add()
    at = time(8, 1)
    later = [office.add(next_due=NOW + timedelta(minutes=1), at=at) for _ in range(3)]
    office.now = NOW + timedelta(minutes=5)
    assert await office.planner.plan() == 4
    assert await office.planner.plan() == 0
    assert office.queue.runs[0].subscription == late.id
    assert {run.subscription for run in office.queue.runs} == {late.id, *(o.id for o in later)}


async def test_a_planner_that_dies_after_queueing_queues_the_same_again(office: Office) -> None:
    one = office.add()
    settle = office.store.settle
    office.store.settle = lambda *_: (_ for _ in ()).throw(OSError("killed"))  # type: ignore[method-assign]
    with pytest.raises(OSError, match="killed"):
        await office.planner.plan()
    office.store.settle = settle  # type: ignore[method-assign]
    assert await office.planner.plan() == 1
    assert [(run.subscription, run.day) for run in office.queue.runs] == [(one.id, TODAY)] * 2


async def test_after_a_long_absence_what_is_too_late_is_recorded_as_missed(office: Office) -> None:
    one = office.add()
    office.now = NOW + 2 * DAY + timedelta(hours=1)
    assert await office.planner.plan() == 1
    assert office.endings(one) == [(4, Outcome.QUEUED), (3, Outcome.MISSED), (2, Outcome.MISSED)]


async def test_it_sleeps_until_the_next_is_due_and_wakes_on_a_change(office: Office) -> None:
    task = asyncio.create_task(office.planner.run())
    await asyncio.sleep(0.1)
    assert office.queue.runs == []
    one = office.add()
    office.planner.changed()
    async with asyncio.timeout(5):
        while not office.queue.runs:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    task.cancel()
    assert office.queue.runs[0].subscription == one.id


async def test_it_wakes_by_itself_when_one_is_due(office: Office) -> None:
    office.add(next_due=NOW + timedelta(seconds=0.2))
    task = asyncio.create_task(office.planner.run())
    await asyncio.sleep(0.05)
    office.now = NOW + timedelta(seconds=1)
    async with asyncio.timeout(5):
        while not office.queue.runs:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    task.cancel()


@pytest.mark.parametrize(
    ("alive", "late", "ending", "queued"),
    [
        (True, STUCK, Outcome.QUEUED, 0),
        (None, STUCK, Outcome.QUEUED, 1),
        (None, timedelta(hours=7), Outcome.MISSED, 0),
        (False, STUCK, Outcome.FAILED, 0),
    ],
)
async def test_a_delivery_that_nobody_works_on_is_taken_up_or_closed(
    office: Office, alive: object, late: timedelta, ending: Outcome, queued: int
) -> None:
    one = office.add()
    office.ledger.open(one.id, TODAY, NOW, NOW)
    office.queue.alive = alive if isinstance(alive, bool) else None
    office.now = NOW + late + timedelta(seconds=1)
    await office.planner.reconcile()
    assert office.endings(one) == [(2, ending)]
    assert len(office.queue.runs) == queued


async def test_a_blocked_subscription_goes_on_by_itself_and_says_what_was_in_the_way(
    office: Office,
) -> None:
    one = office.add(settled=TODAY, next_due=NOW + DAY)
    office.store.block(one.id, "No access.", NOW, NOW + timedelta(minutes=10))
    office.now = NOW + 2 * DAY + timedelta(hours=1)
    await office.planner.probe()
    assert office.of(one).state is State.ACTIVE
    (missed,) = office.ledger.last(one.id)
    assert (missed.day.day, missed.outcome) == (3, Outcome.MISSED)
    assert missed.reason == "It could not be posted. No access."
    assert await office.planner.plan() == 1  # today's is within the window


@pytest.mark.parametrize(
    ("ended", "late", "again"),
    [
        (Outcome.FAILED, timedelta(hours=4), 1),
        (Outcome.SKIPPED, timedelta(hours=4), 1),
        (Outcome.POSTED, timedelta(hours=4), 0),
        (Outcome.FAILED, timedelta(hours=7), 0),
    ],
)
async def test_what_met_the_block_is_run_again_once_if_it_is_not_too_late(
    office: Office, ended: Outcome, late: timedelta, again: int
) -> None:
    one = office.add(settled=TODAY, next_due=NOW + DAY)
    office.ledger.open(one.id, TODAY, NOW, NOW)
    office.store.block(one.id, "No access.", NOW, NOW + timedelta(minutes=10))
    office.ledger.finish(one.id, TODAY, Closing(ended, "No access.", NOW, attempts=1))
    office.now = NOW + late
    blocked = office.of(one)
    await asyncio.gather(office.planner.unblock(blocked), office.planner.unblock(blocked))
    assert await office.planner.plan() == again
    assert office.of(one).state is State.ACTIVE
    assert office.queue.runs == [Run(one.id, TODAY, NOW, 2)] * again
    assert office.endings(one) == [(2, Outcome.QUEUED if again else ended)]


async def test_what_ended_before_the_block_or_was_posted_in_part_is_not_run_again(
    office: Office,
) -> None:
    earlier, parted = (office.add(settled=TODAY, next_due=NOW + DAY) for _ in range(2))
    for one in (earlier, parted):
        office.ledger.open(one.id, TODAY, NOW, NOW)
    office.ledger.finish(earlier.id, TODAY, Closing(Outcome.FAILED, "Refused.", NOW))
    office.ledger.try_page(parted.id, TODAY, 0, 7, NOW)
    office.ledger.posted_page(parted.id, TODAY, 0, 7, 70)
    office.now = NOW + timedelta(hours=1)
    for one in (earlier, parted):
        office.store.block(one.id, "No access.", office.now, office.now)
    office.ledger.finish(parted.id, TODAY, Closing(Outcome.FAILED, "No access.", office.now))
    await office.planner.probe()
    assert await office.planner.plan() == 0
    assert {office.of(one).state for one in (earlier, parted)} == {State.ACTIVE}


async def test_a_run_that_was_opened_again_and_lost_on_the_way_is_taken_up(office: Office) -> None:
    one = office.add(settled=TODAY, next_due=NOW + DAY)
    office.ledger.open(one.id, TODAY, NOW, NOW)
    office.store.block(one.id, "No access.", NOW, NOW)
    office.ledger.finish(one.id, TODAY, Closing(Outcome.FAILED, "No access.", NOW, attempts=1))
    assert office.ledger.reopen(office.of(one), NOW + DAY / 24, timedelta(hours=6))
    office.queue.alive = None
    office.now = NOW + timedelta(hours=2)
    await office.planner.reconcile()
    assert office.queue.runs == [Run(one.id, TODAY, NOW, 2)]


@pytest.mark.parametrize("error", [None, NotNowError("wait")])
async def test_one_that_is_still_blocked_is_tried_ever_more_rarely(
    office: Office, error: Exception | None
) -> None:
    one = office.add()
    office.store.block(one.id, "No access.", NOW, NOW)
    office.permissions.reason, office.permissions.error = "Still not.", error
    await office.planner.probe()
    first = office.of(one)
    assert first.state is State.BLOCKED
    assert first.reason == ("wait" if error else "Still not.")
    office.now = NOW + 10 * DAY
    await office.planner.probe()
    assert office.of(one).next_due == office.now + LAST_PROBE


def test_the_clock_is_aware() -> None:
    assert isinstance(NOW, datetime)
    assert NOW.tzinfo is not None
