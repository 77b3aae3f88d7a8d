"""The live sources as a whole, built from a database, a fetcher and the durable queue."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import structlog

from bot.operations.watchdog import Watchdog
from bot.work.durable import Durable
from bot.work.refreshes import POLL_SECONDS, RefreshPlanner, RefreshWorkflows, SharedTurns
from briefings.library import Library
from briefings.library.database import close_engine, create_engine
from briefings.sources.fetching import Fetcher
from briefings.sources.migrations import migrate
from briefings.sources.model import Source
from briefings.sources.store import SourceStore

if TYPE_CHECKING:
    from briefings.ingest.refresh_work import Fetch
    from briefings.ingest.refreshing import Refresher
    from briefings.ingest.storing_process import StoringProcess

RECONCILE_SECONDS = 60.0
STORIES_SECONDS = 300.0
"""Seconds between checks whether stories are due."""

log = structlog.get_logger()


def utc_now() -> datetime:
    return datetime.now(UTC)


Following = Callable[
    [Library, Durable, Callable[[], datetime], Callable[[], set[str]]], "LiveSources"
]
"""Makes the live sources of a library: see `bot.sources.following`. It may take a while."""


class LiveSources:
    """Sources and their refreshes. Make it before `durable` starts: it adds its work there."""

    def __init__(
        self,
        database: str,
        library: Library,
        durable: Durable,
        fetcher: Fetcher,
        *,
        configured: Sequence[Source] = (),
        named_from: float | None = None,
        clock: Callable[[], datetime] = utc_now,
        posted: Callable[[], set[str]] = set,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        """Args:
        fetcher: not entered yet.
        configured: the sources that the configuration names.
        named_from: the least confidence, 0 to 1, at which a speaker is named, if not the
            default.
        posted: the ids of articles that posts rest on: they are not removed for their age.
        """
        self.engine = create_engine(database)
        self.store = SourceStore(self.engine)
        self.clock = clock
        self.watchdog = Watchdog()
        self._library = library
        self._configured = tuple(configured)
        self._database = database
        self._named_from = named_from
        self._storing: StoringProcess | None = None
        self._kept_stories = False
        self._posted = posted
        self._fetcher = fetcher
        self._is_open = False
        is_shared = self.engine.dialect.name == "postgresql"
        self._turns = SharedTurns(fetcher, database) if is_shared else None
        self._fetching: Fetch = self._turns or fetcher
        self.workflows = RefreshWorkflows(
            durable, self.store, lambda: self.refresher, clock=clock, poll_seconds=poll_seconds
        )
        self.planner = RefreshPlanner(self.store, self.workflows, clock=clock)
        self._opened = AsyncExitStack()

    @cached_property
    def refresher(self) -> "Refresher":
        """Refreshes a source; loaded at the first refresh, because many bots have no source."""
        from briefings.ingest.refreshing import Refresher
        from briefings.ingest.storing_process import StoringProcess

        self._storing = StoringProcess(
            self._database, clock=self.clock, named_from=self._named_from
        )
        return Refresher(
            self.store,
            self._library,
            self._fetching,
            storing=self._storing,
            clock=self.clock,
            is_needed=lambda ids: self._posted() & set(ids),
        )

    async def prepare(self) -> None:
        """Open the tables, and follow what the configuration names; before `durable` starts.

        Raises:
            LibraryError: the database is newer than the program, or can't be used.
        """
        await asyncio.to_thread(migrate, self.engine)
        await self._follow()
        await self._opened.aclose()
        await self._opened.enter_async_context(self._fetcher)
        self._is_open = True

    async def follow(self, configured: Sequence[Source]) -> None:
        """Follow these instead of those that the configuration named before."""
        self._configured = tuple(configured)
        if self._is_open:
            await self._follow()
            self.planner.changed()

    async def _follow(self) -> None:
        named, now = self._configured, self.clock()
        problems = await asyncio.to_thread(self.store.follow_file, named, now)
        for problem in problems:
            log.warning("source_not_followed", problem=problem)

    def fetching(self) -> "Fetch | None":
        """The fetching function, for trying an address; None before `prepare` and after `close`."""
        return self._fetching if self._is_open else None

    async def start(self) -> None:
        """Watch the clock; `durable` must be running."""
        self.watchdog.keep("sources", self.planner.run)
        self.watchdog.every("sources-reconcile", RECONCILE_SECONDS, self.planner.reconcile)
        self.watchdog.every("stories", STORIES_SECONDS, self._keep_stories)

    async def _keep_stories(self) -> None:
        """Keep stories up to date; if there are none, nothing is loaded for it."""
        if await asyncio.to_thread(self._has_stories_to_keep):
            refresher = await asyncio.to_thread(lambda: self.refresher)
            await refresher.keep_stories()
        self._kept_stories = True

    def _has_stories_to_keep(self) -> bool:
        from briefings.ingest.origin import INGESTED

        with self._library.read() as reader:
            # At the start, an earlier version's stories may have to be made again.
            began = not self._kept_stories and reader.unread(0, INGESTED, 0, 1)
            return bool(began) or reader.stories_due()

    async def stop(self) -> None:
        """Plan nothing more. Call `close` when `durable` has stopped."""
        await self.watchdog.stop()

    async def close(self) -> None:
        """Close connections; nothing is refreshed after this."""
        self._is_open = False
        await self._opened.aclose()
        if self._storing is not None:
            await asyncio.to_thread(self._storing.close)
        if self._turns is not None:
            self._turns.close()
        close_engine(self.engine)
