"""Answers of `/daily` within Discord's three seconds, however busy the database is.

Enter `in_time` around the code that answers an interaction. If it takes long, the interaction is
deferred and the answer comes as a follow-up. All answers inside it go through the functions here.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord

from bot.discord.messages.pages import MessagePage, to_discord

Interaction = discord.Interaction[Any]

_DEFERRAL = "deferral"
"""The key in an interaction's `extras`."""


class _Deferral:
    """Defers an interaction after a while, unless it is answered first."""

    def __init__(self, interaction: Interaction, seconds: float) -> None:
        self._interaction = interaction
        self._begun = False
        self._task = asyncio.create_task(self._wait(seconds))

    async def _wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._begun = True
        if self._interaction.response.is_done():
            return
        if self._interaction.type is discord.InteractionType.component:
            await self._interaction.response.defer()
        else:
            await self._interaction.response.defer(ephemeral=True, thinking=True)

    async def over(self) -> None:
        """Stop deferring; if deferral has begun, wait for it, or raise its error."""
        if not self._begun:
            self._task.cancel()
            await asyncio.wait({self._task})
        else:
            await self._task


@asynccontextmanager
async def in_time(interaction: Interaction, patience: float) -> AsyncIterator[None]:
    """Defer the interaction privately if it is not answered in `patience` seconds."""
    deferral = _Deferral(interaction, patience)
    interaction.extras[_DEFERRAL] = deferral
    try:
        yield
    finally:
        await deferral.over()


async def is_answered(interaction: Interaction) -> bool:
    """Whether it was already answered or deferred; if not, it will no longer be deferred."""
    deferral = interaction.extras.get(_DEFERRAL)
    if deferral is not None:
        await deferral.over()
    return interaction.response.is_done()


async def say(interaction: Interaction, page: MessagePage) -> None:
    """Send a message that only the interaction's user sees."""
    if await is_answered(interaction):
        await interaction.followup.send(**to_discord(page), ephemeral=True)
    else:
        await interaction.response.send_message(**to_discord(page), ephemeral=True)


async def replace(interaction: Interaction, page: MessagePage) -> None:
    """Replace the message whose button was pressed."""
    kwargs = to_discord(page, edit=True)
    if await is_answered(interaction):
        await interaction.edit_original_response(**kwargs)
    else:
        await interaction.response.edit_message(**kwargs)


async def send_file(interaction: Interaction, file: discord.File) -> None:
    """Send a file that only the interaction's user sees."""
    if await is_answered(interaction):
        await interaction.followup.send(file=file, ephemeral=True)
    else:
        await interaction.response.send_message(file=file, ephemeral=True)
