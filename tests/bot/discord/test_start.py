"""A failed start prints one clear line; the bot waits for temporary problems to pass."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from aiohttp import web

from bot.discord import run
from bot.discord.run import StartError, in_a_line, patiently
from bot.settings import Settings, SettingsError, load_settings
from bot.work.membership import Alone
from tests.bot import processes
from tests.loopback import LoopbackDiscord
from tests.loopback.tinybot import pointed_at
from tests.waiting import LAST_RESORT

JSON = {"Content-Type": "application/json"}
PAGE = "<!DOCTYPE html>\n<html><head><title>Access denied</title></head>" + "<p>x</p>\n" * 900


@pytest.fixture
async def discord_api() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        server.guild()
        yield server


def error(status: int, text: str = "", **headers: str) -> discord.HTTPException:
    answer: Any = SimpleNamespace(status=status, reason="Reason", headers=headers)
    return discord.HTTPException(answer, text)


def settings(data: Path, api: str, **more: Any) -> Settings:
    return load_settings(discord_token="token", discord_api=api, data_dir=data, **more)


async def serving(answer: Any) -> tuple[web.AppRunner, int]:
    """A server that gives every request the same answer, and its port."""

    async def every(_: web.Request) -> web.Response:
        return web.Response(**answer)

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", every)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, runner.addresses[0][1]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"status": 403, "text": PAGE, "content_type": "text/html"}, "403 Forbidden with a web"),
        (
            {"status": 200, "body": b"{}", "headers": JSON},
            "KeyError",
        ),
        ({"status": 200, "text": PAGE, "content_type": "text/html"}, "can't start"),
    ],
)
async def test_a_server_that_is_not_discord_is_one_line(
    tmp_path: Path, answer: dict[str, Any], said: str
) -> None:
    runner, port = await serving(answer)
    api = f"http://127.0.0.1:{port}"
    base = discord.http.Route.BASE
    try:
        with pytest.raises(StartError) as failed:
            await run.run(settings(tmp_path, api))
    finally:
        discord.http.Route.BASE = base
        await runner.cleanup()
    assert said in str(failed.value)
    assert len(str(failed.value).splitlines()) == 1
    assert len(str(failed.value)) < 500


async def test_a_folder_in_use_by_another_process_is_one_line(
    tmp_path: Path, discord_api: LoopbackDiscord
) -> None:
    other = Alone(tmp_path / "briefbot.sqlite3")
    await other.join()
    try:
        async with processes.started(discord_api, tmp_path) as bot:
            code, _, errors = await processes.ended(bot)
    finally:
        await other.leave()
    *log, said = errors.splitlines()
    assert code == 1
    assert said.startswith("another process already posts from")
    assert all(line.startswith("{") for line in log)


async def test_a_port_in_use_is_one_line(tmp_path: Path, discord_api: LoopbackDiscord) -> None:
    runner, port = await serving({"text": "somebody else"})
    made = settings(tmp_path, discord_api.base_url, http_port=port)
    async with pointed_at(discord_api):
        with pytest.raises(StartError, match=f"BRIEFBOT_HTTP_PORT: port {port}"):
            await run.run(made)
    await runner.cleanup()


@pytest.mark.parametrize("token", ["ab\ncd", "two words", "ab\x1bcd", "tökén"])
def test_an_invalid_token_is_one_line_that_does_not_repeat_it(token: str) -> None:
    with pytest.raises(SettingsError) as failed:
        load_settings(discord_token=token)
    assert str(failed.value) == (
        "--discord-token: write the token alone, on one line, without spaces in it"
    )


def test_a_line_break_after_the_token_does_no_harm() -> None:
    made = load_settings(discord_token="token\n").discord_token
    assert made is not None


async def test_a_busy_discord_is_waited_for(tmp_path: Path, discord_api: LoopbackDiscord) -> None:
    for fault in ("503", "429"):
        discord_api.faults.next(fault, on="GET /users/@me")
    discord_api.faults.next("503", on="GET /gateway/bot")
    async with processes.running(discord_api, tmp_path):
        asked = await discord_api.slash("who", person="rubio")
        assert "Marco Rubio" in (await asked.message()).text


@pytest.mark.parametrize(
    ("failure", "asked"),
    [
        (error(429, PAGE), 0.0),
        (error(429, "", **{"Retry-After": "77"}), 77.0),
        (error(429, "", **{"Retry-After": "soon"}), 0.0),
        (error(503), 0.0),
        (discord.RateLimited(90.0), 90.0),
        (discord.GatewayNotFound(), 0.0),
    ],
)
async def test_temporary_errors_are_retried_after_the_requested_delay(
    failure: Exception, asked: float
) -> None:
    tries: list[tuple[int, float]] = []
    begun: list[bool] = []

    async def work() -> None:
        if len(tries) < 3:
            raise failure

    async def begin_again() -> None:
        begun.append(True)

    def wait(attempt: int, at_least: float) -> float:
        tries.append((attempt, at_least))
        return 0.0

    client: Any = SimpleNamespace(begin_again=begin_again)
    await patiently(work, asyncio.Event(), client, wait)
    assert tries == [(1, asked), (2, asked), (3, asked)]
    assert len(begun) == 3


@pytest.mark.parametrize("failure", [error(403, PAGE), error(401), ValueError("x")])
async def test_permanent_errors_are_not_retried(failure: Exception) -> None:
    async def work() -> None:
        raise failure

    with pytest.raises(type(failure)):
        await patiently(work, asyncio.Event(), None, lambda *_: 0.0)


async def test_a_forbidden_gateway_is_not_waited_for() -> None:
    async def work() -> None:
        raise discord.GatewayNotFound from error(403)

    with pytest.raises(discord.GatewayNotFound):
        await patiently(work, asyncio.Event(), None, lambda *_: 0.0)


async def test_stopping_the_bot_does_not_wait_for_discord() -> None:
    stop = asyncio.Event()

    async def work() -> None:
        asyncio.get_running_loop().call_soon(stop.set)
        raise error(503)

    await asyncio.wait_for(patiently(work, stop, None, lambda *_: 3600.0), LAST_RESORT)


def test_foreign_error_texts_become_a_short_line() -> None:
    assert in_a_line(error(500, PAGE)) == "it answered 500 Reason with a web page"
    assert in_a_line(ValueError()) == "ValueError"
    assert in_a_line(ValueError("a\nb \x1b[31m c")) == "a b [31m c"
    assert len(in_a_line(ValueError("x" * 5000))) == run.LONGEST_REASON


def test_an_error_that_stops_a_ready_bot_keeps_its_traceback() -> None:
    broken = ValueError("x")
    assert run._start_error(broken, "api", ready=True) is broken
    assert isinstance(run._start_error(broken, "api", ready=False), StartError)


@pytest.mark.parametrize(("code", "said"), [(4010, "check BRIEFBOT_SHARDS"), (4011, "so few")])
def test_the_gateways_errors_about_shards_say_what_to_do(code: int, said: str) -> None:
    socket: Any = SimpleNamespace(close_code=code)
    closed = discord.ConnectionClosed(socket, shard_id=0, code=code)
    assert said in str(run._start_error(closed, "api", ready=False))
