"""`Fetcher`: an address in, a document out, within limits and only from public places."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from briefings.sources.fetching.addresses import Address, parse_address
from briefings.sources.fetching.answers import DOCUMENTS, NOT_MODIFIED, Fetched, header, refused
from briefings.sources.fetching.connecting import Guard, connector
from briefings.sources.fetching.decompression import (
    ACCEPTED,
    Body,
    DecompressionError,
    TooLongError,
)
from briefings.sources.fetching.errors import FetchError, Reason
from briefings.sources.fetching.failures import failure
from briefings.sources.fetching.limits import Limits
from briefings.sources.fetching.networks import AllowList
from briefings.sources.fetching.pacing import TooSlowError, paced
from briefings.sources.fetching.redirects import REDIRECTS, Trail, follow
from briefings.sources.fetching.resolving import SystemResolver
from briefings.sources.fetching.robots import Robots
from briefings.sources.fetching.times import fresh_until
from briefings.translations import Message, gettext, ngettext

ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, application/xml;q=0.9, application/json;q=0.9, */*;q=0.5"
)


def user_agent(version: str, contact: str | None = None) -> str:
    """How we identify ourselves (RFC 9110, section 10.1.5).

    Args:
        contact: a web or mail address at which sites can reach the operator.
    """
    return f"briefbot/{version}" + (f" (+{contact})" if contact else "")


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Request:
    """What stays the same across redirects."""

    first: str
    """The requested address, which errors name."""
    headers: dict[str, str]
    limits: Limits
    page: bool = False
    cut: bool = False
    """Whether a body that is too long is cut at the limit instead of being an error."""


class Fetcher:
    """Fetches documents. Enter it once and share it: it keeps connections and robots.txt.

    Each host gets one request at a time; different hosts are asked in parallel. It uses neither
    cookies nor the environment's proxies.
    """

    def __init__(
        self,
        *,
        agent: str,
        allow: AllowList | None = None,
        limits: Limits | None = None,
        proxy: str | None = None,
        obey_robots: bool = True,
        resolver: AbstractResolver | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        """Args:
            agent: the header `User-Agent`; see `user_agent`.
            allow: places that may be fetched from although they are not public.
            proxy: the address of a proxy that the operator trusts. It resolves names for us, so its
                own rules decide what it may reach; addresses are still checked here.
            obey_robots: whether to leave alone pages that robots.txt excludes.
            resolver: resolves names; by default the system's. The caller closes it.

        Raises:
            FetchError: the proxy's address can't be read.
        """
        self._allow = allow or AllowList()
        self._limits = limits or Limits()
        self._agent = agent
        self._proxy = parse_address(proxy) if proxy else None
        if self._proxy is not None:
            self._allow = self._allow.with_host(self._proxy.host, self._proxy.port)
        self._guard = Guard(self._allow)
        self._resolver = resolver
        self._now = now
        self._robots = Robots(self._load_robots, now) if obey_robots else None
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._slots = asyncio.Semaphore(self._limits.connections)
        self._session: aiohttp.ClientSession | None = None
        self._opened = AsyncExitStack()

    async def __aenter__(self) -> Self:
        resolver = self._resolver
        if resolver is None:
            resolver = SystemResolver(self._limits.connections)
            self._opened.push_async_callback(resolver.close)
        session = aiohttp.ClientSession(
            connector=connector(self._guard, resolver),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(),  # ours are finer; see `_hop`, `_answer` and `paced`
            auto_decompress=False,
            trust_env=False,
        )
        self._session = await self._opened.enter_async_context(session)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session = None
        await self._opened.aclose()

    async def fetch(
        self,
        address: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        page: bool = False,
        cut: bool = False,
        limits: Limits | None = None,
    ) -> Fetched:
        """Fetch a document.

        Args:
            address: http or https; its user and password are sent only to its own host.
            etag: the last `Fetched.etag`.
            last_modified: the last `Fetched.last_modified`.
            page: ask the site's robots.txt first. Feeds are made for programs, and naming a
                document by hand is not crawling; fetching pages that a program found is.
            cut: take the beginning of a document that is too large, and set `Fetched.cut`.
            limits: other limits for this document; `connections` stays the fetcher's own.

        Raises:
            FetchError: it was not fetched; has the kind of failure, and one line that says what to
                do.
        """
        headers = {"User-Agent": self._agent, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED}
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers |= {name: it for name, it in validators.items() if it and it.isprintable()}
        request = _Request(address, headers, limits or self._limits, page=page, cut=cut)
        return await self._fetch(request)

    async def _fetch(self, request: _Request) -> Fetched:
        trail = Trail.start(request.first)
        spent = 0.0
        clock = asyncio.get_running_loop().time
        try:
            while True:
                if request.page and self._robots is not None:
                    await self._robots.check(trail.address)
                async with self._turn(trail.address):
                    began = clock()
                    found = await self._hop(trail, request, request.limits.total - spent)
                    spent += clock() - began
                if isinstance(found, Fetched):
                    return found
                trail = found
        except FetchError as error:
            error.moved_to = trail.moved_to.full if trail.moved_to else None
            raise

    @asynccontextmanager
    async def _turn(self, address: Address) -> AsyncIterator[None]:
        """Wait until no other request goes to the same host and not too many to others."""
        lock = self._turns.setdefault(address.host, asyncio.Lock())
        async with lock, self._slots:
            yield

    async def _hop(self, trail: Trail, request: _Request, left: float) -> Fetched | Trail:
        """Ask one address: the document, or where it has moved."""
        limits = request.limits
        late = asyncio.timeout(max(left, 0.0))
        try:
            async with late, self._answer(trail.address, request) as response:
                if response.status in REDIRECTS:
                    location = response.headers.get("Location")
                    return follow(trail, response.status, location, limits.redirects)
                return await self._document(response, trail, request)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            if late.expired():
                raise FetchError(
                    Reason.TIMEOUT,
                    request.first,
                    gettext(
                        "took longer than %(seconds)s seconds: try again later",
                        seconds=f"{limits.total:g}",
                    ),
                ) from None
            # Not `from error`, which has the request's headers and with them the password.
            raise failure(error, request.first, limits) from None

    @asynccontextmanager
    async def _answer(
        self, address: Address, request: _Request
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        """An answer whose headers are complete."""
        assert self._session is not None, "the fetcher is not entered"  # noqa: S101  # misuse
        self._guard.check(address, by_proxy=self._proxy is not None)
        headers, proxy_headers = dict(request.headers), None
        if address.authorization is not None:
            headers["Authorization"] = address.authorization
        if self._proxy is not None and self._proxy.authorization is not None:
            login = {"Proxy-Authorization": self._proxy.authorization}
            if address.scheme == "https":  # only for the proxy: the rest goes through a tunnel
                proxy_headers = login
            else:
                headers |= login
        limits = request.limits
        late = asyncio.timeout(limits.first_byte)
        try:
            async with late:
                response = await self._session.get(
                    URL(address.url, encoded=True),
                    headers=headers,
                    allow_redirects=False,
                    proxy=URL(self._proxy.url) if self._proxy else None,
                    proxy_headers=proxy_headers,
                    max_line_size=limits.header_size,
                    max_field_size=limits.header_size,
                    max_headers=limits.header_count,
                )
        except TimeoutError:
            if not late.expired():
                raise
            raise FetchError(
                Reason.TIMEOUT,
                request.first,
                gettext(
                    "did not answer within %(seconds)s seconds: try again later",
                    seconds=f"{limits.first_byte:g}",
                ),
            ) from None
        async with response:
            yield response

    async def _document(
        self, response: aiohttp.ClientResponse, trail: Trail, request: _Request
    ) -> Fetched:
        asked = request.headers.keys() & {"If-None-Match", "If-Modified-Since"}
        body, sent, is_cut = b"", 0, False
        if response.status in DOCUMENTS:
            body, sent, is_cut = await self._read(response, request)
        elif response.status != NOT_MODIFIED or not asked:
            raise refused(response.status, response.headers, request.first, self._now())
        return Fetched(
            url=trail.address.url,
            status=response.status,
            body=body,
            content_type=header(response.headers, "Content-Type"),
            etag=header(response.headers, "ETag"),
            last_modified=header(response.headers, "Last-Modified"),
            moved_to=trail.moved_to.full if trail.moved_to else None,
            downgraded=trail.downgraded,
            redirects=trail.redirects,
            fresh_until=fresh_until(response.headers, self._now()),
            bytes_sent=sent,
            cut=is_cut,
        )

    async def _read(
        self, response: aiohttp.ClientResponse, request: _Request
    ) -> tuple[bytes, int, bool]:
        """The decompressed body, its length as sent, and whether it was cut."""
        limits, sent = request.limits, 0
        try:
            body = Body(response.headers.get("Content-Encoding"), limits.body)
            if (response.content_length or 0) > limits.sent and not request.cut:
                raise TooLongError(limits.sent)
            async for data in paced(response.content, limits):
                body.feed(data[: limits.sent - sent])
                sent += len(data)
                if sent > limits.sent:
                    raise TooLongError(limits.sent)
            return body.finish(), sent, False
        except TooLongError as error:
            if request.cut:
                return body.so_far(), sent, True
            raise FetchError(
                Reason.TOO_LARGE,
                request.first,
                gettext(
                    "larger than %(size)s: give the address of a single article or a feed",
                    size=_size(error.limit),
                ),
            ) from None
        except TooSlowError:
            raise FetchError(
                Reason.TOO_SLOW,
                request.first,
                gettext(
                    "sent less than %(size)s in %(seconds)s seconds: try again later",
                    size=_size(limits.least),
                    seconds=f"{limits.window:g}",
                ),
            ) from None
        except DecompressionError as error:
            raise FetchError(
                Reason.ENCODING,
                request.first,
                gettext("%(problem)s: try again later, or tell its owner", problem=error.what),
            ) from None

    async def _load_robots(self, place: Address) -> str | None:
        """A site's robots.txt, or None if it has none (RFC 9309, section 2.3.1)."""
        limits = replace(self._limits, sent=self._limits.robots, body=self._limits.robots)
        headers = {"User-Agent": self._agent, "Accept": "text/plain", "Accept-Encoding": ACCEPTED}
        try:
            found = await self._fetch(_Request(place.url, headers, limits, cut=True))
        except FetchError as error:
            missing = error.status is not None and 400 <= error.status < 500
            if error.reason is Reason.REDIRECT or (missing and error.reason is not Reason.BUSY):
                return None
            raise
        return found.body.decode("utf-8-sig", "replace")


def _size(size: int) -> Message:
    if size >= 100_000:
        return gettext("%(size)s MB", size=f"{size / 1_000_000:g}")
    return ngettext("%(count)s byte", "%(count)s bytes", size)
