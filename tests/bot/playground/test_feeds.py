"""`/feeds` in the playground: a newcomer adds a site on this machine and asks about its news."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.playground.clock import Clock
from bot.playground.examples import NEWS
from bot.playground.play import Playground, playground
from bot.settings import Settings
from tests.bot.playground.conftest import said
from tests.briefings.ingest.sites import Site
from tests.briefings.sources.fetching.conftest import serving
from tests.waiting import until


def commands(running: Playground) -> set[str]:
    return {command.name for command in running.env.bot.tree.get_commands()}  # type: ignore[attr-defined]  # simcord knows only a client


async def test_a_site_is_added_and_its_articles_answer(settings: Settings) -> None:
    allowed = settings.model_copy(update={"fetch_allow": "127.0.0.1"})
    site = Site()
    # From today, while the playground's clock shows the days of the bundled digest.
    published = datetime.now(UTC) - timedelta(hours=1)
    site.publish("pier", "ferry", at=published)
    clock = Clock(NEWS)
    async with serving(site.answer) as address, playground(allowed, clock=clock) as running:
        site.address = address
        room = running.world.places[1].channel

        async def ask(text: str) -> str:
            before = len(said(running, "reading-room"))
            await running.world.moderator.send(room, text)
            await until(lambda: len(said(running, "reading-room")) > before)
            return said(running, "reading-room")[-1]

        await until(lambda: running.env.bot.sources is not None)  # type: ignore[attr-defined]  # simcord knows only a client
        added = ""
        while "Feed added" not in added:  # the bot has just started
            added = await ask(f"/feeds add address:{address}/feed")
            assert "Feed added" in added or "just started" in added
        assert "The Quay" in added
        store = running.env.bot.sources.store  # type: ignore[attr-defined]  # simcord knows only a client
        await until(lambda: all(one.last_success for one in store.all()))
        await running.service.follow()
        found = await ask("/search text:pier roof")
        assert "Story of pier" in found
        assert f"{published:%B %Y}" in found, "its date was taken for one in the future"
        assert "✅ works" in await ask("/feeds list")


async def test_the_bots_own_library_has_no_feeds(settings: Settings, tmp_path: Path) -> None:
    from briefings.library import Library

    (tmp_path / "data").mkdir()
    with Library.open(settings.database):
        pass
    async with playground(settings, data=True) as running:
        assert "feeds" not in commands(running)
        assert "/feeds" not in "\n".join(said(running, "reading-room"))


@pytest.mark.parametrize("daily", [True, False])
async def test_the_reading_room_mentions_feeds_if_there_are_any(
    settings: Settings, *, daily: bool
) -> None:
    async with playground(settings, daily=daily) as running:
        assert ("feeds" in commands(running)) is daily
        assert ("/feeds add" in "\n".join(said(running, "reading-room"))) is daily
        told = "\n".join(said(running, "welcome"))
        assert ("Only the feeds that you add are fetched." in told) is daily
