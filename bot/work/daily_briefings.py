"""The daily briefings as a whole, built from a database, a poster and the content."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.daily.content import Content
from bot.daily.delivery import Deliverer
from bot.daily.kept import KeptData
from bot.daily.last_briefs import LastBriefs
from bot.daily.ledger import Ledger
from bot.daily.migrations import migrate
from bot.daily.planner import LAST_PROBE, Planner
from bot.daily.posting import Poster, SharedRate
from bot.daily.reader_memory import ReaderMemory
from bot.daily.schedule import CATCH_UP
from bot.daily.server_data import NothingElse, ServerData
from bot.daily.store import Store
from bot.operations.watchdog import Watchdog
from bot.shards import Claim, Shards
from bot.work.deliveries import DeliveryWorkflows
from bot.work.durable import Durable
from bot.work.membership import Alone, Holder, Membership, Shared, TakenError
from briefings.library.database import close_engine, create_engine, database_url
from briefings.translations import gettext
from briefings.translations.message import stored

MEMBERSHIP_SECONDS = 2.0
NEWCOMER_SECONDS = 4.0
"""How long a new process holds back: until the others have noticed it, and their earlier
requests are a second old."""

DATABASE_THREADS = 16
"""Threads only for deliveries, so that a locked database blocks nothing else."""

PROBE_SECONDS = 30.0
GATHER_SECONDS = 1.0
"""How long to gather changes in servers before trying what they may have unblocked."""

QUEUE_SECONDS = 15.0
"""How often to check that the queue's database can be read."""

RECONCILE_SECONDS = 60.0
PRUNE_SECONDS = 6 * 3600.0
KEEP_WORKFLOWS = timedelta(days=3)

log = structlog.get_logger()


def utc_now() -> datetime:
    return datetime.now(UTC)


def queue_url(database: str) -> str:
    """The durable queue's database: PostgreSQL itself, or a file next to ours."""
    url = database_url(database)
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql").render_as_string(hide_password=False)
    path = Path(url.database or "briefbot.sqlite3")
    return f"sqlite:///{path.with_name(f'{path.stem}-queue{path.suffix}')}"


class DailyBriefings:
    """Subscriptions and their deliveries. Start it once, not at each reconnect."""

    def __init__(
        self,
        database: str,
        poster: Poster,
        content: Content,
        *,
        rate: int,
        shared_rate: SharedRate,
        window: timedelta = CATCH_UP,
        clock: Callable[[], datetime] = utc_now,
        feeds: ServerData | None = None,
        shards: Shards | None = None,
        on_taken: Callable[[TakenError], None] = lambda _: None,
    ) -> None:
        """Args:
        feeds: the servers' feeds, exported and deleted with the rest of a server's data.
        shards: those whose servers this process knows; None means all.
        on_taken: called when another process has taken over this one's shards.
        """
        self.engine = create_engine(database)
        self.store = Store(self.engine)
        self.ledger = Ledger(self.engine)
        self.poster = poster
        self.content = content
        self.clock = clock
        self.watchdog = Watchdog()
        self.feeds: ServerData = feeds or NothingElse()
        self.last_briefs = LastBriefs(self.engine)
        self.readers = ReaderMemory(self.last_briefs)
        self.kept = KeptData(self.store, self.ledger, self.feeds, self.last_briefs)
        self._look_again: set[int] = set()
        self._looking = asyncio.Event()
        self._prepared = False
        self._shared_rate = shared_rate
        self._on_taken = on_taken
        self._membership: Membership = (
            Shared(self.engine)
            if self.is_shared
            else Alone(Path(database_url(database).database or ""))
        )
        self._threads = ThreadPoolExecutor(DATABASE_THREADS, "daily")
        deliverer = Deliverer(
            self.store,
            self.ledger,
            poster,
            content,
            clock=clock,
            window=window,
            threads=self._threads,
        )
        self._deliverer = deliverer
        self.durable = Durable(queue_url(database), self._membership.name)
        self.workflows = DeliveryWorkflows(self.durable, deliverer, rate=rate)
        self.planner = Planner(
            self.store,
            self.ledger,
            self.workflows,
            poster,
            clock=clock,
            window=window,
            shards=shards,
        )

    async def prepare(self) -> None:
        """Open the database: subscriptions can be read and written, nothing is delivered yet.

        Call it before the process's first request: other processes that share the rate have then
        made room for it.

        Raises:
            TakenError: another process works on the same SQLite file.
            LibraryError: the database is newer than the program, or can't be used.
        """
        if self._prepared:
            return
        await asyncio.to_thread(migrate, self.engine)
        await self._membership.join()
        alive = await self._membership.count()
        if alive > 1:
            await asyncio.sleep(NEWCOMER_SECONDS)
        self._shared_rate.share = 1 / alive
        self._prepared = True

    @property
    def is_shared(self) -> bool:
        """Whether several processes may share the work."""
        return self.engine.dialect.name == "postgresql"

    async def claim(self, shards: Claim) -> Holder | None:
        """Take shards for this process. Returns None on success, else who holds some of them."""
        return await self._membership.claim(shards)

    async def release(self) -> None:
        """Leave this process's shards to others."""
        await self._membership.release()

    def catch_up(self, window: timedelta) -> None:
        """Set how late posts may be from now on."""
        self._deliverer.window = self.planner.window = window

    async def start(self) -> None:
        """Resume what was in progress, and watch the clock.

        Prepares first if necessary, and raises what `prepare` raises.
        """
        await self.prepare()
        await self.durable.start()
        self.watchdog.keep("membership", self._share)
        self.watchdog.keep("planner", self.planner.run)
        self.watchdog.keep("probe", self._probe)
        self.watchdog.every("queue", QUEUE_SECONDS, self.durable.check)
        self.watchdog.every("reconcile", RECONCILE_SECONDS, self.planner.reconcile)
        self.watchdog.every("prune", PRUNE_SECONDS, self._prune)

    async def stop(self) -> None:
        """Stop at once; work in progress continues at the next start."""
        await self.watchdog.stop()
        await self.durable.stop()
        await self._membership.leave()
        await self.readers.stop()
        self._threads.shutdown(wait=False)
        close_engine(self.engine)

    # What the chat platform reports

    async def guild_left(self, guild_id: int) -> None:
        """Note that the bot was removed from a server, whose settings wait for its return."""
        now = self.clock()
        reason = stored(gettext("The bot is not in the server."))
        await asyncio.to_thread(self.store.guild_left, guild_id, now)
        await asyncio.to_thread(self.store.block_guild, guild_id, reason, now, now + LAST_PROBE)

    async def guilds_present(self, guild_ids: Collection[int], mine: Callable[[int], bool]) -> None:
        """Note that the bot is in these servers; `mine` tells which ones this process knows."""
        for guild_id in await asyncio.to_thread(self._guild_ids):
            if guild_id in guild_ids:
                self.look_again(guild_id)
            elif mine(guild_id):
                await self.guild_left(guild_id)

    def _guild_ids(self) -> set[int]:
        """The servers with data."""
        return self.store.guild_ids() | self.feeds.servers()

    def look_again(self, guild_id: int) -> None:
        """Note that something changed in a server: what was impossible may be possible now."""
        self._look_again.add(guild_id)
        self._looking.set()

    async def _probe(self) -> None:
        """Let blocked subscriptions go on after changes, and from time to time."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(PROBE_SECONDS):
                    await self._looking.wait()
                await asyncio.sleep(GATHER_SECONDS)
            self._looking.clear()
            guilds, self._look_again = list(self._look_again), set()
            for some in (guilds[start : start + 500] for start in range(0, len(guilds), 500)):
                await asyncio.to_thread(self.store.guilds_present, some)
                await asyncio.to_thread(self.store.try_again, some, self.clock())
            await self.planner.probe()

    async def _share(self) -> None:
        """Take over from dead processes and share the rate with live ones, for ever."""
        before = alive = await self._look_round()
        while True:
            # Requests from a dead process's last second still count, so its share waits a round.
            self._shared_rate.share = 1 / max(alive, before)
            await asyncio.sleep(MEMBERSHIP_SECONDS)
            before, alive = alive, await self._look_round()

    async def _look_round(self) -> int:
        """Take over from dead processes; how many are alive."""
        try:
            return await self._membership.check(self.durable.recover)
        except TakenError as error:
            self._on_taken(error)
            return 1

    async def _prune(self) -> None:
        now = self.clock()
        await self.durable.prune(now - KEEP_WORKFLOWS)
        await asyncio.to_thread(self.ledger.prune, now)
        await asyncio.to_thread(self.last_briefs.prune, now)
        await asyncio.to_thread(self._forget_left, now)

    def _forget_left(self, now: datetime) -> None:
        for guild in self.store.left_for_good(now):
            self.kept.delete_server(guild)
            log.info("guild_forgotten", guild=guild)
