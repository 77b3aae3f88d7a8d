"""/differences: where reports differ."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskDifferences, Question


def question(topic: str | None = None) -> Question:
    return AskDifferences(topic)


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description=locale_str("Where the reports differ"))
    @app_commands.describe(topic=locale_str("What it is about, e.g. summit"))
    @app_commands.autocomplete(topic=interactions.complete_topic)
    async def differences(interaction: Interaction, topic: Name) -> None:
        await interactions.answer(interaction, question(topic))

    return differences
