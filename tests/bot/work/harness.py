"""Due subscriptions, workers that post them to a loopback Discord, and counts of posts."""

import asyncio
import json
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.daily.ledger import Ledger
from bot.daily.migrations import migrate
from bot.daily.schedule import next_run
from bot.daily.store import Store
from bot.daily.tables import Outcome, Subscription, columns, subscriptions
from briefings.library.database import create_engine
from tests.bot.daily.subscribing import subscription
from tests.loopback import Channel, ChannelKind, LoopbackDiscord
from tests.waiting import LAST_RESORT

ROOT = Path(__file__).parents[3]


def due_now(guild: int, channel: int, **changes: Any) -> Subscription:
    """A subscription that became due a moment ago."""
    due = (datetime.now(UTC) - timedelta(seconds=60)).replace(second=0, microsecond=0)
    made = due - timedelta(hours=1)
    plain = subscription(
        guild_id=guild,
        channel_id=channel,
        at=due.time(),
        zone="UTC",
        created_at=made,
        state_since=made,
        owed_since=made,
        **changes,
    )
    run = next_run(plain.plan, due)
    assert run is not None
    return subscription(**{**_fields(plain), "next_due": run.due})


def _fields(one: Subscription) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


class DeliveryHarness:
    """A database with subscriptions due now, one per channel, and processes that post them."""

    def __init__(self, discord: LoopbackDiscord, url: str) -> None:
        self.discord = discord
        self.url = url
        self.base_url = discord.base_url
        """Where workers find Discord; a way to it may be put in between."""
        self.engine = create_engine(url)
        migrate(self.engine)
        self.store = Store(self.engine)
        self.ledger = Ledger(self.engine)
        self.subscriptions: list[Subscription] = []

    def subscribe(self, count: int, **changes: Any) -> list[Channel]:
        names = {f"news-{number}": ChannelKind.TEXT for number in range(count)}
        guild = self.discord.guild("Readers", names)
        channels = list(guild.channels.values())
        made = [due_now(guild.id, channel.id, **changes) for channel in channels]
        with self.engine.begin() as connection:
            connection.execute(subscriptions.insert(), [columns(one) for one in made])
        self.subscriptions += made
        return channels

    @asynccontextmanager
    async def worker(self, *options: str) -> AsyncIterator[asyncio.subprocess.Process]:
        process = await self.start(*options)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def start(self, *options: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-W", "ignore", "-m", "tests.bot.work.worker"),
            *(self.base_url, self.discord.token, self.url, *options),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )

    async def end(self, process: asyncio.subprocess.Process) -> dict[str, Any]:
        """Ask a worker to end; return what it used."""
        process.send_signal(signal.SIGTERM)
        out, _ = await asyncio.wait_for(process.communicate(), LAST_RESORT)
        report: dict[str, Any] = json.loads(out.splitlines()[-1])
        return report

    async def all_posted(self, pages: int = 1, within: float = LAST_RESORT) -> None:
        await self.posted(pages * len(self.subscriptions), within)

    async def posted(self, count: int, within: float = LAST_RESORT) -> None:
        """Wait until the channels hold `count` messages."""
        await self.discord.until(lambda: len(self.discord.world.messages) >= count, within)

    async def all_closed(self, within: float = LAST_RESORT) -> None:
        """Wait until every delivery is closed."""
        async with asyncio.timeout(within):
            while self.outcomes() != {Outcome.POSTED: len(self.subscriptions)}:  # noqa: ASYNC110  # another process closes them
                await asyncio.sleep(0.1)

    def outcomes(self) -> Counter[Outcome]:
        return Counter(
            delivery.outcome for one in self.subscriptions for delivery in self.ledger.last(one.id)
        )

    def posts(self) -> Counter[str]:
        """How often each page appears in the channels, by its text."""
        return Counter(message.text for message in self.discord.posts())

    def lost_and_doubled(self, pages: int = 1) -> tuple[int, int]:
        posts = self.posts()
        return pages * len(self.subscriptions) - len(posts), posts.total() - len(posts)
