"""One channel at a time on simcord's page."""

import asyncio
from urllib.parse import urldefrag

import aiohttp
import pytest

from bot.playground.play import Playground


async def test_the_same_channel_keeps_its_page(running: Playground) -> None:
    room = running.world.places[1]
    assert await running.stage.open(room) == await running.stage.open(room)
    assert running.stage.place is room


async def test_another_channel_gets_the_stage_and_the_former_page_closes(
    running: Playground, browser: aiohttp.ClientSession
) -> None:
    first = urldefrag(await running.stage.open(running.world.places[0])).url
    second = urldefrag(await running.stage.open(running.world.places[1])).url
    assert (await browser.get(second)).status == 200
    with pytest.raises(aiohttp.ClientConnectionError):
        await browser.get(first)


async def test_many_at_once_end_with_one_page(
    running: Playground, browser: aiohttp.ClientSession
) -> None:
    urls = await asyncio.gather(*(running.stage.open(place) for place in running.world.places))
    assert running.stage.place is running.world.places[-1]
    assert (await browser.get(urls[-1])).status == 200


async def test_a_page_closed_in_the_browser_reopens(running: Playground) -> None:
    room = running.world.places[1]
    first = await running.stage.open(room)
    assert running.env._preview is not None
    await running.env._preview.close()
    await asyncio.sleep(0)
    assert await running.stage.open(room) != first


async def test_a_direct_message_has_its_own_page(running: Playground) -> None:
    url = await running.stage.open(running.world.places[-1])
    assert url.startswith("http://127.0.0.1:")
