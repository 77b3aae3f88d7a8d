"""The lobby, over real HTTP."""

import html as markup
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.discord.run import StartError
from bot.playground.play import Playground, playground
from bot.settings import Settings
from tests.bot.playground.digests import BREAKOUT, IMAGE, LINK, PAYLOADS, SCRIPT, write_digest


async def test_it_lists_the_channels(running: Playground, browser: aiohttp.ClientSession) -> None:
    page = await browser.get(running.url)
    html = await page.text()
    assert page.content_type == "text/html"
    for place in running.world.places:
        assert f'href="/open/{place.key}"' in html
    assert "Nothing yet." not in html, "the bot asked who it is"


async def test_a_channel_opens_as_simcords_page(
    running: Playground, browser: aiohttp.ClientSession
) -> None:
    moved = await browser.get(running.url + "open/dm", allow_redirects=False)
    assert moved.status == 302
    assert urlsplit(moved.headers["Location"]).hostname == "127.0.0.1"
    assert "SimCord" in await (await browser.get(moved.headers["Location"])).text()


async def test_an_unknown_channel_is_not_found(
    running: Playground, browser: aiohttp.ClientSession
) -> None:
    page = await browser.get(running.url + "open/elsewhere")
    assert (page.status, await page.text()) == (
        404,
        "There is no such channel. Go back and choose another.",
    )
    assert (await browser.get(running.url + "favicon.ico")).status == 404


@pytest.mark.parametrize(("path", "status"), [("", 200), ("open/elsewhere", 404), ("nothing", 404)])
async def test_every_page_forbids_scripts_frames_and_foreign_content(
    running: Playground, browser: aiohttp.ClientSession, path: str, status: int
) -> None:
    page = await browser.get(running.url + path)
    assert page.status == status
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", ""])
async def test_another_name_for_this_machine_is_refused(
    running: Playground, browser: aiohttp.ClientSession, host: str
) -> None:
    page = await browser.get(running.url, headers={"Host": host})
    assert (page.status, await page.text()) == (403, "Wrong host")


async def test_its_own_names_are_not(running: Playground, browser: aiohttp.ClientSession) -> None:
    port = urlsplit(running.url).port
    page = await browser.get(running.url, headers={"Host": f"localhost:{port}"})
    assert page.status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_form_of_another_page_is_refused(
    running: Playground, browser: aiohttp.ClientSession, origin: str
) -> None:
    before = running.clock.now()
    page = await browser.post(running.url + "clock", data={"to": "+9h"}, headers={"Origin": origin})
    assert (page.status, await page.text()) == (403, "Wrong origin")
    assert (running.clock.now() - before).total_seconds() < 3600


async def test_requests_are_shown_with_their_json_and_their_use_of_the_limits(
    running: Playground, browser: aiohttp.ClientSession
) -> None:
    await running.world.reader.send(running.world.places[1].channel, "/brief topic:bridge")
    html = markup.unescape(await (await browser.get(running.url)).text())
    assert "/callback" in html
    assert '"components": [' in html
    assert "within Discord's limits" in html
    assert "of 4000" in html
    assert "/commands" not in html, "the sync of the commands is no news"


async def test_what_discord_would_refuse_is_shown(
    running: Playground, browser: aiohttp.ClientSession
) -> None:
    from simcord import HttpLogEntry

    running.env.http_requests.append(
        HttpLogEntry("POST", "/channels/1/messages", {}, {"content": "x" * 2001}, None)
    )
    running.env.http_requests.append(HttpLogEntry("POST", "/channels/1/typing", {}, [1], None))
    html = await (await browser.get(running.url)).text()
    assert "Discord would refuse it" in html
    assert "2001 of 2000" in html


async def test_no_text_of_a_digest_or_template_is_markup(
    digest: Path, templates: Path, settings: Settings, browser: aiohttp.ClientSession
) -> None:
    file = write_digest(
        digest, topic=SCRIPT, person=IMAGE, words=BREAKOUT, headline=LINK, publisher=SCRIPT
    )
    (templates / "who.md.j2").write_text("# x\n{{ '</p><script>' .nothing }}")
    async with playground(settings, daily=False) as running:
        for command in ("/brief topic:script", "/quote person:img", "/sources topic:script"):
            await running.world.reader.send(running.world.places[1].channel, command)
        file.write_text(file.read_text().replace("kind: person", f'kind: "{SCRIPT}"'))
        await running.service.refresh()
        html = await (await browser.get(running.url)).text()
    for payload in PAYLOADS:
        assert payload not in html
    assert "bridge.yaml:" in html
    assert "who.md.j2:" in html
    assert "<script" not in html.lower()
    assert "<img" not in html.lower()
    assert "<svg" not in html.lower()


async def test_a_taken_port_is_reported_in_one_line(
    settings: Settings, running: Playground
) -> None:
    port = urlsplit(running.url).port
    assert port is not None
    from bot.playground.lobby import Lobby

    lobby = Lobby(running.world, running.stage, running.service, None)  # type: ignore[arg-type]  # it fails before it needs one
    with pytest.raises(StartError, match=f"^port {port} can't be used .*--port$"):
        async with lobby.serve(port):
            pass
