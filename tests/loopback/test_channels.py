"""Posts, edits, threads, history: what a bot does in channels on its own."""

from io import BytesIO

import discord
import pytest

from tests.loopback import ChannelKind, Guild, Limits, LoopbackDiscord, Permission
from tests.loopback.tinybot import TinyBot


@pytest.fixture
def guild(server: LoopbackDiscord) -> Guild:
    return server.guild(
        "Newsroom",
        {
            "wire": ChannelKind.TEXT,
            "bulletin": ChannelKind.ANNOUNCEMENT,
            "debates": ChannelKind.FORUM,
        },
    )


async def test_post_edit_read_and_delete(
    server: LoopbackDiscord, guild: Guild, bot: TinyBot
) -> None:
    channel = bot.get_channel(guild["wire"].id)
    assert isinstance(channel, discord.TextChannel)
    async with channel.typing():
        posted = await channel.send("one", embed=discord.Embed(title="a title"))
    await posted.edit(content="two")
    assert (await channel.fetch_message(posted.id)).content == "two"
    assert server.messages(guild["wire"])[0].text == "two\na title"
    await posted.delete()
    assert server.messages(guild["wire"]) == []
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(posted.id)


async def test_history_pages_like_discords(
    server: LoopbackDiscord, guild: Guild, bot: TinyBot
) -> None:
    owner = server.world.users[guild.owner_id]
    said = [server.write(guild["wire"], f"line {number}", user=owner) for number in range(120)]
    channel = await bot.fetch_channel(guild["wire"].id)
    assert isinstance(channel, discord.TextChannel)
    newest_first = [message.id async for message in channel.history(limit=None)]
    assert newest_first == [message.id for message in reversed(said)]
    after = discord.Object(said[99].id)
    later = [message.id async for message in channel.history(after=after, limit=None)]
    assert later == [message.id for message in said[100:]]
    with pytest.raises(discord.Forbidden):
        await channel.get_partial_message(said[0].id).edit(content="not mine")
    server.deny(guild["wire"], Permission.READ_MESSAGE_HISTORY)
    assert [message async for message in channel.history()] == []


async def test_an_announcement_is_published_once(
    server: LoopbackDiscord, guild: Guild, bot: TinyBot
) -> None:
    bulletin, wire = (bot.get_channel(guild[name].id) for name in ("bulletin", "wire"))
    assert isinstance(bulletin, discord.TextChannel)
    assert isinstance(wire, discord.TextChannel)
    posted = await bulletin.send("now")
    await posted.publish()
    assert server.messages(guild["bulletin"])[0].crossposted
    with pytest.raises(discord.HTTPException, match="already"):
        await posted.publish()
    with pytest.raises(discord.HTTPException, match="channel type"):
        await (await wire.send("now")).publish()


async def test_forum_posts_and_threads(server: LoopbackDiscord, guild: Guild, bot: TinyBot) -> None:
    server.limits = Limits.none()
    forum, wire = (bot.get_channel(guild[name].id) for name in ("debates", "wire"))
    assert isinstance(forum, discord.ForumChannel)
    assert isinstance(wire, discord.TextChannel)
    made = await forum.create_thread(name="today", content="first")
    await made.thread.send("second")
    assert [m.content for m in server.messages(guild["today"])] == ["first", "second"]
    posted = await wire.send("topic")
    thread = await posted.create_thread(name="replies")
    await thread.send("a reply")
    loose = await wire.create_thread(name="loose", type=discord.ChannelType.public_thread)
    assert {loose.id, thread.id} <= {t.id for t in await wire.guild.active_threads()}
    with pytest.raises(discord.HTTPException, match="already"):
        await posted.create_thread(name="replies")
    with pytest.raises(discord.HTTPException, match="non-text"):
        await bot.get_partial_messageable(forum.id).send("where?")
    server.archive(guild["replies"])
    await thread.send("awake again")
    server.archive(guild["replies"], locked=True)
    with pytest.raises(discord.HTTPException, match="archived"):
        await thread.send("too late")
    server.deny(guild["wire"], Permission.SEND_MESSAGES_IN_THREADS)
    with pytest.raises(discord.Forbidden):
        await thread.send("no more")
    server.delete_channel(guild["wire"])
    with pytest.raises(discord.NotFound):
        await thread.send("gone with its channel")


async def test_files_come_with_a_post_and_need_permission(
    server: LoopbackDiscord, guild: Guild, bot: TinyBot
) -> None:
    channel = bot.get_partial_messageable(guild["wire"].id)
    with pytest.raises(discord.HTTPException) as empty:
        await channel.send("")
    assert empty.value.code == 50006
    posted = await channel.send(file=discord.File(BytesIO(b"1,2"), "table.csv"))
    assert await posted.attachments[0].read() == b"1,2"
    server.deny(guild["wire"], Permission.ATTACH_FILES)
    with pytest.raises(discord.Forbidden):
        await channel.send(file=discord.File(BytesIO(b"1,2"), "table.csv"))


async def test_a_nonce_posts_once(server: LoopbackDiscord, guild: Guild, bot: TinyBot) -> None:
    channel = bot.get_partial_messageable(guild["wire"].id)
    first = await channel.send("one", nonce="daily:1:2026-01-01")
    again = await channel.send("one", nonce="daily:1:2026-01-01")
    assert (again.id, again.nonce) == (first.id, "daily:1:2026-01-01")
    elsewhere = await bot.get_partial_messageable(guild["bulletin"].id).send(
        "one", nonce="daily:1:2026-01-01"
    )
    assert elsewhere.id == first.id
    server.nonces.seconds = 0.0
    assert (await channel.send("one", nonce="daily:1:2026-01-01")).id != first.id
    with pytest.raises(discord.HTTPException, match="25"):
        await channel.send("one", nonce="x" * 26)


async def test_a_validator_refuses_like_discord(
    server: LoopbackDiscord, guild: Guild, bot: TinyBot
) -> None:
    def validator(method: str, path: str, body: dict[str, str]) -> list[str]:
        return [f"{method} {path}: {body['content']!r} is too long"]

    server.validator = validator
    with pytest.raises(discord.HTTPException, match="/messages: 'one' is too long") as refused:
        await bot.get_partial_messageable(guild["wire"].id).send("one")
    assert (refused.value.status, refused.value.code) == (400, 50035)


async def test_who_is_pinged(server: LoopbackDiscord, guild: Guild, bot: TinyBot) -> None:
    channel = bot.get_partial_messageable(guild["wire"].id)
    role = server.role(guild, "readers")
    text = f"@everyone <@&{role.id}> <@{guild.owner_id}>"
    await channel.send(text)
    await channel.send(
        text, allowed_mentions=discord.AllowedMentions(roles=[discord.Object(role.id)])
    )
    await channel.send(text, allowed_mentions=discord.AllowedMentions.all())
    quiet, one, loud = server.messages(guild["wire"])
    assert quiet.pings == frozenset()
    assert one.pings == {f"<@&{role.id}>"}
    assert loud.pings == frozenset(text.split())


async def test_other_requests_of_a_bot(server: LoopbackDiscord, guild: Guild, bot: TinyBot) -> None:
    fetched = await bot.fetch_guild(guild.id)
    assert (await fetched.fetch_member(guild.owner_id)).name == "newsroom_owner"
    assert {role.name for role in await fetched.fetch_roles()} == {"@everyone", "briefbot"}
    assert len(await fetched.fetch_channels()) == 3
    assert "greet" in {command.name for command in await bot.tree.fetch_commands()}
    with pytest.raises(discord.NotFound):
        await fetched.fetch_member(1)
    with pytest.raises(discord.NotFound):
        await bot.fetch_user(1)
    with pytest.raises(discord.NotFound):
        await bot.fetch_guild(1)
    with pytest.raises(discord.NotFound):
        await bot.fetch_webhook(1)
    await fetched.leave()
    assert not guild.has_bot
