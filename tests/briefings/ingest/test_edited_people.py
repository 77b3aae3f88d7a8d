"""An operator's statement of who is who applies to stored and future articles."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.digest import Problem, check_digest
from briefings.ingest import Ingestor
from briefings.ingest.edited_people import EditedPeople, TakenPeople
from briefings.ingest.stories import Stories
from briefings.library import Library
from briefings.models import Digest
from briefings.reading import ReadArticle
from tests.briefings.ingest.story_articles import bridge, ferry, told

NOW = datetime(2026, 3, 5, 9, tzinfo=UTC)
MISSPELLED = told(
    "Beacon",
    "Astrid captain speaks of lights",
    "The lights of the western pier had failed when the ferry Astrid ran aground off Holm, its "
    "captain said again on Wednesday.\n\n"
    "“The lights of the western pier had failed,” said Captain Anna Mosk of the Astrid. “I want "
    "an inquiry into the harbour lights of Holm,” Anna Mosk said.",
)
LATER = told(
    "Signal",
    "Astrid captain asks for pilots",
    "The captain of the ferry Astrid, which ran aground off Holm, asked for pilots.\n\n"
    "“Pilots must come aboard off Holm,” said Captain Anna Mosk of the Astrid.",
)


def add(library: Library, articles: Iterable[ReadArticle]) -> None:
    list(Ingestor(library, clock=lambda: NOW).add(articles))


def edited(library: Library, folder: Path) -> EditedPeople:
    return EditedPeople(library, Stories(library, clock=lambda: NOW), folder)


def take(library: Library, folder: Path, text: str) -> TakenPeople | None:
    folder.mkdir(exist_ok=True)
    (folder / "people.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    taken = edited(library, folder).take(problems)
    assert problems == []
    return taken


def digest_of(library: Library) -> Digest:
    with library.read() as reader:
        digest = reader.digest()
    check_digest(digest)
    return digest


def speakers(library: Library) -> dict[str, int]:
    counts: dict[str, int] = {}
    digest = digest_of(library)
    for quote in digest.quotes:
        if quote.creator:
            counts[quote.creator] = counts.get(quote.creator, 0) + 1
    assert {one.actor for one in digest.positions} <= {one.id for one in digest.actors}
    return counts


MERGE = "merge:\n  - [ada-moss, Anna Mosk]\n"


def test_merged_people_are_one_now_and_later(library: Library, tmp_path: Path) -> None:
    add(library, [*ferry(), MISSPELLED])
    before = speakers(library)
    assert before["anna-mosk"] == 2
    assert take(library, tmp_path, MERGE) == TakenPeople(1, 0)
    after = speakers(library)
    assert "anna-mosk" not in after
    assert after["ada-moss"] == before["ada-moss"] + before["anna-mosk"]
    digest = digest_of(library)
    assert "anna-mosk" not in {one.id for one in digest.actors}
    assert "anna-mosk" not in {one.actor for one in digest.positions}
    stays = next(one for one in digest.actors if one.id == "ada-moss")
    assert "Anna Mosk" in stays.alternate_names
    add(library, [LATER])
    assert speakers(library)["ada-moss"] == after["ada-moss"] + 1
    with library.read() as reader:  # the same words are one utterance now
        said = reader.utterances(creators=["ada-moss"], limit=None)
        failed = [one for one in said if "western pier" in one.lead.text]
        assert [len(one.quotes) for one in failed] == [3]


def test_a_merge_is_undone(library: Library, tmp_path: Path) -> None:
    add(library, [*ferry(), MISSPELLED])
    before = digest_of(library)
    take(library, tmp_path, MERGE)
    assert edited(library, tmp_path).undo()
    assert not (tmp_path / "people.yaml").exists()
    after = digest_of(library)
    assert {one.id: one for one in after.quotes} == {one.id: one for one in before.quotes}
    assert {one.id: one for one in after.actors} == {one.id: one for one in before.actors}
    assert not edited(library, tmp_path).undo()


def test_articles_after_a_merge_are_split_by_their_spelling(
    library: Library, tmp_path: Path
) -> None:
    add(library, [*ferry(), MISSPELLED])
    take(library, tmp_path, MERGE)
    add(library, [LATER])
    take(library, tmp_path, "")
    assert speakers(library)["anna-mosk"] == 3


def test_two_people_with_one_name_are_separated_by_story(library: Library, tmp_path: Path) -> None:
    namesake = told(
        "Beacon",
        "Harrow Bridge engineers found cracks in piers",
        "Engineers found cracks in the piers of Harrow Bridge, which the town council voted to "
        "close to lorries.\n\n“We must close Harrow Bridge to lorries,” said Ada Moss.",
    )
    add(library, [*bridge(), namesake, *ferry()])
    with library.read() as reader:
        articles = {one.outlet: one.id for one in reader.digest().articles}
        stories = {
            article: story
            for story, ids in reader.articles_of_stories(one.id for one in reader.stories()).items()
            for article in ids
        }
    story = stories[articles["Courier"]]
    text = f"split:\n  - person: ada-moss\n    name: Ada Moss (engineer)\n    stories: [{story}]\n"
    before = speakers(library)["ada-moss"]
    assert take(library, tmp_path, text) == TakenPeople(0, 1)
    after = speakers(library)
    assert (after["ada-moss"], after["ada-moss-engineer"]) == (before - 1, 1)
    positions = digest_of(library).positions
    assert {one.topic for one in positions if one.actor == "ada-moss-engineer"} == {story}
    add(library, [told("Signal", *_again(namesake))])
    assert speakers(library)["ada-moss-engineer"] == 2
    edited(library, tmp_path).undo()
    assert "ada-moss-engineer" not in speakers(library)


def _again(article: ReadArticle) -> tuple[str, str]:
    text = article.text.replace("We must close", "Nothing but closing will do: we shall shut")
    return f"{article.headline} again", text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("merge:\n  - [ada-moss, nobody-here]\n", "people.yaml:2: merge[0][1]: nobody is"),
        ("merge:\n  - [ada-moss]\n", "people.yaml:2: merge[0]: expected a list of two"),
        ("merge:\n  - ada-moss\n", "people.yaml:2: merge[0]: expected a list of two"),
        ("join: []\n", "people.yaml:1: join: no such key"),
        (
            "merge:\n  - [ada-moss, ivo-petrin]\n  - [ivo-petrin, ada-moss]\n",
            "people.yaml:3: merge[1]: 'ivo-petrin' is merged elsewhere",
        ),
        ("split:\n  - {person: ada-moss, name: Ada}\n", "people.yaml:2: split[0]: expected the"),
        (
            "split:\n  - {person: ada-moss, name: Ada, stories: [story-x]}\n",
            "people.yaml:2: split[0].stories: there is no story 'story-x'",
        ),
        (
            "split:\n  - {person: ada-moss, name: Ivo Petrin, articles: []}\n",
            "people.yaml:2: split[0]: expected the stories or articles",
        ),
        ("merge: [\n", "people.yaml:"),
    ],
)
def test_a_broken_file_is_reported_by_line_and_changes_nothing(
    library: Library, tmp_path: Path, text: str, said: str
) -> None:
    add(library, ferry())
    before = digest_of(library)
    (tmp_path / "people.yaml").write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    assert edited(library, tmp_path).take(problems) is None
    assert said in str(problems[0])
    assert digest_of(library) == before


def test_the_file_shows_what_applies(library: Library, tmp_path: Path) -> None:
    add(library, [*ferry(), MISSPELLED])
    take(library, tmp_path, MERGE)
    path = tmp_path / "people.yaml"
    path.unlink()
    assert edited(library, tmp_path).write() == path
    assert "- [ada-moss, anna-mosk]" in path.read_text(encoding="utf-8")
    problems: list[Problem] = []
    assert edited(library, tmp_path).take(problems) is None
    assert problems == []
