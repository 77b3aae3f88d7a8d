"""Pictures as readers see them, end to end on a simulated Discord."""

from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord
from simcord import ChannelHandle, Env, MemberActor

from bot.discord.client import Briefbot
from bot.discord.pictures import Pictures
from bot.service import Audience, BriefingService
from bot.settings import load_settings
from briefings.answers.questions import AskBrief, Question
from briefings.pictures.sketches import sketch
from briefings.rendering.reply import Block, Reply
from tests.bot.discord.messages.building import PICTURE
from tests.bot.discord.replies import text_of
from tests.bot.patience import idle


@pytest.fixture
async def pictures(simcord_env: Env) -> Pictures:
    pictures = simcord_env.bot.pictures
    assert isinstance(pictures, Pictures)
    return pictures


def galleries(message: simcord.ResponseMessage) -> list[dict[str, Any]]:
    (container,) = message.components
    return [part for part in container["components"] if part["type"] == 12]


async def expected(service: BriefingService, pictures: Pictures, question: Any) -> Any:
    image = await pictures.image(sketch(await service.ask(question)))
    assert image is not None
    return image


async def test_a_reply_has_its_picture_with_alt_text_on_the_page_with_its_place(
    channel: ChannelHandle, reader: MemberActor, service: BriefingService, pictures: Pictures
) -> None:
    result = await reader.slash(channel, "brief", topic="summit")
    assert result.response is not None
    assert result.response.attachments == []
    await reader.click(result.response, label="More →")
    image = await expected(service, pictures, AskBrief("summit"))
    (attachment,) = result.response.attachments
    assert (attachment.filename, attachment.description) == (image.name, image.alt)
    (gallery,) = galleries(result.response)
    (item,) = gallery["items"]
    assert item["description"] == image.alt
    assert item["media"]["url"] == attachment.url


async def test_positions_are_side_by_side_above_their_picture(
    channel: ChannelHandle, reader: MemberActor, pictures: Pictures
) -> None:
    result = await reader.slash(channel, "positions", topic="territory")
    assert result.response is not None
    (attachment,) = result.response.attachments
    assert attachment.description is not None
    assert "Russia" in attachment.description
    first, *others = result.response.embeds
    assert first.image.url is not None
    assert "positions.png" in first.image.url
    assert not any(embed.image.url for embed in others)


@pytest.mark.parametrize(
    ("command", "options"),
    [("quote", {"person": "Steve Witkoff"}), ("sources", {"topic": "summit"}), ("help", {})],
)
async def test_other_replies_have_none(
    channel: ChannelHandle,
    reader: MemberActor,
    pictures: Pictures,
    command: str,
    options: dict[str, str],
) -> None:
    result = await reader.slash(channel, command, **options)
    assert result.response is not None
    assert result.response.attachments == []


async def test_the_picture_disappears_when_the_page_turns_and_comes_back(
    channel: ChannelHandle,
    reader: MemberActor,
    service: BriefingService,
    pictures: Pictures,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = service.reply

    async def at_length(question: Question, audience: Audience) -> Reply:
        reply = await answer(question, audience)
        return replace(reply, blocks=(*reply.blocks[:2], PICTURE, Block(text="words " * 500)))

    monkeypatch.setattr(service, "reply", at_length)
    result = await reader.slash(channel, "brief", topic="summit")
    assert result.response is not None
    names = [[attachment.filename for attachment in result.response.attachments]]
    for label in ("More →", "← Back"):
        await reader.click(result.response, label=label)
        names.append([attachment.filename for attachment in result.response.attachments])
    assert names == [["origins.png"], [], ["origins.png"]]
    assert len(galleries(result.response)) == 1


async def test_a_step_from_a_brief_brings_its_own_picture(
    channel: ChannelHandle, reader: MemberActor, pictures: Pictures
) -> None:
    result = await reader.slash(channel, "brief", topic="summit")
    assert result.response is not None
    opened = await reader.click(result.response, label="Positions")
    (message,) = [m for m in (opened.response, *opened.followups) if m]
    assert [a.filename for a in message.attachments] == ["positions.png"]
    assert result.response.attachments == []


async def test_without_permission_for_files_the_reply_has_no_picture(
    simcord_env: Env, channel: ChannelHandle, reader: MemberActor, pictures: Pictures
) -> None:
    silent = {simcord_env.bot.user: discord.PermissionOverwrite(attach_files=False)}
    bare = simcord_env.guild.create_text_channel("bare", overwrites=silent)
    result = await reader.slash(bare, "positions", topic="territory")
    assert result.response is not None
    assert result.response.attachments == []
    assert "Russia ✓" in text_of(result.response)


async def test_a_direct_message_has_pictures(simcord_env: Env, pictures: Pictures) -> None:
    user = simcord_env.create_user("alone")
    result = await user.slash("positions", topic="territory")
    assert result.response is not None
    assert len(result.response.attachments) == 1


async def test_without_pictures_the_reply_has_the_same_pages_in_words(
    simcord_env: Env,
    channel: ChannelHandle,
    reader: MemberActor,
    service: BriefingService,
    pictures: Pictures,
) -> None:
    pictured = await reader.slash(channel, "positions", topic="territory")
    await simcord_env.restart_bot(idle(Briefbot(service, pictures=False, shard_count=1)))
    bare = await reader.slash(channel, "positions", topic="territory")
    assert bare.response is not None
    assert pictured.response is not None
    assert bare.response.attachments == []
    assert "Page 1 of 3" in (bare.response.embeds[-1].footer.text or "")
    assert "Page 1 of 3" in (pictured.response.embeds[-1].footer.text or "")
    assert "Russia ✓" in text_of(bare.response)
    assert "Russia ✓" not in text_of(pictured.response)


def test_pictures_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().pictures
    monkeypatch.setenv("BRIEFBOT_PICTURES", "off")
    assert not load_settings().pictures
