"""Deliveries as durable workflows: DBOS keeps them over restarts and hands them out at a rate.

One workflow a run, named after it, so that it can't run twice. What was begun when a process
died is begun again: by the same process when it is back (SQLite), or by another one that shares
the database (PostgreSQL, see `bot.work.membership`).
"""

import asyncio
import importlib
import logging
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any, TypeVar

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


T = TypeVar("T")


class DeliveryWorkflows:
    """The durable queue of deliveries. DBOS allows one in a process.

    DBOS works in threads of its own and on an event loop of its own, so that what it does never
    holds up the loop that answers commands; only the posting itself happens on that loop.
    """

    def __init__(self, url: str, deliverer: Deliverer, *, rate: int, executor: str) -> None:
        self._url = url
        self._deliverer = deliverer
        self._rate = rate
        self._executor = executor
        self._deliver: Any = None
        self._dbos: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._launching: asyncio.Future[None] | None = None
        self._in_progress: set[asyncio.Task[Any]] = set()
        self._stopping = False

    async def start(self) -> None:
        """Launch, to deliver on the running event loop; recover what this executor had begun."""
        self._stopping = False
        self._loop = asyncio.get_running_loop()
        # It takes a while: in a thread, so that commands are answered meanwhile. Once begun, it
        # is waited for even where this is cancelled: what is half launched can't be stopped.
        self._launching = self._loop.run_in_executor(None, self._launch)
        await asyncio.shield(self._launching)

    def _launch(self) -> None:
        # Here, because importing it takes longest of all.
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
        self._dbos.DBOS.launch()
        self._dbos.DBOS.register_queue(
            QUEUE,
            limiter={"limit": self._rate * RATE_PERIOD, "period": float(RATE_PERIOD)},
            worker_concurrency=IN_FLIGHT,
            polling_interval_sec=POLL_SECONDS,
            on_conflict="always_update",
        )

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

    async def enqueue(self, runs: Sequence[Run]) -> None:
        """Put runs into the queue; those that were put in before stay as they are."""
        if runs:
            await asyncio.to_thread(self._enqueue, runs)

    def _enqueue(self, runs: Sequence[Run]) -> None:
        for run in runs:
            with self._dbos.SetWorkflowID(workflow_id(run)):
                self._dbos.DBOS.enqueue_workflow(
                    QUEUE,
                    self._deliver,
                    run.subscription,
                    run.day.isoformat(),
                    run.due.isoformat(),
                )

    async def check(self) -> None:
        """Raise what the queue's database says where it can't be read."""
        await asyncio.to_thread(self._dbos.DBOS.list_workflows, limit=1, load_input=False)

    async def is_alive(self, run: Run) -> bool | None:
        """Whether a run's workflow is waiting or running; None if there is no such workflow."""
        status = await asyncio.to_thread(self._dbos.DBOS.get_workflow_status, workflow_id(run))
        return None if status is None else status.status in ("ENQUEUED", "PENDING", "DELAYED")

    async def recover(self, executors: Sequence[str]) -> None:
        """Begin again what processes that are no more had begun.

        Only for executors that are surely dead and whose locks are held (`bot.work.membership`):
        a workflow that still ran would run twice.
        """
        for executor in executors:
            found = await asyncio.to_thread(self._recover, executor)
            log.warning("deliveries_taken_over", executor=executor, deliveries=found)

    def _recover(self, executor: str) -> int:
        begun = self._dbos.DBOS.list_workflows(
            status="PENDING", executor_id=executor, load_input=False, load_output=False
        )
        if begun:
            ids = [one.workflow_id for one in begun]
            self._dbos.DBOS.resume_workflows(ids, queue_name=QUEUE)
        return len(begun)

    async def prune(self, before: datetime) -> int:
        """Delete workflows that ended before `before`; says how many."""
        return await asyncio.to_thread(self._prune, before)

    def _prune(self, before: datetime) -> int:
        ended = self._dbos.DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            end_time=before.isoformat(),
            load_input=False,
            load_output=False,
            limit=5_000,
        )
        if ended:
            self._dbos.DBOS.delete_workflows([one.workflow_id for one in ended])
        return len(ended)

    def _workflow(self) -> Any:
        """The workflow, which runs on DBOS's loop and delivers on ours."""

        async def prepare(subscription: str, day: str, due: str) -> dict[str, Any] | None:
            when = date.fromisoformat(day), datetime.fromisoformat(due)
            job = await self._on_our_loop(lambda: self._deliverer.prepare(subscription, *when))
            return job.to_json() if job else None

        async def deliver(subscription: str, day: str, due: str) -> str:
            if self._stopping:
                raise asyncio.CancelledError
            try:
                prepared = await self._dbos.DBOS.run_step_async(
                    {"name": "prepare"}, prepare, subscription, day, due
                )
                if not prepared:
                    return "closed"
                job = Job.of_json(prepared)
                return str(await self._on_our_loop(lambda: self._deliverer.post(job)))
            except Exception as error:
                if self._stopping:
                    raise asyncio.CancelledError from error
                if isinstance(error, self._dbos.error.DBOSException):
                    # Another process has taken the delivery over, or the queue's own database
                    # failed: the delivery is not lost, and not ours to close.
                    raise
                log.exception("delivery_broke", subscription=subscription, day=day)
                reason = f"Something unforeseen went wrong ({type(error).__name__})."
                failed = subscription, date.fromisoformat(day), reason
                await self._on_our_loop(lambda: self._deliverer.fail(*failed))
                return "broke"

        return deliver

    async def _on_our_loop(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do the work on the loop that `start` was called on; called on DBOS's."""
        assert self._loop is not None  # noqa: S101 - nothing runs before `start`

        async def tracked() -> T:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101 - a coroutine that runs is a task's
            if self._stopping:
                raise asyncio.CancelledError
            self._in_progress.add(task)
            task.add_done_callback(self._in_progress.discard)
            return await work()

        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(tracked(), self._loop))


def _prepare_file(url: str) -> None:
    """Let readers and the writer of the SQLite file work side by side; DBOS would not."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        with closing(sqlite3.connect(parsed.database)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
