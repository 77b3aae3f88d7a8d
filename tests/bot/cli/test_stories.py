"""`briefbot stories`: the stories of the articles, as a list and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import stories
from briefings.ingest import Ingestor
from briefings.library import Library
from tests.bot.cli.conftest import run
from tests.briefings.ingest.story_articles import BRIDGE, many


def listed(*arguments: str) -> list[dict[str, Any]]:
    result = run("stories", "--json", *arguments)
    assert result.exit_code == 0
    found: list[dict[str, Any]] = json.loads(result.stdout)["stories"]
    return found


def test_a_folder_of_articles_becomes_stories_that_answer(articles: Path) -> None:
    assert run("ingest", articles).exit_code == 0
    lines = run("stories").stdout.splitlines()
    assert len(lines) == 2
    assert [line.partition(" ")[0] for line in lines] == ["2026-03-06", "2026-03-04"]
    assert all("(3 articles, " in line for line in lines)
    reply = run("ask", "/brief topic:ferry astrid", "--plain").stdout
    assert "ran aground" in reply
    assert "No topic" not in reply


def test_json_has_everything_in_a_story(articles: Path) -> None:
    run("ingest", articles)
    ferry, bridge = listed()
    assert listed("--since", "2026-03-05") == [ferry]
    assert listed("--since", "2026-03-07") == []
    assert list(ferry) == [
        *("id", "name", "as_of", "articles", "origins"),
        *("key_points", "positions", "events", "discrepancies"),
    ]
    assert [list(one) for one in ferry["articles"]] == [["id", "url", "headline"]] * 3
    assert {one["headline"] for one in bridge["articles"]} == {one for one, _ in BRIDGE.values()}
    assert ferry["origins"] > 1
    assert {"Ivo Petrin"} <= {one["actor"] for one in ferry["positions"]}
    assert {one["status"] for one in ferry["events"]} == {"happened"}
    assert all(len(one["claims"]) > 1 for one in ferry["discrepancies"])
    extracted = json.loads(run("extract", "--json", *articles.iterdir()).stdout)["articles"]
    texts = {one["id"]: one["text"] for one in extracted}
    cited = [place for found in (ferry, bridge) for place in _citations(found)]
    assert cited
    for place in cited:
        assert texts[place["article"]][place["start"] : place["end"]] == place["exact"]


def _citations(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, dict):
        parts = [one for value in found.values() for one in _citations(value)]
        return [*found.get("citations", ()), *parts]
    return [one for part in found for one in _citations(part)] if isinstance(found, list) else []


def test_without_articles_there_are_no_stories() -> None:
    assert run("stories").stdout.startswith("no stories: briefbot ingest makes them")
    assert "of 2026-03-04 or later" in run("stories", "--since", "2026-03-04").stdout
    assert listed() == []


def test_an_invalid_day_is_reported() -> None:
    result = run("stories", "--since", "last week")
    assert result.exit_code == 2
    assert result.stderr == "--since: 'last week' is no day: write one like 2026-03-04\n"


@pytest.mark.parametrize(("older", "said"), [(1, "1 older story"), (2, "2 older stories")])
def test_with_very_many_stories_the_newest_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, older: int, said: str
) -> None:
    url = f"sqlite:///{tmp_path}/library.db"
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", url)
    monkeypatch.setattr(stories, "SHOWN", 3 - older)
    with Library.open(url) as library:
        list(Ingestor(library).add(many(30)))
    lines = run("stories").stdout.splitlines()
    assert len(lines) == 4 - older
    assert lines[-1] == f"… and {said}: --since DAY lists them"
    assert len(run("stories", "--since", "2026-03-01").stdout.splitlines()) == 3


def test_stories_from_earlier_articles_are_made_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/library.db"
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", url)
    with Library.open(url) as library:
        list(Ingestor(library).add(many(10)))
        with library.write() as writer:
            writer.stories.put_stories([])
            writer.stories.keep_state(made_by=-1)
    assert len(listed()) == 1
    with Library.open(url) as library, library.read() as reader:
        assert reader.all_read_by() > 0
