"""The daily briefings as a whole: built from a database, a poster and what to post."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
import structlog

from bot.daily.content import Content
from bot.daily.database import connect, migrate, sync_url
from bot.daily.deliver import Deliverer
from bot.daily.ledger import Ledger
from bot.daily.planner import Planner
from bot.daily.posting import Poster
from bot.daily.schedule import CATCH_UP
from bot.daily.store import Store
from bot.daily.takeover import Alone, Membership, Shared
from bot.daily.traffic import Pacer
from bot.daily.watchdog import Watchdog
from bot.daily.workflows import Workflows

MEMBERSHIP_SECONDS = 2.0
NEWCOMER_SECONDS = 3.0
"""How long a newcomer holds back, so that the others have noticed before it takes its share."""

PROBE_SECONDS = 60.0
RECONCILE_SECONDS = 60.0
PRUNE_SECONDS = 6 * 3600.0
KEEP_WORKFLOWS = timedelta(days=3)

log = structlog.get_logger()


def utc_now() -> datetime:
    return datetime.now(UTC)


def queue_url(database: str) -> str:
    """The durable queue's database: the PostgreSQL itself, or a file beside ours."""
    url = sa.make_url(database)
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql").render_as_string(hide_password=False)
    path = Path(url.database or "briefbot.sqlite3")
    return f"sqlite:///{path.with_name(f'{path.stem}-queue{path.suffix}')}"


class Daily:
    """Subscriptions and their deliveries. Start it in `setup_hook`, not in `on_ready`."""

    def __init__(
        self,
        database: str,
        poster: Poster,
        content: Content,
        *,
        rate: int,
        pacer: Pacer,
        window: timedelta = CATCH_UP,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.engine = connect(database)
        self.store = Store(self.engine)
        self.ledger = Ledger(self.engine)
        self.poster = poster
        self.content = content
        self.clock = clock
        self.watchdog = Watchdog()
        self._pacer = pacer
        self._membership: Membership = (
            Shared(self.engine)
            if self.engine.dialect.name == "postgresql"
            else Alone(Path(sync_url(database).database or ""))
        )
        deliverer = Deliverer(self.store, self.ledger, poster, content, clock=clock, window=window)
        self.workflows = Workflows(
            queue_url(database), deliverer, rate=rate, executor=self._membership.name
        )
        self.planner = Planner(
            self.store, self.ledger, self.workflows, poster, clock=clock, window=window
        )

    async def start(self) -> None:
        """Open the books, take up what was in progress, and watch the clock.

        Raises TakenError where another process works on the same SQLite file.
        """
        await asyncio.to_thread(migrate, self.engine)
        await self._membership.join()
        await self.workflows.start()
        self.watchdog.keep("membership", self._share)
        self.watchdog.keep("planner", self.planner.run)
        self.watchdog.every("probe", PROBE_SECONDS, self.planner.probe)
        self.watchdog.every("reconcile", RECONCILE_SECONDS, self.planner.reconcile)
        self.watchdog.every("prune", PRUNE_SECONDS, self._prune)

    async def stop(self) -> None:
        """Stop at once; what is in progress goes on at the next start."""
        await self.watchdog.stop()
        await self.workflows.stop()
        await self._membership.leave()
        self.engine.dispose()

    async def _share(self) -> None:
        """Take over from the dead and share the rate with the living, for ever."""
        alive = await self._membership.check(self.workflows.recover)
        if alive > 1:
            self._pacer.share = 0
            await asyncio.sleep(NEWCOMER_SECONDS)
        while True:
            self._pacer.share = 1 / alive
            await asyncio.sleep(MEMBERSHIP_SECONDS)
            alive = await self._membership.check(self.workflows.recover)

    async def _prune(self) -> None:
        now = self.clock()
        await self.workflows.prune(now - KEEP_WORKFLOWS)
        await asyncio.to_thread(self.ledger.prune, now)
        for guild in await asyncio.to_thread(self.store.forget_left, now):
            log.info("guild_forgotten", guild=guild)
