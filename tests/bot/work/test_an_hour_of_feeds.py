"""From feeds to answers: a local site with three feeds, an hour of simulated time, every command.

Only the clock and the site are simulated: requests use real sockets, refreshes the durable queue,
and articles go through reading and analysis into stories.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TypeVar

import pytest
from aiohttp import web

from bot.cli import following
from bot.cli.common import read_settings
from bot.daily.tables import Subscription
from bot.discord.daily.composing import BriefingComposer
from bot.service import BriefingService
from bot.work.daily_briefings import queue_url
from bot.work.durable import Durable
from bot.work.live_sources import LiveSources
from briefings.answers.questions import (
    AskBrief,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTopStories,
    AskWho,
    Question,
)
from briefings.answers.types import Brief, Quotes, SearchResults, Sources, TopStories, Who
from briefings.library import Library
from briefings.rendering.renderer import Renderer
from briefings.sources.model import Kind
from tests.bot.work.test_daily_briefings import until
from tests.briefings.sources.fetching.conftest import fetcher, serving

ADDED = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
STEP = timedelta(minutes=10)
OUTLETS = ("Post", "Courier", "Herald")
SAID = "“We want the night shift paid like any other,” said Mira Tolan, who leads the dockers."
WALKED = "Dockers at Port Elva walked out on Friday, and no ship was unloaded."
KIOSK = "A kiosk for travellers opened beside the station in Lund on Friday."
AGROUND = "The ferry Astrid ran aground on rocks off Holm with 80 passengers aboard."
A = TypeVar("A")


HARBOUR = "Crane {} of the harbour stood still while cargo waited on the quay."
SHOP = "Visitor {} bought sweets, maps and a postcard at the counter."
SEA = "Lifeboat {} lay beside the hull until the tide came in."


def told(*sentences: str, rest: str) -> str:
    """A text long enough to be an article, not a teaser."""
    return " ".join((*sentences, *(rest.format(number) for number in range(25))))


@dataclass
class Site:
    """A site whose home page lists three feeds; the test writes their entries."""

    entries: dict[str, list[tuple[str, str, datetime]]] = field(
        default_factory=lambda: {outlet: [] for outlet in OUTLETS}
    )
    """Headline, text and time, by outlet."""

    def publish(self, outlet: str, headline: str, text: str, at: datetime) -> None:
        self.entries[outlet].insert(0, (headline, text, at))

    async def answer(self, request: web.Request) -> web.Response:
        outlet = request.path.strip("/")
        if outlet not in self.entries:
            links = "".join(
                f'<link rel="alternate" type="application/rss+xml" title="{one}" href="/{one}">'
                for one in OUTLETS
            )
            return web.Response(text=f"<html><head>{links}</head></html>", content_type="text/html")
        rows = "".join(
            f"<item><title>{headline}</title><link>http://{request.host}/{outlet}/{number}</link>"
            f"<pubDate>{format_datetime(at)}</pubDate><description>{text}</description></item>"
            for number, (headline, text, at) in enumerate(reversed(self.entries[outlet]))
        )
        feed = f'<rss version="2.0"><channel><title>The {outlet}</title>{rows}</channel></rss>'
        return web.Response(text=feed, content_type="application/rss+xml")


@dataclass
class Bot:
    """The bot without Discord."""

    live: LiveSources
    service: BriefingService
    clock: list[datetime]

    async def later(self, time: timedelta) -> None:
        """Let time pass, and wait until all sources due by then have been fetched."""
        self.clock[0] += time
        self.live.planner.changed()

        def nothing_is_due() -> bool:
            dues = [source.next_due for source in self.live.store.all()]
            return all(due is not None and due > self.clock[0] for due in dues)

        await until(nothing_is_due)

    async def ask(self, question: Question, expected: type[A]) -> A:
        answer = await self.service.ask(question)
        assert isinstance(answer, expected), answer
        return answer


@asynccontextmanager
async def running(clock: list[datetime]) -> AsyncIterator[Bot]:
    url = read_settings().database
    with Library.open(url) as library:
        durable = Durable(queue_url(url), "one")
        fetching = fetcher(now=lambda: clock[0])
        live = LiveSources(
            url, library, durable, fetching, clock=lambda: clock[0], poll_seconds=0.05
        )
        await live.prepare()
        await durable.start()
        await live.start()
        try:
            service = BriefingService(library, Renderer(), [], clock=lambda: clock[0])
            yield Bot(live, service, clock)
        finally:
            await live.stop()
            await durable.stop()
            await live.close()


@pytest.fixture
async def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    """A site with all three feeds followed, as by `briefbot sources add`."""
    monkeypatch.setenv("BRIEFBOT_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BRIEFBOT_FETCH_ALLOW", "127.0.0.1")
    made = Site()
    async with serving(made.answer) as address:
        for outlet in OUTLETS:
            options = following.options(every=20)
            assert (
                await following.add(
                    read_settings(), f"{address}/{outlet}", None, Kind.AUTO, options
                )
                == []
            )
        yield made


SUBSCRIPTION = Subscription(
    id="one",
    guild_id=1,
    channel_id=2,
    at=ADDED.time(),
    zone="UTC",
    created_by=3,
    created_at=ADDED,
    state_since=ADDED,
    owed_since=ADDED,
)


async def test_after_an_hour_every_command_and_the_daily_post_know_what_three_feeds_had(
    site: Site,
) -> None:
    clock = [datetime.now(UTC)]
    now = clock[0]
    site.publish("Post", "Dockers walk out at Port Elva", told(WALKED, SAID, rest=HARBOUR), now)
    site.publish("Courier", "Port Elva dockers walk out", told(WALKED, rest=HARBOUR), now)
    site.publish("Herald", "A kiosk opens in Lund", told(KIOSK, rest=SHOP), now)
    async with running(clock) as bot:
        await bot.later(timedelta())
        for step in range(1, 7):
            if step == 3:
                text = told("Port Elva's dockers met the owners on Friday.", SAID, rest=HARBOUR)
                site.publish("Herald", "Port Elva dockers meet owners", text, clock[0])
            await bot.later(STEP)

        found = await bot.ask(AskSearch("night shift paid"), SearchResults)
        assert found.pages.items
        quoted = await bot.ask(AskQuotes("Mira Tolan"), Quotes)
        (said,) = quoted.utterances
        assert {report.article.publisher for report in said.reports} == {"The Post", "The Herald"}
        who = await bot.ask(AskWho("tolan"), Who)
        assert (who.actor.name, who.quote_count) == ("Mira Tolan", 1)
        sources = await bot.ask(AskSources(), Sources)
        assert (sources.counts.articles, sources.counts.outlets) == (4, 3)
        brief = await bot.ask(AskBrief("dockers"), Brief)
        assert brief.counts.articles == 3
        assert any(line.text == WALKED and line.article for line in brief.key_points)
        top = await bot.ask(AskTopStories(), TopStories)
        assert top.stories[0].topic.id == brief.topic.id

        composer = BriefingComposer(bot.service)
        post = await composer.compose(SUBSCRIPTION, None, clock[0].date(), clock[0])
        body = json.dumps(post.pages, ensure_ascii=False)
        assert "[Dockers walk out at Port Elva](" in body
        assert "[A kiosk opens in Lund](" in body

        tomorrow = clock[0] + timedelta(days=1)
        site.publish(
            "Post",
            "Ferry aground off Holm",
            told(AGROUND, rest=SEA),
            tomorrow,
        )
        await bot.later(timedelta(days=1))
        await bot.service.follow()
        post = await composer.compose(SUBSCRIPTION, post.memory, clock[0].date(), clock[0])
        body = json.dumps(post.pages, ensure_ascii=False)
        assert "[Ferry aground off Holm](" in body
        assert "[Dockers walk out at Port Elva](" not in body
