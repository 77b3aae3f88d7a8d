"""In the playground too, a brief says what is new since a reader's last one."""

from datetime import UTC, datetime
from pathlib import Path

import yaml

from bot.playground.clock import Clock
from bot.playground.play import playground
from bot.settings import Settings
from tests.bot.playground.conftest import said
from tests.waiting import until

START = datetime(2026, 11, 21, 18, 6, tzinfo=UTC)


def an_article_comes(folder: Path) -> None:
    """The operator writes a file for it, and adds its contents to the first one's topic."""
    first = folder / "bridge.yaml"
    written = yaml.safe_load(first.read_text())
    written["topics"][0]["key_points"].append(
        {"text": "It is shut.", "citations": [{"article": "gazette", "exact": "shut since noon"}]}
    )
    article = {"id": "gazette", "headline": "Bridge shut", "date_published": "2026-11-22"}
    (folder / "shut.yaml").write_text(yaml.safe_dump({"article": article}))
    first.write_text(yaml.safe_dump(written))


async def test_two_days_later_the_news_comes_first(settings: Settings, digest: Path) -> None:
    async with playground(settings, clock=Clock(START, runs=False)) as running:
        room = running.world.places[1].channel
        reader = running.world.reader

        async def ask() -> str:
            before = len(said(running, "reading-room"))
            await reader.send(room, "/brief topic:bridge")
            await until(lambda: len(said(running, "reading-room")) > before + 1)
            daily = running.env.bot.daily  # type: ignore[attr-defined]  # simcord knows only a client
            now = running.service.clock()
            await until(lambda: any(one.at == now for one in daily.last_briefs.of(reader.id)))
            return said(running, "reading-room")[-1]

        assert "since your last brief" not in await ask()
        await reader.send(room, "/playground clock to:+48h")
        an_article_comes(digest)
        revision = running.service.answers.version.revision
        await running.service.refresh()
        assert running.service.answers.version.revision > revision
        shown = await ask()
        assert f"1 new since your last brief, <t:{int(START.timestamp())}:D>" in shown
        assert "1. **New**: It is shut." in shown
        assert "2. It opened: The bridge" in shown
