"""`briefbot sources`: follow, list, try out, pause and remove, on a real server."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import web

from tests.bot.cli.conftest import run
from tests.briefings.reading.test_listing import item, rss
from tests.briefings.sources.fetching.conftest import serving
from tests.waiting import LAST_RESORT

LONG = " ".join(f"Ferry number {number} sails at noon, the office said." for number in range(40))
FEED = rss(
    item(1, 1, text=LONG), item(2, 2), item(3, 3, text=f"Buses run. {LONG}"), item(4, text="")
).decode()
LINK = '<link rel="alternate" type="application/rss+xml" title="{0}" href="/{0}">'
PAGE = f"<!doctype html><html><head>{LINK.format('All')}{LINK.format('Town')}</head></html>"


@contextmanager
def site(**pages: str) -> Iterator[str]:
    """A server in its own thread: the command runs its own event loop."""
    ready, done = threading.Event(), asyncio.Event()
    address, loops = [], []

    async def answer(request: web.Request) -> web.Response:
        text = pages.get(request.path.strip("/") or "home")
        if text is None:
            raise web.HTTPNotFound
        return web.Response(text=text, content_type="text/html")

    async def serve() -> None:
        async with serving(answer) as here:
            address.append(here)
            loops.append(asyncio.get_running_loop())
            ready.set()
            await done.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait(LAST_RESORT)
    try:
        yield address[0]
    finally:
        loops[0].call_soon_threadsafe(done.set)
        thread.join()


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_FETCH_ALLOW", "127.0.0.1")


def test_a_site_is_followed_by_its_feed_and_the_others_are_named() -> None:
    with site(home=PAGE, All=FEED, Town=FEED) as address:
        added = run("sources", "add", address)
        assert added.exit_code == 0, added.stderr
        first, second, third = added.stdout.splitlines()
        assert first == f"The Quay: the feed {address}/All is followed from now on"
        assert second == f"  not taken: Town, {address}/Town"
        assert "a running bot" in third
        again = run("sources", "add", f"{address}/All")
        assert again.exit_code == 1
        assert again.stderr == f"{address}/All: The Quay follows it already\n"
        other = run("sources", "add", f"{address}/Town", "--name", "the quay")
        assert other.stderr == "The Quay has this name already\n"
    listed = run("sources", "list").stdout
    assert listed.startswith(f"The Quay (feed, {address}/All)\n  not asked yet")
    assert run("sources").stdout.startswith(listed)
    (one,) = json.loads(run("sources", "list", "--json").stdout)
    assert (one["name"], one["health"], one["articles"]) == ("The Quay", "new", 0)


def test_without_sources_the_list_says_how_to_add_one() -> None:
    assert "nothing is followed" in run("sources", "list").stdout
    assert run("sources").stdout == "the library is empty: briefbot ingest stores articles in it\n"


def test_upcoming_articles_are_shown_and_nothing_is_stored() -> None:
    with site(feed=FEED) as address:
        shown = run("sources", "test", f"{address}/feed", "--without", "buses", "--with", "sail*")
        assert shown.stdout.splitlines() == [
            f"the feed {address}/feed, “The Quay”",
            "4 entries; the newest:",
            "  2026-03-03 08:00  Story 3 – left out: it has “buses”",
            "  no date  Story 4 – a teaser: its page is fetched",
            "  2026-03-02 08:00  Story 2 – a teaser: its page is fetched",
            "  2026-03-01 08:00  Story 1 – its text is taken",
        ]
        assert "nothing is followed" in run("sources", "list").stdout
        run("sources", "add", f"{address}/feed", "--pages", "never", "--with", "buses")
        lines = run("sources", "test", "The Quay").stdout.splitlines()
        assert lines[2:] == [
            "  2026-03-03 08:00  Story 3 – its text is taken",
            "  no date  Story 4 – left out: it has no text and no address",
            "  2026-03-02 08:00  Story 2 – left out: it has none of the words",
            "  2026-03-01 08:00  Story 1 – left out: it has none of the words",
        ]


def test_trying_a_site_lists_its_other_feeds_and_pages() -> None:
    with site(home=PAGE, All=FEED, Town=FEED) as address:
        assert f"also named there: Town, {address}/Town" in run("sources", "test", address).stdout
    assert "briefbot extract" in run("sources", "test", ".").stdout


def test_a_source_is_paused_resumed_and_removed(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    assert run("sources", "add", "news").stdout.startswith(f"news: the folder {folder} is followed")
    assert run("sources", "pause", "NEWS").stdout.startswith("news: paused")
    assert "paused: briefbot sources resume 'news'" in run("sources", "list").stdout
    assert run("sources", "resume", "news").stdout == "news: goes on\n"
    assert run("sources", "remove", "news").stdout.startswith("news: no longer followed")
    for command in ("pause", "resume", "remove"):
        result = run("sources", command, "news")
        assert result.exit_code == 1
        assert result.stderr == "news: no such source: briefbot sources list shows them\n"
    run("sources", "add", "news")
    assert "did you mean news?" in run("sources", "pause", "newz").stderr


def test_an_address_that_cannot_be_followed_is_one_line(tmp_path: Path) -> None:
    with site(home="<!doctype html><p>Ferries</p>", pdf="%PDF-1.7") as address:
        for given, said in (
            (("quay.example",), "write https:// before"),
            ((address,), "names no feed"),
            ((f"{address}/pdf",), "is a PDF"),
            ((f"{address}/none",), "answered 404"),
            ((f"http://me:secret@{address[7:]}/none",), "answered 404"),
            ((address, "--name", "two\nlines"), "a name is one line"),
            ((address, "--with", "++"), "needs a letter or digit"),
            ((address, "--kind", "feed"), "is no feed"),
        ):
            result = run("sources", "add", *given)
            assert result.exit_code == 1
            assert len(result.stderr.splitlines()) == 1
            assert said in result.stderr
            assert "secret" not in result.stderr
        assert "answered 404" in run("sources", "test", f"{address}/none").stderr
        page = run("sources", "add", address, "--kind", "page", "--every", "5")
        assert page.stdout.startswith(f"127.0.0.1: the page {address}/ is followed")
    words = [part for number in range(101) for part in ("--with", f"w{number}")]
    assert "at most 100 words" in run("sources", "add", "x", *words).stderr
    assert "needs a letter" in run("sources", "test", "x", "--with", "-").stderr


OPML = """<opml version="2.0"><body>
<outline text="Quay" xmlUrl="https://user:secret@quay.example/feed"/>
<outline text="Lark" xmlUrl="https://lark.example/feed"/>
<outline text="Bad" xmlUrl="gopher://bad.example"/></body></opml>"""


def test_opml_is_imported_and_exported(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(OPML)
    imported = run("sources", "import", file)
    assert imported.exit_code == 1
    assert imported.stdout == "2 feeds followed from now on\n"
    assert imported.stderr.startswith("gopher://bad.example: only http")
    assert "; 2 followed already" in run("sources", "import", file).stdout
    out = run("sources", "export").stdout
    assert 'xmlUrl="https://quay.example/feed"' in out
    assert "secret" not in out
    assert run("sources", "export", "out.opml").stdout == "2 feeds written to out.opml\n"
    assert (tmp_path / "out.opml").read_text().count("<outline") == 2
    assert "can't be written" in run("sources", "export", tmp_path).stderr
    assert "cannot be opened" in run("sources", "import", tmp_path / "none").stderr
    file.write_text("<html>")
    assert "no OPML file" in run("sources", "import", file).stderr


def test_sources_are_fetched_at_once_and_results_reported(tmp_path: Path) -> None:
    assert "nothing is followed" in run("sources", "refresh").stdout
    with site(home=PAGE, All=FEED, Town=FEED) as address:
        run("sources", "add", address, "--pages", "never")
        run("sources", "add", f"{address}/Town", "--name", "Town", "--pages", "never")
        first = run("sources", "refresh", "The Quay")
        assert first.stdout == "The Quay: 3 new articles\n"
        assert run("sources", "refresh", "none").stderr.startswith("none: no such source")
        run("sources", "pause", "The Quay")
        assert run("sources", "refresh").stdout == "Town: 0 new articles\n"  # all are known
        assert "3 of them brought by another source first" in run("sources", "list").stdout
    assert "Story 3" in run("ask", "/search text:buses").stdout
    failed = run("sources", "refresh")
    assert failed.exit_code == 1
    assert failed.stderr.startswith("Town: ")
    assert "fails since" in run("sources").stdout


def test_old_articles_are_removed_if_configured() -> None:
    with site(feed=FEED) as address:
        run("sources", "add", f"{address}/feed", "--pages", "never", "--keep-days", "1")
        run("sources", "refresh")
        run("sources", "refresh")
    assert "3 removed for their age" in run("sources", "list").stdout


def test_sources_of_the_configuration_are_listed_and_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "briefbot.toml").write_text(
        '[[briefbot_sources]]\naddress = "https://quay.example/feed"\nname = "Quay"\n'
        '[[briefbot_sources]]\naddress = "https://quay.example/feed/"\nname = "Again"\n'
    )
    listed = run("sources", "list")
    assert listed.stdout.startswith("Quay (auto, https://quay.example/feed)")
    assert listed.stderr == "briefbot_sources: Again: Quay has this address already\n"
    assert "take it out of there instead" in run("sources", "remove", "Quay").stderr
    (tmp_path / "briefbot.toml").unlink()
    assert "nothing is followed" in run("sources", "list").stdout
