"""Questions survive being encoded in a button, and nothing else is decoded."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.messages.custom_ids import (
    DecodedButton,
    Decoder,
    Press,
    StaleError,
    encode,
    shorten,
)
from bot.discord.messages.measure import CUSTOM_ID, length
from briefings.answers.questions import (
    MAX_CONTAINS_LENGTH,
    MAX_SEARCH_LENGTH,
    AskBrief,
    AskCheck,
    AskCited,
    AskDifferences,
    AskHelp,
    AskPositions,
    AskPrivacy,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    AskWho,
    Detail,
    Question,
)
from briefings.answers.since import Since

identifiers = st.from_regex(r"[a-z0-9]{1,30}(-[a-z0-9]{1,16}){0,2}", fullmatch=True).filter(
    lambda text: len(text) <= 64
)
pages = st.integers(1, 9_999)
sinces = st.just(Since.FIRST) | st.builds(
    Since,
    st.datetimes(datetime(2020, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # it adds the zone
    st.integers(1, 2**31 - 1),
)
texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)
questions: st.SearchStrategy[Question] = st.one_of(
    st.builds(AskBrief, identifiers, st.sampled_from(Detail), st.none() | sinces),
    st.builds(
        AskQuotes,
        identifiers,
        st.none() | identifiers,
        st.none() | texts.filter(lambda text: length(text) <= MAX_CONTAINS_LENGTH),
        pages,
    ),
    st.builds(AskPositions, identifiers, st.lists(identifiers, max_size=3).map(tuple)),
    st.builds(AskTimeline, st.none() | identifiers, pages),
    st.builds(AskSources, st.none() | identifiers, pages),
    st.builds(AskDifferences, st.none() | identifiers, pages),
    st.builds(AskWho, identifiers),
    st.builds(AskSearch, texts.filter(lambda text: length(text) <= MAX_SEARCH_LENGTH), pages),
    st.just(AskHelp()),
    st.just(AskPrivacy()),
)
about_answers = st.builds(AskCited, questions)


@pytest.mark.parametrize("forged", ["0", "00"])
def test_there_is_no_page_0(forged: str) -> None:
    question = AskQuotes("keller", page=2)
    whole = encode(question, press=Press.TURN, owner=5)
    head, owner, part, page, rest = whole.split("|", 4)
    assert page == "2"
    decoded = Decoder(("keller",)).decode(f"{head}|{owner}|{part}|{forged}|{rest}")
    assert decoded.question == AskQuotes("keller", page=1)


def names_of(question: Question) -> list[str]:
    found: list[str] = []
    for name in ("topic", "person"):
        value = getattr(question, name, None)
        found += [value] if value else []
    of = getattr(question, "of", None)
    return [*found, *getattr(question, "sides", ()), *(names_of(of) if of else ())]


@given(questions, st.sampled_from(Press), st.integers(0, 2**64 - 1), st.integers(0, 999))
def test_every_question_fits_and_comes_back(
    question: Question, press: Press, owner: int, part: int
) -> None:
    custom_id = encode(question, press=press, owner=owner, part=part)
    assert length(custom_id) <= CUSTOM_ID
    assert Decoder(names_of(question)).decode(custom_id) == DecodedButton(
        press, question, part, owner
    )


def test_a_brief_button_from_before_marks_is_still_understood() -> None:
    """Buttons sent then have no time."""
    decoded = Decoder(("summit",)).decode("1eb|1|2|1|summit|f|")
    assert decoded.question == AskBrief("summit", Detail.FULL, since=None)
    assert encode(decoded.question, press=Press.TURN, owner=1, part=2) == "1eb|1|2|1|summit|f|"


@pytest.mark.parametrize("since", ["", "x", "1.", "1.2.3", "1.2|3", "~aaaaaaaa"])
def test_a_forged_time_is_stale(since: str) -> None:
    with pytest.raises(StaleError):
        Decoder(("summit",)).decode(f"1nb|1|0|1|summit|f|{since}|")


def test_the_longest_topic_leaves_room_for_a_time() -> None:
    question = AskBrief("t" * 64, Detail.FULL, Since(datetime(2080, 1, 1, tzinfo=UTC), 2**31 - 1))
    for asked in (question, AskCited(question)):
        custom_id = encode(asked, press=Press.OPEN, owner=2**64 - 1, part=99)
        assert length(custom_id) <= CUSTOM_ID
        assert Decoder(("t" * 64,)).decode(custom_id).question == asked


@given(about_answers, st.integers(0, 2**64 - 1))
def test_an_answers_sources_fit_unless_its_question_is_the_longest(
    question: AskCited, owner: int
) -> None:
    try:
        custom_id = encode(question, press=Press.OPEN, owner=owner)
    except ValueError:  # search words of the maximum length
        assert isinstance(question.of, AskSearch | AskQuotes)
        return
    assert length(custom_id) <= CUSTOM_ID
    decoded = Decoder(names_of(question)).decode(custom_id)
    assert decoded == DecodedButton(Press.OPEN, question, 0, owner)


@given(st.text(max_size=120))
def test_a_forged_custom_id_is_stale_or_a_question(custom_id: str) -> None:
    try:
        button = Decoder(["a"]).decode(custom_id)
    except StaleError:
        return
    assert button.part >= 0


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "x",
        "0eb|1|0|1|summit|s|",  # another version
        "1xb|1|0|1|summit|s|",  # no such press
        "1ez|1|0|1|summit|s|",  # no such question
        "1eb|1|0|1|summit",  # fields missing
        "1eb|1|0|-1|summit|s|",  # a negative page
        "1eb|1|0||summit|s|",  # no page
        "1eb|ÿ|0|1|summit|s|",
        "1eb|" + "z" * 13 + "|0|1|summit|s|",  # larger than any id
        "1ep|1|0|1|",  # no topic
        "1ep|1|0|1|a|b|c|d|e|",  # too many sides
        "1ew|1|0|1|~abcdefgh|",  # a name that the digest does not have
        "1ew|1|0|1|" + "a" * 100 + "|",
        "1nc|1|0|1|",  # the sources of nothing
        "1nc|1|0|1|z|summit|",  # of an unknown question
        "1nc|1|0|1|c|b|summit|s|",  # of a list of sources
        "1nc|1|0|1|b|summit",  # fields missing
    ],
)
def test_a_foreign_custom_id_is_stale(custom_id: str) -> None:
    with pytest.raises(StaleError):
        Decoder(["summit"]).decode(custom_id)


def test_long_ids_are_shortened_only_if_needed() -> None:
    long = "a" * 64
    custom_id = encode(AskQuotes(long, "b" * 60), press=Press.TURN, owner=2**63)
    assert shorten(long) in custom_id
    assert "b" * 60 in custom_id


def test_ids_give_way_to_a_text_with_characters_that_count_twice() -> None:
    question = AskQuotes("a" * 40, None, "🎉" * 30)
    custom_id = encode(question, press=Press.TURN, owner=2**63)
    assert length(custom_id) <= CUSTOM_ID
    assert Decoder(["a" * 40]).decode(custom_id).question == question


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode(AskSearch("x" * 200), press=Press.TURN, owner=1)


def test_a_question_without_a_button_is_refused() -> None:
    with pytest.raises(ValueError, match="no button asks AskCheck"):
        encode(AskCheck("x"), press=Press.OPEN, owner=1)


def test_a_name_that_is_not_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match=r"holds no '\|'"):
        encode(AskWho("a|b"), press=Press.OPEN, owner=1)


@pytest.mark.parametrize(
    ("custom_id", "question"),
    [
        ("1eb|1|0|1|summit|f|", AskBrief("summit", Detail.FULL)),
        ("1eb|1|0|1|summit|s|", AskBrief("summit")),
        ("1eq|1|0|2|ada-berg|summit|a|b", AskQuotes("ada-berg", "summit", "a|b", 2)),
        ("1eq|1|0|1|ada-berg||", AskQuotes("ada-berg")),
        ("1ep|1|0|1|summit|north|south|", AskPositions("summit", ("north", "south"))),
        ("1et|1|0|a||", AskTimeline(None, 10)),
        ("1es|1|0|3|summit|", AskSources("summit", 3)),
        ("1ed|1|0|1|summit|", AskDifferences("summit")),
        ("1ew|1|0|1|ada-berg|", AskWho("ada-berg")),
        ("1ef|1|0|2|shore | line", AskSearch("shore | line", 2)),
        ("1eh|1|0|1|", AskHelp()),
        ("1ey|1|0|1|", AskPrivacy()),
    ],
)
def test_old_buttons_still_work(custom_id: str, question: Question) -> None:
    assert Decoder(()).decode(custom_id).question == question


@pytest.mark.parametrize("letter", ["q", "t", "s", "d", "f"])
def test_a_forged_page_0_is_the_first(letter: str) -> None:
    names = {"q": "ada-berg||", "f": "shore"}.get(letter, "summit|")
    question = Decoder(()).decode(f"1e{letter}|1|0|0|{names}").question
    assert getattr(question, "page", None) == 1
