"""“Check quotes” on a message, end to end on a simulated Discord."""

from pathlib import Path
from typing import Any

import discord
import pytest
from simcord import ChannelHandle, Env, MemberActor

from bot.discord.commands import check_quotes
from bot.discord.interactions import MOST_TOGETHER
from briefings.rendering.renderer import Renderer
from tests.bot.discord.replies import shown
from tests.waiting import LAST_RESORT


async def test_check_quotes_distinguishes_verbatim_and_altered(
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
    embedded: bool,  # noqa: FBT001  # a parameter of the test
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


async def test_a_message_without_quotations_is_reported(
    channel: ChannelHandle, reader: MemberActor
) -> None:
    message = await reader.send(channel, "nothing quoted here")
    result = await reader.context_menu(channel, "Check quotes", message)
    assert result.ephemeral
    assert shown(result)
