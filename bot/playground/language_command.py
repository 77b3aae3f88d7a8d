"""`/playground language`: the language of the playground's people and server.

On Discord a reader's language is set in their client, and a server's in its settings.
"""

from collections.abc import Callable
from typing import Any

import discord
from babel import Locale
from discord import app_commands

from briefings.translations import LANGUAGES

CHOICES = [
    app_commands.Choice(name=str(Locale.parse(tag).display_name), value=tag)
    for tag in sorted(LANGUAGES)
]
"""Each language, by its own name."""


def add_to(commands: app_commands.Group, choose: Callable[[str], object]) -> None:
    """Put the command into the playground's group; `choose` is called with a language's tag."""

    @commands.command(name="language", description="Choose the language of people and server")
    @app_commands.describe(to="In which language the bot answers")
    @app_commands.choices(to=CHOICES)
    async def language(interaction: discord.Interaction[Any], to: app_commands.Choice[str]) -> None:
        choose(to.value)
        await interaction.response.send_message(f"The bot speaks {to.name} here from now on.")
