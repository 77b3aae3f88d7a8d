"""Work in the background: plans what is due, looks after what is stuck or blocked."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.daily.delivery import FIRST_PROBE
from bot.daily.ledger import Closing, Ledger, run_of
from bot.daily.posting import Poster, PostError
from bot.daily.schedule import CATCH_UP, Decision, Run, Verdict, next_run, owed
from bot.daily.store import Store
from bot.daily.tables import Outcome, State, Subscription
from bot.shards import Shards
from briefings.translations import Sentences, gettext
from briefings.translations.message import restored, stored

BATCH = 200
"""How many subscriptions are planned at a time, so that posting can begin meanwhile."""

LONGEST_SLEEP = 30.0
"""Most seconds between checks of the plan: another machine may have changed it."""

STUCK = timedelta(minutes=15)
"""How long a delivery may be open before the planner checks that somebody works on it."""

LAST_PROBE = timedelta(hours=6)
"""The longest time between two checks whether a blocked subscription can go on."""

LONGEST_PUT_OFF = timedelta(hours=1)
"""The longest time until a failed plan is tried again: its run is due, and counts as missed once
it is later than the window."""

log = structlog.get_logger()


class Queue(Protocol):
    """Takes runs; see `bot.work.deliveries.DeliveryWorkflows`."""

    async def enqueue(self, runs: Sequence[Run]) -> None: ...
    async def is_alive(self, run: Run) -> bool | None: ...


def until_next_probe(subscription: Subscription, now: datetime) -> timedelta:
    """The pause grows with the time that the subscription has been in its state."""
    return min(max(now - subscription.state_since, FIRST_PROBE), LAST_PROBE)


class Planner:
    """Puts each due run into the queue, once. The clock is passed in."""

    def __init__(
        self,
        store: Store,
        ledger: Ledger,
        queue: Queue,
        poster: Poster,
        *,
        clock: Callable[[], datetime],
        window: timedelta = CATCH_UP,
        shards: Shards | None = None,
    ) -> None:
        """`shards` are those whose servers this process knows; None means all."""
        self._shards = shards
        self._store = store
        self._ledger = ledger
        self._queue = queue
        self._poster = poster
        self._clock = clock
        self.window = window
        """How late a run may still be delivered."""
        self._changed = asyncio.Event()
        self._again: list[Run] = []
        self.failures: Counter[str] = Counter()
        """How often planning or probing a subscription raised something unforeseen."""

    def changed(self) -> None:
        """A subscription was added or changed: plan again now."""
        self._changed.set()

    async def run(self) -> None:
        """Plan for ever, asleep until the next subscription is due."""
        await asyncio.to_thread(self._store.replan, self._clock())
        while True:
            self._changed.clear()
            await self.plan()
            await self._sleep()

    async def _sleep(self) -> None:
        due = await asyncio.to_thread(self._store.next_due)
        seconds = (due - self._clock()).total_seconds() if due else LONGEST_SLEEP
        try:
            async with asyncio.timeout(min(max(seconds, 0.0), LONGEST_SLEEP)):
                await self._changed.wait()
        except TimeoutError:
            pass

    async def plan(self) -> int:
        """Put everything that is due now into the queue; how many runs."""
        again, self._again = self._again, []
        await self._queue.enqueue(again)
        count = len(again)
        while batch := await asyncio.to_thread(self._store.due, self._clock(), BATCH):
            now = self._clock()
            decided = await self._decide(batch, now)
            runs = sorted(
                (
                    decision.run
                    for _, decisions in decided
                    for decision in decisions
                    if decision.verdict is Verdict.DELIVER
                ),
                key=lambda run: run.due,
            )
            # First the queue, then the database: if the process dies in between, the same runs are
            # queued again, and the queue knows them already.
            await self._queue.enqueue(runs)
            await asyncio.to_thread(self._store.settle, decided, now)
            count += len(runs)
        return count

    async def _decide(
        self, batch: Sequence[Subscription], now: datetime
    ) -> list[tuple[Subscription, list[Decision]]]:
        """What each owes; one that can't be planned does not stop the others."""
        decided = []
        for subscription in batch:
            try:
                decided.append((subscription, owed(subscription.plan, now, self.window)))
            except Exception as error:  # noqa: BLE001  # whatever it is, it concerns only this one
                await self._put_off("plan", subscription, now, error)
        return decided

    async def reconcile(self) -> None:
        """Look after open deliveries that nobody works on."""
        now = self._clock()
        for delivery in await asyncio.to_thread(self._ledger.open_since, now - STUCK):
            run = run_of(delivery)
            alive = await self._queue.is_alive(run)
            if alive:
                continue
            log.warning(
                "delivery_stuck", subscription=delivery.subscription_id, day=str(delivery.day)
            )
            if alive is None and now <= delivery.due + self.window:
                await self._queue.enqueue([run])
                continue
            await asyncio.to_thread(
                self._ledger.finish,
                delivery.subscription_id,
                delivery.day,
                Closing(
                    Outcome.MISSED if alive is None else Outcome.FAILED,
                    stored(gettext("It was lost on the way; the bot's log says more.")),
                    now,
                ),
            )

    async def probe(self) -> None:
        """Let blocked subscriptions go on if they can; other processes see to their own."""
        now = self._clock()
        blocked = await asyncio.to_thread(self._store.blocked, now, self._shards)
        for subscription in blocked:
            try:
                await self._probe(subscription, now)
            except Exception as error:  # noqa: BLE001  # whatever it is, it concerns only this one
                await self._put_off("probe", subscription, now, error)
        if blocked:
            self.changed()

    async def _probe(self, subscription: Subscription, now: datetime) -> None:
        try:
            problem = await self._poster.problem(subscription.guild_id, subscription.channel_id)
        except PostError as error:
            problem = error.reason
        if problem is None:
            await self.unblock(subscription)
            return
        await asyncio.to_thread(
            self._store.change,
            subscription.id,
            reason=stored(problem),
            next_due=now + until_next_probe(subscription, now),
        )

    async def _put_off(
        self, work: str, subscription: Subscription, now: datetime, error: Exception
    ) -> None:
        """Count and log an unexpected error, and come back to the subscription later."""
        self.failures[work] += 1
        log.error("subscription_failed", work=work, subscription=subscription.id, exc_info=error)
        later = now + min(until_next_probe(subscription, now), LONGEST_PUT_OFF)
        await asyncio.to_thread(self._store.change, subscription.id, next_due=later)

    async def unblock(self, subscription: Subscription) -> None:
        """Go on. A run that the block stopped is delivered now, if it is not too late."""
        run = await asyncio.to_thread(self._unblock, subscription, self._clock())
        # The ledger has it as open: if this process ends now, `reconcile` queues it.
        if run is not None:
            self._again.append(run)
        self.changed()

    def _unblock(self, subscription: Subscription, now: datetime) -> Run | None:
        """Record that it goes on, and for past days what stopped it."""
        again = self._ledger.reopen(subscription, now, self.window)
        decisions = owed(subscription.plan, now, self.window)
        missed = [one for one in decisions if one.verdict is Verdict.MISSED]
        why = gettext("It could not be posted.")
        reason = Sentences((why, restored(subscription.reason)))
        self._store.settle([(subscription, missed)], now, missed=stored(reason))
        settled = missed[-1].run.day if missed else subscription.settled
        following = next_run(replace(subscription.plan, settled=settled), now)
        self._store.change(
            subscription.id,
            state=State.ACTIVE,
            reason="",
            state_since=now,
            next_due=following.due if following else None,
        )
        log.info("subscription_resumed", subscription=subscription.id)
        return again
