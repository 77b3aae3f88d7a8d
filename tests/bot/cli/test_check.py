"""`briefbot check` and `schema`: digest files, and their citations in the articles."""

import json
from pathlib import Path

import pytest

from bot.settings import bundled_digest
from tests.bot.cli.conftest import run


def test_check_finds_the_bundled_digest_valid() -> None:
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


def test_check_reports_what_it_could_not_read(tmp_path: Path) -> None:
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


SHARED = Path(__file__).resolve().parents[4] / "shared" / "seeds"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the source documents are not at hand")
def test_every_citation_of_the_bundled_digest_is_in_its_article_exactly_once() -> None:
    result = run("check", bundled_digest(), "--texts", SHARED)
    assert result.stderr == ""
    assert result.exit_code == 0
    assert "no text at hand" not in result.stdout


def test_schema_is_json_schema() -> None:
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://json-schema.org/")
