"""Tries one delivery, on a logged-in client, with a clock that jumps instead of sleeping."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.daily.content import Composed
from bot.daily.delivery import Deliverer, Job
from bot.daily.ledger import Ledger, Memory
from bot.daily.migrations import migrate
from bot.daily.store import Store
from bot.daily.tables import Outcome, Subscription
from bot.discord.daily.poster import DiscordPoster
from bot.discord.rate_limit import Breaker
from briefings.library.database import create_engine
from briefings.translations.message import restored
from tests.bot.daily.subscribing import subscription
from tests.loopback import ChannelKind, Guild, LoopbackDiscord
from tests.loopback.tinybot import TinyBot
from tests.waiting import until

CHANNELS = {
    "news": ChannelKind.TEXT,
    "wire": ChannelKind.ANNOUNCEMENT,
    "board": ChannelKind.FORUM,
    "talk": ChannelKind.TEXT,
}


class Texts:
    """Content from given texts, one per page."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    async def compose(
        self, one: Subscription, memory: Memory | None, day: date, now: datetime
    ) -> Composed:
        assert now.tzinfo is not None
        pages = tuple({"content": text} for text in self.texts)
        return Composed(f"Daily briefing {day}", pages, {**(memory or {}), one.id: {"of": "x"}})


class Clock:
    """The real time plus all requested sleeps: nothing really sleeps."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep(self, seconds: float) -> None:
        self.ahead += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class DeliveryTrial:
    """A server, a logged-in client and a deliverer."""

    def __init__(self, discord: LoopbackDiscord, guild: Guild, bot: TinyBot, url: str) -> None:
        self.discord = discord
        self.guild = guild
        self.engine = create_engine(url)
        migrate(self.engine)
        self.store = Store(self.engine)
        self.ledger = Ledger(self.engine)
        self.breaker = Breaker()
        self.clock = Clock()
        self.content = Texts("one", "two")
        self.due = datetime.now(UTC)
        self.day = self.due.date()
        self.poster = DiscordPoster(bot, self.breaker)
        self.bot = bot
        self.deliverer = Deliverer(
            self.store,
            self.ledger,
            self.poster,
            self.content,
            clock=self.clock.now,
            sleep=self.clock.sleep,
        )

    def subscribe(self, channel: str = "news", **changes: Any) -> Subscription:
        made = subscription(guild_id=self.guild.id, channel_id=self.guild[channel].id, **changes)
        self.store.add(made, limit=99)
        return made

    async def deliver(self, one: Subscription) -> Outcome | None:
        """Prepare and post as the workflow does, with the job passed through JSON."""
        job = await self.deliverer.prepare(one.id, self.day, self.due)
        return await self.deliverer.post(Job.of_json(job.to_json())) if job else None

    def posted(self, channel: str = "news") -> list[str]:
        return [m.content for m in self.discord.messages(self.guild[channel])]

    def ending(self, one: Subscription) -> tuple[Outcome, str]:
        (delivery,) = self.ledger.last(one.id)
        return delivery.outcome, str(restored(delivery.reason))

    async def heard(self, channel: str, name: str, *, allowed: bool) -> None:
        """Wait until the bot knows of a changed permission."""
        guild = self.bot.get_guild(self.guild.id)
        assert guild is not None
        place = guild.get_channel(self.guild[channel].id)
        assert place is not None
        await until(lambda: getattr(place.permissions_for(guild.me), name) is allowed)
