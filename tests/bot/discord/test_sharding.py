"""Some of the shards: started in turns, supervised from the start, stopped without a loss."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.discord import run
from bot.discord.client import Briefbot
from bot.service import BriefingService
from bot.settings import load_settings
from bot.shards import Shards, shard_of
from bot.work.membership import TakenError
from tests.loopback import Interaction, LoopbackDiscord
from tests.loopback.tinybot import pointed_at, ready
from tests.waiting import LAST_RESORT, until

"""Seconds after which a test gives up."""


class Turns:
    """Hands out all turns at once, and remembers them."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.begun_of: list[int] = []

    async def turn(self, bucket: int) -> None:
        self.taken.append(bucket)

    async def begun(self, bucket: int) -> None:
        self.begun_of.append(bucket)


def shards_with_servers(discord: LoopbackDiscord) -> list[int]:
    return [shard_of(one, 4) for one in discord.world.guilds]


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord(shards=4) as discord:
        discord.gateway.max_concurrency = 4
        while len(set(shards_with_servers(discord))) < 4:
            discord.user("Somebody")  # shifts the next id to another shard
            discord.guild("Readers")
        yield discord


@asynccontextmanager
async def running(
    service: BriefingService, discord: LoopbackDiscord, claim: Shards | None, **options: Any
) -> AsyncIterator[Briefbot]:
    bot = Briefbot(
        service, claim=claim, api=discord.base_url, guild_ready_timeout=0.02, pictures=False
    )
    for name, value in options.items():
        setattr(bot, name, value)
    async with pointed_at(discord), bot:
        life = asyncio.create_task(bot.start(discord.token))
        try:
            yield bot
        finally:
            await bot.close()
            await life


def on_shard(discord: LoopbackDiscord, shard: int) -> Any:
    return next(one for one in discord.world.guilds.values() if shard_of(one.id, 4) == shard)


async def asks(discord: LoopbackDiscord, shard: int) -> Interaction:
    return await discord.slash("help", channel=on_shard(discord, shard)["general"])


async def test_it_runs_its_own_shards_and_no_others(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    async with running(service, discord, Shards(1, 2, 4)) as bot:
        await discord.connected(2)
        await ready(bot)
        assert {(one.shard, one.shards) for one in discord.gateway.connected} == {(1, 4), (2, 4)}
        for shard in (1, 2):
            assert (await (await asks(discord, shard)).message()).text
        health = bot.health()
        mine = [one for one in shards_with_servers(discord) if one in (1, 2)]
        assert (health.guilds, health.shards, health.shards_connected) == (len(mine), 2, 2)


async def test_without_shards_it_runs_as_many_as_discord_recommends(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    async with running(service, discord, None) as bot:
        await discord.connected(4)
        await ready(bot)
        assert len(bot.guilds) == len(discord.world.guilds)


async def test_each_session_starts_in_a_turn_of_its_bucket(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    discord.gateway.max_concurrency = 2
    turns = Turns()
    async with running(service, discord, Shards(0, 3, 4), starts=turns):
        await discord.connected(4)
        assert sorted(turns.taken) == [0, 0, 1, 1]
        await until(lambda: sorted(turns.begun_of) == [0, 0, 1, 1])
        order = [shard for _, shard, _ in discord.gateway.identifies]
        assert order.index(0) < order.index(2)
        assert order.index(1) < order.index(3)
        await discord.gateway.reconnect(shard=3)
        await discord.until(lambda: discord.gateway.resumed == 1)
        assert len(turns.taken) == 4  # a resumed session takes none
        await discord.gateway.invalidate_session(resumable=False, shard=3)
        await discord.until(lambda: discord.gateway.identified == 5)
        assert turns.taken[4:] == [1]


async def test_a_session_that_discord_refused_as_too_early_starts_in_the_next_turn(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    discord.gateway.max_concurrency = 1
    discord.gateway.identify_seconds = 3600.0
    turns = Turns()
    async with running(service, discord, Shards(0, 1, 4), starts=turns) as bot:
        await until(lambda: discord.gateway.too_early > 0)
        discord.gateway.identify_seconds = 0.0
        await discord.connected(2)
        await ready(bot)
        assert len(turns.taken) >= 2 + discord.gateway.too_early


async def test_the_next_turn_counts_from_discords_answer(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    """A message may be under way for long: only the answer shows that Discord has it."""
    turns = Turns()
    async with running(service, discord, Shards(0, 3, 4), starts=turns) as bot:
        await discord.connected(4)
        await until(lambda: len(turns.begun_of) == 4)
        turns.begun_of.clear()
        await bot.before_identify_hook(3)
        assert turns.begun_of == []
        await bot.on_shard_connect(2)  # the answer to another
        assert turns.begun_of == []
        await bot.before_identify_hook(3)  # the connection broke before the answer
        assert turns.begun_of == [3]
        await bot.on_shard_connect(3)
        await bot.on_shard_connect(3)
        assert turns.begun_of == [3, 3]


async def test_an_ending_process_hands_on_its_turns(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    turns = Turns()
    async with running(service, discord, Shards(0, 3, 4), starts=turns) as bot:
        await discord.connected(4)
        await until(lambda: len(turns.begun_of) == 4)
        await bot.before_identify_hook(1)
    assert turns.begun_of[4:] == [1]


async def test_a_shard_is_supervised_before_others_have_started(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    discord.gateway.max_concurrency = 1
    go = asyncio.Event()

    class One(Turns):
        async def turn(self, bucket: int) -> None:
            await super().turn(bucket)
            if discord.gateway.identified:
                await go.wait()

    async with running(service, discord, Shards(0, 3, 4), starts=One()):
        await discord.connected(1)
        assert (await (await asks(discord, 0)).message()).text
        await discord.gateway.reconnect()
        await discord.until(lambda: discord.gateway.resumed == 1)
        assert (await (await asks(discord, 0)).message()).text
        go.set()
        await discord.connected(4)


async def test_it_waits_for_tomorrow_when_todays_sessions_are_used_up(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    discord.gateway.starts_left, discord.gateway.starts_reset_ms = 1, 10
    with structlog.testing.capture_logs() as logs:
        async with running(service, discord, Shards(0, 1, 4)):
            pattern = "GET /gateway/bot"
            await discord.until(lambda: len(discord.requests.matching(pattern)) > 2)
            assert discord.gateway.identified == 0
            discord.gateway.starts_left = 2
            await discord.connected(2)
    used_up = next(one for one in logs if one["event"] == "session_starts_used_up")
    assert (used_up["remaining"], used_up["needed"]) == (1, 2)


async def test_it_can_be_stopped_while_it_waits_for_tomorrow(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    discord.gateway.starts_left = 0
    async with running(service, discord, None):
        await discord.until(lambda: bool(discord.requests.matching("GET /gateway/bot")))
    assert discord.gateway.identified == 0


class SlowService:
    """The service; its answers wait for `go`."""

    def __init__(self, service: BriefingService) -> None:
        self._service = service
        self.asked, self.go = asyncio.Event(), asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    async def reply(self, question: Any, audience: Any) -> Any:
        self.asked.set()
        await self.go.wait()
        return await self._service.reply(question, audience)


async def test_questions_received_before_it_stops_are_answered(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    slow: Any = SlowService(service)
    async with running(slow, discord, Shards(0, 0, 4)) as bot:
        bot.interactions.patience = LAST_RESORT
        await discord.connected(1)
        await ready(bot)
        asked = [await asks(discord, 0)]
        await slow.asked.wait()

        async def ask_again() -> None:
            asked.append(await asks(discord, 0))

        discord.gateway.before_goodbye = ask_again
        ending = asyncio.create_task(bot.close())
        await discord.until(lambda: not discord.gateway.connected)
        assert not ending.done()
        slow.go.set()
        await ending
    assert len(asked) == 2
    for one in asked:
        assert (await one.message()).text
        assert not one.refusals


async def test_it_stops_when_another_process_has_taken_its_shards(
    service: BriefingService, discord: LoopbackDiscord
) -> None:
    async with running(service, discord, Shards(0, 0, 4)) as bot:
        await discord.connected(1, within=LAST_RESORT)
        for _ in range(2):
            bot._give_way(TakenError("host-7 took over 0-0/4"))
        await discord.until(lambda: not discord.gateway.connected, LAST_RESORT)
    assert str(bot.ended_by) == "host-7 took over 0-0/4"


async def test_a_process_with_its_shards_taken_says_so_in_one_line(
    discord: LoopbackDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def connect(bot: Briefbot) -> None:
        bot._give_way(TakenError("host-7 took over 0-0/4"))
        assert bot._end is not None
        await bot._end

    monkeypatch.setattr(Briefbot, "connect", connect)
    settings = load_settings(
        discord_token=discord.token, discord_api=discord.base_url, data_dir=tmp_path
    )
    async with pointed_at(discord):
        with pytest.raises(run.StartError, match=r"^host-7 took over 0-0/4$"):
            await run.run(settings)


async def test_many_servers_are_exempt_from_garbage_collection(
    service: BriefingService, discord: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen: list[bool] = []
    monkeypatch.setattr("bot.discord.guild_cache.freeze", lambda: frozen.append(True))
    discord.crowd(1_200, channels=1, roles=0)
    async with running(service, discord, Shards(0, 3, 4)) as bot:
        await asyncio.wait_for(bot.wait_until_ready(), LAST_RESORT)
        await until(lambda: len(frozen) > 0)
        assert len(bot.guilds) == 1_200 + len(discord.world.guilds)
        sessions = discord.gateway.connected
        await until(lambda: all(one.is_announced for one in sessions))
        assert (await (await asks(discord, 2)).message(within=LAST_RESORT)).text
        assert not [one for one in bot.guilds if one.unavailable]


async def test_an_answer_that_never_comes_does_not_stop_it_from_ending(
    service: BriefingService, discord: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord.client.LAST_ANSWERS_SECONDS", 0.01)
    slow: Any = SlowService(service)
    async with running(slow, discord, Shards(0, 0, 4)) as bot:
        await discord.connected(1)
        await ready(bot)
        await asks(discord, 0)
        await slow.asked.wait()
        await bot.close()
