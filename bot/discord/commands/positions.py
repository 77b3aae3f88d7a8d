"""/positions: the sides' positions next to each other."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskPositions, Question


def question(
    topic: str, first: str | None = None, second: str | None = None, third: str | None = None
) -> Question:
    return AskPositions(topic, tuple(side for side in (first, second, third) if side))


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        description=locale_str("Who wants what: the sides' positions next to each other")
    )
    @app_commands.describe(
        topic=locale_str("What they differ on, e.g. territory"),
        first=locale_str("A side or a person; without any, those with the most to say"),
        second=locale_str("A second side or person"),
        third=locale_str("A third side or person"),
    )
    @app_commands.autocomplete(
        topic=interactions.complete_topic,
        first=interactions.complete_side,
        second=interactions.complete_side,
        third=interactions.complete_side,
    )
    async def positions(
        interaction: Interaction,
        topic: Name,
        first: Name | None = None,
        second: Name | None = None,
        third: Name | None = None,
    ) -> None:
        await interactions.answer(interaction, question(topic, first, second, third))

    return positions
