"""Several processes share a PostgreSQL and the shards: each server is answered once."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.discord import run
from bot.discord.run import StartError, refuse_shards_on_sqlite
from bot.settings import load_settings
from bot.shards import shard_of
from bot.work.membership import TakenError
from tests.bot import processes
from tests.loopback import Channel, LoopbackDiscord, User
from tests.postgres import new_database
from tests.waiting import LAST_RESORT


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord(shards=4) as discord:
        discord.gateway.max_concurrency = 4
        while len({shard_of(one, 4) for one in discord.world.guilds}) < 4:
            discord.user("Somebody")  # shifts the next id to another shard
            discord.guild("Readers")
        yield discord


class Fleet:
    """Bot processes on one database, sharing one folder for their local data."""

    def __init__(self, discord: LoopbackDiscord, folder: Path, database: str) -> None:
        self.discord = discord
        self._folder = folder
        self._database = database

    @asynccontextmanager
    async def process(self, shards: str) -> AsyncIterator[asyncio.subprocess.Process]:
        async with processes.started(
            self.discord,
            self._folder,
            *("run", "--shards", shards),
            BRIEFBOT_DATABASE_URL=self._database,
            BRIEFBOT_PICTURES="off",
        ) as made:
            yield made

    def connected(self) -> list[int]:
        return sorted(one.shard for one in self.discord.gateway.connected)

    async def until_connected(self, *shards: int) -> None:
        await self.discord.until(lambda: self.connected() == list(shards))

    def place(self, shard: int) -> Channel:
        guilds = self.discord.world.guilds.values()
        return next(one for one in guilds if shard_of(one.id, 4) == shard)["general"]

    async def all_answered_once(self) -> None:
        asked = [await self.discord.slash("help", channel=self.place(n)) for n in range(4)]
        asked.append(await self.discord.slash("help", channel=self.discord.dm(self._somebody())))
        for one in asked:
            assert (await one.message()).text
        assert [one.refusals for one in asked] == [[]] * 5

    def _somebody(self) -> User:
        return next(one for one in self.discord.world.users.values() if not one.bot)


@pytest.fixture
def fleet(discord: LoopbackDiscord, tmp_path: Path, postgres: str) -> Fleet:
    return Fleet(discord, tmp_path, new_database(postgres))


async def said(process: asyncio.subprocess.Process, event: str) -> None:
    """Wait until the process logs an event."""
    assert process.stderr is not None
    async with asyncio.timeout(LAST_RESORT):
        while f'"event": "{event}"' not in (line := (await process.stderr.readline()).decode()):
            assert line, "the process ended"


async def test_each_answers_its_own_servers_and_a_standby_replaces_the_killed_one(
    fleet: Fleet,
) -> None:
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(fleet.process("0-1/4"))
        await stack.enter_async_context(fleet.process("2-3/4"))
        await fleet.until_connected(0, 1, 2, 3)
        await fleet.all_answered_once()
        again = await stack.enter_async_context(fleet.process("0-1/4"))
        await said(again, "shards_taken")
        await fleet.all_answered_once()
        first.kill()
        await said(again, "shards_taken_over")
        await fleet.until_connected(0, 1, 2, 3)
        await fleet.all_answered_once()
    assert len(fleet.discord.requests.matching("PUT */commands")) == 1


@pytest.mark.parametrize("shards", ["0-15/64", "1-1/2"])
def test_running_only_some_shards_needs_a_shared_database(shards: str) -> None:
    with pytest.raises(StartError, match="set BRIEFBOT_DATABASE_URL to a PostgreSQL") as refused:
        refuse_shards_on_sqlite(load_settings(shards=shards))
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("shards", "database"), [(None, None), ("0-3/4", None), ("0-1/4", "postgresql://u:p@h/d")]
)
def test_all_shards_or_a_shared_database_are_taken(
    shards: str | None, database: str | None
) -> None:
    refuse_shards_on_sqlite(load_settings(shards=shards, database_url=database))


async def test_shards_without_a_shared_database_are_refused_first(
    discord: LoopbackDiscord, tmp_path: Path
) -> None:
    async with processes.started(discord, tmp_path, "run", "--shards", "0-1/4") as bot:
        code, _, errors = await processes.ended(bot)
    assert code == 1
    assert errors.startswith("BRIEFBOT_SHARDS: 0-1/4 leaves shards to other processes")
    assert len(errors.splitlines()) == 1
    assert not await asyncio.to_thread(os.listdir, tmp_path)


def test_shards_run_by_another_process_are_one_line() -> None:
    error = run._start_error(TakenError("host-7 runs them"), "api", ready=True)
    assert isinstance(error, StartError)
    assert str(error) == "host-7 runs them"
