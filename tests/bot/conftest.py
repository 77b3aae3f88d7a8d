"""The real bot on simcord's simulated Discord, with the bundled digest."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import simcord

from bot.discord.client import Briefbot
from bot.discord.messages.limits import violations
from bot.service import BriefingService
from bot.settings import bundled_digest
from tests import openapi
from tests.bot.patience import patient
from tests.postgres import new_database
from tests.waiting import LAST_RESORT


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def stored_digest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the bundled digest: made once, copied for each test."""
    path = tmp_path_factory.mktemp("library") / "bundled.sqlite3"

    async def fill() -> None:
        async with BriefingService.open(f"sqlite:///{path}", [bundled_digest()]):
            pass

    asyncio.run(fill())
    return path


@pytest.fixture
async def service(stored_digest: Path, tmp_path: Path) -> AsyncIterator[BriefingService]:
    database = tmp_path / "library.sqlite3"
    shutil.copy(stored_digest, database)
    async with BriefingService.open(f"sqlite:///{database}", [bundled_digest()]) as service:
        yield service


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Make simcord wait as long as a bot on a slow machine takes."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.simcord(settle_timeout=LAST_RESORT))


@pytest.fixture
async def simcord_bot(service: BriefingService) -> AsyncIterator[Briefbot]:
    """The bot, with its background work already started: after each press the simulated Discord
    waits for what the bot started during it, and this never ends."""
    client = patient(Briefbot(service, shard_count=1))
    await client.begin()
    yield client
    await client.watchdog.stop()


@pytest.fixture(scope="session")
def discords_own() -> openapi.OpenApi | None:
    """Discord's description of its API, if available."""
    return openapi.load()


@pytest.fixture(autouse=True)
def _nothing_that_discord_would_refuse(
    request: pytest.FixtureRequest, discords_own: openapi.OpenApi | None
) -> Iterator[None]:
    """Discord would accept every request that the bot sends in a test."""
    yield
    environments = [v for v in request.node.funcargs.values() if isinstance(v, simcord.Env)]
    for entry in [entry for env in environments for entry in env.http_requests]:
        body = entry.json if isinstance(entry.json, dict) else {}
        message = body.get("data") if "type" in body and "data" in body else body
        if isinstance(message, dict) and {"components", "embeds", "content"} & set(message):
            assert violations(message) == [], entry.path
        if discords_own is not None and entry.json is not None:
            assert discords_own.problems(entry.method, entry.path, entry.json) == [], entry.path
