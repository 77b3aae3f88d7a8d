"""The bot as a process: log in, sync, answer, survive its connection, stop."""

import asyncio
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot import processes
from tests.loopback import LoopbackDiscord
from tests.postgres import new_database, postgres_server
from tests.waiting import LAST_RESORT


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as discord:
        discord.guild()
        yield discord


async def test_it_logs_in_syncs_answers_and_stops(discord: LoopbackDiscord, tmp_path: Path) -> None:
    async with processes.running(discord, tmp_path) as bot:
        names = {command["name"] for command in discord.commands[None]}
        assert {"brief", "quote", "positions", "search", "help", "Check quotes"} <= names
        answer = await (await discord.slash("brief", topic="summit")).message()
        assert "summit" in answer.text.lower()
        choices = await (await discord.autocomplete("quote", "person", "whit")).choices()
        assert choices[0]["name"] == "Steve Witkoff"
        bot.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(bot.wait(), LAST_RESORT) == 0


async def test_commands_are_synced_once_and_again_when_they_changed(
    discord: LoopbackDiscord, tmp_path: Path
) -> None:
    async with processes.running(discord, tmp_path):
        pass
    async with processes.running(discord, tmp_path):
        pass
    assert len(discord.requests.matching("PUT */commands")) == 1
    (tmp_path / "commands-synced").write_text("what another version wrote")
    async with processes.running(discord, tmp_path):
        pass
    assert len(discord.requests.matching("PUT */commands")) == 2


async def test_it_resumes_after_a_dropped_connection(
    discord: LoopbackDiscord, tmp_path: Path
) -> None:
    async with processes.running(discord, tmp_path):
        await discord.gateway.reconnect()
        await discord.until(lambda: not discord.gateway.connected)
        await discord.connected()
        answer = await (await discord.slash("who", person="rubio")).message()
        assert "Marco Rubio" in answer.text
        assert discord.gateway.identified == 1


async def test_it_waits_when_discord_says_429(discord: LoopbackDiscord, tmp_path: Path) -> None:
    async with processes.running(discord, tmp_path):
        discord.faults.next("429", on="POST */callback")
        answer = await (await discord.slash("sources", topic="summit")).message()
        assert "original sources" in answer.text


async def test_a_refused_token_is_one_clear_line(discord: LoopbackDiscord, tmp_path: Path) -> None:
    async with processes.started(discord, tmp_path, DISCORD_TOKEN="wrong") as bot:
        code, _, errors = await processes.ended(bot)
    assert code == 1
    assert "Discord refused the token" in errors
    assert "Traceback" not in errors


async def test_a_missing_token_is_one_clear_line(discord: LoopbackDiscord, tmp_path: Path) -> None:
    async with processes.started(discord, tmp_path, DISCORD_TOKEN="") as bot:
        code, _, errors = await processes.ended(bot)
    assert code == 1
    assert errors.startswith("DISCORD_TOKEN is not set")
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({"BRIEFBOT_DATABASE_URL": "mysql://somewhere/x"}, "mysql"),
        ({"BRIEFBOT_DIGEST": "nowhere"}, "nowhere"),
        ({"BRIEFBOT_HTTP_PORT": "many"}, "BRIEFBOT_HTTP_PORT"),
        ({"BRIEFBOT_DISCORD_API": "http://127.0.0.1:9/api/v10"}, "can't be used"),
    ],
)
async def test_a_wrong_setting_is_reported_without_a_traceback(
    discord: LoopbackDiscord, tmp_path: Path, settings: dict[str, str], line: str
) -> None:
    async with processes.started(discord, tmp_path, **settings) as bot:
        code, _, errors = await processes.ended(bot)
    assert code == 1
    assert line in errors
    assert "Traceback" not in errors


async def test_health_and_metrics_are_served_when_asked_for(
    discord: LoopbackDiscord, tmp_path: Path, unused_tcp_port: int
) -> None:
    import aiohttp

    async with (
        processes.running(discord, tmp_path, BRIEFBOT_HTTP_PORT=str(unused_tcp_port)),
        aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as http,
    ):
        async with asyncio.timeout(LAST_RESORT):
            while True:
                health = await http.get("/healthz")
                if health.status == 200:
                    break
                await asyncio.sleep(0.05)
        assert (await health.json())["guilds"] == 1
        assert "python_info" in await (await http.get("/metrics")).text()


async def test_it_runs_on_postgresql(discord: LoopbackDiscord, tmp_path: Path) -> None:
    with postgres_server() as server:
        settings = {"BRIEFBOT_DATABASE_URL": new_database(server)}
        async with processes.running(discord, tmp_path, **settings):
            answer = await (await discord.slash("search", text="security guarantees")).message()
            assert "guarantee" in answer.text
