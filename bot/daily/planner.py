"""What goes on beside the commands: plan what is due, look after what is stuck or blocked."""

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
"""How many subscriptions are planned at a time, so that the first can be posted meanwhile."""

LONGEST_SLEEP = 30.0
"""Seconds until the plan is looked at again in any case: another machine may have changed it."""

STUCK = timedelta(minutes=15)
"""How long a delivery may be open before somebody looks whether it is still worked on."""

LAST_PROBE = timedelta(hours=6)
"""The longest time between two looks at whether a blocked subscription can go on."""

LONGEST_PUT_OFF = timedelta(hours=1)
"""The longest time until what could not be planned is tried again: its run is due, and is missed
where it is later than the window."""

log = structlog.get_logger()


class Queue(Protocol):
    """Where runs are put; see `bot.work.deliveries.DeliveryWorkflows`."""

    async def enqueue(self, runs: Sequence[Run]) -> None: ...
    async def is_alive(self, run: Run) -> bool | None: ...


def until_next_probe(subscription: Subscription, now: datetime) -> timedelta:
    """Ever longer, the longer the subscription has been in its state."""
    return min(max(now - subscription.state_since, FIRST_PROBE), LAST_PROBE)


class Planner:
    """Puts what is due into the queue, once. The clock is passed in."""

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
        """`shards` are those whose servers this process knows of; None: all."""
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
            except Exception as error:  # noqa: BLE001  # whatever it is, it is this one's alone
                await self._put_off("plan", subscription, now, error)
        return decided

    async def reconcile(self) -> None:
        """Look after deliveries that are open and that nobody works on."""
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
        """Let blocked subscriptions go on that can; those of other processes are theirs."""
        now = self._clock()
        blocked = await asyncio.to_thread(self._store.blocked, now, self._shards)
        for subscription in blocked:
            try:
                await self._probe(subscription, now)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is this one's alone
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
        """Count and log what nobody foresaw, and come back to the subscription later."""
        self.failures[work] += 1
        log.error("subscription_failed", work=work, subscription=subscription.id, exc_info=error)
        later = now + min(until_next_probe(subscription, now), LONGEST_PUT_OFF)
        await asyncio.to_thread(self._store.change, subscription.id, next_due=later)

    async def unblock(self, subscription: Subscription) -> None:
        """Go on. What met the block and is not too late yet is delivered now."""
        run = await asyncio.to_thread(self._unblock, subscription, self._clock())
        # The ledger has it as open: if this process ends now, `reconcile` queues it.
        if run is not None:
            self._again.append(run)
        self.changed()

    def _unblock(self, subscription: Subscription, now: datetime) -> Run | None:
        """Write down that it goes on, and for days that passed what was in the way."""
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
