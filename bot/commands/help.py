"""/help: what can be asked, with examples from the digest."""

from typing import Any

from discord import app_commands

from bot.desk import Desk, Interaction
from briefings.answers.questions import AskHelp, Question


def question() -> Question:
    return AskHelp()


def command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="help", description="What you can ask, with examples")
    async def help_(interaction: Interaction) -> None:
        await desk.answer(interaction, question())

    return help_
