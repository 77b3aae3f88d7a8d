"""Hostile or broken servers: each ends in one line that says what to do."""

import asyncio
import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.sources.fetching import AllowList, FetchError, Limits, Reason
from tests.briefings.sources.fetching.conftest import (
    LOOPBACK,
    Names,
    Talk,
    error_of,
    fetcher,
    serving,
    talking,
)
from tests.briefings.sources.fetching.test_decompression import zstd
from tests.waiting import until

OK = b"HTTP/1.1 200 OK\r\n"
NOBODY = AllowList()


async def hello(request: web.Request) -> web.StreamResponse:
    return web.Response(text="secret of this machine")


def says(*answer: bytes) -> Talk:
    async def talk(_: bytes, writer: asyncio.StreamWriter) -> None:
        for piece in answer:
            writer.write(piece)
            await writer.drain()

    return talk


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.1", "１２７.0.0.1", "localhost", "0"],
)
async def test_this_machine_is_not_fetched_from_in_any_spelling(host: str) -> None:
    async with serving(hello) as site, fetcher(allow=NOBODY) as fetch:
        port = site.rpartition(":")[2]
        with pytest.raises(FetchError) as caught:
            await fetch.fetch(f"http://me:pw@{host}:{port}/")
    assert caught.value.reason is Reason.FORBIDDEN
    assert "BRIEFBOT_FETCH_ALLOW" in str(caught.value)
    assert "pw" not in str(caught.value)


async def test_a_redirect_does_not_lead_into_a_private_network() -> None:
    async def lead(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("http://[::ffff:169.254.169.254]/latest/meta-data")

    async with serving(lead) as site:
        error = await error_of(site)
    assert error.reason is Reason.FORBIDDEN
    assert str(error).startswith(site)


async def test_a_name_that_later_resolves_to_this_machine_is_refused() -> None:
    """DNS rebinding: public at the first look-up, loopback at the second."""
    names = Names(news_example=[["192.88.99.77", "127.0.0.1"], ["127.0.0.1"]])
    async with serving(hello) as site:
        port = site.rpartition(":")[2]
        allow = AllowList.parse("192.88.99.0/24")
        # Nothing answers at the first address; the second in the same answer is not tried.
        limits = Limits(first_byte=0.2)
        async with fetcher(limits, allow=allow, resolver=names) as fetch:
            with pytest.raises(FetchError) as first:
                await fetch.fetch(f"http://news.example:{port}/")
            with pytest.raises(FetchError) as second:
                await fetch.fetch(f"http://news.example:{port}/")
    assert first.value.reason in {Reason.TIMEOUT, Reason.UNREACHABLE}
    assert second.value.reason is Reason.FORBIDDEN
    assert "news.example leads to 127.0.0.1" in str(second.value)
    assert names.asked == ["news.example"] * 2


async def test_an_address_allowed_by_one_name_is_not_allowed_by_another() -> None:
    names = Names(intranet_example=[["127.0.0.1"]], evil_example=[["127.0.0.1"]])
    allow = AllowList.parse("intranet.example")
    async with serving(hello) as site, fetcher(allow=allow, resolver=names) as fetch:
        port = site.rpartition(":")[2]
        assert (await fetch.fetch(f"http://intranet.example:{port}/")).status == 200
        with pytest.raises(FetchError) as caught:
            await fetch.fetch(f"http://evil.example:{port}/")
        with pytest.raises(FetchError):
            await fetch.fetch(f"http://127.0.0.1:{port}/")
    assert caught.value.reason is Reason.FORBIDDEN


@pytest.mark.parametrize("answer", ["fe80::1%lo", "nonsense", "::1", "64:ff9b::7f00:1"])
async def test_what_a_resolver_may_answer(answer: str) -> None:
    names = Names(news_example=[[answer]])
    async with fetcher(allow=NOBODY, resolver=names) as fetch:
        with pytest.raises(FetchError) as caught:
            await fetch.fetch("http://news.example/")
    assert caught.value.reason is Reason.FORBIDDEN


async def test_the_last_check_holds_if_the_first_was_bypassed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The socket is checked itself, even if nothing checked the address before."""
    monkeypatch.setattr("briefings.sources.fetching.connecting.Guard.check", lambda *_, **__: None)
    async with serving(hello) as site, fetcher(allow=NOBODY) as fetch:
        with pytest.raises(FetchError) as caught:
            await fetch.fetch(site)
    assert caught.value.reason is Reason.FORBIDDEN


async def test_a_redirect_loop_is_reported() -> None:
    async def turn(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/b" if request.path == "/a" else "/a")

    async with serving(turn) as site:
        error = await error_of(f"{site}/a")
    assert error.reason is Reason.REDIRECT
    assert "in a circle" in str(error)


async def test_endless_redirects_are_reported() -> None:
    async def onward(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(f"/{int(request.path[1:]) + 1}")

    async with serving(onward) as site:
        error = await error_of(f"{site}/1", Limits(redirects=3))
    assert "more than 3 times" in str(error)


async def test_an_endless_body_is_given_up_at_the_limit() -> None:
    async def talk(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"\r\n")
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    async with talking(talk) as site:
        error = await error_of(site, Limits(sent=300_000))
    assert error.reason is Reason.TOO_LARGE
    assert "larger than 0.3 MB" in str(error)


async def test_a_body_announced_as_too_long_is_not_read() -> None:
    async with talking(says(OK, b"Content-Length: 999999999999\r\n\r\nx")) as site:
        error = await error_of(site, Limits(first_byte=5))
    assert error.reason is Reason.TOO_LARGE
    assert "larger than 20 MB" in str(error)


BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("coding", BOMBS)
async def test_a_bomb_of_every_coding_is_stopped(coding: str) -> None:
    bomb = BOMBS[coding](bytes(5_000_000))

    async def explode(request: web.Request) -> web.StreamResponse:
        return web.Response(body=bomb, headers={"Content-Encoding": coding})

    async with serving(explode) as site:
        error = await error_of(site, Limits(body=1_000_000))
        assert error.reason is Reason.TOO_LARGE
        assert "larger than 1 MB" in str(error)
        async with fetcher() as fetch:
            found = await fetch.fetch(site)
        assert len(found.body) == 5_000_000
        assert found.bytes_sent == len(bomb)


async def test_a_body_in_an_unknown_or_damaged_coding_is_reported() -> None:
    async with talking(says(OK, b"Content-Encoding: rot\x1b[2J13\r\n\r\nx")) as site:
        error = await error_of(site)
    assert error.reason in {Reason.ENCODING, Reason.PROTOCOL}
    async with talking(says(OK, b"Content-Encoding: rot13\r\n\r\nx")) as site:
        assert "'rot13', which is not known" in str(await error_of(site))
    async with talking(says(OK, b"Content-Encoding: gzip\r\n\r\nx")) as site:
        error = await error_of(site)
    assert error.reason is Reason.ENCODING


@pytest.mark.parametrize(
    "head",
    [
        OK + b"".join(b"X-%d: y\r\n" % n for n in range(200)) + b"\r\n",
        OK + b"X: " + b"y" * 9_000 + b"\r\n\r\n",
    ],
    ids=["many", "long"],
)
async def test_a_flood_of_headers_is_refused(head: bytes) -> None:
    async with talking(says(head)) as site:
        error = await error_of(site)
    assert error.reason is Reason.HEADERS
    assert "more than 100 headers, or one longer than 8,190 bytes" in str(error)
    async with talking(says(head)) as site, fetcher() as fetch:
        found = await fetch.fetch(site, limits=Limits(header_count=300, header_size=10_000))
    assert found.status == 200


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (OK + b"Content-Length: 100\r\n\r\ntoo short", Reason.INCOMPLETE),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\ntoo", Reason.INCOMPLETE),
        (OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", Reason.PROTOCOL),
        (OK + b"Content-Length: -1\r\n\r\nab", Reason.PROTOCOL),
        (b"SSH-2.0-OpenSSH\r\n", Reason.PROTOCOL),
        (b"", Reason.INCOMPLETE),
    ],
)
async def test_answers_that_break_off_or_contradict_themselves(
    answer: bytes, reason: Reason
) -> None:
    async with talking(says(answer)) as site:
        assert (await error_of(site)).reason is reason


async def test_a_body_is_not_read_beyond_its_announced_length() -> None:
    forged = OK + b"Content-Length: 6\r\n\r\nforged"
    read = asyncio.Event()
    forgers: list[asyncio.StreamWriter] = []

    async def talk(_: bytes, writer: asyncio.StreamWriter) -> None:
        forgers.append(writer)
        writer.write(OK + b"Content-Length: 4\r\n\r\nnews")
        await writer.drain()
        await read.wait()
        writer.write(forged)

    async with talking(talk) as site, fetcher() as fetch:
        assert (await fetch.fetch(site)).body == b"news"
        read.set()
        await until(forgers[0].transport.is_closing)
        assert (await fetch.fetch(site)).body == b"news"


async def test_a_forged_answer_in_the_same_packet_is_not_taken_for_the_next_one() -> None:
    async def talk(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"Content-Length: 4\r\n\r\nnews" + OK + b"Content-Length: 1\r\n\r\nx")
        await asyncio.sleep(0.3)

    async with talking(talk) as site, fetcher() as fetch:
        assert [(await fetch.fetch(site)).body for _ in range(3)] == [b"news"] * 3


async def test_a_site_that_does_not_answer_in_time_is_reported() -> None:
    async def wait(_: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    async with talking(wait) as site:
        error = await error_of(site, Limits(first_byte=0.1))
    assert error.reason is Reason.TIMEOUT
    assert "did not answer within 0.1 seconds" in str(error)


async def test_headers_that_trickle_in_are_given_up() -> None:
    async def trickle(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(OK)
        while True:
            writer.write(b"X: y\r\n")
            await writer.drain()
            await asyncio.sleep(0.02)

    async with talking(trickle) as site:
        error = await error_of(site, Limits(first_byte=0.2))
    assert error.reason is Reason.TIMEOUT


def dripping(pause: float) -> Talk:
    async def drip(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(pause)

    return drip


@pytest.mark.parametrize("pause", [0.01, 10])
async def test_a_slow_loris_is_given_up(pause: float) -> None:
    async with talking(dripping(pause)) as site:
        error = await error_of(site, Limits(window=0.2, least=1_000))
    assert error.reason is Reason.TOO_SLOW
    assert "less than 1,000 bytes in 0.2 seconds" in str(error)


async def test_a_body_fast_enough_for_the_window_still_has_to_end_in_time() -> None:
    async with talking(dripping(0.01)) as site:
        error = await error_of(site, Limits(window=0.05, least=0, total=0.3))
    assert error.reason is Reason.TIMEOUT
    assert "took longer than 0.3 seconds" in str(error)


async def test_redirects_share_one_time_limit() -> None:
    async def onward(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.1)
        raise web.HTTPFound(f"{request.path}x")

    async with serving(onward) as site:
        error = await error_of(f"{site}/", Limits(total=0.25, redirects=50))
    assert error.reason is Reason.TIMEOUT


async def test_nothing_of_the_answers_own_words_reaches_the_terminal() -> None:
    answer = b"HTTP/1.1 404 \x1b[2JGone fishing\r\nContent-Length: 0\r\n\r\n"
    async with talking(says(answer)) as site:
        error = await error_of(f"{site}/")
    assert error.reason in {Reason.NOT_FOUND, Reason.PROTOCOL}
    assert "fishing" not in str(error)


async def test_plain_http_on_an_https_port() -> None:
    async with serving(hello) as site:
        error = await error_of(site.replace("http:", "https:"))
    assert error.reason is Reason.TLS
    assert "begins with http://" in str(error)


async def test_a_host_without_a_listener_and_one_that_does_not_exist() -> None:
    async with serving(hello) as site:
        pass
    error = await error_of(site)
    assert error.reason is Reason.UNREACHABLE
    assert error.may_pass
    names = Names(news_example=[[]])
    async with fetcher(allow=LOOPBACK, resolver=names) as fetch:
        with pytest.raises(FetchError) as caught:
            await fetch.fetch("http://news.example/")
    assert caught.value.reason is Reason.UNREACHABLE


HONEST = (
    OK + b'Content-Type: text/html; charset=utf-8\r\nETag: "a"\r\nCache-Control: max-age=9\r\n'
    b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
)
BODY = gzip.compress(b"<p>The ferry runs again.", mtime=0)
ANSWER = HONEST + b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)


@settings(max_examples=40)
@given(st.data())
async def test_an_answer_with_any_bytes_in_it_is_fetched_or_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(ANSWER)))
    end = data.draw(st.integers(at, min(at + 8, len(ANSWER))))
    answer = ANSWER[:at] + data.draw(st.binary(max_size=8)) + ANSWER[end:]
    async with talking(says(answer)) as site, fetcher(Limits(total=1)) as fetch:
        try:
            found = await fetch.fetch(site)
        except FetchError as error:
            assert str(error).isprintable()  # noqa: PT017  # both ends are right
            return
    assert (found.content_type or "").isprintable()
    assert found.charset is None or found.charset.isascii()


async def test_the_untampered_answer_is_valid() -> None:
    async with talking(says(ANSWER)) as site, fetcher() as fetch:
        assert (await fetch.fetch(site)).body == b"<p>The ferry runs again."
