"""Deliveries as durable workflows: DBOS keeps them over restarts and hands them out at a rate.

One workflow a run, named after it, so that it can't run twice. What was begun when a process
died is begun again: by the same process when it is back (SQLite), or by another one that shares
the database (PostgreSQL, see `bot.work.membership`).
"""

import asyncio
import importlib
import logging
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
import structlog

from bot.daily.delivery import Deliverer, Job
from bot.daily.schedule import Run, workflow_id

QUEUE = "daily"
VERSION = "1"
"""Raised only when running workflows could not go on under the new code; DBOS would otherwise
hash the source and leave them behind at each update."""

RATE_PERIOD = 10
"""Seconds over which the queue counts. Its rate bounds all machines together; to the second it
is the pacer that spaces requests."""

POLL_SECONDS = 0.25
IN_FLIGHT = 100
"""Deliveries that one process works on at a time: two seconds' worth at the usual rate."""

THREADS = 16

log = structlog.get_logger()


class Workflows:
    """The durable queue of deliveries. DBOS allows one in a process."""

    def __init__(self, url: str, deliverer: Deliverer, *, rate: int, executor: str) -> None:
        self._url = url
        self._deliverer = deliverer
        self._rate = rate
        self._executor = executor
        self._deliver: Any = None
        self._dbos: Any = None
        self._launching: asyncio.Future[None] | None = None
        self._in_progress: set[asyncio.Task[Any]] = set()
        self._stopping = False

    async def start(self) -> None:
        """Launch for the running event loop; recover what this executor had begun."""
        self._stopping = False
        loop = asyncio.get_running_loop()
        # It takes a while: in a thread, for commands are answered meanwhile. Once begun, it is
        # waited for even where this is cancelled: what is half launched can't be stopped.
        self._launching = loop.run_in_executor(None, self._launch, loop)
        await asyncio.shield(self._launching)
        await self._dbos.DBOS.register_queue_async(
            QUEUE,
            limiter={"limit": self._rate * RATE_PERIOD, "period": float(RATE_PERIOD)},
            worker_concurrency=IN_FLIGHT,
            polling_interval_sec=POLL_SECONDS,
            on_conflict="always_update",
        )

    def _launch(self, loop: asyncio.AbstractEventLoop) -> None:
        # Here, for importing it takes longest of all.
        self._dbos = importlib.import_module("dbos")
        _prepare_file(self._url)
        config = {
            "name": "briefbot",
            "system_database_url": self._url,
            "application_version": VERSION,
            "executor_id": self._executor,
            "sys_db_pool_size": 10,
            "max_executor_threads": THREADS,
            "log_level": "WARNING",
        }
        self._dbos.DBOS(config=config)
        self._deliver = self._dbos.DBOS.workflow(name="deliver", max_recovery_attempts=None)(
            self._workflow()
        )
        # DBOS runs workflows on the loop that runs in the thread that launches it: say which.
        asyncio._set_running_loop(loop)
        try:
            self._dbos.DBOS.launch()
        finally:
            asyncio._set_running_loop(None)

    async def stop(self) -> None:
        """Stop handing out; what is in progress is begun again at the next start."""
        if self._launching is None:
            return
        # A cancelled workflow is one that never ended; one whose database is taken away fails.
        self._stopping = True
        await asyncio.gather(self._launching, return_exceptions=True)
        self._launching = None
        if self._dbos is None:
            return
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        for task in self._in_progress:
            task.cancel()
        await asyncio.gather(*self._in_progress, return_exceptions=True)
        await asyncio.to_thread(self._dbos.DBOS.destroy, destroy_registry=True)
        # DBOS made its threads the loop's own, and has just ended them.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor())

    async def enqueue(self, runs: Sequence[Run]) -> None:
        """Put runs into the queue; those that were put in before stay as they are."""
        for run in runs:
            with self._dbos.SetWorkflowID(workflow_id(run)):
                await self._dbos.DBOS.enqueue_workflow_async(
                    QUEUE,
                    self._deliver,
                    run.subscription,
                    run.day.isoformat(),
                    run.due.isoformat(),
                )

    async def is_alive(self, run: Run) -> bool | None:
        """Whether a run's workflow is waiting or running; None if there is no such workflow."""
        status = await self._dbos.DBOS.get_workflow_status_async(workflow_id(run))
        return None if status is None else status.status in ("ENQUEUED", "PENDING", "DELAYED")

    async def recover(self, executors: Sequence[str]) -> None:
        """Begin again what processes that are no more had begun."""
        for executor in executors:
            found = await asyncio.to_thread(self._dbos.DBOS._recover_pending_workflows, [executor])
            log.warning("deliveries_taken_over", executor=executor, deliveries=len(found))

    async def prune(self, before: datetime) -> int:
        """Delete workflows that ended before `before`; says how many."""
        ended = await self._dbos.DBOS.list_workflows_async(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            end_time=before.isoformat(),
            load_input=False,
            load_output=False,
            limit=5_000,
        )
        if ended:
            await self._dbos.DBOS.delete_workflows_async([one.workflow_id for one in ended])
        return len(ended)

    def _workflow(self) -> Any:
        deliverer = self._deliverer

        async def prepare(subscription: str, day: str, due: str) -> dict[str, Any] | None:
            job = await deliverer.prepare(
                subscription, date.fromisoformat(day), datetime.fromisoformat(due)
            )
            return job.to_json() if job else None

        async def deliver(subscription: str, day: str, due: str) -> str:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - a coroutine that runs is a task's
            if self._stopping:
                raise asyncio.CancelledError
            self._in_progress.add(task)
            task.add_done_callback(self._in_progress.discard)
            try:
                job = await self._dbos.DBOS.run_step_async(
                    {"name": "prepare"}, prepare, subscription, day, due
                )
                return str(await deliverer.post(Job.of_json(job))) if job else "closed"
            except Exception as error:
                if self._stopping:
                    raise asyncio.CancelledError from error
                if isinstance(error, self._dbos.error.DBOSException):
                    # Another process has taken the delivery over, or the queue's own books
                    # failed: the delivery is not lost, and not ours to close.
                    raise
                log.exception("delivery_broke", subscription=subscription, day=day)
                reason = f"Something unforeseen went wrong ({type(error).__name__})."
                await deliverer.fail(subscription, date.fromisoformat(day), reason)
                return "broke"

        return deliver


def _prepare_file(url: str) -> None:
    """Let readers and the writer of the SQLite file work side by side; DBOS would not."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        with closing(sqlite3.connect(parsed.database)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
