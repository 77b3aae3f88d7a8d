"""/sources: which articles a topic rests on."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskSources, Question


def question(topic: str | None = None) -> Question:
    return AskSources(topic)


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description=locale_str("Where it comes from: outlets, agencies, dates"))
    @app_commands.describe(topic=locale_str("What it is about, e.g. summit"))
    @app_commands.autocomplete(topic=interactions.complete_topic)
    async def sources(interaction: Interaction, topic: Name) -> None:
        await interactions.answer(interaction, question(topic))

    return sources
