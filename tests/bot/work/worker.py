"""A bot that only posts daily briefings, as a separate process for tests to kill."""

import argparse
import asyncio
import json
import resource
import signal
import sys
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import discord
from discord.http import Route

from bot.daily.content import Composed
from bot.daily.ledger import Memory
from bot.daily.tables import Subscription
from bot.discord.daily.poster import DiscordPoster
from bot.discord.rate_limit import Breaker, Pacer, http_trace
from bot.work.daily_briefings import DailyBriefings


class Pages:
    """Briefings of a given number of pages, each page unique."""

    def __init__(self, count: int) -> None:
        self._count = count

    async def compose(
        self, subscription: Subscription, memory: Memory | None, day: date, now: datetime
    ) -> Composed:
        assert now.tzinfo is not None
        name = f"{subscription.id} {day}"
        return Composed(
            f"Daily briefing {name}",
            tuple(_page(f"{name} page {number}") for number in range(self._count)),
            {**(memory or {}), "quote:a": {"of": "x"}},
        )


def _page(text: str) -> Mapping[str, Any]:
    return {"embeds": [{"title": text, "description": "What is new. " * 20}]}


class Bot(discord.AutoShardedClient):
    """discord.py's client with nothing but the daily briefings."""

    def __init__(self, database: str, rate: int, pages: int) -> None:
        pacer, breaker = Pacer(rate), Breaker()
        super().__init__(
            intents=discord.Intents(guilds=True),
            guild_ready_timeout=0.02,
            http_trace=http_trace(pacer, breaker),
            max_ratelimit_timeout=30,
        )
        poster = DiscordPoster(self, breaker)
        self.daily = DailyBriefings(database, poster, Pages(pages), rate=rate, shared_rate=pacer)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Skip the five seconds between two shards."""

    async def login(self, token: str) -> None:
        await self.daily.prepare()
        await super().login(token)

    async def setup_hook(self) -> None:
        await self.daily.start()

    async def close(self) -> None:
        await self.daily.stop()
        await super().close()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base_url")
    parser.add_argument("token")
    parser.add_argument("database")
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--pages", type=int, default=1)
    given = parser.parse_args()
    Route.BASE = given.base_url
    bot = Bot(given.database, given.rate, given.pages)
    life = asyncio.create_task(bot.start(given.token))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, life.cancel)
    try:
        await life
    except asyncio.CancelledError:
        await bot.close()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    report = {"memory_mb": usage.ru_maxrss / 1024, "cpu": usage.ru_utime + usage.ru_stime}
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
