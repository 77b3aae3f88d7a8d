from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.stories.grouping import Change, Grouping, Member, linked
from briefings.stories.neighbourhood import Neighbourhood
from briefings.stories.packed import PackedVector
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
    """Vectors of made-up articles, one per day."""

    def __init__(self) -> None:
        self.known = DocumentFrequencies()
        self.printed = 0

    def prints(self, headline: str, text: str, *, later: int = 0) -> Vector:
        self.printed += 1
        day = DAY + timedelta(days=later)
        return vector(f"article-{self.printed}", day, headline, text, self.known)


def grouped(*articles: tuple[str, str]) -> tuple[Grouping, list[str]]:
    """The grouping of all articles, and the story of each."""
    paper, grouping = Newspaper(), Grouping()
    vectors = [paper.prints(*article) for article in articles]
    for one in vectors:
        grouping.add(one)
    return grouping, [grouping.story_of(one.id) for one in vectors]


def together(stories: Sequence[str]) -> set[frozenset[int]]:
    """Which positions in the list share a story."""
    return {
        frozenset(at for at, other in enumerate(stories) if other == story) for story in stories
    }


def test_articles_on_one_event_are_one_story_and_others_another() -> None:
    _, stories = grouped(FERRY[0], MINE[0], FERRY[1], MINE[1], FERRY[2], MINE[2])
    assert together(stories) == {frozenset({0, 2, 4}), frozenset({1, 3, 5})}


def test_a_story_has_the_id_of_its_first_article() -> None:
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
    known = Neighbourhood()
    known.put(1, PackedVector.of(first), {})
    assert 0 < known.near(much_later)[1] < known.near(soon)[1]


def test_a_chain_of_articles_each_like_the_next_is_not_one_story() -> None:
    alike = {
        "a": {"b": 0.5},
        "b": {"a": 0.5, "c": 0.3},
        "c": {"b": 0.3, "d": 0.5},
        "d": {"c": 0.5},
    }
    assert sorted(map(sorted, linked("abcd", alike, 0.2))) == [["a", "b"], ["c", "d"]]


def test_two_stories_joined_by_a_third_article_say_what_was_merged() -> None:
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


def test_a_grouping_resumes_where_it_stopped() -> None:
    paper = Newspaper()
    vectors = [paper.prints(*article) for article in (FERRY[0], MINE[0], FERRY[1], MINE[1])]
    last = paper.prints(*FERRY[2])
    grouping = Grouping()
    kept: list[Member] = []
    for one in vectors:
        grouping.add(one)
        kept.append(grouping.member(one.id))
    resumed = Grouping.resumed(kept)
    assert resumed.stories() == grouping.stories()
    assert resumed.add(last) == grouping.add(last)
    assert resumed.member(last.id) == grouping.member(last.id)
    assert resumed.add(vectors[0]) == ()


def test_two_programs_that_follow_each_other_group_as_one_does() -> None:
    paper, alone, here, there = Newspaper(), Grouping(), Grouping(), Grouping()
    for number, article in enumerate((*FERRY, *MINE, *FERRY[::-1])):
        one = paper.prints(*article)
        writing, reading = (here, there) if number % 2 else (there, here)
        changes = writing.add(one)
        moved = {article for change in changes for article in change.articles}
        reading.take_over(sorted(map(writing.member, moved), key=lambda member: member.number))
        assert changes == alone.add(one)
        assert here.stories() == there.stories() == alone.stories()


def test_a_removed_article_is_in_no_story_and_nothing_is_like_it() -> None:
    paper, grouping, other = Newspaper(), Grouping(), Grouping()
    ferry, rocks = paper.prints(*FERRY[0]), paper.prints(*FERRY[1])
    for one in (ferry, rocks):
        grouping.add(one)
        other.take_over([grouping.member(one.id)])
    assert grouping.remove(ferry.id) == (Change(ferry.id, (rocks.id,)),)
    assert grouping.remove(rocks.id) == (Change(ferry.id, ()),)
    assert ferry.id not in grouping
    assert not grouping.stories()
    (change,) = grouping.add(paper.prints(*FERRY[2]))
    assert change.articles == ("article-3",)
    other.take_over((), gone=(ferry.id, "nobody's"))
    assert other.stories() == {ferry.id: [rocks.id]}


def test_a_new_version_stays_in_its_story_and_is_compared_by_its_new_words() -> None:
    paper, grouping, other = Newspaper(), Grouping(), Grouping()
    ferry = paper.prints(*FERRY[0])
    grouping.add(ferry)
    other.take_over([grouping.member(ferry.id)])
    mine = paper.prints(*MINE[0])
    version = Vector(ferry.id, mine.day, mine.body, mine.headline)
    assert grouping.replace(version) == (Change(ferry.id, (ferry.id,)),)
    other.take_over([grouping.member(ferry.id)])
    again = paper.prints(*MINE[1])
    for one in (grouping, other):
        (change,) = one.add(again)
        assert change == Change(ferry.id, (ferry.id, again.id))


def test_only_the_newest_articles_are_compared_and_older_ones_stay_where_they_are() -> None:
    paper, grouping = Newspaper(), Grouping(most_compared=3)
    first, second, third = (paper.prints(*one) for one in FERRY)
    mine = [paper.prints(*one) for one in MINE]
    for one in (first, second, mine[0]):
        grouping.add(one)
    (change,) = grouping.add(third)
    assert change.story == first.id
    assert change.articles == (first.id, second.id, third.id)
    assert first.id not in grouping
    with pytest.raises(KeyError):
        grouping.story_of(first.id)
    for one in mine[1:]:
        grouping.add(one)
    assert grouping.stories()[first.id] == [third.id]
    grouping.add(paper.prints("Snow in Ardenside", "Deep snow closed the passes of Ardenside."))
    assert first.id not in grouping.stories()
    late = paper.prints(*FERRY[0])
    (change,) = grouping.add(late)
    assert change.story == late.id, "the ferry's story is over"


def test_a_story_merged_into_another_says_so() -> None:
    ferry, court = "ferry astrid rocks holm rescue boats", "captain trial judge verdict appeal moss"
    known, grouping = DocumentFrequencies(), Grouping()
    texts = {"z0": ferry, "z1": ferry, "b1": court, "c1": f"{ferry} {court}"}
    changes = [grouping.add(vector(name, DAY, "", text, known)) for name, text in texts.items()]
    (last,) = changes[-1]
    assert last.articles == ("z0", "z1", "b1", "c1")
    assert last.was_part_of == last.ended == tuple({"z0", "b1"} - {last.story})


@pytest.mark.parametrize("data", [b"", b"x", b"\0" * 10, b"\1\0\0\0\1\0\0\0\0\0"])
def test_an_invalid_vector_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no vector"):
        Grouping.resumed([Member("article-1", 1, "article-1", data)])


def test_stories_are_named_as_requested() -> None:
    grouping = Grouping(naming=lambda founder: f"story of {founder}")
    (change,) = grouping.add(
        vector("a", DAY, "Ferry", "The ferry Astrid sank.", DocumentFrequencies())
    )
    assert change.story == grouping.story_of("a") == "story of a"


def test_an_article_is_compared_again_in_the_story_that_it_was_in() -> None:
    known = DocumentFrequencies()
    ferry = vector("a", DAY, "Ferry Astrid sank", "The ferry Astrid sank off Holm.", known)
    grouping = Grouping(most_compared=2)
    grouping.readmit(ferry, 7, "old")
    grouping.number_from(12)
    same = vector("b", DAY, "Ferry Astrid sank", "The ferry Astrid sank off Holm again.", known)
    (change,) = grouping.add(same)
    assert (change.story, change.articles) == ("old", ("a", "b"))
    assert [grouping.member(one).number for one in "ab"] == [7, 12]
    grouping.readmit(vector("c", DAY, "Dam", "The Marlow dam leaks.", known), 9, "dam")
    assert "a" not in grouping  # no more than two are compared


FLOOD = (
    (
        "River bursts banks in Quill after rain",
        (
            "The river burst its banks in Quill after a night of heavy rain. People left their "
            "homes. Firefighters used boats in the old town. Mayor Ina Rowe asked for help."
        ),
    ),
    (
        "Waters fall in Quill, clean-up begins",
        (
            "The flood in Quill began to fall, and people came to clean their homes after the "
            "rain. Mayor Ina Rowe said the river had burst its banks in four places in town."
        ),
    ),
)
TRAMS = (
    (
        "Quill council backs tram bridge",
        (
            "The council of Quill approved a plan for a new tram bridge by one vote. Shopkeepers "
            "protested outside. Mayor Ina Rowe said work on the plan would begin in autumn."
        ),
    ),
    (
        "Shopkeepers of Quill oppose tram bridge",
        (
            "Shopkeepers in Quill are against the plan for a tram bridge and want a vote of all "
            "citizens. The council approved it. Mayor Ina Rowe said work would bring customers."
        ),
    ),
)


def test_the_same_people_make_less_alike_than_the_same_event() -> None:
    paper, near = Newspaper(), Neighbourhood()
    vectors = [paper.prints(*article) for article in (*FLOOD, *TRAMS)]
    for number, one in enumerate(vectors):
        near.put(number, PackedVector.of(one), near.near(one))
    event = min(near.alike[0][1], near.alike[2][3])
    people = max(near.alike[one].get(other, 0.0) for one in (0, 1) for other in (2, 3))
    assert event >= 2 * people


ASTRID = (
    (
        "Fähre Astrid läuft vor Holm auf Grund",
        (
            "Die Fähre Astrid ist am Dienstag vor Holm auf Felsen gelaufen. Die Küstenwache holte "
            "alle Fahrgäste von Bord. Niemand wurde verletzt, teilte die Reederei mit."
        ),
    ),
    (
        "Fahrgäste von Fähre Astrid gerettet",
        (
            "Retter brachten alle Fahrgäste der Fähre Astrid nach Holm. Sie lief auf Felsen. "
            "Die Küstenwache prüft, warum die Leuchtfeuer ausfielen."
        ),
    ),
)


def test_articles_in_another_language_are_compared_by_all_their_words() -> None:
    _, stories = grouped(*ASTRID)
    assert len(set(stories)) == 1
