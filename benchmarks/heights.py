"""How tall replies are on the playground's page: `python -m benchmarks.heights`.

Prints the height, in pixels, of the first message of each command's reply with its pictures and
buttons, at a phone's and a desktop's width. Needs Debian's Chromium.
"""

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright
from rich.console import Console
from rich.table import Table

from bot.operations import logs
from bot.playground.clock import Clock
from bot.playground.play import Playground, playground
from bot.playground.simulated import speak
from bot.settings import Settings
from briefings.translations import LANGUAGES

CHROMIUM = Path("/usr/bin/chromium")
PHONE, DESKTOP = 400, 1280
"""Widths of the two windows, in pixels."""
SCREEN = 900
"""How much of a phone's screen a reply may take, in pixels."""
NOON = datetime(2025, 8, 19, 12, 0, tzinfo=UTC)
STILL = 5
"""Checks, a tenth of a second apart, in which a message's size must stay the same."""
ALL_THERE = """message => [...message.querySelectorAll("img")].every(
    image => image.complete && image.naturalHeight > 0)"""
COMMANDS = (
    "/brief topic:summit",
    "/brief topic:summit detail:full",
    "/brief topic:security-guarantees",
    "/positions topic:territory",
    "/positions topic:security-guarantees",
    "/timeline topic:summit",
    "/differences topic:summit",
    "/quote person:whitcoff",
    "/quote person:trump",
    "/sources topic:summit",
    "/who person:zelenskiy",
    "/who person:united-states",
    "/search text:security guarantees",
    "/help",
    "/privacy",
)


async def main(folder: Path | None, language: str) -> None:
    """Print the table; save a picture of each reply to `folder`, if given."""
    logs.configure("CRITICAL")
    settings = Settings.model_construct(digest=(), templates=None, pictures=True)
    async with (
        playground(settings, clock=Clock(NOON, runs=False), daily=False) as running,
        async_playwright() as driver,
    ):
        browser = await driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        )
        speak(running.env, language)
        await _measure(browser, running, folder)
        await browser.close()


async def _measure(browser: Browser, running: Playground, folder: Path | None) -> None:
    place = running.world.places[1]
    url = await running.stage.open(place)
    pages = {width: await _page(browser, url, width) for width in (PHONE, DESKTOP)}
    table = Table("command", f"{PHONE} px wide", f"{DESKTOP} px wide", title="height in pixels")
    for number, command in enumerate(COMMANDS):
        await running.world.reader.send(place.channel, command)
        identity = list(running.env.backend.messages[place.channel.id])[-1]
        running.world.say(running.world.places[0].channel, command)  # simcord publishes what is new
        heights = []
        for width, page in pages.items():
            message = page.locator(f'article[data-message-id="{identity}"]')
            await message.wait_for()
            heights.append(await _height(message))
            if folder is not None:
                await message.screenshot(path=folder / f"{number:02}-{width}.png")
        mark = " !" if heights[0] > SCREEN else ""
        table.add_row(command, f"{heights[0]:.0f}{mark}", f"{heights[1]:.0f}")
    Console().print(table)


async def _page(browser: Browser, url: str, width: int) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": 4000}, timezone_id="UTC", locale="en-GB"
    )
    page = await context.new_page()
    await page.goto(url)
    await page.locator("#channel-composer-input").wait_for()
    return page


async def _height(message: Locator) -> float:
    """The message's height once it is complete: pictures come after the text."""
    await message.page.wait_for_function(ALL_THERE, arg=await message.element_handle())
    heights: list[float] = []
    while len(heights) < STILL or len(set(heights[-STILL:])) > 1:
        await asyncio.sleep(0.1)
        box = await message.bounding_box()
        heights.append(box["height"] if box else 0.0)
    return heights[-1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", type=Path, help="a folder for pictures of the replies")
    parser.add_argument("--language", default="en", choices=sorted(LANGUAGES))
    given = parser.parse_args()
    asyncio.run(main(given.save, given.language))
