"""/privacy: what is stored, and for how long."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskPrivacy, Question


def question() -> Question:
    return AskPrivacy()


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description=locale_str("What this bot stores about you and your server"))
    async def privacy(interaction: Interaction) -> None:
        await interactions.answer(interaction, question())

    return privacy
