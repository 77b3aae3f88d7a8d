"""Refusals, answers from an empty digest, namesakes, and completions."""

import re
from typing import get_args

import pytest

from briefings.answers import Answers
from briefings.answers.kinds import KINDS
from briefings.answers.questions import (
    MAX_OPTION_LENGTH,
    QUESTIONS,
    AskBrief,
    AskCheck,
    AskDifferences,
    AskPositions,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    AskWho,
    Question,
)
from briefings.answers.types import Ambiguous, Answer, Choice, Empty, Refused, Who
from briefings.models import Digest
from tests.briefings.answers.building import an_actor, an_article
from tests.libraries import answers_to

LONG = "x" * (MAX_OPTION_LENGTH + 1)


@pytest.mark.parametrize(
    "question",
    [
        AskBrief(LONG),
        AskQuotes("berg", topic=LONG),
        AskQuotes("berg", contains="x" * 6_000),
        AskPositions("summit", ("northland", LONG)),
        AskTimeline(LONG),
        AskSources(LONG),
        AskDifferences(LONG),
        AskWho(LONG),
        AskSearch(LONG),
    ],
)
def test_an_option_too_long_is_refused_with_the_limit(answers: Answers, question: Question) -> None:
    answer = answers.ask(question)
    assert isinstance(answer, Refused)
    assert re.search(r"at most \d+ ", str(answer.reason))


@pytest.mark.parametrize(
    "question",
    [
        AskBrief("summit"),
        AskQuotes("berg"),
        AskPositions("summit"),
        AskTimeline(),
        AskSources(),
        AskDifferences(),
        AskWho("berg"),
        AskSearch("bridge"),
        AskCheck("“anything”"),
    ],
)
def test_an_empty_digest_says_what_can_be_done(question: Question) -> None:
    answer = answers_to(Digest()).ask(question)
    assert isinstance(answer, Empty)
    assert "briefbot ingest" in str(answer.reason)


def test_an_unknown_question_is_a_bug(answers: Answers) -> None:
    class NoQuestion(AskWho):
        __slots__ = ()

    with pytest.raises(TypeError, match="no question"):
        answers.ask(Choice("a", "b"))  # type: ignore[arg-type]  # that is the point
    assert isinstance(answers.ask(NoQuestion("berg")), Who)


def test_two_namesakes_are_distinguished_by_their_role() -> None:
    digest = Digest(
        articles=(an_article(),),
        actors=(
            an_actor("one", "Jo Marsh", job_title="envoy"),
            an_actor("two", "Jo Marsh", affiliation="land"),
            an_actor("three", "Jo Marsh"),
            an_actor("land", "Northland"),
        ),
    )
    answer = answers_to(digest).ask(AskWho("jo marsh"))
    assert isinstance(answer, Ambiguous)
    assert {choice.name for choice in answer.candidates} == {
        "Jo Marsh (envoy)",
        "Jo Marsh (Northland)",
        "Jo Marsh",
    }


def ids(choices: list[Choice]) -> list[str]:
    return [choice.id for choice in choices]


def test_completion_offers_the_most_relevant(answers: Answers) -> None:
    assert ids(answers.complete_topic("")) == ["summit", "weather", "fishing"]
    assert ids(answers.complete_topic("fi")) == ["fishing"]
    assert ids(answers.complete_person(""))[0] == "ada-berg"
    assert ids(answers.complete_person("zel"))[0] == "pavel-zelinsky"


def test_sides_are_completed_for_the_topic_typed_so_far(answers: Answers) -> None:
    everybody = ids(answers.complete_side("summit", ""))
    assert everybody[:3] == ["northland", "southland", "lakeland"]
    assert set(everybody[3:]) == {"ada-berg", "carl-lindqvist", "pavel-zelinsky", "olga-marsh"}
    assert ids(answers.complete_side("weather", "")) == []
    assert ids(answers.complete_side("", "south")) == ["southland"]
    assert ids(answers.complete_side("qqqq", "south")) == ["southland"]


def test_search_completes_names(answers: Answers) -> None:
    names = answers.complete_search("")
    assert names[0] == Choice("The lake summit", "The lake summit")
    assert Choice("Ada Berg", "Ada Berg") in names
    assert len(names) <= 25


def test_every_kind_of_question_and_of_answer_is_listed() -> None:
    assert {kind.question for kind in KINDS} == set(QUESTIONS)
    assert {kind.answer for kind in KINDS} <= set(get_args(Answer))
