"""What is found at a given address, on real servers."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from aiohttp import web

from briefings.reading.listing import FeedLink
from briefings.sources.discovery import Discovered, DiscoveryError, choose, discover
from briefings.sources.fetching import FetchError, Limits
from briefings.sources.model import Kind
from tests.briefings.reading.test_listing import NEWS, item, rss
from tests.briefings.sources.fetching.conftest import fetcher, serving

FEED = rss(item(1), item(2)).decode()
PAGE = "<!doctype html><html><head>{links}</head><body><p>Welcome to the quay.</p></body></html>"
LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


async def found_at(
    path: str, site: Mapping[str, str], kind: Kind = Kind.AUTO, limits: Limits | None = None
) -> Discovered:
    """What is found at a path of `site` (documents by path), with its address left out."""

    async def answer(request: web.Request) -> web.Response:
        text = site.get(request.path)
        if text is None:
            raise web.HTTPNotFound
        if text.startswith("/"):
            raise web.HTTPMovedPermanently(text)
        return web.Response(text=text, content_type="text/html")

    async with serving(answer) as address, fetcher(limits) as fetching:
        found = await discover(address + path, fetching.fetch, kind)
        assert found.address.startswith(address)
        return Discovered(
            found.kind,
            found.address.removeprefix(address),
            found.title,
            found.entries,
            found.total,
            tuple(
                FeedLink(one.url.removeprefix(address), one.title, one.type) for one in found.others
            ),
            guessed=found.guessed,
            cut=found.cut,
        )


async def test_a_feed_is_used_as_is_and_its_move_is_remembered() -> None:
    found = await found_at("/old", {"/old": "/new", "/new": FEED})
    assert (found.kind, found.address, found.title) == (Kind.FEED, "/new", "The Quay")
    assert (found.total, len(found.entries), found.others) == (2, 2, ())


async def test_a_page_leads_to_its_feed_and_names_the_others() -> None:
    links = (("Comments", "/comments"), ("Gone", "/gone"), ("All", "/all"), ("Town", "/town"))
    head = "".join(LINK.format(title=title, href=href) for title, href in links)
    site = {"/": PAGE.format(links=head), "/all": FEED, "/comments": FEED, "/town": FEED}
    found = await found_at("/", site)
    assert (found.address, found.guessed) == ("/all", False)
    assert [other.title for other in found.others] == ["Gone", "Town", "Comments"]


async def test_for_a_page_without_a_feed_the_usual_places_are_tried() -> None:
    site = {"/news/": PAGE.format(links=""), "/rss.xml": PAGE.format(links=""), "/rss": FEED}
    found = await found_at("/news/", site)
    assert (found.kind, found.address, found.guessed) == (Kind.FEED, "/rss", True)
    posts = await found_at("/", {"/": PAGE.format(links=""), "/news-sitemap.xml": NEWS})
    assert (posts.kind, posts.guessed) == (Kind.SITEMAP, True)


async def test_a_too_large_feed_can_be_followed_anyway() -> None:
    links = LINK.format(title="All", href="/all")
    large = rss(*(item(number) for number in range(100))).decode()
    for path in ("/all", "/"):
        site = {"/": PAGE.format(links=links), "/all": large}
        found = await found_at(path, site, limits=Limits(sent=10_000, body=10_000))
        assert (found.address, found.title, found.cut) == ("/all", "The Quay", True)
        assert found.entries
    assert not (await found_at("/all", {"/all": FEED})).cut


async def test_a_page_without_feeds_is_reported_and_can_be_followed_itself() -> None:
    site = {"/": PAGE.format(links="")}
    with pytest.raises(DiscoveryError, match=r"names no feed.*--kind page"):
        await found_at("/", site)
    assert (await found_at("/", site, Kind.PAGE)).kind is Kind.PAGE
    with pytest.raises(DiscoveryError, match=r"is no feed: it is a web page"):
        await found_at("/", site, Kind.FEED)
    with pytest.raises(DiscoveryError, match="is no feed: check"):
        await found_at("/", {"/": "Ferries sail."}, Kind.FEED)


async def test_folders_and_invalid_addresses() -> None:
    async with fetcher() as fetching:
        here = await discover(str(Path(__file__).parent), fetching.fetch)
        assert (here.kind, here.title) == (Kind.FOLDER, "sources")
        with pytest.raises(DiscoveryError, match="neither a folder nor an address"):
            await discover("quay.example", fetching.fetch)
        with pytest.raises(DiscoveryError, match="neither"):
            await discover("a\0b", fetching.fetch)
        with pytest.raises(DiscoveryError, match="no such folder"):
            await discover("https://quay.example", fetching.fetch, Kind.FOLDER)
        with pytest.raises(FetchError, match="only http and https"):
            await discover("ftp://quay.example", fetching.fetch)


def test_feeds_on_the_pages_own_host_come_first() -> None:
    links = [
        FeedLink("https://other.example/feed", None, "x"),
        FeedLink("https://www.quay.example/feed", "Comments on all", "x"),
        FeedLink("https://[", None, "x"),
        FeedLink("https://quay.example/town", None, "x"),
    ]
    assert choose(links, "https://www.quay.example/")[0].url == "https://quay.example/town"
    assert choose(links, "https://www.quay.example/")[-1].title == "Comments on all"
