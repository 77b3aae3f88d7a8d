"""The message command "Check quotes": are the quotations in a message verbatim, and by whom?"""

import discord
from discord import app_commands

from bot.desk import Desk, Interaction
from briefings.answers.questions import AskCheck, Question


def question(text: str) -> Question:
    return AskCheck(text)


def text_of(message: discord.Message) -> str:
    """All that a message shows as text: its content and its embeds'."""
    parts = [message.content]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or ""]
        parts += [f"{field.name}\n{field.value}" for field in embed.fields]
    return "\n".join(part for part in parts if part)


def command(desk: Desk) -> app_commands.ContextMenu:
    async def check_quotes(interaction: Interaction, message: discord.Message) -> None:
        await desk.answer(interaction, question(text_of(message)))

    return app_commands.ContextMenu(name="Check quotes", callback=check_quotes)
