"""/quote: a person's own words."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import Contains, Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskQuotes, Question


def question(person: str, topic: str | None = None, contains: str | None = None) -> Question:
    return AskQuotes(person, topic, contains)


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        description=locale_str("A person's own words, newest first, each with its source")
    )
    @app_commands.describe(
        person=locale_str("Whose words: a name, in any spelling, or an organisation"),
        topic=locale_str("Only what was said on this topic"),
        contains=locale_str("Only what has these words"),
    )
    @app_commands.autocomplete(
        person=interactions.complete_person, topic=interactions.complete_topic
    )
    async def quote(
        interaction: Interaction,
        person: Name,
        topic: Name | None = None,
        contains: Contains | None = None,
    ) -> None:
        await interactions.answer(interaction, question(person, topic, contains))

    return quote
