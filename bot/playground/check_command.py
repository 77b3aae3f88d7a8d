"""`/playground check`: Check quotes as a command.

On Discord it is in a message's menu, which simcord's page does not have.
"""

from typing import Any

import discord
from discord import app_commands

from bot.discord.commands import check_quotes
from bot.discord.interactions import Interactions

NOTHING_SAID = "Nobody has said anything here yet: write something with a quotation, or give text."
LOOKED_AT = 20
"""How many of the channel's last messages are searched for one that a person wrote."""


def add_to(commands: app_commands.Group, interactions: Interactions) -> None:
    """Put the command into the playground's group."""

    @commands.command(name="check", description="Check quotes, as in a message's menu on Discord")
    @app_commands.describe(text="What to check; without it, the last message here")
    async def check(
        interaction: discord.Interaction[Any],
        text: app_commands.Range[str, 1, 2_000] | None = None,
    ) -> None:
        wanted = text or await _last_said(interaction)
        if wanted:
            await interactions.answer(interaction, check_quotes.question(wanted))
        else:
            await interactions.notice(interaction, NOTHING_SAID)


async def _last_said(interaction: discord.Interaction[Any]) -> str:
    """The text of the last message by a person that is not a command."""
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        return ""
    async for message in channel.history(limit=LOOKED_AT):
        if not message.author.bot and not message.content.startswith("/"):
            return check_quotes.text_of(message)
    return ""
