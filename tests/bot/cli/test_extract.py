"""`briefbot extract`: documents become articles and quotations."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import STORY, run


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


def test_extract_for_people_prints_one_line_per_quotation(story: Path) -> None:
    lines = run("extract", story).stdout.splitlines()
    assert lines[0].startswith("Harbour bridge to reopen in spring")
    assert lines[1].startswith("  Anna Holt: “We have waited long enough")


def test_extract_continues_after_an_unreadable_document(tmp_path: Path, story: Path) -> None:
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
        ("ingest", "HTTPS://[x/", "HTTPS://[x/: its host can't be read: check the address"),
        ("ingest", "ftp://me:secret@x", "ftp://x: only http and https addresses are fetched"),
        (
            "ingest",
            "http://x/\x1b[2J",
            "http://x/ [2J: has control characters in it: copy the address again",
        ),
    ],
)
def test_what_is_not_a_document_is_reported_and_the_rest_read(
    story: Path, command: str, name: str, said: str
) -> None:
    result = run(command, name, story)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [said]
    assert "bridge" in result.stdout or "1 article with 3 quotations stored" in result.stdout


def test_an_impossible_file_name_is_reported() -> None:
    result = run("extract", "x" * 5_000, "--json")
    assert result.exit_code == 1
    assert "cannot be opened (File name too long)" in result.stderr


def test_extract_marks_words_that_were_not_said(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_text(
        "<html><head><title>The pier</title></head><body><article><h1>The pier stays shut</h1>"
        "<p>Council leader Tilda Roan denied saying “the pier will be pulled down by May.”</p>"
        "<p>“We will paint it green,” said Tilda Roan, who leads the council of Saltmere.</p>"
        "</article></body></html>"
    )
    _, denied, said = run("extract", tmp_path / "story.html").stdout.splitlines()
    assert denied == "  (reported as not said): “the pier will be pulled down by May.”"
    assert said == "  Tilda Roan: “We will paint it green,”"
