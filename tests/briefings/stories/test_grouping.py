from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.stories.grouping import Change, Grouping, likeness, linked
from briefings.stories.vectors import DocumentFrequencies, Vector, vector

DAY = date(2026, 3, 2)

FERRY = (
    ("Ferry runs aground off Holm", "The ferry Astrid ran aground on rocks off Holm at dawn."),
    ("Astrid ferry stuck on rocks", "Rescuers took 80 passengers off the ferry Astrid near Holm."),
    ("Captain of Astrid questioned", "Police questioned the captain of the ferry Astrid in Holm."),
)
MINE = (
    ("Miners strike at Karvik", "Miners at the Karvik copper mine walked out over wages."),
    (
        "Karvik copper mine stands still",
        "The strike at the Karvik mine halted all copper shipments.",
    ),
    ("Owners meet Karvik strikers", "Owners of the copper mine met the striking miners of Karvik."),
)


class Newspaper:
    """Vectors of made-up articles, one a day."""

    def __init__(self) -> None:
        self.known = DocumentFrequencies()
        self.printed = 0

    def prints(self, headline: str, text: str, *, later: int = 0) -> Vector:
        self.printed += 1
        day = DAY + timedelta(days=later)
        return vector(f"article-{self.printed}", day, headline, text, self.known)


def grouped(*articles: tuple[str, str]) -> tuple[Grouping, list[str]]:
    """Everything in its story, and the story of each article."""
    paper, grouping = Newspaper(), Grouping()
    vectors = [paper.prints(*article) for article in articles]
    for one in vectors:
        grouping.add(one)
    return grouping, [grouping.story_of(one.id) for one in vectors]


def together(stories: Sequence[str]) -> set[frozenset[int]]:
    """Which places of the list share a story."""
    return {
        frozenset(at for at, other in enumerate(stories) if other == story) for story in stories
    }


def test_articles_on_one_event_are_one_story_and_others_another() -> None:
    _, stories = grouped(FERRY[0], MINE[0], FERRY[1], MINE[1], FERRY[2], MINE[2])
    assert together(stories) == {frozenset({0, 2, 4}), frozenset({1, 3, 5})}


def test_a_story_has_the_id_of_the_article_that_founded_it() -> None:
    grouping, stories = grouped(*FERRY)
    assert set(stories) == {"article-1"}
    assert grouping.stories() == {"article-1": ["article-1", "article-2", "article-3"]}


def test_an_article_that_came_before_changes_nothing() -> None:
    paper, grouping = Newspaper(), Grouping()
    one = paper.prints(*FERRY[0])
    assert grouping.add(one) == (Change("article-1", ("article-1",)),)
    assert grouping.add(one) == ()


def test_the_same_words_years_later_are_less_alike() -> None:
    paper = Newspaper()
    first, soon = paper.prints(*FERRY[0]), paper.prints(*FERRY[1], later=1)
    much_later = Vector("later", DAY + timedelta(days=2_000), soon.body, soon.headline)
    assert 0 < likeness(first, much_later) < likeness(first, soon)


def test_a_chain_of_articles_each_like_the_next_is_not_one_story() -> None:
    alike = {
        "a": {"b": 0.5},
        "b": {"a": 0.5, "c": 0.3},
        "c": {"b": 0.3, "d": 0.5},
        "d": {"c": 0.5},
    }
    assert sorted(map(sorted, linked("abcd", alike, 0.2))) == [["a", "b"], ["c", "d"]]


def test_two_stories_that_a_third_article_joins_say_what_was_part_of_what() -> None:
    def of(name: str, **words: float) -> Vector:
        return Vector(name, DAY, words, words)

    grouping = Grouping()
    grouping.add(of("left", north=1.0))
    grouping.add(of("right", south=1.0))
    assert grouping.story_of("left") != grouping.story_of("right")
    changes = grouping.add(of("middle", north=0.7071, south=0.7071))
    (joined,) = (change for change in changes if len(change.articles) > 1)
    assert joined.articles[-1] == "middle"
    for other in changes:
        assert not other.was_part_of or other.was_part_of[0] in {"left", "right"}


WORDS = st.sampled_from(["ferry", "mine", "strike", "rocks", "copper", "police", "court"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=14)


@given(TEXTS)
def test_every_article_is_in_one_story_and_ids_are_never_used_twice(texts: list[str]) -> None:
    paper, grouping = Newspaper(), Grouping()
    ever: set[str] = set()
    for text in texts:
        new = {change.story for change in grouping.add(paper.prints(text, text))}
        assert len(new) == len(set(new))
        ever |= new
        members = [one for story in grouping.stories().values() for one in story]
        assert sorted(members) == sorted({f"article-{n}" for n in range(1, paper.printed + 1)})
    for story, members in grouping.stories().items():
        assert story in ever
        assert all(grouping.story_of(one) == story for one in members)


def test_a_grouping_goes_on_where_it_was_left() -> None:
    paper = Newspaper()
    vectors = [paper.prints(*article) for article in (FERRY[0], MINE[0], FERRY[1], MINE[1])]
    last = paper.prints(*FERRY[2])
    grouping = Grouping()
    for one in vectors:
        grouping.add(one)
    resumed = Grouping.resumed([(one, grouping.story_of(one.id)) for one in vectors])
    assert resumed.stories() == grouping.stories()
    assert resumed.add(last) == grouping.add(last)
    assert resumed.add(vectors[0]) == ()


def test_only_the_newest_articles_are_compared_and_older_ones_stay_where_they_are() -> None:
    paper, grouping = Newspaper(), Grouping(most_compared=3)
    first, second, third = (paper.prints(*one) for one in FERRY)
    mine = [paper.prints(*one) for one in MINE]
    for one in (first, second, mine[0]):
        grouping.add(one)
    (change,) = grouping.add(third)
    assert change.story == first.id
    assert change.articles == (first.id, second.id, third.id), "the first one is settled"
    for one in mine[1:]:
        grouping.add(one)
    assert [first.id, second.id, third.id] in list(grouping.stories().values())
    grouping.add(paper.prints("Snow in Ardenside", "Deep snow closed the passes of Ardenside."))
    assert [first.id, second.id, third.id] not in list(grouping.stories().values())
    late = paper.prints(*FERRY[0])
    (change,) = grouping.add(late)
    assert change.story == late.id, "the ferry's story is over"


def test_what_is_settled_goes_with_its_story() -> None:
    paper, grouping = Newspaper(), Grouping(most_compared=4)
    vectors = [paper.prints(*one) for one in (FERRY[0], FERRY[1], FERRY[0], FERRY[1], FERRY[2])]
    for one in vectors[:4]:
        grouping.add(one)
    story = grouping.story_of(vectors[0].id)
    (change,) = grouping.add(vectors[4])
    assert change.story == story
    assert change.articles == tuple(one.id for one in vectors)
    with pytest.raises(KeyError):
        grouping.story_of(vectors[0].id)


def test_what_is_settled_goes_along_when_stories_become_one() -> None:
    ferry, court = "ferry astrid rocks holm rescue boats", "captain trial judge verdict appeal moss"
    known, grouping = DocumentFrequencies(), Grouping(most_compared=3)
    texts = {"z0": ferry, "z1": ferry, "b1": court, "c1": f"{ferry} {court}"}
    changes = [grouping.add(vector(name, DAY, "", text, known)) for name, text in texts.items()]
    (last,) = changes[-1]
    assert (last.story, last.was_part_of) == ("b1", ("z0",))
    assert last.articles == ("z0", "z1", "b1", "c1")
