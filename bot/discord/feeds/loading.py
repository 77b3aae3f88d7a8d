"""Servers' feeds, loaded when first needed.

They need the code that reads documents, which no command needs before.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord
import sqlalchemy as sa

from bot.discord.feeds.buttons import PREFIX
from bot.discord.interactions import Interactions
from bot.work.feed_limits import Permit, Tries

if TYPE_CHECKING:
    from bot.discord.feeds.responses import FeedResponses
    from bot.work.live_sources import LiveSources
    from bot.work.server_feeds import ServerFeeds

Interaction = discord.Interaction[Any]


class Feeds:
    """A `bot.daily.server_data.ServerData`, and the answers of `/feeds`. Any thread may ask."""

    def __init__(
        self,
        permit: Permit,
        interactions: Interactions,
        *,
        clock: Callable[[], datetime],
        engine: Callable[[], sa.Engine],
        sources: Callable[[], "LiveSources | None"],
    ) -> None:
        """Args:
        sources: gives the live sources, once there are any.
        """
        self._permit = permit
        self._interactions = interactions
        self._clock = clock
        self._engine = engine
        self._sources = sources
        self._tries = Tries(permit.tries)
        self._loaded: ServerFeeds | None = None

    def allow(self, permit: Permit) -> None:
        """Set what the operator lets servers do from now on."""
        if permit.tries != self._permit.tries:
            self._tries = Tries(permit.tries)
        self._permit = permit
        if self._loaded is not None:
            self._loaded.allow(permit, self._tries)

    def responses(self) -> "FeedResponses":
        from bot.discord.feeds.responses import FeedResponses

        return FeedResponses(self._interactions, self._feeds())

    async def press(self, interaction: Interaction) -> bool:
        """Answer a press of one of the feeds' buttons. False if it is not one."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if not custom_id.startswith(PREFIX):
            return False
        await (await asyncio.to_thread(self.responses)).press(interaction, custom_id)
        return True

    def servers(self) -> set[int]:
        return self._feeds().servers()

    def export(self, server: int) -> list[dict[str, Any]]:
        return self._feeds().export(server)

    def forget(self, server: int) -> int:
        return self._feeds().forget(server)

    def export_user(self, user: int) -> list[dict[str, Any]]:
        return self._feeds().export_user(user)

    def forget_user(self, user: int) -> int:
        return self._feeds().forget_user(user)

    def _feeds(self) -> "ServerFeeds":
        if self._loaded is None:
            from bot.work.server_feeds import ServerFeeds

            def changed() -> None:
                sources = self._sources()
                if sources is not None:
                    sources.planner.changed()

            self._loaded = ServerFeeds(
                self._engine(),
                self._permit,
                clock=self._clock,
                fetching=lambda: sources.fetching() if (sources := self._sources()) else None,
                changed=changed,
                tries=self._tries,
            )
        return self._loaded
