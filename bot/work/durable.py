"""Work that outlives its process: DBOS, and what it runs.

DBOS allows one instance in a process, so all kinds of work share it; each has a workflow and a
queue of its own. Work that a dead process had begun is begun again: by the same process when it is
back (SQLite), or by another one that shares the database (PostgreSQL, see `bot.work.membership`).
"""

import asyncio
import importlib
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog

VERSION = "1"
"""Increased only when running workflows could not continue under the new code; DBOS would
otherwise hash the source and abandon them at each update."""

RATE_PERIOD = 10
"""Seconds over which a queue counts. Its rate limits all machines together; within a second the
work itself must keep to it."""

THREADS = 16
PRUNED_AT_ONCE = 5_000

_QUIET = ("Contention detected in queue thread",)
"""Beginnings of DBOS's warnings about normal events: processes that look for work at the same
time get in each other's way, and then look less often."""

log = structlog.get_logger()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: its name, its queue, and what one piece of it does."""

    name: str
    queue: str
    run: Callable[..., Awaitable[str]]
    """The workflow, which DBOS runs on a loop of its own; it returns in a word how it ended. Its
    arguments are the plain values put into the queue."""
    in_flight: int
    """How many one process works on at a time."""
    poll_seconds: float
    rate: int | None = None
    """How many are handed out a second, over all machines."""


class Durable:
    """DBOS as this process uses it. Kinds of work are added before it starts.

    DBOS works in threads of its own and on an event loop of its own, so that it never blocks the
    loop that answers commands; `here` brings the work itself to that loop.
    """

    def __init__(self, url: str, executor: str) -> None:
        """Args:
        url: the address of the queue's database.
        executor: this process's name among those that share the work.
        """
        self._url = url
        self._executor = executor
        self._kinds: list[Kind] = []
        self._workflows: dict[str, Any] = {}
        self._dbos: Any = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._launching: asyncio.Future[None] | None = None
        self._in_progress: set[asyncio.Task[Any]] = set()
        self._stopping = False
        self._is_launched = False

    def add(self, kind: Kind) -> None:
        """Also do this kind of work; call it before `start`."""
        self._kinds.append(kind)

    @property
    def is_stopping(self) -> bool:
        """Whether workflows should raise `CancelledError`, to be begun again later."""
        return self._stopping

    def is_own_error(self, error: Exception) -> bool:
        """Whether the queue itself failed, or another process has taken the work over."""
        return isinstance(error, self._dbos.error.DBOSException)

    async def step(self, name: str, work: Callable[..., Awaitable[T]], *given: Any) -> T:
        """Within a workflow: do `work` once, and remember its result."""
        found: T = await self._dbos.DBOS.run_step_async({"name": name}, work, *given)
        return found

    async def start(self) -> None:
        """Launch, to work on the running event loop; recover what this executor had begun."""
        self._stopping = False
        self._loop = asyncio.get_running_loop()
        # It takes a while, so it runs in a thread and commands are answered meanwhile. Even if this
        # is cancelled, it waits for the launch: a half-launched DBOS can't be stopped.
        self._launching = self._loop.run_in_executor(None, self._launch)
        await asyncio.shield(self._launching)

    def _launch(self) -> None:
        # Imported here because it takes longest of all.
        self._dbos = importlib.import_module("dbos")
        logging.getLogger("dbos").addFilter(_is_news)
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
        for kind in self._kinds:
            decorate = self._dbos.DBOS.workflow(name=kind.name, max_recovery_attempts=None)
            self._workflows[kind.name] = decorate(_named(kind))
        self._dbos.DBOS.launch()
        for kind in self._kinds:
            self._register(kind)
        self._is_launched = True

    def _register(self, kind: Kind) -> None:
        period = float(RATE_PERIOD)
        self._dbos.DBOS.register_queue(
            kind.queue,
            limiter={"limit": kind.rate * RATE_PERIOD, "period": period} if kind.rate else None,
            worker_concurrency=kind.in_flight,
            polling_interval_sec=kind.poll_seconds,
            on_conflict="always_update",
        )

    async def change(self, kind: Kind) -> None:
        """Change how this kind of work is handed out; its name and queue stay the same."""
        self._kinds = [kind if one.name == kind.name else one for one in self._kinds]
        if self._is_launched:
            await asyncio.to_thread(self._register, kind)

    async def stop(self) -> None:
        """Stop handing out; work in progress is begun again at the next start."""
        if self._launching is None:
            return
        self._is_launched = False
        # A cancelled workflow counts as not ended; one that loses its database fails.
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

    async def enqueue(self, kind: Kind, work: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
        """Put pieces of work into the queue: each its id and what it takes.

        A piece already in the queue with the same id stays as it is.
        """
        if work:
            await asyncio.to_thread(self._enqueue, kind, work)

    def _enqueue(self, kind: Kind, work: Sequence[tuple[str, tuple[Any, ...]]]) -> None:
        workflow = self._workflows[kind.name]
        for id_, given in work:
            with self._dbos.SetWorkflowID(id_):
                self._dbos.DBOS.enqueue_workflow(kind.queue, workflow, *given)

    async def is_alive(self, id_: str) -> bool | None:
        """Whether a piece of work is waiting or running; None if there is none."""
        status = await asyncio.to_thread(self._dbos.DBOS.get_workflow_status, id_)
        return None if status is None else status.status in ("ENQUEUED", "PENDING", "DELAYED")

    async def check(self) -> None:
        """Raise the database's error if the queue can't be read."""
        await asyncio.to_thread(self._dbos.DBOS.list_workflows, limit=1, load_input=False)

    async def recover(self, executors: Sequence[str]) -> None:
        """Begin again what dead processes had begun.

        Only for executors that are certainly dead, with their locks held here
        (`bot.work.membership`): a workflow still running would run twice.
        """
        for executor in executors:
            for kind in self._kinds:
                found = await asyncio.to_thread(self._recover, kind, executor)
                log.warning("work_taken_over", executor=executor, work=kind.name, pieces=found)

    def _recover(self, kind: Kind, executor: str) -> int:
        begun = self._dbos.DBOS.list_workflows(
            status="PENDING",
            name=kind.name,
            executor_id=executor,
            load_input=False,
            load_output=False,
        )
        if begun:
            ids = [one.workflow_id for one in begun]
            self._dbos.DBOS.resume_workflows(ids, queue_name=kind.queue)
        return len(begun)

    async def prune(self, before: datetime) -> int:
        """Delete workflows that ended before `before`; returns how many."""
        count = deleted = await asyncio.to_thread(self._prune, before)
        while deleted == PRUNED_AT_ONCE:
            deleted = await asyncio.to_thread(self._prune, before)
            count += deleted
        return count

    def _prune(self, before: datetime) -> int:
        ended = self._dbos.DBOS.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            end_time=before.isoformat(),
            load_input=False,
            load_output=False,
            limit=PRUNED_AT_ONCE,
        )
        if ended:
            self._dbos.DBOS.delete_workflows([one.workflow_id for one in ended])
        return len(ended)

    async def here(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do the work on the loop that called `start`; called from DBOS's loop."""
        assert self._loop is not None  # noqa: S101  # nothing runs before `start`

        async def tracked() -> T:
            task = asyncio.current_task()
            assert task is not None  # noqa: S101  # a running coroutine belongs to a task
            if self._stopping:
                raise asyncio.CancelledError
            self._in_progress.add(task)
            task.add_done_callback(self._in_progress.discard)
            return await work()

        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(tracked(), self._loop))


def _named(kind: Kind) -> Callable[..., Coroutine[Any, Any, str]]:
    """The workflow as a function of its own: DBOS knows functions, not methods."""

    async def workflow(*given: Any) -> str:
        return await kind.run(*given)

    return workflow


def _is_news(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith(_QUIET)


def _prepare_file(url: str) -> None:
    """Let readers and the writer of the SQLite file work side by side; DBOS would not."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        with closing(sqlite3.connect(parsed.database)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
