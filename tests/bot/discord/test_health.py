"""Health checks every worker, readiness whether commands are answered."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.discord.client import Briefbot
from bot.operations.endpoints import serve
from bot.service import BriefingService
from tests.loopback import LoopbackDiscord
from tests.loopback.tinybot import pointed_at, ready
from tests.waiting import LAST_RESORT


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as discord:
        discord.guild()
        yield discord


class Watched:
    """A running bot and its health pages."""

    def __init__(self, bot: Briefbot, http: aiohttp.ClientSession) -> None:
        self.bot = bot
        self._http = http

    async def get(self, path: str) -> tuple[int, Any]:
        async with self._http.get(path) as response:
            return response.status, await response.json()

    async def until(self, path: str, seen: Callable[[int, Any], bool]) -> Any:
        async with asyncio.timeout(LAST_RESORT):
            while True:
                status, body = await self.get(path)
                if seen(status, body):
                    return body
                await asyncio.sleep(0.05)

    async def until_metrics(self, *lines: str) -> str:
        """Wait for all these lines: a counter appears once its task has ended, and a query that
        takes a busy database too long is left out once."""
        async with asyncio.timeout(LAST_RESORT):
            while True:
                async with self._http.get("/metrics") as response:
                    text = await response.text()
                if all(line in text for line in lines):
                    return text
                await asyncio.sleep(0.05)


@pytest.fixture
async def watched(
    service: BriefingService, discord: LoopbackDiscord, tmp_path: Path
) -> AsyncIterator[Watched]:
    (tmp_path / "bot-queue.sqlite3").write_bytes(b"garbage, not a database " * 400)
    bot = Briefbot(
        service, database=f"sqlite:///{tmp_path / 'bot.sqlite3'}", guild_ready_timeout=0.02
    )
    async with (
        pointed_at(discord),
        serve(bot, 0) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as http,
    ):
        life = asyncio.create_task(bot.start(discord.token))
        await discord.connected()
        await ready(bot)
        yield Watched(bot, http)
        await bot.close()
        await life


async def test_a_queue_with_a_corrupt_file_is_reported_unhealthy(
    watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.operations.watchdog.backoff", lambda _: 0.1)
    body = await watched.until("/healthz", lambda _, body: "daily" in body["failing"])
    assert body["ready"] is False
    assert "not a database" in body["failing"]["daily"]
    assert (await watched.get("/healthz"))[0] == 503
    assert await watched.until("/readyz", lambda status, _: status == 200) == {"ready": True}
    (tmp_path / "bot-queue.sqlite3").unlink()
    body = await watched.until("/healthz", lambda _, body: "queue" in body["working"])
    assert {"daily", "planner", "membership", "probe", "reconcile", "prune"} <= set(body["working"])


async def test_a_lost_gateway_is_neither_healthy_nor_ready(
    watched: Watched, discord: LoopbackDiscord
) -> None:
    await watched.until("/readyz", lambda status, _: status == 200)
    await discord.stop()
    await watched.until("/readyz", lambda status, _: status == 503)
    _, body = await watched.get("/healthz")
    assert (body["connected"], body["shards"], body["shards_connected"]) == (False, 1, 0)


async def test_a_library_that_does_not_answer_is_not_ready(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OSError("gone")

    monkeypatch.setattr(watched.bot.service.answers, "follow", broken)
    assert await watched.get("/readyz") == (503, {"ready": False})
    body = await watched.until("/healthz", lambda _, body: "follow" in body["failing"])
    assert body["failing"]["follow"] == "OSError: gone"


async def test_the_metrics_show_what_happened(watched: Watched, discord: LoopbackDiscord) -> None:
    await (await discord.slash("help")).message()
    await watched.until_metrics(
        'briefbot_interactions_total{command="help",outcome="answered"} 1.0',
        "briefbot_guilds 1.0",
        'briefbot_shards{state="configured"} 1.0',
        'briefbot_shards{state="connected"} 1.0',
        'briefbot_shard_connected{shard="0"} 1.0',
        'briefbot_shard_guilds{shard="0"} 1.0',
        "briefbot_standing_by 0.0",
        "briefbot_requests_refused 0.0",
        'briefbot_deliveries{outcome="posted"} 0.0',
        'briefbot_library{kind="articles"} 8.0',
        'briefbot_work_failing{work="follow"} 0.0',
    )


async def test_a_command_that_broke_counts_as_failed(
    watched: Watched, discord: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(watched.bot.service, "reply", broken)
    await (await discord.slash("help")).message()
    monkeypatch.setattr(watched.bot.service, "library", None)
    text = await watched.until_metrics(
        'briefbot_interactions_total{command="help",outcome="failed"} 1.0',
        "briefbot_deliveries_due 0.0",
    )
    assert "briefbot_library" not in text
