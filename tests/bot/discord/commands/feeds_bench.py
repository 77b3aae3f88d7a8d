"""Three servers with feeds, a bot and a site, all on loopback."""

from dataclasses import dataclass
from typing import Any

from bot.discord.client import Briefbot
from briefings.sources.followers import Followed, Followers
from briefings.sources.model import Source
from tests.briefings.ingest.sites import Site
from tests.loopback import (
    Guild,
    Interaction,
    LoopbackDiscord,
    Message,
    Permission,
)
from tests.waiting import until

LINK = '<link rel="alternate" type="application/rss+xml" title="{0}" href="/feed-{0}">'
PEOPLE = {"Mod": Permission.MANAGE_GUILD, "Other": Permission.MANAGE_GUILD, "Reader": Permission(0)}
LIMIT = 3
TRIES = 12


@dataclass
class Bench:
    """Three servers with the bot, two of them allowed by the operator, and a site."""

    discord: LoopbackDiscord
    bot: Briefbot
    site: Site
    one: Guild
    two: Guild
    three: Guild

    async def ask(
        self, verb: str, guild: Guild | None = None, *, user: str = "Mod", **options: Any
    ) -> Interaction:
        where = guild or self.one
        who = next(m for m in where.members.values() if m.user.name == user)
        forge = options.pop("forge", False)
        return await self.discord.slash(
            f"feeds {verb}", user=who, channel=where["talk"], options=options, forge=forge
        )

    async def message(self, verb: str, guild: Guild | None = None, **options: Any) -> Message:
        return await (await self.ask(verb, guild, **options)).message()

    async def says(self, verb: str, guild: Guild | None = None, **options: Any) -> str:
        return (await self.message(verb, guild, **options)).text

    async def press(self, button: str, message: Message, **more: Any) -> str:
        return (await (await self.discord.press(button, message=message, **more)).message()).text

    @property
    def followers(self) -> Followers:
        assert self.bot.daily is not None
        return Followers(self.bot.daily.engine)

    def feeds(self, guild: Guild) -> list[Followed]:
        return self.followers.of_server(guild.id)

    def ids(self, guild: Guild) -> list[str]:
        """The ids of the sources of the server's feeds."""
        return [feed.source.id for feed in self.feeds(guild)]

    def sources(self) -> list[Source]:
        assert self.bot.sources is not None
        return self.bot.sources.store.all()

    async def settled(self) -> None:
        """Wait until all sources have been fetched."""
        await until(lambda: all(one.last_try for one in self.sources()))
