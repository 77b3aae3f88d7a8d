"""Passes on what Discord reports about servers to the daily posts."""

from typing import TYPE_CHECKING, Any

import discord
import structlog

from bot.discord.guild_cache import MANY, Announcements, keep_for_good
from bot.discord.sharding import ShardedClient
from bot.shards import shard_of

if TYPE_CHECKING:
    from bot.work.daily_briefings import DailyBriefings

log = structlog.get_logger()


class GuildEvents(ShardedClient):
    """Reacts to servers that appear, disappear or change."""

    daily: "DailyBriefings | None" = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        Announcements().install(self._connection.parsers)

    async def on_ready(self) -> None:
        log.info("ready", user=str(self.user), guilds=len(self.guilds), shards=len(self.shards))

    async def on_shard_ready(self, shard_id: int) -> None:
        """Also runs when a new session replaces a lost one, which misses servers left meanwhile."""
        guilds, count = self.guilds, self.shard_count or 1
        if len(guilds) >= MANY:
            keep_for_good()
        if self.daily is not None:
            present = {guild.id for guild in guilds if shard_of(guild.id, count) == shard_id}
            await self.daily.guilds_present(
                present, lambda guild_id: shard_of(guild_id, count) == shard_id
            )

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._look_again(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        self._look_again(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        if self.daily is not None:
            await self.daily.guild_left(guild.id)

    async def on_guild_channel_update(self, _: Any, after: discord.abc.GuildChannel) -> None:
        self._look_again(after.guild)

    async def on_guild_role_update(self, _: discord.Role, after: discord.Role) -> None:
        self._look_again(after.guild)

    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        self._look_again(after.guild)

    async def on_member_update(self, _: discord.Member, after: discord.Member) -> None:
        """Only for the bot's own member: its roles decide its permissions."""
        self._look_again(after.guild)

    def _look_again(self, guild: discord.Guild) -> None:
        if self.daily is not None:
            self.daily.look_again(guild.id)
