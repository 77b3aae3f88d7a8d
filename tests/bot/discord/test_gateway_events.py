"""Events that discord.py can't read are lost, but never stop the bot."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import structlog

from bot.discord.client import Briefbot
from bot.service import BriefingService
from tests.bot.patience import patient
from tests.loopback import LoopbackDiscord
from tests.loopback.tinybot import pointed_at, ready

BROKEN: list[Any] = [None, [], "x", 7, {}, {"id": None}, {"id": "no number"}, {"guild_id": "x"}]
"""Values in place of an event's data."""


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as discord:
        discord.guild()
        yield discord


@pytest.fixture
async def bot(service: BriefingService, discord: LoopbackDiscord) -> AsyncIterator[Briefbot]:
    client = patient(Briefbot(service, guild_ready_timeout=0.02))
    async with pointed_at(discord), client:
        life = asyncio.create_task(client.start(discord.token))
        await discord.connected()
        await ready(client)
        yield client
        await client.close()
        await life


async def answers(discord: LoopbackDiscord) -> bool:
    asked = await discord.slash("who", person="rubio")
    return "Marco Rubio" in (await asked.message()).text


async def test_no_event_stops_the_bot_whatever_its_data(
    discord: LoopbackDiscord, bot: Briefbot
) -> None:
    events = sorted(set(bot._connection.parsers) - {"READY", "RESUMED"})
    with structlog.testing.capture_logs():  # rendering the tracebacks would take minutes
        for event in events:
            for data in BROKEN:
                await discord.gateway.dispatch_now(event, data, None)
        assert await answers(discord)
    assert discord.gateway.identified == 1
    broken = {name for name, times in bot.unreadable.count.items() if times}
    assert {"GUILD_CREATE", "CHANNEL_UPDATE", "INTERACTION_CREATE", "THREAD_CREATE"} <= broken
    assert broken <= set(events)


@pytest.mark.parametrize(
    "frame",
    [
        "no JSON",
        '{"op": 10, "d": null}',
        '{"op": 0, "t": "READY", "s": 9, "d": {}}',
        b"not compressed\x00\x00\xff\xff",
    ],
)
async def test_a_frame_that_breaks_the_connection_costs_only_the_connection(
    discord: LoopbackDiscord, bot: Briefbot, frame: str | bytes
) -> None:
    (session,) = discord.gateway.connected
    assert session.socket is not None
    send = session.socket.send_bytes if isinstance(frame, bytes) else session.socket.send_str
    await send(frame)  # type: ignore[arg-type]  # the one that accepts it
    await discord.until(lambda: discord.gateway.identified == 2)
    await discord.connected()
    assert await answers(discord)
    assert sum(bot.unreadable.count.values()) == 1


async def test_each_kind_is_reported_once_without_its_content(
    discord: LoopbackDiscord, bot: Briefbot
) -> None:
    with structlog.testing.capture_logs() as logs:
        for _ in range(3):
            data = {"id": "what somebody wrote", "guild_id": "1"}
            await discord.gateway.dispatch_now("GUILD_UPDATE", data, None)
        await discord.gateway.dispatch_now("GUILD_CREATE", {"id": "x"}, None)
        assert await answers(discord)
    reports = [line for line in logs if line["event"] == "gateway_event_unreadable"]
    updates = [line for line in reports if line["gateway_event"] == "GUILD_UPDATE"]
    assert [line["times"] for line in updates] == [1, 2, 3]
    assert [line["exc_info"] is not None for line in updates] == [True, False, False]
    assert "somebody" not in json.dumps(logs, default=repr)
    assert bot.unreadable.count["GUILD_CREATE"] == 1


async def test_unknown_event_names_are_counted_as_one(bot: Briefbot) -> None:
    for name in ("ONE", "TWO"):
        await bot.on_gateway_event_unreadable(name, ValueError())
    assert bot.unreadable.count == {"other": 2}
