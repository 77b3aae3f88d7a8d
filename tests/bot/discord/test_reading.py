"""The reading commands as a member sees them, end to end on a simulated Discord."""

import asyncio
import json
import logging
import re
from typing import Any

import pytest
from simcord import ChannelHandle, Env, InteractionResult, MemberActor

from bot.discord.client import Briefbot
from bot.discord.commands import QUESTIONS
from bot.discord.messages.custom_ids import Press, encode
from bot.operations import logs
from bot.service import Audience
from briefings.answers.questions import AskBrief, AskQuotes, Question
from briefings.rendering.reply import Reply
from tests.bot.discord.replies import buttons, shown, text_of
from tests.bot.patience import idle


@pytest.mark.parametrize(
    ("command", "options", "expected"),
    [
        ("brief", {"topic": "summit"}, "Alaska"),
        ("brief", {"topic": "summit", "detail": "full"}, "Alaska"),
        ("quote", {"person": "whitcoff"}, "Steve Witkoff"),
        ("positions", {"topic": "territory"}, "Ukraine"),
        ("positions", {"topic": "territory", "first": "Russia", "second": "Ukraine"}, "Russia"),
        ("timeline", {"topic": "summit"}, "2025"),
        ("sources", {"topic": "summit"}, "Reuters"),
        ("differences", {"topic": "summit"}, "summit"),
        ("who", {"person": "Zelenskiy"}, "Volodymyr Zelenskyy"),
        ("search", {"text": "security guarantees"}, "guarantee"),
        ("help", {}, "/brief"),
        ("privacy", {}, "What I read"),
    ],
)
async def test_every_command_answers(
    channel: ChannelHandle,
    reader: MemberActor,
    command: str,
    options: dict[str, str],
    expected: str,
) -> None:
    result = await reader.slash(channel, command, **options)
    assert expected in shown(result)
    assert not result.deferred


async def test_a_slow_not_found_leaves_nothing_for_others_to_see(
    simcord_bot: Briefbot,
    channel: ChannelHandle,
    reader: MemberActor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reply = simcord_bot.service.reply

    async def later(question: Question, audience: Audience) -> Reply:
        await asyncio.sleep(0.01)
        return await reply(question, audience)

    monkeypatch.setattr(simcord_bot.service, "reply", later)
    simcord_bot.interactions.patience = 0.0
    result = await reader.slash(channel, "brief", topic="qqqqqq")
    (notice,) = result.followups
    assert "qqqqqq" in text_of(notice)
    assert notice.ephemeral
    assert channel.history() == []


async def test_every_option_completes_with_at_most_25_choices(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    for command, option, typed, first in (
        ("brief", "topic", "", None),
        ("quote", "person", "whit", "Steve Witkoff"),
        ("quote", "topic", "terr", "Territory"),
        ("who", "person", "selenskyj", "Volodymyr Zelenskyy"),
        ("search", "text", "rub", "Marco Rubio"),
    ):
        choices = await reader.autocomplete(channel, command, option, typed)
        assert 0 < len(choices) <= 25
        assert all(1 <= len(choice["name"]) <= 100 for choice in choices)
        if first:
            assert choices[0]["name"] == first


async def test_sides_complete_by_the_chosen_topic(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    choices = await reader.autocomplete(channel, "positions", "first", "ukr", topic="territory")
    assert "Ukraine" in [choice["name"] for choice in choices]


async def test_a_misspelt_name_gets_suggestions_only_for_the_asker(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    result = await reader.slash(channel, "who", person="Xqzzzt")
    assert result.ephemeral
    assert result.response is not None
    assert len(buttons(result.response)) >= 3


async def test_buttons_open_separate_replies_for_the_presser(
    channel: ChannelHandle, reader: MemberActor, other: MemberActor
) -> None:
    result = await reader.slash(channel, "brief", topic="summit")
    assert result.response is not None
    assert not result.ephemeral
    for label in ("Positions", "Timeline", "Sources", "Differences"):
        opened = await other.click(result.response, label=label)
        assert opened.ephemeral
        assert len(shown(opened)) > 50


async def test_a_page_turns_in_place_for_the_asker_and_in_a_copy_for_others(
    channel: ChannelHandle, reader: MemberActor, other: MemberActor
) -> None:
    result = await reader.slash(channel, "quote", person="Donald Trump")
    assert result.response is not None
    first = shown(result)
    copied = await other.click(result.response, label="Page 2 →")
    assert copied.ephemeral
    assert shown(result) == first
    await reader.click(result.response, label="Page 2 →")
    assert shown(result) == shown(copied) != first
    await reader.click(result.response, label="← Page 1")
    assert shown(result) == first


async def test_a_replys_sources_are_shown_on_request_to_any_asker(
    channel: ChannelHandle, reader: MemberActor, other: MemberActor
) -> None:
    result = await reader.slash(channel, "brief", topic="summit")
    assert result.response is not None
    first = shown(result)
    assert "“for about three hours to discuss”" not in first
    opened = await other.click(result.response, label="Sources")
    assert opened.ephemeral
    assert shown(result) == first
    text = shown(opened)
    assert "¹ “for about three hours to discuss”" in text
    assert "The Asia Business Daily" in text
    assert "No address known" in text


async def test_buttons_work_after_a_restart(
    simcord_env: Env, channel: ChannelHandle, reader: MemberActor, simcord_bot: Any
) -> None:
    result = await reader.slash(channel, "brief", topic="summit")
    assert result.response is not None
    await simcord_env.restart_bot(idle(Briefbot(simcord_bot.service, shard_count=1)))
    opened = await reader.click(result.response, label="Timeline")
    assert "2025" in shown(opened)


async def test_a_direct_message_is_answered(simcord_env: Env) -> None:
    user = simcord_env.create_user("alone")
    result = await user.slash("brief", topic="summit")
    assert "Alaska" in shown(result)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 6000,
        "**bold** [link](https://evil.example) @everyone <@1> <#2> `code`",
        "\u200b\u200b\u200b",
        "\u202eevil\u202c",
        "﷽" * 90,
        "|" * 50,
        "' OR 1=1 --",
        "{{ 7 * 7 }}",
    ],
)
@pytest.mark.parametrize(
    ("command", "option"),
    [("brief", "topic"), ("quote", "person"), ("who", "person"), ("search", "text")],
)
async def test_any_option_gets_a_clear_answer(
    simcord_env: Env,
    channel: ChannelHandle,
    reader: MemberActor,
    command: str,
    option: str,
    text: str,
) -> None:
    # Discord's client enforces the limits; a forged one does not.
    simcord_bot = simcord_env.bot
    question = QUESTIONS[command]
    reply = await simcord_bot.service.reply(question(**{option: text}))
    assert reply.title
    assert reply.blocks
    flat = json.dumps([block.text for block in reply.blocks], ensure_ascii=False)
    assert flat.count("@everyone") == flat.count(r"\\@everyone")
    assert "49" not in flat or "{{" not in text


async def _pressed(
    env: Env, channel: ChannelHandle, actor: MemberActor, custom_id: str
) -> InteractionResult:
    """Press a button with this custom_id, below a real reply of the bot's."""
    result = await actor.slash(channel, "help")
    assert result.response is not None
    stored = env.backend.get_message(result.response.channel_id, result.response.id)
    forge(stored.components, custom_id)
    return await actor.click(result.response, custom_id=custom_id)


def forge(components: list[dict[str, Any]], custom_id: str) -> bool:
    for component in components:
        if component["type"] == 2 and component.get("custom_id"):
            component["custom_id"] = custom_id
            return True
        if forge(component.get("components", []), custom_id):
            return True
    return False


@pytest.mark.parametrize("custom_id", ["0xx", "1eb|1|1|1|gone", "1ew|1|1|1|~aaaaaaaa|", "💥"])
async def test_a_stale_or_forged_button_gets_a_polite_answer(
    simcord_env: Env, channel: ChannelHandle, reader: MemberActor, custom_id: str
) -> None:
    pressed = await _pressed(simcord_env, channel, reader, custom_id)
    assert pressed.ephemeral
    assert "out of date" in shown(pressed)


async def test_somebody_elses_private_page_does_not_turn(
    simcord_env: Env, channel: ChannelHandle, reader: MemberActor, other: MemberActor
) -> None:
    theirs = encode(AskBrief("summit"), press=Press.TURN, owner=other.id, part=1)
    pressed = await _pressed(simcord_env, channel, reader, theirs)
    assert "somebody else" in shown(pressed)


async def test_a_page_number_beyond_the_end_shows_the_last_page(
    simcord_env: Env, channel: ChannelHandle, reader: MemberActor
) -> None:
    question = AskQuotes("steve-witkoff", page=999)
    custom_id = encode(question, press=Press.OPEN, owner=reader.id, part=1)
    pressed = await _pressed(simcord_env, channel, reader, custom_id)
    assert "Steve Witkoff" in shown(pressed)


async def test_a_failure_is_answered_with_an_id_and_logged(
    simcord_env: Env,
    channel: ChannelHandle,
    reader: MemberActor,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    logs.configure("ERROR")
    logging.getLogger().addHandler(caplog.handler)

    async def broken(*_: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(simcord_env.bot.service, "reply", broken)
    result = await reader.slash(channel, "brief", topic="summit")
    assert result.ephemeral
    assert "fire" not in shown(result)
    reference = re.search(r"\b[0-9a-f]{6}\b", shown(result))
    assert reference
    assert reference[0] in caplog.text
    assert "fire" in caplog.text
    assert ["fire" in str(error) for error in simcord_env.errors] == [True]
