"""A site written by the test, followed into a real library over real sockets."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from briefings.ingest.refreshing import Refreshed, Refresher
from briefings.library import Library
from briefings.library.database import create_engine
from briefings.models import Article
from briefings.sources.fetching import Fetcher, Limits
from briefings.sources.migrations import migrate
from briefings.sources.model import Fate, Item, Source
from briefings.sources.status import status
from briefings.sources.store import SourceStore
from tests.briefings.sources.conftest import a_source
from tests.briefings.sources.fetching.conftest import fetcher, serving

START = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def story(name: str, said: str = "The pier needs a roof before the winter comes") -> str:
    """A text long enough to be an article, with a quotation."""
    rest = " ".join(
        f"{name} has a pier, and line {n} of its ferry sails at noon." for n in range(30)
    )
    return f"“{said},” Mayor Anna Holt of {name} said on Monday. {rest}"


def page(name: str, text: str) -> str:
    return (
        f"<!doctype html><html><head><title>Page of {name}</title>"
        f'<meta property="og:site_name" content="The Quay"></head><body><article>'
        f"<h1>Page of {name}</h1><p>{text}</p></article></body></html>"
    )


@dataclass
class Site:
    """A site with a feed and pages written by the test."""

    address: str = ""
    title: str = "The Quay"
    items: dict[str, tuple[str, datetime | None]] = field(default_factory=dict)
    """Text and time, by path."""
    pages: dict[str, str] = field(default_factory=dict)
    answers: dict[str, web.Response] = field(default_factory=dict)
    """Responses that replace a page or feed, by path; all others are as usual."""
    asked: list[tuple[str, int]] = field(default_factory=list)
    sends_validators: bool = True

    async def answer(self, request: web.Request) -> web.StreamResponse:
        response = self._answer(request)
        self.asked.append((request.path, response.status))
        return response

    def _answer(self, request: web.Request) -> web.Response:
        path = request.path
        if path in self.answers:
            given = self.answers[path]
            return web.Response(status=given.status, text=given.text, headers=given.headers)
        if path in self.pages:
            return self._page(request)
        if path.startswith("/feed"):
            return self._feed(request)
        return web.Response(status=404)

    def _page(self, request: web.Request) -> web.Response:
        body = self.pages[request.path]
        etag = f'"{abs(hash(body))}"'
        if self.sends_validators and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        headers = {"ETag": etag} if self.sends_validators else {}
        return web.Response(text=body, content_type="text/html", headers=headers)

    def _feed(self, request: web.Request) -> web.Response:
        body = self.feed()
        etag = f'"{abs(hash(body))}"'
        if self.sends_validators and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        headers = {"ETag": etag} if self.sends_validators else {}
        return web.Response(text=body, content_type="application/rss+xml", headers=headers)

    def feed(self) -> str:
        rows = "".join(
            f"<item><title>Story of {path}</title><link>{self.address}/{path}</link>"
            + (f"<pubDate>{format_datetime(moment)}</pubDate>" if moment else "")
            + (f"<description>{text}</description>" if text else "")
            + "</item>"
            for path, (text, moment) in self.items.items()
        )
        return (
            f'<rss version="2.0"><channel><title>{self.title}</title>'
            f"<link>{self.address}</link>{rows}</channel></rss>"
        )

    def publish(self, *paths: str, at: datetime = START - HOUR, text: str | None = None) -> None:
        for path in paths:
            self.items[path] = (story(path) if text is None else text, at)

    def count(self, status: int) -> int:
        return sum(one == status for _, one in self.asked)


@dataclass
class World:
    """A site, a library, and the clock of both."""

    site: Site
    store: SourceStore
    library: Library
    fetching: Fetcher
    now: datetime = START
    needed: set[str] = field(default_factory=set)

    def add(self, name: str = "Quay", path: str = "/feed", **changes: Any) -> Source:
        source = a_source(name, address=self.site.address + path, next_due=START, **changes)
        self.store.add(source)
        return source

    def source(self, name: str = "Quay") -> Source:
        found = self.store.find(name)
        assert found is not None
        return found

    async def refresh(self, name: str = "Quay", after: timedelta = timedelta()) -> Refreshed:
        self.now += after
        refresher = Refresher(
            self.store,
            self.library,
            self.fetching,
            clock=lambda: self.now,
            is_needed=lambda ids: self.needed & set(ids),
        )
        done = await refresher.refresh(self.source(name))
        assert done.source == self.source(name)
        return done

    def articles(self) -> dict[str, Article]:
        """The library's articles by headline."""
        with self.library.read() as reader:
            return {one.headline: one for one in reader.digest().articles}

    def versions(self, headline: str) -> int:
        with self.library.read() as reader:
            return len(reader.versions_of(self.articles()[headline].id))

    def fates(self, name: str = "Quay") -> dict[str, Fate]:
        """The fates of entries, by path."""
        items = self.store.items(self.source(name).id).values()
        return {(item.url or "").removeprefix(f"{self.site.address}/"): item.fate for item in items}

    def item(self, path: str, name: str = "Quay") -> Item:
        items = self.store.items(self.source(name).id).values()
        return next(one for one in items if (one.url or "").endswith(f"/{path}"))

    def lines(self, name: str = "Quay") -> str:
        source = self.source(name)
        counts, skipped = self.store.counts(), self.store.skipped()
        shown = status(source, counts.get(source.id, {}), skipped.get(source.id, 0))
        return "\n".join([shown.health, *shown.lines])


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[SourceStore, Library]]:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    engine = create_engine(url)
    migrate(engine)
    with Library.open(url) as library:
        yield SourceStore(engine), library
    engine.dispose()


@pytest.fixture
async def world(stores: tuple[SourceStore, Library]) -> AsyncIterator[World]:
    site = Site()
    made: list[World] = []
    async with serving(site.answer) as address:
        site.address = address
        clock: Callable[[], datetime] = lambda: made[0].now  # noqa: E731  # it closes over what is built with it
        async with fetcher(Limits(sent=400_000, body=400_000), now=clock) as fetching:
            made.append(World(site, *stores, fetching))
            yield made[0]
