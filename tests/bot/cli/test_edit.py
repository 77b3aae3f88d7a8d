"""`briefbot edit`: a story is written to a file, changed, and stays changed."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import run
from tests.bot.cli.test_stories import listed
from tests.briefings.ingest.story_articles import FERRY


def written(result_of: str) -> Path:
    """The file that `briefbot edit` says it wrote."""
    return Path(result_of.splitlines()[-1].partition(": change it")[0])


def replaced(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_a_name_that_was_changed_stays_when_new_articles_come(
    articles: Path,
) -> None:
    late = next(iter(articles.glob("*.txt")))
    held = late.read_text()
    late.unlink()
    run("ingest", articles)
    story = next(one for one in listed() if len(one["articles"]) == 2)
    path = written(run("edit", story["id"]).stdout)
    replaced(path, f"name: {story['name']}", "name: As we call it")
    edited = run("edit", story["id"])
    assert "1 change taken over: As we call it" in edited.stdout
    late.write_text(held)
    run("ingest", articles)
    (now,) = [one for one in listed() if one["id"] == story["id"]]
    assert now["name"] == "As we call it"
    assert len(now["articles"]) == 3
    assert "undone" in run("edit", "call", "--undo").stdout
    assert not path.exists()
    assert listed()[0]["name"] != "As we call it" != listed()[1]["name"]
    assert "nothing was changed" in run("edit", story["id"], "--undo").stdout


def test_ingest_takes_over_what_was_changed(articles: Path) -> None:
    run("ingest", articles)
    path = written(run("edit", listed()[0]["id"]).stdout)
    name = listed()[0]["name"]
    replaced(path, f"name: {name}", "name: By hand")
    assert "1 change taken over" in run("ingest", articles).stdout
    assert listed()[0]["name"] == "By hand"
    assert "taken over" not in run("ingest", articles).stdout


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("topics:", "topics: [", "is not YAML"),
        ("stance: ", "stance: very ", "stance"),
        ("  name: ", "  nome: ", "nome"),
        ("exact: ", "exact: Nobody wrote ", "exact"),
        ("article: ", "article: no-", "no article"),
        ("- id: story-", "- id: other-", "expected one topic"),
        ("actor: ", "actor: nobody-", "nobody has the id"),
        ("topic: ", "topic: other-", "is on other-story"),
    ],
)
def test_a_broken_file_changes_nothing_and_is_kept(
    articles: Path,
    before: str,
    after: str,
    said: str,
) -> None:
    run("ingest", articles)
    told = listed()
    path = written(run("edit", told[0]["id"]).stdout)
    replaced(path, before, after)
    broken = path.read_text()
    result = run("edit", told[0]["id"])
    assert result.exit_code == 1
    assert said in result.stderr
    assert path.read_text() == broken
    assert listed() == told


def test_words_for_no_story_and_for_several_are_reported_differently(articles: Path) -> None:
    run("ingest", articles)
    missing = run("edit", "submarine")
    assert missing.exit_code == 1
    assert "no story 'submarine': briefbot stories lists them" in missing.stderr
    shared = run("edit", next(iter(FERRY.values()))[0].split()[0])
    assert shared.exit_code in (0, 1)


def test_an_unknown_file_is_reported(articles: Path, tmp_path: Path) -> None:
    run("ingest", articles)
    path = written(run("edit", listed()[0]["id"]).stdout)
    stray = path.with_name("story-000000000000.yaml")
    stray.write_text("topics: []\n")
    result = run("ingest", articles)
    assert result.exit_code == 1
    assert "was not written by briefbot edit" in result.stderr
