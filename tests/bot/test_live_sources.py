"""From a site that an operator configures to readers' answers, end to end."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import following
from bot.service import BriefingService
from bot.settings import Settings, load_settings
from bot.sources import following as making
from bot.work.daily_briefings import queue_url
from bot.work.durable import Durable
from briefings.answers.questions import AskQuotes, AskSearch, AskSources, AskWho, Question
from briefings.ingest import Ingestor
from briefings.rendering.plain_text import as_text
from briefings.sources.model import Kind, Options
from tests.briefings.ingest.sites import Site
from tests.briefings.sources.fetching.conftest import serving
from tests.waiting import until

HOUR = timedelta(hours=1)
LINK = '<link rel="alternate" type="application/rss+xml" title="{0}" href="/feed-{0}">'


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    site.pages["/"] = f"<!doctype html><html><head>{LINK.format('all')}</head></html>"
    async with serving(site.answer) as address:
        site.address = address
        yield site


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    digest = tmp_path / "digest"
    digest.mkdir()
    (digest / "none.yaml").write_text("articles: []\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFBOT_DIGEST", str(digest))
    monkeypatch.setenv("BRIEFBOT_FETCH_ALLOW", "127.0.0.1")
    return load_settings()


async def test_an_hour_after_a_site_was_added_readers_are_answered_from_it(
    settings: Settings, site: Site
) -> None:
    start = datetime.now(UTC) + HOUR  # sources added now are due then
    site.publish("pier", at=start - HOUR)
    assert await following.add(settings, site.address, None, Kind.AUTO, Options()) == []
    for path, name in (("feed-town", "Town"), ("feed-sport", "Sport")):
        address = f"{site.address}/{path}"
        assert await following.add(settings, address, name, Kind.AUTO, Options()) == []
    clock = [start]
    async with BriefingService.open(
        settings.database, settings.digest_folders, clock=lambda: clock[0]
    ) as service:
        durable = Durable(queue_url(settings.database), "one")
        live = making(settings)(service.library, durable, lambda: clock[0], set)
        await live.prepare()
        await durable.start()
        await live.start()

        async def all_asked() -> None:
            asked = [one.name for one in live.store.all()]
            assert len(asked) == 3
            await until(lambda: all(one.last_success for one in live.store.all()))

        async def ask(question: Question) -> str:
            await service.follow()
            return as_text(await service.reply(question))

        await all_asked()
        site.publish("ferry", at=start + HOUR / 2)
        clock[0] += 2 * HOUR
        live.planner.changed()
        await until(lambda: all(one.last_success == clock[0] for one in live.store.all()))
        try:
            assert "Story of ferry" in await ask(AskSearch("ferry"))
            assert "The pier needs a roof" in await ask(AskQuotes(person="Holt"))
            assert "Anna Holt" in await ask(AskWho(person="holt"))
            sources = await ask(AskSources())
            assert "Story of ferry" in sources
            assert "Story of pier" in sources
            assert sources.count("Story of") == 2  # three feeds, each article once
            assert "withdrawn" not in sources
            with service.library.read() as reader:
                articles = reader.evidence(None)
            pier = next(one.article for one in articles if one.article.headline.endswith("pier"))
            assert Ingestor(service.library, clock=lambda: clock[0]).withdraw([pier.id]) == 1
            assert "withdrawn by the outlet, as seen on" in await ask(AskSources())
        finally:
            await live.stop()
            await durable.stop()
            await live.close()
