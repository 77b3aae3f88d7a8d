"""Deliveries as durable work: handed out at a fixed rate, kept across restarts.

One workflow per run, named after it, so that it can't run twice.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import structlog

from bot.daily.delivery import Deliverer, Job
from bot.daily.schedule import Run, workflow_id
from bot.work.durable import Durable, Kind
from briefings.translations import gettext

QUEUE = "daily"
POLL_SECONDS = 0.25
IN_FLIGHT = 100
"""Deliveries that one process works on at a time: two seconds' worth at the usual rate."""

log = structlog.get_logger()


class DeliveryWorkflows:
    """The durable queue of deliveries; adds its kind of work to `durable`.

    Within a second, the pacer spaces requests, not the queue's rate.
    """

    def __init__(self, durable: Durable, deliverer: Deliverer, *, rate: int) -> None:
        self._durable = durable
        self._deliverer = deliverer
        self._kind = Kind("deliver", QUEUE, self._deliver, IN_FLIGHT, POLL_SECONDS, rate)
        durable.add(self._kind)

    async def change_rate(self, rate: int) -> None:
        """Set how many are handed out a second from now on, over all machines."""
        self._kind = replace(self._kind, rate=rate)
        await self._durable.change(self._kind)

    async def enqueue(self, runs: Sequence[Run]) -> None:
        """Put runs into the queue; those already in it stay as they are."""
        work = [
            (workflow_id(run), (run.subscription, run.day.isoformat(), run.due.isoformat()))
            for run in runs
        ]
        await self._durable.enqueue(self._kind, work)

    async def is_alive(self, run: Run) -> bool | None:
        """Whether a run's workflow is waiting or running; None if there is no such workflow."""
        return await self._durable.is_alive(workflow_id(run))

    async def _prepare(self, subscription: str, day: str, due: str) -> dict[str, Any] | None:
        when = date.fromisoformat(day), datetime.fromisoformat(due)
        job = await self._durable.here(lambda: self._deliverer.prepare(subscription, *when))
        return job.to_json() if job else None

    async def _deliver(self, subscription: str, day: str, due: str) -> str:
        """The workflow, which runs on DBOS's loop and delivers on ours."""
        if self._durable.is_stopping:
            raise asyncio.CancelledError
        try:
            given = subscription, day, due
            prepared = await self._durable.step("prepare", self._prepare, *given)
            if not prepared:
                return "closed"
            job = Job.of_json(prepared)
            return str(await self._durable.here(lambda: self._deliverer.post(job)))
        except Exception as error:
            if self._durable.is_stopping:
                raise asyncio.CancelledError from error
            if self._durable.is_own_error(error):
                # Another process has taken the delivery over, or the queue's own database
                # failed: the delivery is not lost, and not ours to close.
                raise
            log.exception("delivery_broke", subscription=subscription, day=day)
            reason = gettext(
                "Something unforeseen went wrong (%(error)s).", error=type(error).__name__
            )
            failed = subscription, date.fromisoformat(day), reason
            await self._durable.here(lambda: self._deliverer.fail(*failed))
            return "broke"
