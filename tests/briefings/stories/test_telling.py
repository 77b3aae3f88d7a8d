from datetime import date

import pytest

from briefings.stories.actors import one_spelling
from briefings.stories.telling import name, tell
from tests.briefings.stories.building import RARITY, article

GAZETTE = article(
    "Gazette",
    "The ferry Astrid ran aground on rocks off Holm on Tuesday with 80 passengers aboard. "
    "Ada Moss, the captain, denied that the Astrid had sailed too near the rocks off Holm.",
    headline="Ferry Astrid runs aground off Holm",
)
HERALD = article(
    "Herald",
    "The ferry Astrid ran aground on rocks off Holm on Tuesday with 60 passengers aboard.",
    headline="Ferry Astrid aground off Holm as lights of western pier fail for hours again",
    later=1,
)


def test_a_story_is_made_from_all_its_articles() -> None:
    story = tell("gazette", [GAZETTE, HERALD], RARITY)
    assert story.name == "Ferry Astrid runs aground off Holm"
    assert story.as_of == date(2026, 3, 5)
    assert story.articles == ("gazette", "herald")
    assert story.origins == 2
    assert story.key_points
    assert [event.start_date for event in story.events] == ["2026-03-03"]
    assert [position.actor for position in story.positions] == ["Ada Moss"]


def test_a_story_has_articles() -> None:
    with pytest.raises(ValueError, match="none: a story has articles"):
        tell("none", [], RARITY)


def test_without_headlines_a_story_is_called_by_its_first_article() -> None:
    assert name([article("Gazette", "It rained.")], RARITY) == "gazette"


def test_spellings_of_one_name_are_one_actor() -> None:
    names = ["Ivo Petrin", "Ivo Petrin", "Ivo Petryn", "Petrin", "Ada Moss", "Ada Ross", "Li Wu"]
    assert one_spelling([*names, "Li Xu", "Kar"]) == {
        "Ivo Petrin": "Ivo Petrin",
        "Ivo Petryn": "Ivo Petrin",
        "Petrin": "Ivo Petrin",
        "Ada Moss": "Ada Moss",
        "Ada Ross": "Ada Ross",
        "Li Wu": "Li Wu",
        "Li Xu": "Li Xu",
        "Kar": "Kar",
    }


def test_a_surname_shared_by_two_is_nobodys() -> None:
    assert one_spelling(["Ivo Petrin", "Ada Petrin", "Petrin"])["Petrin"] == "Petrin"
