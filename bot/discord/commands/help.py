"""/help: what can be asked, with examples from the digest."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskHelp, Question


def question() -> Question:
    return AskHelp()


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="help", description=locale_str("What you can ask, with examples"))
    async def help_(interaction: Interaction) -> None:
        await interactions.answer(interaction, question())

    return help_
