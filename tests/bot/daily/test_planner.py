"""What is due enters the queue once; what is stuck or blocked is handled."""

import asyncio
import threading
from datetime import date, datetime, time, timedelta

import pytest
import structlog

from bot.daily import planner
from bot.daily.delivery import FIRST_PROBE
from bot.daily.ledger import Closing, Ledger
from bot.daily.planner import LAST_PROBE, STUCK
from bot.daily.posting import NotNowError
from bot.daily.schedule import CATCH_UP, Run
from bot.daily.store import Store
from bot.daily.tables import Outcome, State
from bot.shards import Shards
from briefings.translations.message import restored
from tests.bot.daily.planning import PlannerTrial
from tests.bot.daily.subscribing import NOW
from tests.waiting import until

TODAY = date(2026, 5, 2)
DAY = timedelta(days=1)


@pytest.fixture
def trial(store: Store, ledger: Ledger) -> PlannerTrial:
    return PlannerTrial(store, ledger)


async def test_what_is_due_is_queued_once_and_oldest_first(trial: PlannerTrial) -> None:
    late = trial.add()
    at = time(8, 1)
    later = [trial.add(next_due=NOW + timedelta(minutes=1), at=at) for _ in range(3)]
    trial.now = NOW + timedelta(minutes=5)
    assert await trial.planner.plan() == 4
    assert await trial.planner.plan() == 0
    assert trial.queue.runs[0].subscription == late.id
    assert {run.subscription for run in trial.queue.runs} == {late.id, *(o.id for o in later)}


async def test_a_planner_that_dies_after_queueing_queues_the_same_again(
    trial: PlannerTrial,
) -> None:
    one = trial.add()
    settle = trial.store.settle
    trial.store.settle = lambda *_: (_ for _ in ()).throw(OSError("killed"))  # type: ignore[method-assign]  # as if it died there
    with pytest.raises(OSError, match="killed"):
        await trial.planner.plan()
    trial.store.settle = settle  # type: ignore[method-assign]  # alive again
    assert await trial.planner.plan() == 1
    assert [(run.subscription, run.day) for run in trial.queue.runs] == [(one.id, TODAY)] * 2


async def test_after_a_long_absence_late_runs_are_recorded_as_missed(
    trial: PlannerTrial,
) -> None:
    one = trial.add()
    trial.now = NOW + 2 * DAY + timedelta(hours=1)
    assert await trial.planner.plan() == 1
    assert trial.endings(one) == [(4, Outcome.QUEUED), (3, Outcome.MISSED), (2, Outcome.MISSED)]


def asked_when_next(store: Store) -> threading.Event:
    """Set once the planner has asked when the next one is due: it then sleeps."""
    asked, next_due = threading.Event(), store.next_due

    def note() -> datetime | None:
        found = next_due()
        asked.set()
        return found

    store.next_due = note  # type: ignore[method-assign]  # to see what was asked
    return asked


async def test_it_sleeps_until_the_next_is_due_and_wakes_on_a_change(trial: PlannerTrial) -> None:
    looked = asked_when_next(trial.store)
    task = asyncio.create_task(trial.planner.run())
    await until(looked.is_set)
    assert trial.queue.runs == []
    one = trial.add()
    trial.planner.changed()
    await until(lambda: trial.queue.runs)
    task.cancel()
    assert trial.queue.runs[0].subscription == one.id


async def test_it_wakes_once_blocked_ones_can_resume(
    trial: PlannerTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "LONGEST_SLEEP", 3600.0)
    one = trial.add(next_due=NOW + DAY)
    trial.store.block(one.id, "No access.", NOW - DAY, NOW)
    looked = asked_when_next(trial.store)
    task = asyncio.create_task(trial.planner.run())
    await until(looked.is_set)
    looked.clear()
    await trial.planner.probe()
    await until(looked.is_set)
    task.cancel()
    assert trial.of(one).state is State.ACTIVE


async def test_it_keeps_sleeping_once_it_has_checked(
    trial: PlannerTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "LONGEST_SLEEP", 3600.0)
    looks: list[None] = []
    monkeypatch.setattr(trial.store, "next_due", lambda: looks.append(None))
    task = asyncio.create_task(trial.planner.run())
    await until(lambda: looks)
    trial.planner.changed()
    await until(lambda: len(looks) >= 2)
    for _ in range(100):  # long enough for a planner that does not sleep to check again
        await asyncio.to_thread(trial.store.due, NOW, 1)
    task.cancel()
    assert len(looks) == 2


async def test_a_start_recomputes_when_each_is_due(trial: PlannerTrial) -> None:
    """A zone's rules may have changed since."""
    one = trial.add(settled=TODAY, next_due=NOW + 30 * DAY)
    task = asyncio.create_task(trial.planner.run())
    await until(lambda: trial.of(one).next_due == NOW + DAY)
    task.cancel()


async def test_blocked_ones_of_other_shards_are_left_to_them(store: Store, ledger: Ledger) -> None:
    trial = PlannerTrial(store, ledger, Shards(0, 0, 2))
    mine, others = (trial.add(guild_id=shard << 22) for shard in (2, 1))
    for one in (mine, others):
        trial.store.block(one.id, "No access.", NOW, NOW)
    await trial.planner.probe()
    assert [trial.of(one).state for one in (mine, others)] == [State.ACTIVE, State.BLOCKED]


async def test_a_resumed_one_forgets_the_block_and_knows_when_it_is_due_next(
    trial: PlannerTrial,
) -> None:
    one = trial.add(settled=TODAY, next_due=NOW + DAY)
    trial.store.block(one.id, "No access.", NOW, NOW + timedelta(minutes=10))
    trial.now = NOW + timedelta(hours=1)
    await trial.planner.unblock(trial.of(one))
    now = trial.of(one)
    assert (now.reason, now.state_since, now.next_due) == ("", trial.now, NOW + DAY)


async def test_a_resumed_one_is_due_next_after_the_missed_days(trial: PlannerTrial) -> None:
    one = trial.add()
    trial.store.block(one.id, "No access.", NOW, NOW + timedelta(minutes=10))
    trial.now = NOW + 2 * DAY + timedelta(hours=1)
    await trial.planner.unblock(trial.of(one))
    assert trial.endings(one) == [(3, Outcome.MISSED), (2, Outcome.MISSED)]
    assert trial.of(one).next_due == NOW + 2 * DAY


async def test_it_wakes_by_itself_when_one_is_due(
    trial: PlannerTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planner, "LONGEST_SLEEP", 3600.0)
    one = trial.add()
    trial.now = NOW - timedelta(seconds=0.2)
    looked = asked_when_next(trial.store)
    task = asyncio.create_task(trial.planner.run())
    await until(looked.is_set)
    assert trial.queue.runs == []
    trial.now = NOW
    await until(lambda: trial.queue.runs)
    task.cancel()
    assert trial.queue.runs == [Run(one.id, TODAY, NOW)]


async def test_a_clock_that_jumps_ahead_and_back_queues_nothing_twice(trial: PlannerTrial) -> None:
    one = trial.add()
    queued = []
    for minutes in (-30, 30, -30, 0, 30):
        trial.now = NOW + timedelta(minutes=minutes)
        queued.append(await trial.planner.plan())
    assert queued == [0, 1, 0, 0, 0]
    assert trial.queue.runs == [Run(one.id, TODAY, NOW)]


async def test_everything_stuck_is_handled_whatever_happened_to_the_one_before(
    trial: PlannerTrial,
) -> None:
    """One is in progress, two can still be posted, and two are too late."""
    last = NOW - CATCH_UP
    dues = [NOW, NOW, last, last - timedelta(seconds=1), last - timedelta(hours=1)]
    there = [trial.add() for _ in dues]
    for one, due in zip(there, dues, strict=True):
        trial.ledger.open(one.id, TODAY, due, NOW - STUCK - timedelta(seconds=1))

    async def is_alive(run: Run) -> bool | None:
        return True if run.subscription == there[0].id else None

    trial.queue.is_alive = is_alive  # type: ignore[method-assign]  # one is alive, the others are not
    with structlog.testing.capture_logs() as lines:
        await trial.planner.reconcile()
    assert {run.subscription for run in trial.queue.runs} == {there[1].id, there[2].id}
    for one in there[3:]:
        (missed,) = trial.ledger.last(one.id)
        assert (missed.outcome, missed.finished_at) == (Outcome.MISSED, NOW)
        assert str(restored(missed.reason)) == "It was lost on the way; the bot's log says more."
    stuck = [line for line in lines if line["event"] == "delivery_stuck"]
    assert {line["subscription"] for line in stuck} == {one.id for one in there[1:]}
    assert {line["day"] for line in stuck} == {str(TODAY)}


@pytest.mark.parametrize(
    ("alive", "late", "ending", "queued"),
    [
        (True, STUCK, Outcome.QUEUED, 0),
        (None, STUCK, Outcome.QUEUED, 1),
        (None, timedelta(hours=7), Outcome.MISSED, 0),
        (False, STUCK, Outcome.FAILED, 0),
    ],
)
async def test_an_abandoned_delivery_is_resumed_or_closed(
    trial: PlannerTrial, alive: object, late: timedelta, ending: Outcome, queued: int
) -> None:
    one = trial.add()
    trial.ledger.open(one.id, TODAY, NOW, NOW)
    trial.queue.alive = alive if isinstance(alive, bool) else None
    trial.now = NOW + late + timedelta(seconds=1)
    await trial.planner.reconcile()
    assert trial.endings(one) == [(2, ending)]
    assert len(trial.queue.runs) == queued


async def test_a_blocked_subscription_resumes_by_itself_and_says_what_blocked_it(
    trial: PlannerTrial,
) -> None:
    one = trial.add(settled=TODAY, next_due=NOW + DAY)
    trial.store.block(one.id, "No access.", NOW, NOW + timedelta(minutes=10))
    trial.now = NOW + 2 * DAY + timedelta(hours=1)
    await trial.planner.probe()
    assert trial.of(one).state is State.ACTIVE
    (missed,) = trial.ledger.last(one.id)
    assert (missed.day.day, missed.outcome) == (3, Outcome.MISSED)
    assert str(restored(missed.reason)) == "It could not be posted. No access."
    assert await trial.planner.plan() == 1  # today's is within the window


@pytest.mark.parametrize(
    ("ended", "late", "again"),
    [
        (Outcome.FAILED, timedelta(hours=4), 1),
        (Outcome.SKIPPED, timedelta(hours=4), 1),
        (Outcome.POSTED, timedelta(hours=4), 0),
        (Outcome.FAILED, timedelta(hours=7), 0),
    ],
)
async def test_a_blocked_run_is_repeated_once_if_it_is_not_too_late(
    trial: PlannerTrial, ended: Outcome, late: timedelta, again: int
) -> None:
    one = trial.add(settled=TODAY, next_due=NOW + DAY)
    trial.ledger.open(one.id, TODAY, NOW, NOW)
    trial.store.block(one.id, "No access.", NOW, NOW + timedelta(minutes=10))
    trial.ledger.finish(one.id, TODAY, Closing(ended, "No access.", NOW, attempts=1))
    trial.now = NOW + late
    blocked = trial.of(one)
    await asyncio.gather(trial.planner.unblock(blocked), trial.planner.unblock(blocked))
    assert await trial.planner.plan() == again
    assert trial.of(one).state is State.ACTIVE
    assert trial.queue.runs == [Run(one.id, TODAY, NOW, 2)] * again
    assert trial.endings(one) == [(2, Outcome.QUEUED if again else ended)]


@pytest.mark.parametrize(("later", "again"), [(timedelta(0), 1), (timedelta(microseconds=1), 0)])
async def test_a_blocked_run_is_repeated_until_the_window_ends(
    trial: PlannerTrial, later: timedelta, again: int
) -> None:
    one = trial.add(settled=TODAY, next_due=NOW + DAY)
    trial.ledger.open(one.id, TODAY, NOW, NOW)
    trial.store.block(one.id, "No access.", NOW, NOW)
    trial.ledger.finish(one.id, TODAY, Closing(Outcome.FAILED, "No access.", NOW))
    trial.now = NOW + CATCH_UP + later
    await trial.planner.unblock(trial.of(one))
    assert await trial.planner.plan() == again


async def test_a_run_ended_before_the_block_or_partly_posted_is_not_repeated(
    trial: PlannerTrial,
) -> None:
    earlier, split = (trial.add(settled=TODAY, next_due=NOW + DAY) for _ in range(2))
    for one in (earlier, split):
        trial.ledger.open(one.id, TODAY, NOW, NOW)
    trial.ledger.finish(earlier.id, TODAY, Closing(Outcome.FAILED, "Refused.", NOW))
    trial.ledger.try_page(split.id, TODAY, 0, 7, NOW)
    trial.ledger.posted_page(split.id, TODAY, 0, 7, 70)
    trial.now = NOW + timedelta(hours=1)
    for one in (earlier, split):
        trial.store.block(one.id, "No access.", trial.now, trial.now)
    trial.ledger.finish(split.id, TODAY, Closing(Outcome.FAILED, "No access.", trial.now))
    await trial.planner.probe()
    assert await trial.planner.plan() == 0
    assert {trial.of(one).state for one in (earlier, split)} == {State.ACTIVE}


async def test_a_reopened_and_lost_run_is_resumed(
    trial: PlannerTrial,
) -> None:
    one = trial.add(settled=TODAY, next_due=NOW + DAY)
    trial.ledger.open(one.id, TODAY, NOW, NOW)
    trial.store.block(one.id, "No access.", NOW, NOW)
    trial.ledger.finish(one.id, TODAY, Closing(Outcome.FAILED, "No access.", NOW, attempts=1))
    assert trial.ledger.reopen(trial.of(one), NOW + DAY / 24, timedelta(hours=6))
    trial.queue.alive = None
    trial.now = NOW + timedelta(hours=2)
    await trial.planner.reconcile()
    assert trial.queue.runs == [Run(one.id, TODAY, NOW, 2)]


async def test_one_that_raises_does_not_stop_the_others(trial: PlannerTrial) -> None:
    blocked = [trial.add(guild_id=number) for number in (1, 2, 3)]
    for one in blocked:
        trial.store.block(one.id, "No access.", NOW, NOW)
    trial.permissions.broken = {1}
    await trial.planner.probe()
    states = [trial.of(one).state for one in blocked]
    assert states == [State.BLOCKED, State.ACTIVE, State.ACTIVE]
    assert trial.planner.failures == {"probe": 1}
    assert trial.of(blocked[0]).next_due == NOW + FIRST_PROBE


async def test_one_that_cannot_be_planned_does_not_delay_the_others(
    trial: PlannerTrial,
) -> None:
    lost, fine = trial.add(zone="Europe/Nowhere", state_since=NOW - 90 * DAY), trial.add()
    trial.store.replan(NOW)
    assert await trial.planner.plan() == 1
    assert [run.subscription for run in trial.queue.runs] == [fine.id]
    assert trial.planner.failures == {"plan": 1}
    again = trial.of(lost).next_due
    assert again is not None
    assert NOW < again < NOW + CATCH_UP / 2  # while its run is not too late yet


@pytest.mark.parametrize("error", [None, NotNowError("wait")])
async def test_one_still_blocked_is_tried_less_and_less_often(
    trial: PlannerTrial, error: Exception | None
) -> None:
    one = trial.add()
    trial.store.block(one.id, "No access.", NOW, NOW)
    trial.permissions.reason, trial.permissions.error = "Still not.", error
    await trial.planner.probe()
    first = trial.of(one)
    assert first.state is State.BLOCKED
    assert str(restored(first.reason)) == ("wait" if error else "Still not.")
    trial.now = NOW + 10 * DAY
    await trial.planner.probe()
    assert trial.of(one).next_due == trial.now + LAST_PROBE


def test_the_clock_is_aware() -> None:
    assert isinstance(NOW, datetime)
    assert NOW.tzinfo is not None
