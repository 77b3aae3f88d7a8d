"""Finds what can be followed at a given address."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from briefings.reading import ReadingError
from briefings.reading.bounded import list_bounded
from briefings.reading.listing import Entry, FeedLink, Form, Listing
from briefings.sources.addresses import ADDRESS
from briefings.sources.fetching import Fetched, FetchError, parse_address, shown
from briefings.sources.model import Kind

USUAL_PATHS = (
    "/feed/",
    "/rss.xml",
    "/feed.xml",
    "/rss",
    "/atom.xml",
    "/index.xml",
    "/feed.json",
    "/wp-json/wp/v2/posts",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
)
"""Usual paths of feeds on sites that name none, likeliest first."""

KINDS = {
    Form.FEED: Kind.FEED,
    Form.POSTS: Kind.WORDPRESS,
    Form.SITEMAP: Kind.SITEMAP,
    Form.INDEX: Kind.SITEMAP,
}
_LESS_WANTED = ("comment", "kommentar", "podcast", "oembed", "wp-json/oembed")


class Fetch(Protocol):
    """What is needed from `briefings.sources.fetching.Fetcher.fetch`."""

    async def __call__(self, address: str, *, cut: bool = False) -> Fetched: ...


class DiscoveryError(Exception):
    """Nothing to follow was found; says what to do in one line."""


class NoFeedError(DiscoveryError):
    """A web page names no feed, and has none at the usual places."""

    def __init__(self, address: str) -> None:
        """`address` is in the form that may be shown."""
        super().__init__(
            f"{address}: names no feed, and there is none at the usual places: give the feed's own "
            "address, or follow the page itself with --kind page"
        )
        self.address = address


@dataclass(frozen=True, slots=True)
class Discovered:
    """What can be followed at an address."""

    kind: Kind
    address: str
    title: str | None
    entries: tuple[Entry, ...] = ()
    total: int = 0
    others: tuple[FeedLink, ...] = ()
    """Other feeds that the page names."""
    guessed: bool = False
    """Whether it was found at a usual path because the page names none."""
    cut: bool = False
    """Whether only its beginning was read because it is so large."""


def choose(links: Sequence[FeedLink], page: str) -> list[FeedLink]:
    """The feeds that a page names, the whole site's first.

    Feeds of comments and podcasts come last, and other hosts' feeds after the page's own; otherwise
    the page's order counts.
    """
    host = _host(page)

    def order(link: FeedLink) -> tuple[bool, bool]:
        said = f"{link.url} {link.title or ''}".casefold()
        return any(word in said for word in _LESS_WANTED), _host(link.url) != host

    return sorted(links, key=order)


async def discover(given: str, fetch: Fetch, kind: Kind = Kind.AUTO) -> Discovered:
    """What can be followed at an address, or in a folder.

    Args:
        given: an http(s) address, or a folder's path.
        kind: its known kind; `Kind.AUTO` finds out.

    Raises:
        DiscoveryError: there is nothing; says what to do in one line.
        FetchError: the address can't be fetched.
        ReadingError: the document can't be read.
    """
    is_address = ADDRESS.match(given) is not None
    if kind is Kind.FOLDER or (kind is Kind.AUTO and not is_address):
        folder = _folder(given)
        if folder is not None:
            return Discovered(Kind.FOLDER, str(folder), folder.name)
    if kind is Kind.FOLDER:
        raise DiscoveryError(f"{given}: no such folder: give one that holds documents")
    if not is_address:
        raise DiscoveryError(
            f"{given}: neither a folder nor an address: write https:// before a site's name"
        )
    address = parse_address(given).full
    found = await fetch(address, cut=kind is not Kind.PAGE)
    if kind is Kind.PAGE:
        return Discovered(Kind.PAGE, found.moved_to or address, None)
    listing = await read_listing(found, shown(address))
    if listing.form in KINDS:
        return _discovered(found.moved_to or address, listing, cut=found.cut)
    if kind is not Kind.AUTO:
        raise DiscoveryError(f"{shown(address)}: is no {kind}: {_advice(listing)}")
    return await _on_page(found, listing, address, fetch)


async def read_listing(found: Fetched, name: str) -> Listing:
    """What a fetched document lists.

    Raises:
        ReadingError: it can't be read.
    """
    return await asyncio.to_thread(
        list_bounded, found.body, name, content_type=found.content_type, url=found.url
    )


async def _on_page(found: Fetched, page: Listing, address: str, fetch: Fetch) -> Discovered:
    """The feed that a page names, else one at a usual path."""
    links = choose(page.links, found.url)
    for link in links:
        tried = await _tried(link.url, fetch)
        if tried is not None:
            others = tuple(other for other in links if other.url != link.url)
            return _discovered(link.url, tried.listing, others, cut=tried.cut)
    origin = parse_address(found.url).origin
    for path in USUAL_PATHS:
        tried = await _tried(origin + path, fetch)
        if tried is not None and (tried.listing.entries or tried.listing.children):
            return _discovered(origin + path, tried.listing, guessed=True, cut=tried.cut)
    raise NoFeedError(shown(address))


class _Tried(NamedTuple):
    listing: Listing
    cut: bool


async def _tried(address: str, fetch: Fetch) -> _Tried | None:
    """What an address lists; None if it has no list."""
    try:
        found = await fetch(address, cut=True)
        listing = await read_listing(found, shown(address))
    except (FetchError, ReadingError):
        return None
    return _Tried(listing, found.cut) if listing.form in KINDS else None


def _discovered(
    address: str,
    listing: Listing,
    others: tuple[FeedLink, ...] = (),
    *,
    guessed: bool = False,
    cut: bool = False,
) -> Discovered:
    return Discovered(
        KINDS[listing.form],
        address,
        listing.title,
        listing.entries,
        listing.total,
        others,
        guessed=guessed,
        cut=cut,
    )


def _advice(listing: Listing) -> str:
    if listing.form is Form.PAGE:
        return "it is a web page (HTML); without --kind its feeds are looked for"
    return "check the address in a browser"


def _folder(given: str) -> Path | None:
    """The folder with this name, as a full path; None if there is none."""
    try:
        return Path(given).resolve() if Path(given).is_dir() else None
    except (OSError, ValueError):
        return None


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
