"""The world: its people, their permissions, and commands as text."""

from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.playground.clock import Clock
from bot.playground.play import Playground, playground
from bot.playground.server import MODERATOR, READER
from bot.service import Audience
from bot.settings import Settings
from briefings.answers.questions import Question
from briefings.rendering.reply import Reply
from tests.bot.playground.conftest import said


def test_there_is_a_channel_for_each_thing_to_try(running: Playground) -> None:
    keys = [place.key for place in running.world.places]
    assert keys == ["welcome", "reading-room", "daily-briefing", "announcements", "no-bots", "dm"]
    assert running.world.place("elsewhere") is None


def test_people_to_switch_between_are_a_reader_and_a_moderator(running: Playground) -> None:
    welcome = running.world.places[0]
    assert welcome.viewers == (running.world.reader, running.world.moderator)
    names = [running.env.backend.get_user(viewer.id).global_name for viewer in welcome.viewers]
    assert names == [READER, MODERATOR]
    guild = running.env.bot.get_guild(running.world.guild.id)
    assert guild is not None
    rights = [
        discord.Permissions(
            running.env.backend.compute_permissions(guild.id, viewer.id)
        ).manage_guild
        for viewer in welcome.viewers
    ]
    assert rights == [False, True]


def test_the_bot_has_its_name_and_may_speak_everywhere_but_in_one_channel(
    running: Playground,
) -> None:
    user = running.env.bot.user
    assert user is not None
    assert user.name == "briefbot"
    guild = running.env.bot.get_guild(running.world.guild.id)
    assert guild is not None
    silent = [
        channel.name
        for channel in guild.text_channels
        if not channel.permissions_for(guild.me).send_messages
    ]
    assert silent == ["no-bots"]
    assert guild.text_channels[3].is_news()


def test_a_newcomer_is_told_what_to_type(running: Playground) -> None:
    [welcome] = said(running, "welcome")
    assert "`/brief topic:bridge`" in welcome
    assert "type `/`" in welcome
    assert "Back button" in welcome


def test_a_direct_message_says_what_to_type_too(running: Playground) -> None:
    [greeting] = said(running, "dm")
    assert "`/quote person:Ada Hill`" in greeting


def test_messages_have_the_real_time(running: Playground) -> None:
    [message] = running.env.backend.messages[running.world.places[0].channel.id].values()
    written = datetime.fromisoformat(message.timestamp)
    assert abs(datetime.now(UTC) - written) < timedelta(hours=1)


async def test_a_command_pasted_as_text_is_run(running: Playground) -> None:
    room = running.world.places[1].channel
    await running.world.reader.send(room, "/brief topic:brigde")
    text, reply = said(running, "reading-room")
    assert text == "/brief topic:brigde"
    assert "The bridge" in reply


async def test_a_pasted_command_is_run_in_a_direct_message_too(running: Playground) -> None:
    await running.world.correspondent.send_dm("/quote person:Ada Hill")
    assert "It will hold." in said(running, "dm")[2]


async def test_a_misspelt_command_is_explained(running: Playground) -> None:
    await running.world.reader.send(running.world.places[1].channel, "/breif topic:bridge")
    await running.world.correspondent.send_dm("/breif topic:bridge")
    hint = "There is no command /breif: did you mean /brief?"
    assert said(running, "reading-room")[1] == said(running, "dm")[2] == hint


async def test_what_discord_would_not_accept_is_explained(running: Playground) -> None:
    long = "/brief topic:" + "x" * 101
    await running.world.moderator.send(running.world.places[1].channel, long)
    await running.world.correspondent.send_dm(long)
    for key in ("reading-room", "dm"):
        assert "topic" in said(running, key)[-1]


async def test_a_slow_machine_is_waited_for_longer_than_discord_would(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(runs=False)
    async with playground(settings, clock=clock, daily=False) as running:
        reply = running.service.reply

        async def late(question: Question, audience: Audience) -> Reply:
            clock.move(clock.now() + timedelta(seconds=20))
            return await reply(question, audience)

        monkeypatch.setattr(running.service, "reply", late)
        result = await running.world.reader.slash(
            running.world.places[1].channel, "brief", topic="bridge"
        )
        assert result.response is not None
        assert not result.deferred
        assert "The bridge" in said(running, "reading-room")[-1]


async def test_a_message_stays_a_message(running: Playground) -> None:
    await running.world.moderator.send(running.world.places[1].channel, "good morning")
    assert said(running, "reading-room") == ["good morning"]


def test_a_long_word_of_the_playground_is_cut_to_discords_limit(running: Playground) -> None:
    room = running.world.places[1].channel
    running.world.say(room, "x" * 5000)
    [text] = said(running, "reading-room")
    assert len(text) == 2000
    assert text.endswith("…")
