"""/sources: which articles it rests on."""

from typing import Any

from discord import app_commands

from bot.commands.options import Name
from bot.desk import Desk, Interaction
from briefings.answers.questions import AskSources, Question


def question(topic: str | None = None) -> Question:
    return AskSources(topic)


def command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description="Where it comes from: outlets, agencies, dates")
    @app_commands.describe(topic="What it is about, e.g. summit")
    @app_commands.autocomplete(topic=desk.complete_topic)
    async def sources(interaction: Interaction, topic: Name) -> None:
        await desk.answer(interaction, question(topic))

    return sources
