"""`/playground clock`, and the clock in the lobby."""

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp

from bot.playground.clock import Clock
from bot.playground.play import Playground, playground
from bot.settings import Settings
from tests.bot.playground.conftest import said
from tests.waiting import LAST_RESORT, until

START = datetime(2026, 11, 21, 18, 6, tzinfo=UTC)


async def test_the_command_moves_the_clock_of_both_bot_and_discord(settings: Settings) -> None:
    async with playground(settings, clock=Clock(START, runs=False), daily=False) as running:
        room = running.world.places[1].channel
        await running.world.reader.send(room, "/playground clock to:tomorrow 8:00")
        morning = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
        assert f"<t:{int(morning.timestamp())}:F>" in said(running, "reading-room")[-1]
        assert running.service.clock() == morning
        await running.world.reader.send(room, "good morning")
        last = list(running.env.backend.messages[room.id].values())[-1]
        assert datetime.fromisoformat(last.timestamp) >= morning


async def test_tomorrow_brings_the_daily_post(settings: Settings) -> None:
    async with playground(settings, clock=Clock(START, runs=False)) as running:
        here = running.world.places[2].channel
        for text in (
            "/daily add channel:#daily-briefing time:8:00",
            "/playground clock to:tomorrow 7:59",
        ):
            await running.world.moderator.send(here, text)
        before = len(said(running, "daily-briefing"))
        await running.world.moderator.send(here, "/playground clock to:8:00")
        await until(lambda: len(said(running, "daily-briefing")) == before + 3)
        _, moved, post = said(running, "daily-briefing")[before:]
        assert "clock now shows" in moved
        assert "## Daily briefing" in post
        assert "22 November 2026" in post


async def test_the_bot_is_told_that_its_clock_has_jumped(running: Playground) -> None:
    told = asyncio.Event()

    async def on_clock_moved() -> None:
        told.set()

    running.env.bot.on_clock_moved = on_clock_moved  # type: ignore[attr-defined]  # simcord knows only a client
    await running.world.reader.send(running.world.places[1].channel, "/playground clock to:+2h")
    await asyncio.wait_for(told.wait(), LAST_RESORT)


async def test_an_invalid_time_is_explained(running: Playground) -> None:
    before = running.clock.now()
    result = await running.world.reader.slash(
        running.world.places[1].channel, "playground clock", to="yesterday"
    )
    assert result.response is not None
    assert "I can't read “yesterday” as a time" in result.response.content
    assert result.response.ephemeral
    assert running.clock.now() - before < timedelta(hours=1)


async def test_the_lobby_moves_the_clock(
    settings: Settings, browser: aiohttp.ClientSession
) -> None:
    async with playground(settings, clock=Clock(START, runs=False), daily=False) as running:
        page = await browser.post(running.url + "clock", data={"to": "+2h"})
        assert (page.status, str(page.url)) == (200, running.url)
        assert running.clock.now() == START + timedelta(hours=2)
        assert "21 November 2026, 20:06" in await page.text()


async def test_the_lobby_says_why_it_does_not(
    running: Playground, browser: aiohttp.ClientSession
) -> None:
    page = await browser.post(running.url + "clock", data={"to": '"><script>x</script>'})
    html = await page.text()
    assert page.status == 400
    assert "I can&#39;t read" in html
    assert "<script>" not in html
    assert (await browser.post(running.url + "clock")).status == 400


def test_the_command_exists_only_in_the_playground(running: Playground) -> None:
    from bot.discord.commands import QUESTIONS

    assert (
        "playground"
        in running.world.reader.available_commands(running.world.places[0].channel).__repr__()
    )
    assert not any(name.startswith("playground") for name in QUESTIONS)
