"""Connections that end, resume, start over or are refused."""

import asyncio
import time

import discord
import pytest

from tests.loopback import Limits, LoopbackDiscord, Permission
from tests.loopback.tinybot import TinyBot, pointed_at, running


async def _answers(server: LoopbackDiscord) -> bool:
    asked = await server.slash("greet", place="Kyiv")
    return (await asked.message()).content == "Hello, Kyiv"


async def test_the_bot_logs_in_syncs_and_sees_its_servers(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    (guild,) = bot.guilds
    assert [channel.name for channel in guild.text_channels] == ["general"]
    assert guild.me.guild_permissions.send_messages
    synced = {(c["name"], c["type"]) for c in server.commands[None]}
    assert synced >= {("greet", 1), ("daily", 1), ("Count words", 3)}
    before = server.commands[None]
    await bot.tree.sync()
    assert [c["id"] for c in server.commands[None]] == [c["id"] for c in before]
    await bot.tree.sync(guild=guild)
    assert server.commands[guild.id] == []


async def test_a_reconnect_resumes_and_replays_what_was_missed(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    server.gateway.drop()
    asked = await server.slash("greet", place="Kyiv")
    assert (await asked.message()).content == "Hello, Kyiv"
    assert (server.gateway.resumed, bot.identified) == (1, [(0, True)])


@pytest.mark.parametrize("way", ["asked", "invalid", "closed"])
async def test_the_bot_resumes_after(server: LoopbackDiscord, bot: TinyBot, way: str) -> None:
    if way == "asked":
        await server.gateway.reconnect()
    elif way == "invalid":
        await server.gateway.invalidate_session(resumable=True)
    else:
        await server.gateway.close(4000)
    await server.until(lambda: server.gateway.resumed == 1)
    assert await _answers(server)
    assert bot.identified == [(0, True)]


async def test_a_lost_session_is_started_again(server: LoopbackDiscord, bot: TinyBot) -> None:
    await server.gateway.invalidate_session(resumable=False)
    await server.until(lambda: server.gateway.identified == 2)
    assert await _answers(server)
    assert server.gateway.resumed == 0


async def test_resuming_an_unknown_session_starts_a_new_one(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    for session in server.gateway.connected:
        session.sent.clear()
        session.sequence += 5
    server.gateway.drop()
    await server.until(lambda: server.gateway.identified == 2)
    assert await _answers(server)


async def test_events_during_the_bots_absence_reach_it_in_order(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    guild = next(iter(server.world.guilds.values()))
    server.gateway.drop()
    await server.until(lambda: not server.gateway.connected)
    made = [server.channel(guild, f"room-{number}") for number in range(3)]
    server.delete_channel(made[1])
    await server.until(lambda: server.gateway.resumed == 1)
    assert await _answers(server)
    names = [channel.name for channel in bot.guilds[0].text_channels]
    assert names == ["general", "room-0", "room-2"]


async def test_a_refused_token_stops_the_login(server: LoopbackDiscord) -> None:
    async with pointed_at(server), TinyBot() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start("wrong")


@pytest.mark.parametrize(
    ("code", "error"),
    [(4004, discord.ConnectionClosed), (4014, discord.PrivilegedIntentsRequired)],
)
async def test_fatal_codes_stop_the_bot(
    server: LoopbackDiscord, code: int, error: type[Exception]
) -> None:
    async with pointed_at(server), TinyBot() as bot:
        life = asyncio.create_task(bot.start(server.token))
        await server.connected()
        await server.gateway.close(code)
        with pytest.raises(error):
            await life


async def test_privileged_intents_and_a_revoked_token_are_refused_at_identify(
    server: LoopbackDiscord,
) -> None:
    async with pointed_at(server), TinyBot() as bot:
        bot._connection._intents = discord.Intents(guilds=True, members=True)
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await bot.start(server.token)
    async with pointed_at(server), TinyBot() as bot:
        await bot.login(server.token)
        server.token = "another"
        bot.shard_count = 1
        with pytest.raises(discord.ConnectionClosed):
            await bot.connect()


async def test_several_shards_each_get_their_servers() -> None:
    async with LoopbackDiscord(shards=3, limits=Limits.none()) as server:
        guilds = [server.guild(f"Server {number}") for number in range(6)]
        async with running(server, shards=3) as bot:
            assert {guild.shard_id for guild in bot.guilds} == {0, 1, 2}
            for guild in guilds:
                asked = await server.slash("greet", place="Kyiv", channel=guild["general"])
                await asked.message()
            ada = server.user("Ada")
            await (await server.slash("ponder", user=ada, channel=server.dm(ada))).message()
            await server.gateway.reconnect(shard=1)
            await server.until(lambda: server.gateway.resumed == 1)
            assert len(server.gateway.connected) == 3


async def test_the_bot_notices_a_dead_connection() -> None:
    async with LoopbackDiscord() as server:
        server.guild()
        server.gateway.heartbeat_interval = 0.05

        def impatient() -> TinyBot:
            bot = TinyBot()
            bot._connection.heartbeat_timeout = 0.2
            return bot

        async with running(server, impatient):
            before = server.gateway.resumed
            server.gateway.acknowledges = False
            await server.until(lambda: server.gateway.resumed > before)


async def test_kicked_and_invited_again(server: LoopbackDiscord, bot: TinyBot) -> None:
    guild = next(iter(server.world.guilds.values()))
    server.kick(guild)
    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_partial_messageable(guild["general"].id).send("anyone?")
    assert refused.value.code == 50001
    server.invite(guild)
    assert await _answers(server)
    assert [guild.name for guild in bot.guilds] == ["Readers"]
    server.outage(guild)
    server.recover(guild)
    assert await _answers(server)


async def test_permissions_are_announced_and_enforced(
    server: LoopbackDiscord, bot: TinyBot
) -> None:
    guild = next(iter(server.world.guilds.values()))
    shut = server.channel(guild, "shut", denied=Permission.SEND_MESSAGES)
    server.deny(guild["general"], Permission.VIEW_CHANNEL)
    asked = await server.slash("greet", place="Kyiv")
    await asked.response()
    channel = bot.get_channel(shut.id)
    assert isinstance(channel, discord.TextChannel)
    assert not channel.permissions_for(channel.guild.me).send_messages
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hello")
    assert refused.value.code == 50013
    server.allow(shut, Permission.SEND_MESSAGES)
    await channel.send("hello")
    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_partial_messageable(guild["general"].id).send("hello")
    assert refused.value.code == 50001
    server.delete_channel(shut)
    with pytest.raises(discord.NotFound) as gone:
        await channel.send("hello")
    assert gone.value.code == 10003


async def test_a_returning_bot_gets_its_old_messages(server: LoopbackDiscord) -> None:
    general = next(iter(server.world.guilds.values()))["general"]
    async with running(server) as first:
        posted = await first.get_partial_messageable(general.id).send("before")
    async with running(server) as second:
        found = await second.get_partial_messageable(general.id).fetch_message(posted.id)
        assert found.content == "before"
        assert abs(found.created_at.timestamp() - time.time()) < 60
    assert server.gateway.identified == 2
