"""Names are found despite their spelling, and nobody is mistaken for somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.matching import Choice, Entry, Found, Matcher, Miss, Tie
from briefings.matching.neighbours import Neighbours, difference
from briefings.text.folding import sound

PEOPLE = (
    Entry("volodymyr-zelensky", "Volodymyr Zelensky", ("Zelenskyy", "Zelenskiy"), 30),
    Entry("steve-witkoff", "Steve Witkoff", (), 20),
    Entry("donald-trump", "Donald Trump", ("President Trump",), 40),
    Entry("united-states", "United States", ("Trump administration", "White House"), 10),
    Entry("friedrich-merz", "Friedrich Merz", (), 3),
    Entry("anna-novak", "Anna Novak"),
    Entry("boris-novak", "Boris Novák"),
    Entry("vladimir-putin", "Vladimir Putin", (), 5),
    Entry("emmanuel-macron", "Emmanuel Macron"),
    Entry("ursula-von-der-leyen", "Ursula von der Leyen"),
    Entry("recep-erdogan", "Recep Tayyip Erdoğan"),
    Entry("mette-frederiksen", "Mette Frederiksen"),
)

TOPICS = (
    Entry("summit", "The Alaska summit", ("Anchorage",), 9),
    Entry("trilateral", "A trilateral meeting", ("trilateral summit",), 3),
    Entry("ceasefire", "Ceasefire or peace deal", (), 5),
)


@pytest.fixture(scope="module")
def people() -> Matcher:
    return Matcher(PEOPLE, surnames=True)


@pytest.fixture(scope="module")
def topics() -> Matcher:
    return Matcher(TOPICS)


@pytest.mark.parametrize(
    "spellings",
    [
        ("zelensky", "zelenskyy", "zelenskiy", "selenskyj", "zelenskii"),
        ("witkoff", "whitcoff", "vitkof", "uitkoff"),
        ("yermak", "jermak", "ermak"),
        ("mueller", "muller"),
        ("khodorkovsky", "chodorkowski"),
    ],
)
def test_transliterations_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len(set(map(sound, spellings))) == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("volodymyr-zelensky", "volodymyr-zelensky"),
        ("  Volodymyr Zelensky ", "volodymyr-zelensky"),
        ("zelensky", "volodymyr-zelensky"),
        ("Zelenskyy", "volodymyr-zelensky"),
        ("Selenskyj", "volodymyr-zelensky"),
        ("Зеленский", "volodymyr-zelensky"),
        ("zelenksy", "volodymyr-zelensky"),
        ("Zelensky Volodymyr", "volodymyr-zelensky"),
        ("President Zelensky", "volodymyr-zelensky"),
        ("zelens", "volodymyr-zelensky"),
        ("\u200fZelensky\u200f", "volodymyr-zelensky"),
        ("Whitcoff", "steve-witkoff"),
        ("Уиткофф", "steve-witkoff"),
        ("steven witcoff", "steve-witkoff"),
        ("S. Witkoff", "steve-witkoff"),
        ("trump", "donald-trump"),
        ("trmup", "donald-trump"),
        ("tump", "donald-trump"),
        ("donaldtrump", "donald-trump"),
        ("donaldtrunp", "donald-trump"),
        ("whitehouse", "united-states"),
        ("Trump administration", "united-states"),
        ("marcon", "emmanuel-macron"),
        ("Mertz", "friedrich-merz"),
        ("von der Leyen", "ursula-von-der-leyen"),
        ("erdogan", "recep-erdogan"),
        ("Frederikson", "mette-frederiksen"),
        ("president", "donald-trump"),
    ],
)
def test_a_name_is_found_in_any_spelling(people: Matcher, query: str, found: str) -> None:
    assert people.find(query) == Found(found)


def test_two_people_with_one_surname_tie(people: Matcher) -> None:
    assert people.find("novak") == Tie(("anna-novak", "boris-novak"))
    assert people.find("Novac") == Tie(("anna-novak", "boris-novak"))
    assert people.find("Boris Novak") == Found("boris-novak")


@pytest.mark.parametrize(
    "stranger", ["Bill Trump", "Merkel", "Herz", "Starmer", "Voldymir", "Donald Trump Jr", "xyz"]
)
def test_a_stranger_is_nobody_in_the_list(people: Matcher, stranger: str) -> None:
    finding = people.find(stranger)
    assert isinstance(finding, Miss)
    assert len(finding.nearest) == 3


def test_a_miss_names_the_most_similar_first(people: Matcher) -> None:
    finding = people.find("Witkowskyman")
    assert isinstance(finding, Miss)
    assert finding.nearest[0] == "steve-witkoff"


@pytest.mark.parametrize("query", ["Witkowskoff", "Donald Witkowski"])
def test_a_miss_says_that_something_is_near(people: Matcher, query: str) -> None:
    finding = people.find(query)
    assert isinstance(finding, Miss)
    assert finding.near


@pytest.mark.parametrize("query", ["Merkel", "xyz", "푸틴", "{{ 7*7 }}", "🎉"])
def test_a_miss_says_that_nothing_is_near(people: Matcher, query: str) -> None:
    finding = people.find(query)
    assert isinstance(finding, Miss)
    assert (len(finding.nearest), finding.near) == (3, False)


def test_a_miss_names_only_what_is_wanted(people: Matcher) -> None:
    finding = people.find("Witkowskyman", {"donald-trump", "anna-novak"}.__contains__)
    assert isinstance(finding, Miss)
    assert set(finding.nearest) == {"donald-trump", "anna-novak"}


@pytest.mark.parametrize("query", ["", "🎉", "\u0301\u0302", "\u200b\u202e", "!?", "x" * 6_000])
def test_hostile_queries_find_nobody(people: Matcher, query: str) -> None:
    assert isinstance(people.find(query), Miss)
    assert len(people.complete(query)) <= 25


def test_empty_input_misses_with_the_most_relevant(people: Matcher) -> None:
    assert people.find(" ") == Miss(("donald-trump", "volodymyr-zelensky", "steve-witkoff"))


def test_a_name_shared_by_two_ties_with_the_most_relevant_first() -> None:
    matcher = Matcher([Entry("a", "Jo Li", (), 1), Entry("b", "Jo Li", (), 2), Entry("c", "Al")])
    assert matcher.find("jo li") == Tie(("b", "a"))
    assert matcher.find("B") == Found("b")


def test_an_id_wins_over_a_name() -> None:
    matcher = Matcher([Entry("trump", "Fred"), Entry("fred", "Trump")])
    assert matcher.find("trump") == Found("trump")


def test_a_full_name_wins_over_another_spelling() -> None:
    matcher = Matcher([Entry("a", "Georgia"), Entry("b", "Peach State", ("Georgia",), 9)])
    assert matcher.find("georgia") == Found("a")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sumit", "summit"),
        ("the alaska summit talks", "summit"),
        ("alaska", "summit"),
        ("cease-fire", "ceasefire"),
        ("peace", "ceasefire"),
        ("trilaterel", "trilateral"),
    ],
)
def test_topics_are_found_by_any_of_their_words(topics: Matcher, query: str, found: str) -> None:
    assert topics.find(query) == Found(found)


def test_the_longest_topic_among_the_words_typed_wins(topics: Matcher) -> None:
    assert topics.find("trilateral summit in anchorage") == Found("trilateral")
    tied = Matcher([Entry("a", "Fish"), Entry("b", "Boat")])
    assert tied.find("fish boat") == Tie(("b", "a"))


def test_an_empty_list_finds_nothing() -> None:
    assert Matcher([]).find("anything") == Miss(())
    assert Matcher([]).complete("any") == []
    assert Matcher([]).complete("") == []


def ids(choices: list[Choice]) -> list[str]:
    return [choice.id for choice in choices]


def test_completion_starts_with_the_most_relevant(people: Matcher) -> None:
    assert ids(people.complete("", 3)) == ["donald-trump", "volodymyr-zelensky", "steve-witkoff"]


def test_completion_takes_the_beginning_of_any_word(people: Matcher) -> None:
    assert ids(people.complete("w"))[:2] == ["steve-witkoff", "united-states"]
    assert ids(people.complete("zel")) == ["volodymyr-zelensky"]
    assert ids(people.complete("v z")) == ["volodymyr-zelensky"]
    assert ids(people.complete("зел")) == ["volodymyr-zelensky"]


def test_completion_forgives_spelling_after_what_fits(people: Matcher) -> None:
    assert ids(people.complete("selen")) == ["volodymyr-zelensky"]
    assert ids(people.complete("whitco"))[0] == "steve-witkoff"
    assert ids(people.complete("trunp"))[0] == "donald-trump"
    assert "donald-trump" in ids(people.complete("donald trunp"))


def test_completion_shows_labels_within_a_hundred_characters() -> None:
    matcher = Matcher(
        [
            Entry("long", "x" * 300),
            Entry("two-lines", "One\nTwo"),
            Entry("blank", "\u200b\u200b"),
            Entry("twin", "Jo Li", (), 0, "Jo Li (envoy)"),
        ]
    )
    names = {choice.id: choice.name for choice in matcher.complete("")}
    assert names == {
        "long": "x" * 99 + "…",
        "two-lines": "One Two",
        "blank": "blank",
        "twin": "Jo Li (envoy)",
    }
    assert matcher.name("twin") == Choice("twin", "Jo Li (envoy)")


def test_no_more_choices_than_requested() -> None:
    matcher = Matcher(Entry(f"p{i}", f"Person {i}") for i in range(100))
    assert len(matcher) == 100
    assert len(matcher.complete("pers")) == 25
    assert len(matcher.complete("", 7)) == 7
    finding = matcher.find("person")
    assert isinstance(finding, Tie)
    assert len(finding.ids) == 25


@given(st.lists(st.text(min_size=1, max_size=30), max_size=8), st.text(max_size=40))
def test_any_query_over_any_names_is_answered(names: list[str], query: str) -> None:
    matcher = Matcher((Entry(f"n{i}", name) for i, name in enumerate(names)), surnames=True)
    finding = matcher.find(query)
    known = {f"n{i}" for i in range(len(names))}
    match finding:
        case Found(id=found):
            assert found in known
        case Tie(ids=tied):
            assert len(tied) > 1
            assert known.issuperset(tied)
        case Miss(nearest=nearest):
            assert len(nearest) <= 3
            assert known.issuperset(nearest)
    for choice in matcher.complete(query):
        assert choice.id in known
        assert 1 <= len(choice.name) <= 100


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,9} [A-Z][a-z]{2,9}", fullmatch=True), min_size=1))
def test_every_name_finds_its_own_entry(names: list[str]) -> None:
    distinct = list(dict.fromkeys(names))
    matcher = Matcher((Entry(f"n{i}", name) for i, name in enumerate(distinct)), surnames=True)
    for i, name in enumerate(distinct):
        assert matcher.find(name.upper()) == Found(f"n{i}")
        assert Choice(f"n{i}", name) in matcher.complete(name, len(distinct))


def test_neighbours_are_within_the_errors_allowed() -> None:
    neighbours = Neighbours(["witkoff", "witkof", "merz", "mera", "herz"])
    assert dict(neighbours.within("witkoff", 1)) == {"witkoff": 0, "witkof": 1}
    assert dict(neighbours.within("merz", 1)) == {"merz": 0, "mera": 1}
    assert neighbours.within("merz", 0) == [("merz", 0)]
    assert neighbours.within("marz", 0) == []


def test_the_most_similar_words_come_first() -> None:
    neighbours = Neighbours(["witkoff", "wilson", "walker", "trump"])
    assert [word for word, _ in neighbours.most_similar("witkow", 2)] == ["witkoff", "wilson"]
    assert {word for word, _ in neighbours.most_similar("qqqq", 4)} >= {"trump", "walker"}


@pytest.mark.parametrize(
    ("typed", "word", "errors"),
    [
        ("putin", "putin", 0),
        ("purin", "putin", 1),
        ("whitcoff", "witkoff", 1),
        ("futin", "putin", None),
        ("pubib", "putin", None),
        ("frederikzon", "frederiksen", 2),
        ("abc", "abd", None),
    ],
)
def test_the_distance_between_two_words(typed: str, word: str, errors: int | None) -> None:
    assert difference(typed, word) == errors


entries_of_few = st.builds(
    Entry,
    st.sampled_from(["a", "b", "c", "d"]),
    st.sampled_from(["Ada Berg", "Ada Bergmann", "Carl Lindqvist", "Karl Lindkvist", "—"]),
    st.lists(st.sampled_from(["Berg", "the envoy", "Adah"]), max_size=2).map(tuple),
    st.sampled_from([0.0, 1.0, 2.5]),
)


@given(st.lists(entries_of_few | st.sampled_from(["a", "b", "c", "d"]), max_size=12))
def test_changing_entries_gives_the_same_as_rebuilding(
    changes: list[Entry | str],
) -> None:
    followed = Matcher(surnames=True)
    left: dict[str, Entry] = {}
    for change in changes:
        if isinstance(change, Entry):
            followed.put(change)
            left[change.id] = change
        else:
            followed.remove(change)
            left.pop(change, None)
    anew = Matcher(left.values(), surnames=True)
    assert list(followed.ranked()) == list(anew.ranked())
    for typed in ("berg", "ada", "karl lindqvist", "lindkwist", "bergmnn", "envoy", "b", "zzz", ""):
        assert followed.find(typed) == anew.find(typed)
        assert followed.complete(typed) == anew.complete(typed)
        among = {"a": 1.0, "c": 2.0, "gone": 3.0}
        assert followed.complete(typed, among=among) == anew.complete(typed, among=among)


def test_a_choice_among_some_ranks_by_their_own_weights() -> None:
    matcher = Matcher(
        [Entry("a", "Ada Berg", weight=9), Entry("b", "Bo Berg"), Entry("c", "Cy Berg")]
    )
    assert [one.id for one in matcher.complete("berg", among={"b": 1, "c": 2})] == ["c", "b"]
    assert [one.id for one in matcher.complete("", among={"b": 1, "c": 2})] == ["c", "b"]


def test_the_preferred_of_equally_good_matches_win() -> None:
    entries = [
        Entry("lake", "The lake", preferred=True),
        Entry("s1", "Boats on the lake", weight=9),
        Entry("s2", "Fish in the lake", weight=8),
    ]
    assert Matcher(entries).match("lake") == Found("lake")
    assert Matcher(entries[1:]).match("lake") == Tie(("s1", "s2"))


def test_an_id_that_is_not_a_name_is_only_found_whole() -> None:
    matcher = Matcher([Entry("story-ab12", "Boats on the lake", id_is_name=False)])
    assert matcher.match("story-ab12") == Found("story-ab12")
    assert matcher.match("story") is None
    assert Matcher([Entry("story-ab12", "Boats")]).match("story") == Found("story-ab12")


def test_without_tolerance_misspellings_are_not_found() -> None:
    matcher = Matcher([Entry("lake", "Lake treaty")])
    assert matcher.match("lake treety") == Found("lake")
    assert matcher.match("lake treety", forgiving=False) is None
    assert matcher.match("lake trea", forgiving=False) == Found("lake")
