"""/feeds: which feeds a server follows."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import Address, Name
from bot.discord.daily.answering import in_time
from bot.discord.daily.answering import say as answer
from bot.discord.daily.notices import card
from bot.discord.interactions import Interactions
from bot.discord.readers import speaker_to
from briefings.rendering.reply import Tone
from briefings.translations import gettext

if TYPE_CHECKING:
    from bot.discord.feeds.responses import FeedResponses

Interaction = discord.Interaction[Any]

AT_ONCE = 0.0
"""Seconds after which a fetching command is deferred: a site may take any time to answer."""


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class FeedCommands(app_commands.Group):
    """The commands; `responses` gives their answers, loaded when first needed."""

    def __init__(
        self, interactions: Interactions, responses: Callable[[], "FeedResponses"]
    ) -> None:
        super().__init__(
            name="feeds",
            description=locale_str("The news feeds that this server follows"),
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
        )
        self._interactions = interactions
        self._responses = responses

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Discord hides the commands from others; a server's settings may show them again."""
        if interaction.guild_id is not None and interaction.permissions.manage_guild:
            return True
        if interaction.type is discord.InteractionType.autocomplete:
            return False
        title = gettext("For moderators")
        text = gettext("Only members who may manage the server can set up feeds.")
        if interaction.guild_id is None:
            title = gettext("Only in a server")
            text = gettext("Feeds belong to a server: use this command in one of its channels.")
        say = speaker_to(interaction)
        await answer(interaction, card(say, title, say(text), tone=Tone.NOTICE))
        return False

    @app_commands.command(
        description=locale_str("Follow a site's feed: its articles come by themselves")
    )
    @app_commands.describe(
        address=locale_str("The site's address; its feed is found"),
        name=locale_str("What to call it; else its own title"),
    )
    async def add(self, interaction: Interaction, address: Address, name: Name = "") -> None:
        async with in_time(interaction, AT_ONCE):
            await (await self._loaded()).add(interaction, address, name)

    @app_commands.command(
        name="list", description=locale_str("This server's feeds, and how each is doing")
    )
    async def list_(self, interaction: Interaction) -> None:
        async with in_time(interaction, self._interactions.patience):
            await (await self._loaded()).show_all(interaction)

    @app_commands.command(
        description=locale_str("See what an address or a feed would bring; stores nothing")
    )
    @app_commands.describe(feed=locale_str("An address, or one of this server's feeds"))
    async def test(self, interaction: Interaction, feed: Address) -> None:
        async with in_time(interaction, AT_ONCE):
            await (await self._loaded()).test(interaction, feed)

    @app_commands.command(description=locale_str("Stop following a feed; asks first"))
    @app_commands.describe(feed=locale_str("Which one"))
    async def remove(self, interaction: Interaction, feed: Address) -> None:
        async with in_time(interaction, self._interactions.patience):
            await (await self._loaded()).ask_removal(interaction, feed)

    @test.autocomplete("feed")
    @remove.autocomplete("feed")
    async def _feeds(self, interaction: Interaction, typed: str) -> list[Any]:
        # Discord asks for choices whoever types, and discord.py skips the group's check.
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        return await (await self._loaded()).complete(interaction, typed)

    async def _loaded(self) -> "FeedResponses":
        return await asyncio.to_thread(self._responses)
