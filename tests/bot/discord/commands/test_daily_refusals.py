"""Refusals repeat the input verbatim, and show nobody what they may not see."""

import pytest

from bot.daily.times import InputError
from briefings.translations import ENGLISH, gettext
from tests.bot.discord.commands.server import Server

HOSTILE = "**x** @everyone [a](https://b.example) `c`"


@pytest.mark.parametrize("option", ["time", "timezone", "topics", "days"])
async def test_typed_text_formats_and_links_nothing(server: Server, option: str) -> None:
    options = {"time": "8", option: HOSTILE}
    asked = await server.ask("add", channel=server.guild["news"], **options)
    text = (await asked.message()).text
    assert r"\*\*" in text
    assert "](https" not in text.replace("\\](https", "")
    assert "**x**" not in text.replace("\\*", "")
    assert server.stored() == []


async def test_choices_of_briefings_are_only_for_moderators(server: Server) -> None:
    await server.daily("add", channel=server.guild["news"], time="8")
    for user, count in ((server.moderator, 1), (server.reader, 0)):
        asked = await server.discord.autocomplete(
            "daily status", "briefing", "", user=user, channel=server.guild["talk"], forge=True
        )
        assert len(await asked.choices()) == count


async def test_a_role_of_another_server_is_refused(server: Server) -> None:
    other = server.discord.guild("Elsewhere", {})
    role = server.discord.role(other, "Foreign")
    role.mentionable = True
    asked = await server.ask("add", forge=True, channel=server.guild["news"], time="8", ping=role)
    assert "not a role of this server" in (await asked.message()).text
    assert server.stored() == []


def test_a_message_is_plain_for_the_log_and_escaped_for_markup() -> None:
    error = InputError(gettext("There is no topic “%(name)s”.", name="*a* %(name)s"))
    assert str(error) == "There is no topic “*a* %(name)s”."
    assert ENGLISH.say(error.message, str.upper) == "There is no topic “*A* %(NAME)S”."
