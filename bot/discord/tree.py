"""All commands, in servers, direct messages and wherever a user brings the bot."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord.interactions import note_lost
from bot.discord.lost import asking, report_lost_choices
from bot.discord.shares import FAILED
from briefings.translations import gettext

if TYPE_CHECKING:
    from bot.discord.client import Briefbot


class Tree(app_commands.CommandTree["Briefbot"]):
    """Admits interactions, and answers where a command can't."""

    def __init__(self, client: "Briefbot") -> None:
        report_lost_choices(note_lost)
        super().__init__(
            client,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
        )

    async def interaction_check(self, interaction: discord.Interaction["Briefbot"], /) -> bool:
        if interaction.type is discord.InteractionType.autocomplete:
            asking.set(interaction)
        return await self.client.admission.admit(interaction)

    async def on_error(
        self,
        interaction: discord.Interaction["Briefbot"],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        interaction.extras[FAILED] = True
        if isinstance(cause, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            await self.client.interactions.notice(
                interaction,
                gettext(
                    "This command has changed, and Discord still shows its old form. Reload "
                    "Discord and try again."
                ),
            )
            return
        if isinstance(cause, app_commands.CheckFailure) and interaction.response.is_done():
            return  # the check has said why not
        await self.client.interactions.failed(interaction, cause)
