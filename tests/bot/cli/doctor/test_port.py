"""The doctor checks the port for health and metrics, also while a bot is running."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.cli.doctor import port_check
from bot.cli.doctor.examine import asking
from bot.cli.doctor.finding import Finding, Level
from bot.discord.client import Briefbot
from bot.operations.endpoints import serve
from bot.service import BriefingService
from bot.settings import load_settings


async def found(port: int | None) -> list[Finding]:
    async with asking(load_settings(http_port=port)) as case:
        return list(await port_check.check(case))


@pytest.fixture
async def taken() -> AsyncIterator[int]:
    """The port of another program that serves its own pages."""

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"ready": True})

    app = web.Application()
    app.add_routes([web.get("/healthz", health)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield runner.addresses[0][1]
    await runner.cleanup()


async def test_without_a_port_there_is_no_problem() -> None:
    assert [one.level for one in await found(None)] == [Level.GOOD]


async def test_another_programs_port_is_a_problem_and_a_free_one_is_not(taken: int) -> None:
    (one,) = await found(taken)
    assert one.level is Level.BAD
    assert str(taken) in one.said
    assert "BRIEFBOT_HTTP_PORT" in one.todo


async def test_a_port_with_unreadable_answers_is_a_problem() -> None:
    async def mumble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ready\r\n")
        writer.close()

    async with await asyncio.start_server(mumble, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert [one.level for one in await found(port)] == [Level.BAD]
    assert [one.level for one in await found(port)] == [Level.GOOD]


async def test_the_bots_own_port_is_fine(service: BriefingService, tmp_path: Path) -> None:
    bot = Briefbot(service, database=f"sqlite:///{tmp_path / 'bot.sqlite3'}")
    async with serve(bot, 0) as port:
        (one,) = await found(port)
    assert one.level is Level.GOOD
    assert "a bot that runs" in one.said
    await bot.close()
