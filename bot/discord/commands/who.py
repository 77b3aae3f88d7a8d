"""/who: who somebody is, what they want and what they said last."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import Name
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskWho, Question


def question(person: str) -> Question:
    return AskWho(person)


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        description=locale_str("Who somebody is, where they stand and what they said last")
    )
    @app_commands.describe(person=locale_str("A name, in any spelling, or an organisation"))
    @app_commands.autocomplete(person=interactions.complete_person)
    async def who(interaction: Interaction, person: Name) -> None:
        await interactions.answer(interaction, question(person))

    return who
