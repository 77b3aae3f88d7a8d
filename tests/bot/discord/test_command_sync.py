"""One process sends Discord the commands, once; if it dies, another does."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.daily.migrations import migrate
from bot.discord.command_sync import CommandSync, FileRecord, NoRecord, Record, SharedRecord
from briefings.library.database import create_engine
from tests.postgres import new_database

API, APPLICATION = "https://discord.example/api", 7
COMMANDS: list[dict[str, Any]] = [{"name": "brief"}]


@pytest.fixture
def engine(postgres: str) -> sa.Engine:
    engine = create_engine(new_database(postgres))
    migrate(engine)
    return engine


class Told:
    """Counts how often the commands were sent to Discord."""

    def __init__(self, record: Record) -> None:
        self.times = 0
        self.sync = CommandSync(record, self)

    async def __call__(self) -> None:
        self.times += 1

    async def once(self, commands: list[dict[str, Any]] = COMMANDS) -> bool:
        return await self.sync.once(API, APPLICATION, commands)


async def test_without_a_record_commands_are_sent_each_time() -> None:
    told = Told(NoRecord())
    assert await told.once()
    assert await told.once()
    assert told.times == 2


async def test_a_file_remembers_which_commands_were_sent(tmp_path: Path) -> None:
    first, second = (Told(FileRecord(tmp_path / "synced")) for _ in range(2))
    for told in (first, first, second):
        assert await told.once()
    assert (first.times, second.times) == (1, 0)
    assert await second.once([{"name": "quote"}])
    assert second.times == 1


async def test_processes_remember_together(engine: sa.Engine) -> None:
    first, second = (Told(SharedRecord(engine)) for _ in range(2))
    for told in (first, first, second):
        assert await told.once()
    assert (first.times, second.times) == (1, 0)
    assert await second.once([{"name": "quote"}])
    assert await first.once()
    assert (first.times, second.times) == (2, 1)
    engine.dispose()


async def test_only_one_sends_the_commands_and_if_it_dies_another_does(
    engine: sa.Engine,
) -> None:
    telling, broken = asyncio.Event(), asyncio.Event()

    async def tell() -> None:
        telling.set()
        await broken.wait()
        raise ConnectionError

    dying = asyncio.create_task(CommandSync(SharedRecord(engine), tell).once(API, 7, COMMANDS))
    await telling.wait()
    other = Told(SharedRecord(engine))
    assert not await other.once()
    assert other.times == 0
    broken.set()
    with pytest.raises(ConnectionError):
        await dying
    assert await other.once()
    assert other.times == 1
    engine.dispose()
