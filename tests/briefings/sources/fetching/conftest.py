"""Real servers on loopback: a well-behaved one, and one that sends any bytes."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from briefings.sources.fetching import AllowList, Fetcher, FetchError, Limits
from tests.certificate import certificate

NOW = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)
LOOPBACK = AllowList.parse("127.0.0.1")
AGENT = "briefbot/9.9 (+https://operator.example)"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Talk = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(handler: Handler, *, tls: bool = False) -> AsyncIterator[str]:
    """A web server with `handler` for every path; yields its URL."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handler)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if tls else None
    if context is not None:
        context.load_cert_chain(certificate())
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
        yield f"{'https' if tls else 'http'}://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def talking(talk: Talk) -> AsyncIterator[str]:
    """A server that reads a request's head, then lets `talk` write anything."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(await reader.readuntil(b"\r\n\r\n"), writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client hung up
        finally:
            writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def fetcher(
    limits: Limits | None = None,
    *,
    allow: AllowList = LOOPBACK,
    resolver: AbstractResolver | None = None,
    proxy: str | None = None,
    obey_robots: bool = True,
    now: Callable[[], datetime] = lambda: NOW,
) -> Fetcher:
    return Fetcher(
        agent=AGENT,
        allow=allow,
        limits=limits,
        resolver=resolver,
        proxy=proxy,
        obey_robots=obey_robots,
        now=now,
    )


async def error_of(address: str, limits: Limits | None = None, **options: object) -> FetchError:
    """The error on fetching `address`."""
    async with fetcher(limits) as fetch:
        with pytest.raises(FetchError) as caught:
            await fetch.fetch(address, **options)  # type: ignore[arg-type]  # the tests' short hand
    line = str(caught.value)
    assert line.isprintable()
    return caught.value


class Names(AbstractResolver):
    """A resolver with fixed answers: each look-up of a name gives the next list."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): list(lists) for name, lists in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        self.asked.append(host)
        lists = self.answers[host]
        found = lists.pop(0) if len(lists) > 1 else lists[0]
        return [
            {"hostname": host, "host": ip, "port": port, "family": family, "proto": 0, "flags": 0}
            for ip in found
        ]

    async def close(self) -> None:
        """There is nothing to close."""
