"""The command line: what it prints, and its exit codes (0 done, 1 wrong input, 2 usage)."""

import asyncio
import contextlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.settings import bundled_digest

STORY = """\
Harbour bridge to reopen in spring

The Varnholm Courier

By Jan Riis

VARNHOLM, March 3 - The harbour bridge will open again before the summer, the mayor said.

"We have waited long enough for this bridge," Mayor Anna Holt said on Monday at a news conference.

"It was never going to be cheap," she added.

"Nobody asked the fishermen," said Piet Varga, who runs the fish market.
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BRIEFBOT_") or name == "DISCORD_TOKEN":
            monkeypatch.delenv(name)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


# ask


def test_ask_draws_the_reply() -> None:
    result = run("ask", "/brief topic:summit")
    assert result.exit_code == 0
    assert "Alaska" in result.stdout
    assert "Timeline" in result.stdout


def test_ask_json_prints_every_page_as_it_would_be_sent() -> None:
    result = run("ask", "/quote person:whitcoff", "--json")
    payloads = json.loads(result.stdout)
    assert len(payloads) > 1
    assert all(payload["allowed_mentions"] == {"parse": []} for payload in payloads)


def test_ask_shows_the_picture_that_goes_with_a_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    (payload,) = json.loads(run("ask", "/positions territory", "--json").stdout)
    (attached,) = payload["attachments"]
    image = payload["embeds"][0]["image"]
    assert image["url"] == f"attachment://{attached['filename']}"
    assert image["description"] == attached["description"]
    assert "Russia agrees" in attached["description"]
    assert "▣ Picture: Timeline: The Alaska summit  " in run("ask", "/timeline summit").stdout
    monkeypatch.setenv("BRIEFBOT_PICTURES", "no")
    (payload,) = json.loads(run("ask", "/positions territory", "--json").stdout)
    assert "attachments" not in payload


def test_a_digest_that_is_tried_out_leaves_no_trace(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "docs" / "example"
    assert "harbour" in run("ask", "/brief bridge", "--digest", example).stdout
    assert not (tmp_path / "data").exists()
    assert "Alaska" in run("ask", "/brief summit").stdout


def test_ask_limits_shows_what_is_used_and_broken() -> None:
    (shown, *_) = json.loads(run("ask", "/brief summit", "--json", "--limits").stdout)
    assert shown["violations"] == []
    assert all(used <= most for used, most in shown["usage"].values())


def test_ask_limits_are_told_of_payloads_only() -> None:
    result = run("ask", "/brief summit", "--limits")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "--limits tells of the payloads: write --json --limits",
    ]


@pytest.mark.parametrize("command", ["/brief", "/nonsense", "/brief topic:x detail:wrong"])
def test_ask_tells_wrong_usage_in_one_line(command: str) -> None:
    result = run("ask", command)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_ask_with_a_broken_digest_tells_every_problem(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("articles:\n- id: a\n  headline: 3\n  colour: blue\n")
    result = run("ask", "/help", "--digest", tmp_path / "bad.yaml")
    assert result.exit_code == 1
    assert "bad.yaml:3" in result.stderr
    assert "colour" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("content", [None, "", "article: {id: a"])
def test_ask_refuses_a_digest_that_was_given_and_is_broken(
    tmp_path: Path, content: str | None
) -> None:
    run("ask", "/who putin")  # there is a good digest, stored earlier
    given = tmp_path / "given"
    if content is not None:
        given.mkdir()
    if content:
        (given / "digest.yaml").write_text(content)
    result = run("ask", "/who putin", "--digest", given)
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(str(given))


def test_ask_says_when_the_last_good_digest_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    run("ask", "/who putin")
    monkeypatch.setenv("BRIEFBOT_DIGEST", "nowhere")
    result = run("ask", "/who putin")
    assert result.exit_code == 0
    assert "Vladimir Putin" in result.stdout
    missing, serving = result.stderr.splitlines()
    assert missing.startswith("nowhere: does not exist")
    assert "last good digest" in serving


@pytest.mark.parametrize("content", ["{{ nonsense", "{{ 1 / (answer.actor.name | length - 14) }}"])
def test_ask_tells_where_a_template_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """As it is read, or on the answer that was asked for."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "who.md.j2").write_text(f"# Who\n\n{content}")
    given = run("ask", "/who putin", "--templates", folder)
    assert given.exit_code == 1
    monkeypatch.setenv("BRIEFBOT_TEMPLATES", str(folder))
    configured = run("ask", "/who putin")
    assert configured.exit_code == 0
    for result in (given, configured):
        assert "Vladimir Putin" in result.stdout
        (line,) = result.stderr.splitlines()
        assert line.startswith("who.md.j2:3: ")


def test_templates_that_are_nowhere_are_told_by_the_name_they_were_given_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    result = run("ask", "/help", "--templates", "nowhere")
    assert result.exit_code == 1
    assert result.stderr.startswith("--templates: no such folder")
    monkeypatch.setenv("BRIEFBOT_TEMPLATES", "nowhere")
    result = run("ask", "/help")
    assert result.exit_code == 1
    assert result.stderr.startswith("BRIEFBOT_TEMPLATES: no such folder")


def test_ask_with_an_empty_digest_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("articles: []\n")
    result = run("ask", "/brief summit", "--digest", tmp_path / "empty.yaml")
    assert result.exit_code == 0
    assert "ingest" in result.stdout


def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_HTTP_PORT", "x")
    result = run("ask", "/help")
    assert result.exit_code == 1
    assert result.stderr.startswith("BRIEFBOT_HTTP_PORT: ")


def test_an_unknown_setting_is_told_and_the_command_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_DIGESTS", "nowhere")
    result = run("ask", "/help")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "unknown setting BRIEFBOT_DIGESTS: did you mean BRIEFBOT_DIGEST?"
    ]


def test_a_wrong_database_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", "mongodb://x:secret@y/z")
    result = run("ask", "/help")
    assert result.exit_code == 1
    assert "mongodb" in result.stderr
    assert "secret" not in result.stderr


# check and schema


def test_check_finds_the_bundled_digest_sound() -> None:
    result = run("check", bundled_digest())
    assert result.exit_code == 0
    assert "sound" in result.stdout


def test_check_says_where_citations_are_not_found(tmp_path: Path, story: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "2025").mkdir(parents=True)
    story.rename(texts / "2025" / "story.txt")
    (tmp_path / "digest.yaml").write_text(
        "article: {id: a, headline: Harbour bridge to reopen in spring,"
        " date_published_note: unknown}\n"
        "events:\n"
        "- {id: e, name: It opens, start_date: 2025, citations: [{exact: before the summer}]}\n"
        "- {id: f, name: It shuts, start_date: 2025, citations: [{exact: after the winter}]}\n"
    )
    result = run("check", tmp_path / "digest.yaml", "--texts", texts)
    assert result.exit_code == 1
    assert "digest.yaml:4" in result.stderr
    assert "1 of 2 citations" in result.stdout


def test_check_says_what_it_could_not_read(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "empty.txt").touch()
    result = run("check", bundled_digest(), "--texts", tmp_path / "texts")
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "no text at hand" in result.stdout
    result = run("check", bundled_digest(), "--texts", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "no such folder" in result.stderr
    assert "were not looked up" in result.stdout


def test_check_of_nothing_is_a_problem(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "1 problem" in result.stdout


SHARED = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the source documents are not at hand")
def test_every_citation_of_the_bundled_digest_is_in_its_article_exactly_once() -> None:
    result = run("check", bundled_digest(), "--texts", SHARED)
    assert result.stderr == ""
    assert result.exit_code == 0
    assert "no text at hand" not in result.stdout


def test_schema_is_json_schema() -> None:
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://json-schema.org/")


# extract


def test_extract_prints_verbatim_quotations_with_their_speakers(story: Path) -> None:
    result = run("extract", story, "--json")
    assert result.exit_code == 0
    (article,) = json.loads(result.stdout)["articles"]
    assert article["headline"] == "Harbour bridge to reopen in spring"
    for quote in article["quotes"]:
        assert article["text"][quote["start"] : quote["end"]] == quote["text"]
    assert [quote["speaker"] for quote in article["quotes"]] == [
        "Anna Holt",
        "Anna Holt",
        "Piet Varga",
    ]


def test_extract_for_people_is_one_line_a_quotation(story: Path) -> None:
    lines = run("extract", story).stdout.splitlines()
    assert lines[0].startswith("Harbour bridge to reopen in spring")
    assert lines[1].startswith("  Anna Holt: “We have waited long enough")


def test_extract_goes_on_after_a_document_that_cannot_be_read(tmp_path: Path, story: Path) -> None:
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 20)
    result = run("extract", tmp_path / "binary.bin", tmp_path / "nowhere.txt", story, "--json")
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["articles"]) == 1
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        str(tmp_path / "binary.bin"),
        str(tmp_path / "nowhere.txt"),
    ]


def test_extract_reads_folders_but_not_what_is_hidden(tmp_path: Path, story: Path) -> None:
    for folder in ("2025", ".trash"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(STORY.replace("fishermen", folder))
    (tmp_path / ".hidden.txt").write_text(STORY.replace("fishermen", "nobody"))
    articles = json.loads(run("extract", tmp_path, "--json").stdout)["articles"]
    assert sorted("2025" in article["text"] for article in articles) == [False, True]


@pytest.mark.parametrize(
    ("command", "name", "said"),
    [
        ("extract", "", "a document's name is empty: give a file, a folder or an address"),
        ("ingest", "", "a document's name is empty: give a file, a folder or an address"),
        (
            "extract",
            "https://example.org/story",
            "https://example.org/story: extract takes files; ingest fetches addresses",
        ),
        ("ingest", "ftp://x/y", "ftp://x/y: only http and https addresses are fetched"),
        ("ingest", "http:///", "http:///: the address names no host"),
        ("ingest", "HTTPS://[x/", "HTTPS://[x/: the address names no host"),
    ],
)
def test_what_is_no_document_is_told_and_the_rest_read(
    story: Path, command: str, name: str, said: str
) -> None:
    result = run(command, name, story)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [said]
    assert "bridge" in result.stdout or "1 article with 3 quotations stored" in result.stdout


def test_a_name_that_no_file_can_have_is_told() -> None:
    result = run("extract", "x" * 5_000, "--json")
    assert result.exit_code == 1
    assert "cannot be opened (File name too long)" in result.stderr


# ingest


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
def test_a_correction_that_can_not_be_stored_leaves_the_earlier_text(
    tmp_path: Path, story: Path
) -> None:
    run("ingest", story)
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "briefbot.sqlite3")) as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON library_sources BEGIN "
            "SELECT RAISE(ABORT, 'disk is full'); END"
        )
        story.write_text(STORY.replace("fishermen", "neighbours"))
        result = run("ingest", story)
        assert result.exit_code == 1
        assert "no room left" in result.stderr
        database.execute("DROP TRIGGER full")
    assert "fishermen" in run("ask", "/quote person:varga").stdout


@pytest.mark.usefixtures("_empty_digest")
def test_a_quotation_longer_than_a_digest_takes_is_left_out(story: Path) -> None:
    speech = "We have talked about this bridge for a very long time. " * 400
    story.write_text(f"{STORY}\n\n“{speech.strip()}” said Nora Holt.\n")
    result = run("ingest", story)
    assert "1 article with 3 quotations stored" in result.stdout


@pytest.mark.usefixtures("_empty_digest")
def test_an_output_that_is_no_folder_is_told(story: Path) -> None:
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


# sources and forget


@pytest.mark.usefixtures("_empty_digest")
def test_what_was_ingested_is_listed_and_can_be_forgotten(story: Path) -> None:
    assert "the library is empty" in run("sources").stdout
    run("ingest", story)
    listed = run("sources")
    assert listed.exit_code == 0
    (line,) = listed.stdout.splitlines()
    source = line.split(": ")[0]
    assert line == f"{source}: 1 article, 3 quotations – Harbour bridge to reopen in spring"
    forgotten = run("forget", source)
    assert forgotten.exit_code == 0
    assert forgotten.stdout == f"{source}: forgotten\n"
    assert "fishermen" not in run("ask", "/quote person:varga").stdout


@pytest.mark.usefixtures("_empty_digest")
def test_what_can_not_be_forgotten_is_told_one_by_one(story: Path) -> None:
    run("ingest", story)
    run("ask", "/help")  # takes the digest files into the library
    *_, files = run("sources").stdout.splitlines()
    assert files == "files: 0 articles, 0 quotations – the digest files"
    result = run("forget", "files", "ingested:harbor", "zzz")
    assert result.exit_code == 1
    kept, near, unknown = result.stderr.splitlines()
    assert kept.startswith("files: these are the digest files")
    assert near.startswith("ingested:harbor: no such source")
    assert unknown == "zzz: no such source: briefbot sources lists them"
    assert "fishermen" in run("ask", "/quote person:varga").stdout


@pytest.fixture
def website(tmp_path: Path) -> Iterator[str]:
    """A web site on this machine, served from a thread of its own."""
    started, loop = threading.Event(), asyncio.new_event_loop()
    address: list[str] = []
    runners: list[web.AppRunner] = []

    async def story_page(_: web.Request) -> web.Response:
        paragraphs = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n")[3:])
        html = f"<html><body><article><h1>Bridge</h1>{paragraphs}</article></body></html>"
        return web.Response(text=html, content_type="text/html")

    async def moved(_: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently("/story")

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):  # nobody reads to the end
            for _ in range(400):
                await response.write(b"x" * 65_536)
        return response

    async def serve() -> None:
        application = web.Application()
        application.add_routes(
            [
                web.get("/story", story_page),
                web.get("/moved", moved),
                web.get("/endless", endless),
            ]
        )
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        runners.append(runner)
        address.append(f"http://127.0.0.1:{runner.addresses[0][1]}")
        started.set()

    thread = threading.Thread(target=lambda: (loop.run_until_complete(serve()), loop.run_forever()))
    thread.start()
    started.wait(10)
    yield address[0]
    asyncio.run_coroutine_threadsafe(runners[0].cleanup(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


@pytest.mark.usefixtures("_empty_digest")
def test_addresses_are_fetched_and_failures_told_one_by_one(website: str) -> None:
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
def test_a_page_that_has_moved_is_known_by_its_new_address(website: str) -> None:
    run("ingest", f"{website}/moved")
    shown = json.dumps(json.loads(run("ask", "/sources", "--json").stdout))
    assert f"{website}/story" in shown
    assert "/moved" not in shown
