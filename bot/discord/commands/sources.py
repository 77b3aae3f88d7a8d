"""/sources: which articles it rests on."""

from typing import Any

from discord import app_commands

from bot.discord.commands.options import Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskSources, Question


def question(topic: str | None = None) -> Question:
    return AskSources(topic)


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description="Where it comes from: outlets, agencies, dates")
    @app_commands.describe(topic="What it is about, e.g. summit")
    @app_commands.autocomplete(topic=interactions.complete_topic)
    async def sources(interaction: Interaction, topic: Name) -> None:
        await interactions.answer(interaction, question(topic))

    return sources
