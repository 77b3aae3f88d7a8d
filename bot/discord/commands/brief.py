"""/brief: what is known on a topic."""

from typing import Any, Literal

from discord import app_commands

from bot.discord.commands.options import Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskBrief, Detail, Question


def question(topic: str, detail: Literal["short", "full"] = "short") -> Question:
    return AskBrief(topic, Detail(detail))


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(description="What is known on a topic: key points, each with its source")
    @app_commands.describe(
        topic="What it is about, e.g. summit", detail="short: the essentials; full: all of it"
    )
    @app_commands.autocomplete(topic=interactions.complete_topic)
    async def brief(
        interaction: Interaction, topic: Name, detail: Literal["short", "full"] = "short"
    ) -> None:
        await interactions.answer(interaction, question(topic, detail))

    return brief
