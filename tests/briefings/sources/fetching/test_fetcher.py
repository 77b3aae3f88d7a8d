"""Documents fetched from a real server on loopback, and what is reported about them."""

import asyncio
import base64

import pytest
from aiohttp import web

from briefings.sources.fetching import AllowList, Fetcher, FetchError, Limits, Reason, user_agent
from briefings.sources.fetching.resolving import SystemResolver
from tests.briefings.sources.fetching.conftest import (
    AGENT,
    NOW,
    Names,
    error_of,
    fetcher,
    serving,
    talking,
)
from tests.certificate import certificate
from tests.waiting import LAST_RESORT

ETAG, MODIFIED = '"v1"', "Mon, 05 May 2031 08:00:00 GMT"


async def story(request: web.Request) -> web.StreamResponse:
    if request.headers.get("If-None-Match") == ETAG or "If-Modified-Since" in request.headers:
        return web.Response(status=304, headers={"ETag": ETAG, "Cache-Control": "max-age=60"})
    return web.Response(
        body="<p>Fähre".encode("windows-1252"),
        headers={
            "Content-Type": "text/html; charset=Windows-1252",
            "ETag": ETAG,
            "Last-Modified": MODIFIED,
        },
    )


async def test_a_document_arrives_with_its_metadata_and_validators() -> None:
    async with serving(story) as site, fetcher() as fetch:
        found = await fetch.fetch(f"{site}/a?b#c")
    assert found.url == f"{site}/a?b"
    assert found.status == 200
    assert found.body.decode(found.charset or "") == "<p>Fähre"
    assert found.media_type == "text/html"
    assert (found.etag, found.last_modified) == (ETAG, MODIFIED)
    assert (found.moved_to, found.downgraded, found.redirects) == (None, False, 0)
    assert not found.not_modified


@pytest.mark.parametrize("validators", [{"etag": ETAG}, {"last_modified": MODIFIED}])
async def test_an_unchanged_document_is_not_sent_again(validators: dict[str, str]) -> None:
    async with serving(story) as site, fetcher() as fetch:
        found = await fetch.fetch(site, **validators)  # type: ignore[arg-type]  # the tests' short hand
    assert found.not_modified
    assert found.body == b""
    assert found.etag == ETAG
    assert found.fresh_until is not None
    assert (found.fresh_until - NOW).total_seconds() == 60


async def test_an_unsolicited_304_is_an_error() -> None:
    async def confused(request: web.Request) -> web.StreamResponse:
        return web.Response(status=304)

    async with serving(confused) as site:
        assert (await error_of(site)).reason is Reason.STATUS


async def test_a_validator_that_would_break_the_request_is_left_out() -> None:
    async with serving(story) as site, fetcher() as fetch:
        assert (await fetch.fetch(site, etag='"a"\r\nX: y')).status == 200


async def test_how_we_introduce_ourselves() -> None:
    heads: list[web.Request] = []

    async def listen(request: web.Request) -> web.StreamResponse:
        heads.append(request)
        return web.Response()

    async with serving(listen) as site, fetcher() as fetch:
        await fetch.fetch(site)
    assert heads[0].headers["User-Agent"] == AGENT
    assert heads[0].headers["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert "Cookie" not in heads[0].headers
    assert "Authorization" not in heads[0].headers
    assert user_agent("9.9", "https://operator.example") == AGENT
    assert user_agent("1.0") == "briefbot/1.0"


async def test_no_cookie_is_kept() -> None:
    async def count(request: web.Request) -> web.StreamResponse:
        response = web.Response(text=request.headers.get("Cookie", "none"))
        response.set_cookie("seen", "1")
        return response

    async with serving(count) as site, fetcher() as fetch:
        assert [(await fetch.fetch(site)).body for _ in range(2)] == [b"none", b"none"]


async def test_a_password_is_sent_only_to_its_own_host_and_never_printed() -> None:
    async def private(request: web.Request) -> web.StreamResponse:
        if request.path == "/away":
            raise web.HTTPMovedPermanently("/here")
        if "Authorization" not in request.headers:
            raise web.HTTPUnauthorized
        return web.Response(text=request.headers["Authorization"])

    async with serving(private) as site, fetcher() as fetch:
        host = site.removeprefix("http://")
        found = await fetch.fetch(f"http://reader:s%C3%A9cret@{host}/away")
        assert base64.b64decode(found.body[6:]).decode() == "reader:sécret"
        assert found.moved_to == f"http://reader:s%C3%A9cret@{host}/here"
        assert found.url == f"{site}/here"
        assert "cret" not in repr(found)
        error = await error_of(f"{site}/")
        assert error.reason is Reason.DENIED

        async def lead_away(request: web.Request) -> web.StreamResponse:
            raise web.HTTPFound(f"{site}/here")

        async with serving(lead_away) as other:
            place = other.removeprefix("http://")
            error = await error_of(f"http://reader:secret@{place}/")
        assert error.reason is Reason.DENIED
        assert "secret" not in str(error)
        assert error.__cause__ is None


async def test_redirects_are_followed_and_permanent_ones_reported() -> None:
    async def move(request: web.Request) -> web.StreamResponse:
        steps = {"/1": (301, "/2"), "/2": (308, "3"), "/3": (302, "/4"), "/5": (301, "/gone")}
        if request.path == "/gone":
            raise web.HTTPGone
        if request.path not in steps:
            return web.Response(text="here")
        status, location = steps[request.path]
        return web.Response(status=status, headers={"Location": location})

    async with serving(move) as site, fetcher() as fetch:
        found = await fetch.fetch(f"{site}/1")
        assert (found.url, found.moved_to) == (f"{site}/4", f"{site}/3")
        assert found.redirects == 3
        with pytest.raises(FetchError) as caught:
            await fetch.fetch(f"{site}/5")
    assert caught.value.reason is Reason.GONE
    assert caught.value.moved_to == f"{site}/gone"
    assert str(caught.value).startswith(f"{site}/5: answered 410 (Gone)")


async def test_a_downgrade_from_https_to_http_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate()))
    async with serving(story) as plain:

        async def move(request: web.Request) -> web.StreamResponse:
            raise web.HTTPMovedPermanently("/next" if request.path == "/" else plain)

        async with serving(move, tls=True) as site, fetcher() as fetch:
            found = await fetch.fetch(site)
    assert found.downgraded
    assert (found.url, found.moved_to) == (f"{plain}/", f"{site}/next")


async def test_busy_sites_say_when_to_come_back() -> None:
    async def busy(request: web.Request) -> web.StreamResponse:
        when = {"/date": "Tue, 06 May 2031 12:01:30 GMT"}.get(request.path, "90")
        return web.Response(status=429, headers={"Retry-After": when})

    async with serving(busy) as site:
        for path in ("/date", "/seconds"):
            error = await error_of(site + path)
            assert error.reason is Reason.BUSY
            assert error.retry_at is not None
            assert (error.retry_at - NOW).total_seconds() == 90


async def test_a_host_gets_one_request_at_a_time_and_different_hosts_in_parallel() -> None:
    at_once: dict[str, int] = {"here": 0, "most": 0, "both": 0}
    met = asyncio.Event()

    async def slow(request: web.Request) -> web.StreamResponse:
        if request.path == "/meet":
            at_once["both"] += 1
            if at_once["both"] == 2:
                met.set()
            await met.wait()
            return web.Response()
        at_once["here"] += 1
        at_once["most"] = max(at_once["most"], at_once["here"])
        await asyncio.sleep(0.01)
        at_once["here"] -= 1
        return web.Response()

    names = Names(one_example=[["127.0.0.1"]], two_example=[["127.0.0.1"]])
    async with serving(slow) as site, fetcher(resolver=names) as fetch:
        port = site.rpartition(":")[2]
        await asyncio.gather(*(fetch.fetch(f"http://one.example:{port}/{n}") for n in range(5)))
        assert at_once["most"] == 1
        await asyncio.gather(
            fetch.fetch(f"http://one.example:{port}/meet"),
            fetch.fetch(f"http://two.example:{port}/meet"),
        )


async def test_waiting_for_a_turn_does_not_count_as_the_sites_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, go = asyncio.Event(), asyncio.Event()

    async def held_up(request: web.Request) -> web.StreamResponse:
        asked.set()
        await go.wait()
        return web.Response()

    patient, brisk = (Limits(total=time, first_byte=time) for time in (9e9, LAST_RESORT))
    async with serving(held_up) as site, fetcher() as fetch:
        first = asyncio.create_task(fetch.fetch(f"{site}/first", limits=patient))
        await asked.wait()
        second = asyncio.create_task(fetch.fetch(f"{site}/second", limits=brisk))
        await asyncio.sleep(0)  # it waits for its turn
        loop = asyncio.get_running_loop()
        now = loop.time
        monkeypatch.setattr(loop, "time", lambda: now() + 2 * LAST_RESORT)
        await asyncio.sleep(0)
        go.set()
        assert [found.status for found in await asyncio.gather(first, second)] == [200, 200]


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with serving(story) as site, fetcher() as fetch:
        assert (await fetch.fetch(site)).status == 200


async def test_a_proxy_that_the_operator_names_is_used() -> None:
    heads: list[bytes] = []

    async def talk(head: bytes, writer: asyncio.StreamWriter) -> None:
        heads.append(head)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

    async with talking(talk) as proxy:
        login = proxy.replace("http://", "http://me:pw@")
        async with fetcher(allow=AllowList(), proxy=login) as fetch:
            assert (await fetch.fetch("http://news.example/story")).body == b"hi"
            for address in ("http://localhost/", "http://127.0.0.1/", "http://10.0.0.1/"):
                with pytest.raises(FetchError) as caught:
                    await fetch.fetch(address)
                assert caught.value.reason is Reason.FORBIDDEN
            with pytest.raises(FetchError) as caught:
                await fetch.fetch("http://mail.example:25/")
            assert caught.value.reason is Reason.FORBIDDEN
    assert heads[0].startswith(b"GET http://news.example/story HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic bWU6cHc=" in heads[0]
    assert len(heads) == 1


def test_a_proxys_address_must_be_valid() -> None:
    with pytest.raises(FetchError, match="only http and https"):
        Fetcher(agent=AGENT, proxy="socks5://127.0.0.1")


async def test_names_that_the_system_knows_are_resolved() -> None:
    resolver = SystemResolver(1)
    places = await resolver.resolve("localhost", 80)
    await resolver.close()
    assert {place["host"] for place in places} <= {"127.0.0.1", "::1"}
    async with serving(story) as site, fetcher() as fetch:
        found = await fetch.fetch(site.replace("127.0.0.1", "localhost"))
    assert found.status == 200


async def test_a_fetcher_can_be_entered_again() -> None:
    fetch = fetcher()
    async with serving(story) as site:
        for _ in range(2):
            async with fetch:
                assert (await fetch.fetch(site)).status == 200


async def test_a_fetcher_can_be_left_without_having_been_entered() -> None:
    await fetcher().__aexit__(None, None, None)
