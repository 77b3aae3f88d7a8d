"""/brief: what is known on a topic; without one, today's top stories."""

from typing import Any, Literal

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskBrief, AskTopStories, Detail, Question


def question(topic: str | None = None, detail: Literal["short", "full"] = "short") -> Question:
    return AskBrief(topic, Detail(detail)) if topic and topic.strip() else AskTopStories()


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        description=locale_str("Today's top stories, or what is known about one, with sources")
    )
    @app_commands.describe(
        topic=locale_str("What it is about, e.g. summit; today's top stories without"),
        detail=locale_str("short: the essentials; full: all of it"),
    )
    @app_commands.autocomplete(topic=interactions.complete_topic)
    async def brief(
        interaction: Interaction,
        topic: Name | None = None,
        detail: Literal["short", "full"] = "short",
    ) -> None:
        await interactions.answer(interaction, question(topic, detail))

    return brief
