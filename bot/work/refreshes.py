"""Refreshes of live sources as durable work, shared by the machines of one database.

Each refresh is a workflow named after its source and the moment it was due, so that it can't run
twice. It needs no steps: an interrupted refresh is repeated and brings nothing twice.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import sqlalchemy as sa
import structlog

from bot.work.durable import Durable, Kind
from briefings.library.database import close_engine, create_engine
from briefings.library.encoding import hash64
from briefings.sources.credit import host_of
from briefings.sources.fetching import Fetched
from briefings.sources.model import Source, State
from briefings.sources.standing import failed
from briefings.sources.store import SourceStore
from briefings.translations import gettext
from briefings.translations.message import Said

if TYPE_CHECKING:
    from briefings.ingest.refresh_work import Fetch
    from briefings.ingest.refreshing import Refresher

QUEUE = "sources"
POLL_SECONDS = 1.0
IN_FLIGHT = 16
"""How many refreshes one process works on at a time; they mostly wait for a site."""
BATCH = 200
"""How many sources are put into the queue at a time."""
LONGEST_SLEEP = 30.0
"""Most seconds between checks of the plan: another program may have added a source."""
STUCK = timedelta(minutes=15)
"""How long a refresh may be due before the planner checks that somebody works on it."""

log = structlog.get_logger()


def workflow_id(source: Source) -> str:
    """The name of a source's next refresh."""
    due = source.next_due.isoformat() if source.next_due else ""
    return f"refresh {source.id} {due}"


class RefreshWorkflows:
    """The durable queue of refreshes; adds its kind of work to `durable`."""

    def __init__(
        self,
        durable: Durable,
        store: SourceStore,
        refresher: "Callable[[], Refresher]",
        *,
        clock: Callable[[], datetime],
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        """Args:
        refresher: gives the refresher; this may take a while the first time.
        """
        self._durable = durable
        self._store = store
        self._refresher = refresher
        self._clock = clock
        self._kind = Kind("refresh", QUEUE, self._refresh, IN_FLIGHT, poll_seconds)
        durable.add(self._kind)

    async def enqueue(self, due: Sequence[Source]) -> None:
        """Put refreshes of sources into the queue; those in it already stay as they are."""
        work = [
            (workflow_id(one), (one.id, one.next_due.isoformat())) for one in due if one.next_due
        ]
        await self._durable.enqueue(self._kind, work)

    async def is_alive(self, source: Source) -> bool | None:
        """Whether a source's next refresh is waiting or running; None if it is not known."""
        return await self._durable.is_alive(workflow_id(source))

    async def _refresh(self, source_id: str, due: str) -> str:
        """The workflow, which runs on DBOS's loop and refreshes on ours."""
        if self._durable.is_stopping:
            raise asyncio.CancelledError
        moment = datetime.fromisoformat(due)
        try:
            return await self._durable.here(lambda: self.refresh(source_id, moment))
        except Exception as error:
            if self._durable.is_stopping:
                raise asyncio.CancelledError from error
            if self._durable.is_own_error(error):
                raise
            log.exception("refresh_broke", source=source_id)
            reason = gettext(
                "something unforeseen went wrong (%(error)s): the log says more",
                error=type(error).__name__,
            )
            await self._durable.here(lambda: self._fail(source_id, moment, reason))
            return "broke"

    async def refresh(self, source_id: str, due: datetime) -> str:
        """Refresh a source that is still due; returns in a word how that ended.

        Raises:
            LibraryError: the database fails.
        """
        source = await asyncio.to_thread(self._store.get, source_id)
        if source is None or source.next_due != due or source.state is State.PAUSED:
            return "outdated"
        refresher = await asyncio.to_thread(self._refresher)
        done = await refresher.refresh(source)
        return "failed" if done.problem else "refreshed"

    async def _fail(self, source_id: str, due: datetime, reason: Said) -> None:
        source = await asyncio.to_thread(self._store.get, source_id)
        if source is not None and source.next_due == due:
            after = failed(source, self._clock(), reason)
            await asyncio.to_thread(self._store.settle, source, after)


class RefreshPlanner:
    """Puts each due refresh into the queue, once. The clock is passed in."""

    def __init__(
        self, store: SourceStore, queue: RefreshWorkflows, *, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._queue = queue
        self._clock = clock
        self._changed = asyncio.Event()

    def changed(self) -> None:
        """Plan again now: a source was added or changed, or the clock has jumped."""
        self._changed.set()

    async def run(self) -> None:
        """Plan for ever, asleep until the next source is due."""
        while True:
            self._changed.clear()
            await self.plan()
            await self._sleep()

    async def plan(self) -> int:
        """Put everything due now into the queue; how many refreshes."""
        count = 0
        while due := await asyncio.to_thread(self._store.due, self._clock(), BATCH):
            # First the queue, then the database: if the process dies in between, the same
            # refreshes are queued again, and the queue knows them already.
            await self._queue.enqueue(due)
            await asyncio.to_thread(self._store.note_queued, due)
            count += len(due)
        return count

    async def reconcile(self) -> int:
        """Look after long-due refreshes that nobody works on; how many."""
        count = 0
        for source in await asyncio.to_thread(self._store.waiting, self._clock() - STUCK):
            if not await self._queue.is_alive(source):
                log.warning("refresh_stuck", source=source.name)
                await asyncio.to_thread(self._store.requeue, source)
                count += 1
        if count:
            self.changed()
        return count

    async def _sleep(self) -> None:
        due = await asyncio.to_thread(self._store.next_due)
        seconds = (due - self._clock()).total_seconds() if due else LONGEST_SLEEP
        with suppress(TimeoutError):
            async with asyncio.timeout(min(max(seconds, 0.0), LONGEST_SLEEP)):
                await self._changed.wait()


class SharedTurns:
    """One request at a time to each host, over all processes that share a PostgreSQL.

    The database's own lock ends with the process that holds it, however the process ends.
    """

    def __init__(self, fetching: "Fetch", database: str) -> None:
        self._fetching = fetching
        self._engine = create_engine(database, pool_size=IN_FLIGHT)
        self._mine: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._slots = asyncio.Semaphore(IN_FLIGHT)

    async def fetch(
        self,
        address: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        page: bool = False,
        cut: bool = False,
    ) -> Fetched:
        """As `briefings.sources.fetching.Fetcher.fetch`, in the host's turn."""
        async with self._turn(host_of(address) or ""):
            return await self._fetching.fetch(
                address, etag=etag, last_modified=last_modified, page=page, cut=cut
            )

    def close(self) -> None:
        close_engine(self._engine)

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        mine = self._mine.setdefault(host, asyncio.Lock())
        async with mine, self._slots:
            locking = asyncio.ensure_future(asyncio.to_thread(self._lock, host))
            try:
                connection = await asyncio.shield(locking)
            except asyncio.CancelledError:
                locking.add_done_callback(_let_go)  # a cancelled waiter must not hold it later
                raise
            try:
                yield
            finally:
                # Closed, not kept: a cancelled fetch must not leave the lock behind.
                await asyncio.shield(asyncio.to_thread(_end, connection))

    def _lock(self, host: str) -> sa.Connection:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            lock = sa.func.pg_advisory_lock(hash64("briefbot host", host))
            connection.execute(sa.select(lock))
        except BaseException:
            _end(connection)
            raise
        return connection


def _let_go(locking: "asyncio.Future[sa.Connection]") -> None:
    if not locking.cancelled() and locking.exception() is None:
        locking.get_loop().run_in_executor(None, _end, locking.result())


def _end(connection: sa.Connection) -> None:
    with suppress(sa.exc.SQLAlchemyError):
        connection.execute(sa.select(sa.func.pg_advisory_unlock_all()))
    connection.close()
