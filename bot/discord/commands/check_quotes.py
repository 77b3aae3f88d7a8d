"""The message command "Check quotes": are the quotations in a message verbatim, and by whom?"""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import app_commands

from bot.discord.interactions import Interaction, Interactions
from bot.discord.messages.plain import plain
from briefings.answers.questions import AskCheck, Question


def question(text: str) -> Question:
    return AskCheck(text)


def text_of(message: discord.Message) -> str:
    """All the text that a message shows or forwards, as a reader sees it."""
    parts = list(_texts(message))
    for forwarded in message.message_snapshots:
        parts += _texts(forwarded)
    return plain("\n".join(part for part in parts if part))


def _texts(shown: discord.Message | discord.MessageSnapshot) -> Iterator[str]:
    yield shown.content
    for embed in shown.embeds:
        yield embed.title or ""
        yield embed.description or ""
        yield from (f"{field.name}\n{field.value}" for field in embed.fields)
    # discord.py's message has components only if Discord sent some.
    yield from _displayed(getattr(shown, "components", ()))


def _displayed(components: Sequence[Any]) -> Iterator[str]:
    """The texts of Components V2, which are in containers and sections."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _displayed(getattr(component, "children", ()))


def command(interactions: Interactions) -> app_commands.ContextMenu:
    async def check_quotes(interaction: Interaction, message: discord.Message) -> None:
        await interactions.answer(interaction, question(text_of(message)))

    return app_commands.ContextMenu(name="Check quotes", callback=check_quotes)
