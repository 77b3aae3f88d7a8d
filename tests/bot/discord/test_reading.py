"""What a member of a server sees: the reading commands, end to end on a simulated Discord."""

import asyncio
import json
import logging
import re
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord import ChannelHandle, Env, InteractionResult, MemberActor

from bot.discord.client import Briefbot
from bot.discord.commands import QUESTIONS, check_quotes
from bot.discord.interactions import MOST_TOGETHER
from bot.discord.messages.custom_ids import Press, encode
from bot.operations import logs
from bot.service import Audience
from briefings.answers.questions import AskBrief, AskQuotes, Question
from briefings.rendering.renderer import Renderer
from briefings.rendering.reply import Reply
from tests.bot.patience import idle
from tests.waiting import LAST_RESORT


@pytest.fixture
def channel(simcord_env: Env) -> ChannelHandle:
    return simcord_env.create_guild().create_text_channel("reading")


@pytest.fixture
def reader(simcord_env: Env, channel: ChannelHandle) -> MemberActor:
    return simcord_env.guild.add_member(simcord_env.create_user("robin"))


@pytest.fixture
def other(simcord_env: Env, channel: ChannelHandle) -> MemberActor:
    return simcord_env.guild.add_member(simcord_env.create_user("mika"))


def shown(result: InteractionResult) -> str:
    """All text of the first response and the follow-ups."""
    messages = [message for message in (result.response, *result.followups) if message]
    return "\n".join(text_of(message) for message in messages)


def text_of(message: simcord.ResponseMessage) -> str:
    texts = [message.content, *_texts(message.components)]
    for embed in message.embeds:
        texts += [embed.title or "", embed.description or ""]
        texts += [f"{field.name}\n{field.value}" for field in embed.fields]
    return "\n".join(text for text in texts if text)


def _texts(components: list[dict[str, Any]]) -> list[str]:
    found: list[str] = []
    for component in components:
        found += [component["content"]] if "content" in component else []
        found += _texts(component.get("components", []))
    return found


def buttons(message: simcord.ResponseMessage) -> dict[str, str]:
    """custom_id by label."""
    found: dict[str, str] = {}

    def collect(components: list[dict[str, Any]]) -> None:
        for component in components:
            if component["type"] == 2 and component.get("custom_id"):
                found[component["label"]] = component["custom_id"]
            collect(component.get("components", []))

    collect(message.components)
    return found


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


async def test_sides_complete_by_the_topic_that_was_chosen(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    choices = await reader.autocomplete(channel, "positions", "first", "ukr", topic="territory")
    assert "Ukraine" in [choice["name"] for choice in choices]


async def test_a_misspelt_name_gets_suggestions_for_the_asker_alone(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    result = await reader.slash(channel, "who", person="Xqzzzt")
    assert result.ephemeral
    assert result.response is not None
    assert len(buttons(result.response)) >= 3


async def test_buttons_open_replies_of_their_own_for_the_presser(
    channel: ChannelHandle, reader: MemberActor, other: MemberActor
) -> None:
    result = await reader.slash(channel, "brief", topic="summit")
    assert result.response is not None
    assert not result.ephemeral
    for label in ("Positions", "Timeline", "Sources", "Differences"):
        opened = await other.click(result.response, label=label)
        assert opened.ephemeral
        assert len(shown(opened)) > 50


async def test_a_page_turns_in_place_for_the_asker_and_as_a_copy_for_others(
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


async def test_the_sources_of_a_reply_are_shown_when_asked_for_to_whoever_asks(
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


async def test_check_quotes_tells_verbatim_from_altered(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    message = await reader.send(
        channel, "Witkoff said “this is the first time Russia has agreed to this.” “Made up words.”"
    )
    result = await reader.context_menu(channel, "Check quotes", message)
    assert result.ephemeral
    assert "erbatim" in shown(result)
    assert "Steve Witkoff" in shown(result)


@pytest.mark.parametrize("embedded", [False, True])
async def test_quotations_in_the_bots_own_replies_are_checked(
    simcord_env: Env,
    channel: ChannelHandle,
    reader: MemberActor,
    embedded: bool,  # noqa: FBT001 — a parameter of the test
) -> None:
    room = simcord_env.bot.get_channel(channel.id)
    assert isinstance(room, discord.TextChannel)
    if embedded:
        embed = discord.Embed(description="In his words:")
        embed.add_field(name="Trump", value="> “BIG PROGRESS ON RUSSIA”")
        await room.send(embed=embed)
    else:
        await reader.slash(channel, "quote", person="trump")
    (message,) = [message async for message in room.history(limit=1)]
    result = await reader.context_menu(channel, "Check quotes", message)
    assert "BIG PROGRESS ON RUSSIA" in shown(result)
    assert "erbatim" in shown(result)


async def test_a_forwarded_message_is_read_too(simcord_env: Env, channel: ChannelHandle) -> None:
    state, room = simcord_env.bot._connection, simcord_env.bot.get_channel(channel.id)
    sent = {"type": 0, "embeds": [], "attachments": [], "mentions": [], "mention_roles": []}
    sent |= {"timestamp": "2025-08-17T12:00:00+00:00", "edited_timestamp": None, "flags": 0}
    author = {"id": "1", "username": "robin", "discriminator": "0", "avatar": None}
    data: Any = {**sent, "id": "2", "content": "", "author": author, "pinned": False, "tts": False}
    data |= {"mention_everyone": False, "channel_id": str(channel.id)}
    data["message_snapshots"] = [{"message": {**sent, "content": "He said “so **be** it”"}}]
    message = discord.Message(state=state, channel=room, data=data)  # type: ignore[arg-type]  # a text channel
    assert check_quotes.text_of(message) == "He said “so be it”"


async def test_bold_words_within_a_quotation_do_not_alter_it(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    text = "Witkoff said “this is the **first time** Russia has agreed to this.”"
    result = await reader.context_menu(channel, "Check quotes", await reader.send(channel, text))
    assert "erbatim" in shown(result)
    assert "Altered" not in shown(result)


async def test_a_check_too_long_to_be_shown_says_so(
    simcord_env: Env, channel: ChannelHandle, reader: MemberActor, tmp_path: Path
) -> None:
    (tmp_path / "checked.md.j2").write_text(
        "# Checked\n\n{% for n in range(9) %}\nNº {{ n }} {% for m in range(600) %}words "
        "{% endfor +%}\n\n{% endfor %}"
    )
    simcord_env.bot.service.renderer = Renderer(tmp_path, seconds=LAST_RESORT)
    message = await reader.send(channel, "“anything at all”")
    result = await reader.context_menu(channel, "Check quotes", message)
    assert len([result.response, *result.followups]) == MOST_TOGETHER
    assert "Nº 3" in shown(result)
    assert "4 of 9 pages" in shown(result)


async def test_a_message_without_quotations_is_told_so(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    message = await reader.send(channel, "nothing quoted here")
    result = await reader.context_menu(channel, "Check quotes", message)
    assert result.ephemeral
    assert shown(result)


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
    # Discord's own client holds users to the limits; a forged one does not.
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
    """A press of a button with this custom_id, below a real reply of the bot's."""
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
