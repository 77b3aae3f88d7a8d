"""A server with a moderator and the real bot, for tests to talk to."""

from collections.abc import Callable
from typing import Any

import discord

from bot.daily.tables import State, Subscription
from bot.discord.client import Briefbot
from tests.loopback import (
    ChannelKind,
    Guild,
    Interaction,
    LoopbackDiscord,
    Member,
)
from tests.waiting import until

CHANNELS = {
    "news": ChannelKind.TEXT,
    "wire": ChannelKind.ANNOUNCEMENT,
    "board": ChannelKind.FORUM,
    "talk": ChannelKind.TEXT,
}


class Server:
    """A server with a moderator and the bot in it."""

    def __init__(self, discord: LoopbackDiscord, bot: Briefbot, guild: Guild) -> None:
        self.discord = discord
        self.bot = bot
        self.guild = guild
        self.moderator: Member = self._member("Mod")
        self.reader: Member = self._member("Reader")

    def _member(self, name: str) -> Member:
        return next(m for m in self.guild.members.values() if m.user.name == name)

    async def daily(self, verb: str, *, user: Any = None, **options: Any) -> str:
        """The whole text of the answer to `/daily …`."""
        asked = await self.ask(verb, user=user, **options)
        return (await asked.message()).text

    async def ask(
        self, verb: str, *, user: Any = None, forge: bool = False, **options: Any
    ) -> Interaction:
        return await self.discord.slash(
            f"daily {verb}",
            user=user or self.moderator,
            channel=self.guild["talk"],
            options=options,
            forge=forge,
        )

    async def idle(self) -> None:
        """Wait for one more answer: everything begun before it is then done."""
        await self.daily("list")

    async def settled(self, seen: Callable[[discord.Guild], bool]) -> None:
        """Wait until the bot has heard of a change."""
        guild = self.bot.get_guild(self.guild.id)
        assert guild is not None
        await until(lambda: seen(guild))

    async def until_state(self, state: State) -> None:
        await until(lambda: self.stored()[0].state is state)

    def stored(self) -> list[Subscription]:
        assert self.bot.daily is not None
        return self.bot.daily.store.of_guild(self.guild.id)
