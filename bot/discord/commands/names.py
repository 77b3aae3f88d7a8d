"""The names of commands, options and choices, for the catalogues, and their translator.

Names are repeated here because Babel reads source, not the commands; a test compares both. Texts
that mention a command or an option also take its name from the catalogues.
"""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from briefings.translations import Message, language_of, pgettext

COMMANDS = (
    pgettext("command", "brief"),
    pgettext("command", "quote"),
    pgettext("command", "positions"),
    pgettext("command", "timeline"),
    pgettext("command", "sources"),
    pgettext("command", "differences"),
    pgettext("command", "who"),
    pgettext("command", "search"),
    pgettext("command", "help"),
    pgettext("command", "privacy"),
    pgettext("command", "Check quotes"),
    pgettext("command", "daily"),
    pgettext("command", "feeds"),
    pgettext("command", "add"),
    pgettext("command", "edit"),
    pgettext("command", "list"),
    pgettext("command", "preview"),
    pgettext("command", "pause"),
    pgettext("command", "resume"),
    pgettext("command", "remove"),
    pgettext("command", "status"),
    pgettext("command", "template"),
    pgettext("command", "export"),
    pgettext("command", "forget"),
    pgettext("command", "test"),
)
OPTIONS = (
    pgettext("option", "topic"),
    pgettext("option", "detail"),
    pgettext("option", "person"),
    pgettext("option", "contains"),
    pgettext("option", "first"),
    pgettext("option", "second"),
    pgettext("option", "third"),
    pgettext("option", "text"),
    pgettext("option", "channel"),
    pgettext("option", "time"),
    pgettext("option", "timezone"),
    pgettext("option", "topics"),
    pgettext("option", "days"),
    pgettext("option", "style"),
    pgettext("option", "ping"),
    pgettext("option", "publish"),
    pgettext("option", "quiet"),
    pgettext("option", "tag"),
    pgettext("option", "with"),
    pgettext("option", "without"),
    pgettext("option", "briefing"),
    pgettext("option", "address"),
    pgettext("option", "name"),
    pgettext("option", "feed"),
)
CHOICES = (
    pgettext("choice", "short"),
    pgettext("choice", "full"),
)

_CONTEXTS = {
    Location.command_name: "command",
    Location.group_name: "command",
    Location.parameter_name: "option",
    Location.choice_name: "choice",
}


class CommandTranslator(app_commands.Translator):
    """Gives Discord the commands in each language that has a catalogue."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        language = language_of(locale)
        message = Message(string.message, context=_CONTEXTS.get(context.location, ""))
        said = language.say(message)
        return said if said != string.message else None
