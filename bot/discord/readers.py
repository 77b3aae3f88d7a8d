"""Chooses the language on Discord: the reader's for private texts, the server's for public ones."""

from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.messages.measure import clip
from bot.service import Audience
from briefings.rendering.dialects.dialect import Markup
from briefings.rendering.dialects.discord import escape
from briefings.translations import Language, language_of
from briefings.translations.message import Said, Trusted

Interaction = discord.Interaction[Any]

LONGEST_QUOTED = 500
"""How many characters of others' text (a wrong name, a template's error) are repeated; escaped,
it can be twice as long, and a message has 4,000."""


def asker_of(interaction: Interaction) -> Language:
    """The language of the user, as set in their client."""
    return language_of(interaction.locale)


def audience_of(interaction: Interaction) -> Audience:
    """The languages of the user and of the server; outside a server, both are the user's."""
    asker = asker_of(interaction)
    if interaction.guild_locale is None:
        return Audience(asker, asker)
    return Audience(language_of(interaction.guild_locale), asker)


def server_language(guild: discord.Guild | None) -> Language:
    """The language set for a server."""
    return language_of(guild.preferred_locale if guild else None)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says messages in one language, in Discord's Markdown. Values that others wrote are
    escaped, unless they are `Markup`."""

    language: Language

    def __call__(self, said: Said) -> str:
        return self.language.say(said, _quoted)


def _quoted(text: str) -> Markup:
    """Somebody else's text, escaped and cut so that there is room for our words about it."""
    return escape(text if type(text) is Markup else clip(text, LONGEST_QUOTED))


def speaker_to(interaction: Interaction) -> Speaker:
    """Speaks to the user of an interaction, for texts that only they see."""
    return Speaker(asker_of(interaction))


def channel_mention(channel_id: int) -> Trusted:
    """A channel, named and linked by Discord."""
    return Trusted(f"<#{channel_id}>")


def role_mention(role_id: int) -> Trusted:
    """A role, named by Discord."""
    return Trusted(f"<@&{role_id}>")
