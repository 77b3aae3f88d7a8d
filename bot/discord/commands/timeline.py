"""/timeline: when things happened."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskTimeline, Question


def question(topic: str | None = None) -> Question:
    return AskTimeline(topic)


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description=locale_str("What happened and what is planned, in order"))
    @app_commands.describe(topic=locale_str("What it is about, e.g. summit"))
    @app_commands.autocomplete(topic=interactions.complete_topic)
    async def timeline(interaction: Interaction, topic: Name) -> None:
        await interactions.answer(interaction, question(topic))

    return timeline
