"""A reader can go on from every answer."""

import pytest

from briefings.answers import Answers, next_steps
from briefings.answers.questions import (
    AskBrief,
    AskCheck,
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
from briefings.answers.types import (
    Ambiguous,
    Choice,
    Empty,
    Hit,
    HitKind,
    NotFound,
    Pages,
    Positions,
    Refused,
    SearchResults,
)
from briefings.models import Digest
from briefings.rendering.renderer import steps_of
from briefings.translations import ENGLISH
from tests.briefings.answers.building import a_point, a_topic, an_actor, an_article
from tests.libraries import answers_to


def steps(answers: Answers, question: Question) -> list[Question]:
    return [step.question for step in next_steps(answers.ask(question), question)]


@pytest.mark.parametrize(
    ("question", "following"),
    [
        (
            AskBrief("summit"),
            [
                AskQuotes("ada-berg", "summit"),
                AskPositions("summit"),
                AskTimeline("summit"),
                AskDifferences("summit"),
                AskBrief("summit", Detail.FULL),
            ],
        ),
        (AskQuotes("berg"), [AskWho("ada-berg"), AskBrief("summit")]),
        (
            AskQuotes("berg", "summit"),
            [
                AskQuotes("ada-berg"),
                AskWho("ada-berg"),
                AskBrief("summit"),
                AskPositions("summit"),
                AskTimeline("summit"),
            ],
        ),
        (AskQuotes("berg", contains="quiet"), [AskQuotes("ada-berg"), AskWho("ada-berg")]),
        (
            AskPositions("summit", ("northland", "southland")),
            [
                AskPositions("summit", ("northland", "southland", "lakeland")),
                AskQuotes("northland", "summit"),
                AskBrief("summit"),
            ],
        ),
        (AskTimeline("summit"), [AskBrief("summit"), AskPositions("summit"), AskSources("summit")]),
        (AskSources(), [AskHelp()]),
        (AskWho("berg"), [AskQuotes("ada-berg"), AskPositions("summit"), AskWho("northland")]),
        (AskWho("ivo marsh"), []),
        (
            AskWho("northland"),
            [
                AskQuotes("northland"),
                AskPositions("summit"),
                AskWho("ada-berg"),
                AskWho("carl-lindqvist"),
            ],
        ),
        (AskCheck("“The bridge stays closed” “unknown to all of us”"), [AskQuotes("ada-berg")]),
        (
            AskHelp(),
            [
                AskBrief("summit"),
                AskQuotes("ada-berg"),
            ],
        ),
        (AskPrivacy(), [AskHelp()]),
        (AskWho("marsh"), [AskWho("olga-marsh"), AskWho("ivo-marsh")]),
        (
            AskPositions("summit", ("northland", "marsh")),
            [
                AskPositions("summit", ("northland", "olga-marsh")),
                AskPositions("summit", ("northland", "ivo-marsh")),
            ],
        ),
        (AskQuotes("berg", "fishing"), [AskQuotes("berg"), AskQuotes("berg", "summit"), AskHelp()]),
        (
            AskBrief("fishing", Detail.FULL),
            [AskBrief("summit", Detail.FULL), AskBrief("weather", Detail.FULL), AskHelp()],
        ),
        (AskTimeline("fishing", 7), [AskTimeline("summit"), AskTimeline("weather"), AskHelp()]),
        (AskSearch("zebra"), [AskBrief("summit"), AskBrief("weather")]),
        (AskSearch("fishing"), [AskBrief("summit"), AskBrief("weather")]),
        (AskTimeline("weather"), [AskBrief("weather"), AskSources("weather")]),
        (AskSources("weather"), [AskBrief("weather"), AskTimeline("weather")]),
        (AskQuotes("ivo marsh", "summit"), [
            AskQuotes("ada-berg"), AskQuotes("olga-marsh"), AskQuotes("pavel-zelinsky"),
            AskQuotes("carl-lindqvist"), AskHelp()]),
        (AskPositions("summit", ("lindqvist", "ivo marsh")), [
            AskPositions("summit", ("carl-lindqvist", "ivo-marsh", "southland")),
            AskQuotes("carl-lindqvist", "summit"), AskBrief("summit")]),
        (AskSearch("berg"), [AskWho("ada-berg"), AskQuotes("ada-berg")]),
        (AskSearch("weather"), [AskBrief("weather")]),
    ],
)  # fmt: skip
def test_next_steps_are_what_a_reader_would_ask(
    answers: Answers, question: Question, following: list[Question]
) -> None:
    assert steps(answers, question) == following


def test_a_miss_leads_to_the_nearest_match(answers: Answers) -> None:
    following = steps(answers, AskQuotes("lindkvistovic", "summit", page=3))
    assert following[0] == AskQuotes("carl-lindqvist", "summit")
    assert len(following) == 3


def test_a_misspelt_topic_leaves_the_other_filter_as_it_is(answers: Answers) -> None:
    following = steps(answers, AskQuotes("berg", "qqqq", "quiet", page=2))
    assert following[0] == AskQuotes("berg", "summit", "quiet")


def test_sides_that_said_nothing_lead_to_those_that_did(answers: Answers) -> None:
    following = steps(answers, AskPositions("summit", ("ivo-marsh",)))
    assert AskPositions("summit", ("southland",)) in following


@pytest.mark.parametrize(
    ("question", "following"),
    [
        (AskTimeline("qqqq"), [AskTimeline("summit"), AskTimeline("weather")]),
        (AskBrief("qqqq"), [AskBrief("summit"), AskBrief("weather")]),
        (AskSources("qqqq"), [AskSources("summit"), AskSources("weather")]),
        (AskDifferences("qqqq"), [AskDifferences("summit")]),
        (AskPositions("qqqq"), [AskPositions("summit")]),
        (AskQuotes("berg", "qqqq"), [AskQuotes("berg", "summit")]),
        (AskPositions("weather", ("qqqq",)), [AskPositions("summit"), AskHelp()]),
    ],
)
def test_a_miss_leads_only_to_what_has_an_answer(
    answers: Answers, question: Question, following: list[Question]
) -> None:
    assert [one for one in steps(answers, question) if not isinstance(one, AskSearch)] == (
        following
    )


def test_an_unknown_side_leads_to_sides_with_positions(answers: Answers) -> None:
    following = steps(answers, AskPositions("summit", ("Ivo Marshalov",)))
    assert AskPositions("summit", ("ivo-marsh",)) not in following
    assert len([one for one in following if isinstance(one, AskPositions)]) == 3
    for question in following[:3]:
        assert isinstance(answers.ask(question), Positions)


def test_a_person_never_quoted_is_not_offered_for_quotes(answers: Answers) -> None:
    following = steps(answers, AskQuotes("Ivo Marshalov"))
    assert AskQuotes("ivo-marsh") not in following


def test_a_brief_offers_only_what_exists() -> None:
    points = tuple(a_point(f"Point {n}.", "daily") for n in range(9))
    digest = Digest(articles=(an_article(),), topics=(a_topic(key_points=points),))
    answers = answers_to(digest)
    full = AskBrief("summit", Detail.FULL)
    assert steps(answers, AskBrief("summit")) == [full]
    assert steps(answers, full) == [AskSources("summit")]


def test_a_search_hit_opens_what_it_is() -> None:
    question = AskSearch("x")
    hits = (
        Hit(HitKind.QUOTE, "q", "Ada Berg", speaker=an_actor("ada-berg", "Ada Berg")),
        Hit(HitKind.ARTICLE, "daily", "Headline"),
        Hit(HitKind.QUOTE, "n1", "Nobody"),
    )
    found = SearchResults("x", hits, Pages())
    assert [step.question for step in next_steps(found, question)] == [
        AskQuotes("ada-berg"),
        AskSources(),
    ]


@pytest.mark.parametrize(
    ("given", "searches"),
    [
        ("푸틴", ["Search: 푸틴"]),
        (" {{ 7*7 }}", ["Search: {{ 7*7 }}"]),
        ("😀", []),
        ("Ada Bergstein", []),
        ("zq" * 36, []),
    ],
)
def test_without_a_near_match_the_words_can_be_searched_for(
    answers: Answers, given: str, searches: list[str]
) -> None:
    question = AskWho(given)
    following = next_steps(answers.ask(question), question)
    assert [
        str(step.label) for step in following if isinstance(step.question, AskSearch)
    ] == searches
    assert len(following) == 3 + len(searches)


def test_labels_name_what_the_reply_does_not(answers: Answers) -> None:
    question = AskQuotes("berg")
    labels = [str(step.label) for step in next_steps(answers.ask(question), question)]
    assert labels[1:] == ["Brief: The lake summit"]
    hit = SearchResults("x", (Hit(HitKind.ARTICLE, "daily", "Headline"),), Pages())
    assert [str(step.label) for step in next_steps(hit, AskSearch("x"))] == ["All sources"]


def test_labels_fit_a_button() -> None:
    hostile = Choice("a", "x" * 99), Choice("b", " \n ")
    answer = NotFound("person", "x", hostile)
    steps = steps_of(next_steps(answer, AskWho("x")), ENGLISH)
    assert [step.label for step in steps] == ["x" * 79 + "…", "?"]


def test_a_tie_offers_every_candidate() -> None:
    candidates = tuple(Choice(f"p{i}", f"P {i}") for i in range(25))
    assert len(next_steps(Ambiguous("person", "p", candidates), AskWho("p"))) == 25


def test_suggestions_fit_questions_that_name_nothing() -> None:
    choices = (Choice("a", "A"),)
    check = AskCheck("x")
    person = next_steps(Empty("None.", choices, kind="person"), check)
    assert person[0].question == AskWho("a")
    topic = next_steps(Empty("None.", choices), check)
    assert topic[0].question == AskBrief("a")
    assert [step.question for step in next_steps(Refused("Too long."), check)] == [AskHelp()]
