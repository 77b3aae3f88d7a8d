"""/search: articles, quotations and people that match some words."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str

from bot.discord.commands.options import SearchText
from bot.discord.interactions import Interaction, Interactions
from briefings.answers.questions import AskSearch, Question


def question(text: str) -> Question:
    return AskSearch(text)


def command(interactions: Interactions) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        description=locale_str("Articles, quotations and people that match your words")
    )
    @app_commands.describe(text=locale_str("Words to look for"))
    @app_commands.autocomplete(text=interactions.complete_search)
    async def search(interaction: Interaction, text: SearchText) -> None:
        await interactions.answer(interaction, question(text))

    return search
