"""`briefbot ask`: what it prints, and its exit codes (0 done, 1 wrong input, 2 usage)."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.conftest import run


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
    payload, *others = json.loads(run("ask", "/positions territory", "--json").stdout)
    (attached,) = payload["attachments"]
    image = payload["embeds"][0]["image"]
    assert image["url"] == f"attachment://{attached['filename']}"
    assert image["description"] == attached["description"]
    assert "Russia yes" in attached["description"]
    assert not any("attachments" in other for other in others)
    assert "▣ Picture: Who reports it: The Alaska summit  " in run("ask", "/brief summit").stdout
    assert "▣ Bild: " in run("ask", "/brief summit", "--language", "de").stdout
    monkeypatch.setenv("BRIEFBOT_PICTURES", "no")
    payload, *_ = json.loads(run("ask", "/positions territory", "--json").stdout)
    assert "attachments" not in payload
    assert "Russia ✓\u00a0yes" in payload["embeds"][0]["description"]


def test_trying_a_digest_leaves_no_trace(tmp_path: Path) -> None:
    example = Path(__file__).parents[3] / "docs" / "example"
    assert "harbour" in run("ask", "/brief bridge", "--digest", example).stdout
    assert not (tmp_path / "data").exists()
    assert "Alaska" in run("ask", "/brief summit").stdout


def test_ask_limits_shows_what_is_used_and_broken() -> None:
    (shown, *_) = json.loads(run("ask", "/brief summit", "--json", "--limits").stdout)
    assert shown["violations"] == []
    assert all(used <= most for used, most in shown["usage"].values())


def test_ask_limits_are_only_for_payloads() -> None:
    result = run("ask", "/brief summit", "--limits")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "--limits describes the payloads: write --json --limits",
    ]


@pytest.mark.parametrize("command", ["/positions", "/nonsense", "/brief topic:x detail:wrong"])
def test_ask_reports_wrong_usage_in_one_line(command: str) -> None:
    result = run("ask", command)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_ask_with_a_broken_digest_reports_every_problem(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("articles:\n- id: a\n  headline: 3\n  colour: blue\n")
    result = run("ask", "/help", "--digest", tmp_path / "bad.yaml")
    assert result.exit_code == 1
    assert "bad.yaml:3" in result.stderr
    assert "colour" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("content", [None, "", "article: {id: a"])
def test_ask_refuses_a_broken_digest_given_by_name(tmp_path: Path, content: str | None) -> None:
    run("ask", "/who putin")  # a good digest was stored earlier
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
def test_ask_reports_where_a_template_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    """While reading it, or on the requested answer."""
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


def test_missing_templates_are_reported_by_the_given_name(
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


def test_an_unknown_setting_is_reported_and_the_command_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
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


def test_ask_prints_plain_text_with_numbered_sources_and_addresses() -> None:
    result = run("ask", "/brief summit", "--plain")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:2] == ["The Alaska summit", "================="]
    assert any(line.startswith("1. ") and line.endswith("[1] [2]") for line in lines)
    assert any("[7] “" in line and "<https://" in line for line in lines)
    assert "▌" not in result.stdout
    assert "**" not in result.stdout


def test_ask_prints_all_pages_as_plain_text() -> None:
    result = run("ask", "/quote witkoff", "--plain")
    assert result.stdout.count("Steve Witkoff, word for word\n===") > 1
    assert "Page 2 of " in result.stdout


def test_ask_prints_text_or_payloads() -> None:
    result = run("ask", "/help", "--plain", "--json")
    assert result.exit_code == 2
    assert "--plain" in result.stderr


def test_without_a_digest_only_ingested_articles_are_served(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Alaska" in run("ask", "/brief").stdout
    monkeypatch.setenv("BRIEFBOT_DIGEST", "none")
    assert "holds no articles yet" in run("ask", "/brief").stdout
    run("ingest", story)
    shown = run("ask", "/brief").stdout
    assert "Harbour bridge to reopen" in shown
    assert "Alaska" not in shown


def test_terminal_help_names_only_terminal_features() -> None:
    shown = run("ask", "/help").stdout
    assert "/brief" in shown
    for absent in ("/daily", "/feeds", "right-click", "Press Sources"):
        assert absent not in shown
    assert "news feeds (for moderators)" in run("ask", "/help", "--json").stdout
