"""Messages for network errors say what to do."""

import asyncio
import ssl

import pytest
from aiohttp import web

from briefings.sources.fetching import FetchError, Limits, Reason
from briefings.sources.fetching.connecting import RefusedError
from briefings.sources.fetching.failures import failure
from briefings.translations import Message
from tests.briefings.sources.fetching.conftest import LOOPBACK, fetcher, serving, talking


@pytest.mark.parametrize(
    ("error", "reason", "what"),
    [
        (RefusedError(Message("that is private")), Reason.FORBIDDEN, "that is private"),
        (ssl.SSLError("bad record"), Reason.TLS, "no secure connection"),
        (ConnectionResetError(), Reason.UNREACHABLE, "the connection broke: try again later"),
        (ValueError("\x1b[2J"), Reason.UNREACHABLE, "the connection broke"),
    ],
)
def test_system_errors_become_ours(error: Exception, reason: Reason, what: str) -> None:
    ours = failure(error, "http://me:secret@news.example/", Limits())
    assert ours.reason is reason
    assert str(ours).startswith(f"http://news.example/: {what}")


async def test_a_refusing_proxy_is_reported() -> None:
    async def talk(head: bytes, writer: asyncio.StreamWriter) -> None:
        assert head.startswith(b"CONNECT news.example:443 ")
        assert b"Proxy-Authorization: Basic bWU6cHc=" in head
        writer.write(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")

    async with talking(talk) as proxy:
        login = proxy.replace("http://", "http://me:pw@")
        async with fetcher(allow=LOOPBACK, proxy=login) as fetch:
            with pytest.raises(FetchError) as caught:
                await fetch.fetch("https://news.example/")
    assert caught.value.reason is Reason.UNREACHABLE
    assert "check BRIEFBOT_FETCH_PROXY" in str(caught.value)


async def test_an_untrusted_certificate_is_refused() -> None:
    async def hello(request: web.Request) -> web.StreamResponse:
        return web.Response()

    async with serving(hello, tls=True) as site, fetcher() as fetch:
        with pytest.raises(FetchError) as caught:
            await fetch.fetch(site)
    assert caught.value.reason is Reason.TLS
    assert "certificate is not valid" in str(caught.value)
