"""An operator's files, edited while the playground runs: real files and the real watcher."""

from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest

from bot.playground.play import Playground, playground
from bot.settings import load_settings
from tests.bot.playground.conftest import said
from tests.bot.playground.digests import write_digest
from tests.waiting import until


def is_watched(folder: Path) -> bool:
    """Whether this process watches a folder: it notices no earlier changes.

    Linux reports it (https://man7.org/linux/man-pages/man5/proc_pid_fdinfo.5.html).
    """
    inode = f" ino:{folder.stat().st_ino:x} "
    for file in Path("/proc/self/fdinfo").iterdir():
        with suppress(OSError):  # closed since it was listed
            if any(
                line.startswith("inotify") and inode in line
                for line in file.read_text().splitlines()
            ):
                return True
    return False


@pytest.fixture
async def watching(running: Playground, digest: Path, templates: Path) -> Playground:
    await until(lambda: is_watched(digest) and is_watched(templates))
    return running


async def test_a_saved_digest_shows_at_once(watching: Playground, digest: Path) -> None:
    write_digest(digest, words="It will stand for a century.")
    await until(lambda: len(said(watching, "welcome")) > 1)
    assert said(watching, "welcome")[-1] == "Read again: `bridge.yaml`. Ask once more to see it."
    await watching.world.reader.send(watching.world.places[1].channel, "/quote person:hill")
    assert "It will stand for a century." in said(watching, "reading-room")[-1]


async def test_a_broken_digest_is_reported_with_file_and_line_in_the_channel_and_the_lobby(
    watching: Playground, digest: Path, browser: aiohttp.ClientSession
) -> None:
    room = watching.world.places[1]
    await watching.stage.open(room)
    file = write_digest(digest)
    good = file.read_text()
    file.write_text(good.replace("creator: mayor", "creator: <b>nobody</b>"))
    await until(lambda: said(watching, "reading-room"))
    told = said(watching, "reading-room")[-1]
    assert told.startswith("**1 problem** after a change of `bridge.yaml`.")
    assert "bridge.yaml:" in told
    assert "quotes[0].creator" in told
    page = await (await browser.get(watching.url)).text()
    assert "bridge.yaml:" in page
    assert "<b>nobody</b>" not in page
    assert "&lt;b&gt;nobody&lt;/b&gt;" in page
    await watching.world.reader.send(room.channel, "/quote person:hill")
    assert "It will hold." in said(watching, "reading-room")[-1], "the last good digest serves"
    file.write_text(good)
    await until(lambda: "Nothing is wrong any more" in said(watching, "reading-room")[-1])


async def test_a_template_shows_at_once_and_so_does_its_mistake(
    watching: Playground, templates: Path
) -> None:
    room = watching.world.places[1].channel
    template = templates / "who.md.j2"
    template.write_text("# Somebody we know\nThat is all.\n")
    await until(lambda: len(said(watching, "welcome")) == 2)
    await watching.world.reader.send(room, "/who person:hill")
    assert "Somebody we know" in said(watching, "reading-room")[-1]
    template.write_text("# Title\n{{ answer.nothing_like_it }}\n```\n")
    await until(lambda: len(said(watching, "welcome")) == 3)
    assert "who.md.j2:2:" in said(watching, "welcome")[-1]
    await watching.world.reader.send(room, "/who person:hill")
    assert "Ada Hill" in said(watching, "reading-room")[-1], "the built-in template serves"


async def test_what_appears_by_itself_is_shown_on_the_open_page(
    watching: Playground, digest: Path
) -> None:
    await watching.stage.open(watching.world.places[1])
    shown = watching.env._preview
    assert shown is not None
    before = shown._python.revision  # type: ignore[union-attr]  # simcord's page for the stage
    write_digest(digest, words="It will stand.")
    await until(lambda: shown._python.revision > before)  # type: ignore[union-attr]  # as above


async def test_without_own_templates_only_the_digest_is_watched(
    digest: Path, tmp_path: Path
) -> None:
    settings = load_settings(digest=(digest,), data_dir=tmp_path)
    async with playground(settings, daily=False) as running:
        await until(lambda: is_watched(digest))
        write_digest(digest, words="It held.")
        await until(lambda: len(said(running, "welcome")) == 2)
