"""`briefbot ingest`, `sources` and `forget`: what is stored, and removed again."""

import asyncio
import contextlib
import json
import os
import sqlite3
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.cli.ingest import SHOWN
from tests.bot.cli.conftest import STORY, run
from tests.certificate import certificate
from tests.waiting import LAST_RESORT


@pytest.fixture
def _empty_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "digest"
    folder.mkdir()
    (folder / "none.yaml").write_text("articles: []\n")
    monkeypatch.setenv("BRIEFBOT_DIGEST", str(folder))


@pytest.mark.usefixtures("_empty_digest")
def test_what_is_ingested_is_answered_and_written_as_digest_files(
    tmp_path: Path, story: Path
) -> None:
    result = run("ingest", story, "--output", tmp_path / "out")
    assert result.exit_code == 0
    assert "1 article with 3 quotations stored" in result.stdout
    assert "We have waited long enough" in run("ask", "/quote person:holt").stdout
    checked = run("check", tmp_path / "out", "--texts", tmp_path / "out")
    assert "3 quotations" in checked.stdout


@pytest.mark.usefixtures("_empty_digest")
def test_a_corrected_article_replaces_the_earlier_text(story: Path) -> None:
    run("ingest", story)
    story.write_text(STORY.replace("fishermen", "neighbours"))
    run("ingest", story)
    found = run("ask", "/quote person:varga").stdout
    assert "neighbours" in found
    assert "fishermen" not in found


@pytest.mark.usefixtures("_empty_digest")
def test_a_correction_that_cannot_be_stored_leaves_the_earlier_text(
    tmp_path: Path, story: Path
) -> None:
    run("ingest", story)
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "briefbot.sqlite3")) as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON library_articles BEGIN "
            "SELECT RAISE(ABORT, 'disk is full'); END"
        )
        story.write_text(STORY.replace("fishermen", "neighbours"))
        result = run("ingest", story)
        assert result.exit_code == 1
        assert "no room left" in result.stderr
        database.execute("DROP TRIGGER full")
    assert "fishermen" in run("ask", "/quote person:varga").stdout


@pytest.mark.usefixtures("_empty_digest")
def test_a_quotation_too_long_for_a_digest_is_left_out(story: Path) -> None:
    speech = "We have talked about this bridge for a very long time. " * 400
    story.write_text(f"{STORY}\n\n“{speech.strip()}” said Nora Holt.\n")
    result = run("ingest", story)
    assert "1 article with 3 quotations stored" in result.stdout


@pytest.mark.usefixtures("_empty_digest")
def test_an_output_that_is_not_a_folder_is_reported(story: Path) -> None:
    result = run("ingest", story, "--output", story)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [f"{story}: can't be written to (File exists)"]


def test_an_article_of_the_digest_files_is_left_as_it_is(tmp_path: Path) -> None:
    headline = "European leaders to join Ukraine's Zelenskyy for meeting with Trump"
    (tmp_path / "a.txt").write_text(
        f"{headline}\n\nThe Mainichi\n\nSomebody wrote something else here. It is a text of some "
        'length, which says nothing at all. "Nothing at all," said Jan Kowal of Varnholm.\n'
    )
    run("ask", "/help")  # takes the digest files into the library
    result = run("ingest", tmp_path / "a.txt")
    assert "left as it is" in result.stdout


@pytest.mark.usefixtures("_empty_digest")
def test_some_of_many_articles_in_digest_files_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for number in range(SHOWN + 3):
        (texts / f"{number}.txt").write_text(
            STORY.replace("Harbour bridge", f"Bridge number {number}").replace("3 -", f"{number} -")
        )
    digest = tmp_path / "digest"
    run("ingest", texts, "--output", digest)
    monkeypatch.setenv("BRIEFBOT_DIGEST", str(digest))
    monkeypatch.setenv("BRIEFBOT_DATA_DIR", str(tmp_path / "other"))
    run("ask", "/help")  # takes the digest files into the library
    result = run("ingest", texts)
    assert result.stdout.count("left as it is") == SHOWN
    assert "… and 3 more\n" in result.stdout


@pytest.mark.usefixtures("_empty_digest")
def test_what_was_ingested_is_listed_and_can_be_forgotten(story: Path) -> None:
    assert "the library is empty" in run("sources").stdout
    run("ingest", story)
    listed = run("sources")
    assert listed.exit_code == 0
    (line,) = listed.stdout.splitlines()
    source = line.split(": ")[0]
    what = "1 article, 3 quotations – Harbour bridge to reopen in spring, The Varnholm Courier"
    assert line == f"{source}: {what}"
    forgotten = run("forget", source)
    assert forgotten.exit_code == 0
    assert forgotten.stdout == f"{source}: forgotten\n"
    assert "fishermen" not in run("ask", "/quote person:varga").stdout


FEED = """\
<rss version="2.0"><channel><title>The Varnholm Courier</title><link>https://courier.example</link>
{items}</channel></rss>
"""
ITEM = """\
<item><title>{title}</title><link>{link}</link><pubDate>{day} Mar 2026 08:00:00 GMT</pubDate>
<description>{text}</description></item>
"""
BRIDGE = (
    "The bridge stays closed, the mayor said on Monday, and nobody knows for how long. "
    "\u201cWe have waited long enough for this bridge,\u201d Mayor Anna Holt said on Monday. "
    "The council meets again in a week to talk about the money that is still missing."
)
FERRY = (
    "The ferry stays in port for a week, the harbour office said, and there is no other one. "
    "\u201cThe engine has to be taken apart before she sails,\u201d said Captain Lars Brandt. "
    "Those who have to cross take the road around the bay, which is four hours long."
)


def feed(path: Path, *items: tuple[str, str, str]) -> Path:
    """A feed whose entries share a title, each with its own address, day and text."""
    entries = (
        ITEM.format(title="Notes from the harbour", link=link, day=day, text=text)
        for link, day, text in items
    )
    path.write_text(FEED.format(items="".join(entries)))
    return path


@pytest.mark.usefixtures("_empty_digest")
def test_entries_of_one_title_are_all_kept_and_each_fate_is_reported(tmp_path: Path) -> None:
    first, second = "https://courier.example/1", "https://courier.example/2"
    notes = feed(tmp_path / "notes.xml", (first, "Mon, 02", BRIDGE), (second, "Tue, 03", FERRY))
    assert run("ingest", notes).stdout == "2 articles with 2 quotations stored\n"
    assert len(run("sources").stdout.splitlines()) == 2
    again = feed(
        tmp_path / "again.xml",
        (first, "Mon, 02", BRIDGE.replace("a week", "two weeks")),
        (second, "Tue, 03", FERRY),
    )
    assert run("ingest", again).stdout == (
        "1 article with 1 quotation stored, 1 of them as a new version of a known article; "
        "1 known already\n"
    )
    reprint = feed(tmp_path / "reprint.xml", ("https://messenger.example/9", "Wed, 04", FERRY))
    assert run("ingest", reprint).stdout == (
        "0 articles with 0 quotations stored; "
        "1 known from another address, which is noted as well\n"
    )
    assert len(run("sources").stdout.splitlines()) == 2
    assert run("forget", "https://messenger.example/9").exit_code == 0
    assert len(run("sources").stdout.splitlines()) == 1


@pytest.mark.usefixtures("_empty_digest")
def test_with_very_many_sources_the_latest_are_listed(tmp_path: Path) -> None:
    items = [
        (f"https://courier.example/{n}", "Mon, 02", FERRY.replace("a week", f"{n + 2} weeks"))
        for n in range(54)
    ]
    run("ingest", feed(tmp_path / "notes.xml", *items))
    head, *listed = run("sources").stdout.splitlines()
    assert head == (
        "the library holds 54 articles, 54 quotations from 54 sources; the 50 stored last "
        "(--all lists all, --find TEXT looks for some):"
    )
    assert len(listed) == 50
    every = run("sources", "--all").stdout.splitlines()
    assert every[4:] == listed
    assert run("sources", "--find", "HARBOUR").stdout.splitlines() == every
    assert run("sources", "--find", "x-ray").stdout == (
        "no source has 'x-ray' in its name or headline\n"
    )


@pytest.mark.usefixtures("_empty_digest")
@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_folder_without_documents_is_reported(tmp_path: Path, command: str) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / ".hidden.txt").write_text(STORY)
    result = run(command, tmp_path / "papers")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{tmp_path / 'papers'}: holds no documents: give a folder with files in it\n"
    )


def test_a_pipe_is_refused_in_one_line_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = run("ingest", tmp_path / "pipe")
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"{tmp_path}/pipe: is a pipe, not a file: save the document, and give that\n"
    )


@pytest.mark.usefixtures("_empty_digest")
def test_what_cannot_be_forgotten_is_reported_one_by_one(story: Path) -> None:
    run("ingest", story)
    run("ask", "/help")  # takes the digest files into the library
    *_, files = run("sources").stdout.splitlines()
    assert files == "files: 0 articles, 0 quotations – the digest files"
    result = run("forget", "files", "ingested:harbor", "zzz", "http://example.org/?a=\udcff")
    assert result.exit_code == 1
    kept, near, unknown, garbled = result.stderr.splitlines()
    assert kept.startswith("files: these are the digest files")
    assert near.startswith("ingested:harbor: no such source")
    assert unknown == "zzz: no such source: briefbot sources lists them"
    assert garbled.startswith("http://example.org/?a=: no such source")
    assert "fishermen" in run("ask", "/quote person:varga").stdout


@pytest.fixture
def websites(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A website on this machine, over http and https, in its own thread."""
    monkeypatch.setenv("BRIEFBOT_FETCH_ALLOW", "127.0.0.1")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate()))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate())
    started, loop = threading.Event(), asyncio.new_event_loop()
    address: list[str] = []
    runners: list[web.AppRunner] = []

    async def story_page(_: web.Request) -> web.Response:
        paragraphs = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n")[3:])
        html = f"<html><body><article><h1>Bridge</h1>{paragraphs}</article></body></html>"
        return web.Response(text=html, content_type="text/html")

    async def moved(_: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently("/story")

    async def picture(_: web.Request) -> web.Response:
        return web.Response(body=b"\x89PNG\r\n\x1a\n", content_type="image/png")

    async def insecure(_: web.Request) -> web.Response:
        raise web.HTTPFound(f"{address[0]}/story")

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):  # the client stops reading early
            for _ in range(400):
                await response.write(b"x" * 65_536)
        return response

    async def serve() -> None:
        application = web.Application()
        application.add_routes(
            [
                web.get("/story", story_page),
                web.get("/moved", moved),
                web.get("/picture", picture),
                web.get("/insecure", insecure),
                web.get("/endless", endless),
            ]
        )
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        runners.append(runner)
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
        (_, plain), (_, secure) = runner.addresses
        address.extend([f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}"])
        started.set()

    thread = threading.Thread(target=lambda: (loop.run_until_complete(serve()), loop.run_forever()))
    thread.start()
    started.wait(LAST_RESORT)
    yield address
    asyncio.run_coroutine_threadsafe(runners[0].cleanup(), loop).result(LAST_RESORT)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(LAST_RESORT)
    loop.close()


@pytest.fixture
def website(websites: list[str]) -> str:
    return websites[0]


@pytest.mark.usefixtures("_empty_digest")
def test_addresses_are_fetched_and_failures_reported_one_by_one(website: str) -> None:
    result = run("ingest", f"{website}/story", f"{website}/gone", f"{website}/endless")
    assert result.exit_code == 1
    assert "1 article" in result.stdout
    gone, endless = result.stderr.splitlines()
    assert "/gone" in gone
    assert "404" in gone
    assert "larger than" in endless
    shown = json.loads(run("ask", "/sources", "--json").stdout)
    assert f"{website}/story" in json.dumps(shown)
    assert run("forget", f"{website}/story").exit_code == 0
    assert f"{website}/story" not in run("ask", "/sources", "--json").stdout


@pytest.mark.usefixtures("_empty_digest")
def test_a_private_address_is_refused_in_one_line_until_the_operator_allows_it(
    website: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = website.rpartition(":")[2]
    monkeypatch.delenv("BRIEFBOT_FETCH_ALLOW")
    result = run("ingest", f"http://reader:secret@127.1:{port}/story")
    assert result.exit_code == 1
    assert result.stdout == ""
    [line] = result.stderr.splitlines()
    assert line.startswith(f"http://127.1:{port}/story: 127.0.0.1 is not a public address")
    assert line.endswith("an operator can allow it with BRIEFBOT_FETCH_ALLOW")
    monkeypatch.setenv("BRIEFBOT_FETCH_ALLOW", f"127.0.0.1:{port}")
    result = run("ingest", f"http://reader:secret@127.1:{port}/story")
    assert result.exit_code == 0
    shown = json.dumps(json.loads(run("ask", "/sources", "--json").stdout))
    assert f"{website}/story" in shown
    assert "secret" not in shown


@pytest.mark.usefixtures("_empty_digest")
def test_a_redirect_from_https_to_http_is_stored_and_reported(
    websites: list[str],
) -> None:
    plain, secure = websites
    result = run("ingest", f"{secure}/insecure")
    assert result.exit_code == 0
    assert "1 article" in result.stdout
    assert result.stderr == (
        f"{secure}/insecure: led from https to {plain}/story: "
        "anybody on the way could have changed it\n"
    )


@pytest.mark.usefixtures("_empty_digest")
def test_an_unreadable_fetched_document_is_reported_without_the_password(website: str) -> None:
    address = website.replace("http://", "http://reader:secret@")
    result = run("ingest", f"{address}/picture")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{website}/picture: ")
    assert "secret" not in result.output


@pytest.mark.usefixtures("_empty_digest")
def test_a_moved_page_is_recognised_by_its_new_address(website: str) -> None:
    run("ingest", f"{website}/moved")
    shown = json.dumps(json.loads(run("ask", "/sources", "--json").stdout))
    assert f"{website}/story" in shown
    assert "/moved" not in shown


@pytest.mark.usefixtures("_empty_digest")
def test_readable_documents_are_stored_and_unreadable_ones_counted(tmp_path: Path) -> None:
    there = tmp_path / "pier.txt"
    there.write_text("The pier opens\n\nMayor Ann Lee said it opens on Monday.\n", encoding="utf-8")
    result = run("ingest", str(tmp_path / "missing.txt"), str(there))
    assert result.exit_code == 1
    assert result.stdout == "1 article with 0 quotations stored\n"
    assert len(result.stderr.splitlines()) == 1
