"""/timeline: when things happened."""

from typing import Any

from discord import app_commands

from bot.commands.options import Name
from bot.desk import Desk, Interaction
from briefings.answers.questions import AskTimeline, Question


def question(topic: str | None = None) -> Question:
    return AskTimeline(topic)


def command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description="What happened and what is planned, in order")
    @app_commands.describe(topic="What it is about, e.g. summit")
    @app_commands.autocomplete(topic=desk.complete_topic)
    async def timeline(interaction: Interaction, topic: Name) -> None:
        await desk.answer(interaction, question(topic))

    return timeline
