"""Stores in SQLite and PostgreSQL; deliveries to a failing Discord."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.daily.ledger import Ledger
from bot.daily.migrations import migrate
from bot.daily.store import Store
from briefings.library.database import create_engine
from tests.bot.daily.trial import CHANNELS, DeliveryTrial
from tests.loopback import LoopbackDiscord, Permission
from tests.loopback.tinybot import running


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    engine = create_engine(url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: sa.Engine) -> Store:
    return Store(engine)


@pytest.fixture
def ledger(engine: sa.Engine) -> Ledger:
    return Ledger(engine)


@pytest.fixture
async def trial(tmp_path: Path) -> AsyncIterator[DeliveryTrial]:
    async with LoopbackDiscord() as loopback:
        guild = loopback.guild("Readers", CHANNELS, members={"Mod": Permission.MANAGE_GUILD})
        async with running(loopback) as bot:
            trial = DeliveryTrial(loopback, guild, bot, f"sqlite:///{tmp_path / 'bot.sqlite3'}")
            yield trial
            trial.engine.dispose()
