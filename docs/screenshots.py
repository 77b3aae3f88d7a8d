"""Pictures of every reply, for README and docs/replies.md: `make screenshots`.

Shows the real bot in the playground, with a stopped clock, rendered by Debian's Chromium. Nothing
depends on the machine: the only fonts are those of simcord's page, drawn without hinting, in one
time zone and language. simcord's page is dark; the light pictures are the same page in the colours
of Discord's light theme.
"""

import asyncio
import base64
import io
import os
import secrets
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from unittest import mock

from PIL import Image
from playwright.async_api import Browser, Locator, Page, async_playwright
from simcord import preview

from bot.operations import logs
from bot.playground.clock import Clock
from bot.playground.play import Playground, playground
from bot.settings import Settings
from briefings.ingest import Ingestor
from briefings.library import Library
from briefings.reading import read

IMAGES = Path(__file__).parent / "images"
FONTS = Path(preview.__file__).parent / "static" / "fonts"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--disable-font-subpixel-positioning",
    "--force-color-profile=srgb",
    "--num-raster-threads=1",  # several threads differ in the last bit of a colour
    "--disable-partial-raster",
    "--disable-skia-runtime-opts",  # otherwise drawing depends on the processor
)
FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<match target="font"><edit name="hinting" mode="assign"><bool>false</bool></edit></match>
</fontconfig>"""
"""The machine's fonts would replace what the page's own fonts lack."""
NOON = datetime(2025, 8, 19, 12, 0, tzinfo=UTC)
AFTER_THE_STORIES = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
COLOURS = 256
STILL = 8
"""Checks, a tenth of a second apart, in which a message's size must stay the same."""

LIGHT = """
:root { color-scheme: light; background: #fff; color: #313338;
  --discord-bg: #ffffff; --discord-surface: #f2f3f5; --discord-elevated: #e3e5e8;
  --discord-control: #e3e5e8; --discord-hover: #d7d9dc; --discord-text: #313338;
  --discord-muted: #5c5e66; --discord-subtle: #4e5058; --discord-border: #d7d9dc;
  --component-surface: #f2f3f5; --component-border: #d7d9dc }
.channel-message, .channel-message * { border-color: var(--discord-border) }
.channel-message .component-container { border-left-color: var(--accent) }
.channel-message .embed-card { border-left-color: var(--embed-color) }
.channel-message :is(h1, h2, h3, p, li, strong, small, blockquote, code, button, span) {
  color: inherit }
.channel-message a { color: #0062cc !important }
.channel-message .component-button { background: #e3e5e8; color: #313338 }
.channel-message .button-style-1, .message-app-badge { background: #5865f2 !important }
.channel-message :is(.button-style-1, .button-style-1 *, .message-app-badge) { color: #fff }
"""


LOBBY_FONT = (
    "@font-face {{ font-family: Lobby; src: url(data:font/ttf;base64,{font}) }} "
    "* {{ font-family: Lobby !important }}"
)


ALONE = """shown => {
  for (const message of document.querySelectorAll("article.channel-message"))
    message.style.display = message.dataset.messageId === shown ? "" : "none"
}"""
"""Hides the other messages: their heights would shift letters by parts of a pixel."""


@dataclass(frozen=True)
class Reply:
    """A picture's name and the command typed for it."""

    name: str
    command: str
    main: bool = False
    """Also drawn light and for the phone."""


REPLIES = (
    Reply("brief", "/brief topic:summit", main=True),
    Reply("brief-full", "/brief topic:summit detail:full"),
    Reply("quotes", "/quote person:whitcoff", main=True),
    Reply("positions", "/positions topic:territory", main=True),
    Reply("timeline", "/timeline topic:summit", main=True),
    Reply("sources", "/sources topic:summit"),
    Reply("differences", "/differences topic:summit"),
    Reply("who", "/who person:zelenskiy"),
    Reply("search", "/search text:security guarantees"),
    Reply("help", "/help"),
    Reply("privacy", "/privacy"),
    Reply("not-found", "/quote person:Xanthippe"),
    Reply("empty", "/quote person:witkoff contains:bananas"),
)
STORIES = (
    Reply("story", "/brief topic:harbour strike", main=True),
    Reply("top-stories", "/brief"),
)
"""What is asked about the example articles."""
AGAIN = Reply("brief-again", "/brief topic:kestrel bridge")
"""Asked once, and again two days later, with more articles."""
LATER = ("bridge-closure-traders", "trains-full-bridge-closed")
LANGUAGES = {"de": "Deutsch", "ja": "日本語"}
"""The languages shown in docs/languages.md, named as in `/playground language`."""
EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
CHECKED = (
    "Rubio says “We're still a long ways off”, and Trump wrote “BIG SUCCESS ON RUSSIA”. "
    "“The moon is made of cheese”, said nobody."
)


@dataclass(frozen=True)
class Look:
    """One way to show a reply."""

    suffix: str
    width: int
    light: bool

    async def page(self, browser: Browser, url: str) -> Page:
        context = await browser.new_context(
            viewport={"width": self.width, "height": 4000},
            bypass_csp=self.light,
            timezone_id="UTC",
            locale="en-GB",
            reduced_motion="reduce",
        )
        page = await context.new_page()
        await page.goto(url)
        await page.locator("#channel-composer-input").wait_for()
        if self.light:
            await page.add_style_tag(content=LIGHT)
        return page


LOOKS = (
    Look("", 900, light=False),
    Look("-light", 900, light=True),
    Look("-phone", 400, light=False),
    Look("-phone-light", 400, light=True),
)


async def main() -> None:
    """Draw everything into `IMAGES`."""
    logs.configure("CRITICAL")
    # The bundled digest and built-in templates, whatever this machine's configuration.
    settings = Settings.model_construct(digest=(), templates=None, pictures=True)
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(FONTCONFIG.format(fonts=FONTS, cache=folder))
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        async with async_playwright() as driver:
            browser = await driver.chromium.launch(
                executable_path=CHROMIUM, args=FLAGS, env=environment
            )
            async with playground(settings, clock=Clock(NOON, runs=False)) as running:
                await _replies(browser, running)
            for tag, name in LANGUAGES.items():
                async with playground(settings, clock=Clock(NOON, runs=False)) as running:
                    await _in_language(browser, running, tag, name)
            settings = settings.model_copy(update={"data_dir": Path(folder)})
            paths = sorted(EXAMPLES.glob("*.html"))
            later = [path for path in paths if path.stem in LATER]
            await asyncio.to_thread(_ingest, settings, [one for one in paths if one not in later])
            clock = Clock(AFTER_THE_STORIES, runs=False)
            async with playground(settings, clock=clock, data=True) as running:
                await _type(AGAIN)(running)
                await asyncio.to_thread(_ingest, settings, later)
                await running.service.follow()
                await _stories(browser, running)
            await browser.close()


def _ingest(settings: Settings, paths: Iterable[Path]) -> None:
    """Make stories of example articles."""
    with Library.open(settings.database) as library:
        articles = chain.from_iterable(read(path.read_bytes(), path.name) for path in paths)
        list(Ingestor(library).add(articles))


async def _stories(browser: Browser, running: Playground) -> None:
    url = await running.stage.open(running.world.places[1])
    pages = [(look, await look.page(browser, url)) for look in LOOKS]
    for reply in STORIES:
        await _draw(reply.name, pages if reply.main else pages[:1], running, _type(reply))
    await running.world.reader.send(running.world.places[1].channel, "/playground clock to:+48h")
    await _draw(AGAIN.name, pages[:1], running, _type(AGAIN))


async def _in_language(browser: Browser, running: Playground, tag: str, name: str) -> None:
    """A brief and the first daily post on a phone, as in a server of that language."""
    room = running.world.places[1]
    url = await running.stage.open(room)
    pages = [(look, await look.page(browser, url)) for look in LOOKS if look.suffix == "-phone"]
    await running.world.moderator.send(room.channel, f"/playground language to:{name}")
    await _draw(f"brief-{tag}", pages, running, _type(REPLIES[0]))
    await _draw(f"daily-{tag}", pages, running, _daily)


async def _replies(browser: Browser, running: Playground) -> None:
    await _lobby(browser, running)
    room = running.world.places[1]
    url = await running.stage.open(room)
    pages = [(look, await look.page(browser, url)) for look in LOOKS]
    for reply in REPLIES:
        await _draw(reply.name, pages if reply.main else pages[:1], running, _type(reply))
    await _draw("quotes-2", pages[:1], running, _then_press("quote", "More →"))
    await _draw("brief-2", pages[:1], running, _then_press("brief", "More →"))
    await _draw("cited", pages[:1], running, _then_press("brief", "Sources"))
    await _draw("fault", pages[:1], running, _fail)
    await _draw("checked", pages[:1], running, _check)
    await _draw("daily", pages[:1], running, _daily)


Act = Callable[[Playground], Awaitable[object]]


def _type(reply: Reply) -> Act:
    return lambda running: running.world.reader.send(running.world.places[1].channel, reply.command)


OPTIONS = {"quote": {"person": "steve-witkoff"}, "brief": {"topic": "summit"}}


def _then_press(command: str, label: str) -> Act:
    """Ask, then press a button of the answer."""

    async def act(running: Playground) -> None:
        reader, room = running.world.reader, running.world.places[1].channel
        result = await reader.slash(room, command, **OPTIONS[command])
        if result.response is None:
            raise RuntimeError("there is no answer with a button to press")
        await reader.click(result.response, label=label)

    return act


async def _fail(running: Playground) -> None:
    """Show what a reader sees of a fault in the bot, here a made-up one."""
    room, service = running.world.places[1].channel, running.service
    with (
        mock.patch.object(service, "reply", side_effect=RuntimeError("for a picture")),
        mock.patch.object(secrets, "token_hex", return_value="b7e2c1"),
    ):
        await running.world.reader.slash(room, "brief", topic="summit")


async def _check(running: Playground) -> None:
    room = running.world.places[1].channel
    message = await running.world.moderator.send(room, CHECKED)
    await running.world.reader.context_menu(room, "Check quotes", message)


async def _daily(running: Playground) -> None:
    room = running.world.places[1].channel
    moderator = running.world.moderator
    await moderator.send(room, "/daily add channel:#reading-room time:8:00 topics:territory")
    before = len(running.env.backend.messages[room.id])
    await moderator.send(room, "/playground clock to:tomorrow 8:00")
    async with asyncio.timeout(20):
        while len(running.env.backend.messages[room.id]) < before + 3:  # noqa: ASYNC110  # the post has no event
            await asyncio.sleep(0.1)


async def _draw(name: str, pages: list[tuple[Look, Page]], running: Playground, act: Act) -> None:
    room = running.world.places[1].channel
    await act(running)
    identity = list(running.env.backend.messages[room.id])[-1]
    running.world.say(running.world.places[0].channel, name)  # simcord publishes what is new
    for look, page in pages:
        message = page.locator(f'article[data-message-id="{identity}"]')
        await message.wait_for()
        await page.mouse.move(0, 0)
        await page.evaluate("document.fonts.ready")
        await _still(message)
        await page.evaluate(ALONE, str(identity))
        await _still(message)
        _keep(await message.screenshot(animations="disabled"), f"{name}{look.suffix}")


async def _still(message: Locator) -> None:
    """Wait until a message is complete: its pictures come after its text."""
    sizes: list[object] = []
    async with asyncio.timeout(20):
        while len(sizes) < STILL or len({str(size) for size in sizes[-STILL:]}) > 1:
            await asyncio.sleep(0.1)
            sizes.append(await message.bounding_box())


async def _lobby(browser: Browser, running: Playground) -> None:
    font = base64.b64encode((FONTS / "noto-sans-latin-v2.015.ttf").read_bytes()).decode()
    for suffix, scheme in (("", "dark"), ("-light", "light")):
        context = await browser.new_context(
            viewport={"width": 760, "height": 800}, color_scheme=scheme, bypass_csp=True
        )
        page = await context.new_page()
        await page.goto(running.url)
        await page.add_style_tag(content=LOBBY_FONT.format(font=font))
        await page.evaluate("document.fonts.ready")
        _keep(await page.screenshot(animations="disabled"), f"playground{suffix}")
        await context.close()


def _keep(png: bytes, name: str) -> None:
    """Save a picture with as few colours as it needs."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    path = IMAGES / f"{name}.png"
    picture.save(path, optimize=True)
    print(f"{path.name}: {picture.width}x{picture.height}, {path.stat().st_size // 1024} kB")  # noqa: T201  # a script's output


if __name__ == "__main__":
    if not CHROMIUM.exists():
        sys.exit(f"the pictures need Chromium at {CHROMIUM}: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    asyncio.run(main())
