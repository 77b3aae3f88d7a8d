"""Every question is answered, whatever the digest and whatever is typed."""

import re
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.answers import Answers, next_steps
from briefings.answers.questions import (
    MAX_OPTION_LENGTH,
    AskBrief,
    AskCheck,
    AskDifferences,
    AskPositions,
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
    Answer,
    Brief,
    Choice,
    CitedLine,
    Empty,
    NotFound,
    Pages,
    Positions,
    Quotes,
    Refused,
    TimelineEntry,
    Who,
)
from briefings.digest import load
from briefings.models import Digest
from tests.briefings.answers.building import (
    a_citation,
    a_difference,
    a_point,
    a_position,
    a_quote,
    a_topic,
    an_actor,
    an_article,
    an_event,
)

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
async def test_an_option_too_long_is_refused_with_the_limit(
    answers: Answers, question: Question
) -> None:
    answer = await answers.ask(question)
    assert isinstance(answer, Refused)
    assert re.search(r"at most \d+ ", answer.reason)


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
async def test_an_empty_digest_says_what_can_be_done(question: Question) -> None:
    answer = await Answers(Digest()).ask(question)
    assert isinstance(answer, Empty)
    assert "briefbot ingest" in answer.reason


async def test_what_is_no_question_is_a_mistake_of_the_program(answers: Answers) -> None:
    class NoQuestion(AskWho):
        __slots__ = ()

    with pytest.raises(TypeError, match="no question"):
        await answers.ask(Choice("a", "b"))  # type: ignore[arg-type]
    assert isinstance(await answers.ask(NoQuestion("berg")), Who)


async def test_two_namesakes_are_told_apart_by_their_role() -> None:
    digest = Digest(
        articles=(an_article(),),
        actors=(
            an_actor("one", "Jo Marsh", job_title="envoy"),
            an_actor("two", "Jo Marsh", affiliation="land"),
            an_actor("three", "Jo Marsh"),
            an_actor("land", "Northland"),
        ),
    )
    answer = await Answers(digest).ask(AskWho("jo marsh"))
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


def test_search_is_completed_with_names(answers: Answers) -> None:
    names = answers.complete_search("")
    assert names[0] == Choice("The lake summit", "The lake summit")
    assert Choice("Ada Berg", "Ada Berg") in names
    assert len(names) <= 25


# Any digest, any question.

NAMES = st.sampled_from(["Ada Berg", "Berg", "Ivo \u202eMarsh", "**@everyone**", "🎉", "b-1"])
WORDS = st.sampled_from(["We go home.", "“Open” it", "we go home", "word " * 700, "-", "\u200b x"])
ACTORS = st.sampled_from(["a0", "a1", "a2", "gone"])
TOPICS = st.sampled_from(["t0", "t1", "gone"])
ARTICLES = st.sampled_from(["daily", "robot", "gone"])
DATES = st.sampled_from(["2025", "2025-08~", "2025-08-15/..", "2025-08-17", "1994-01/1995"])
STANCES = st.sampled_from(["for", "against", "conditional", "unclear"])


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """Small digests, with references to what is not there."""

    def several(make: Any, most: int = 4) -> tuple[Any, ...]:
        return tuple(make(i) for i in range(draw(st.integers(0, most))))

    def quote(i: int) -> Any:
        return a_quote(
            f"q{i}",
            draw(st.none() | ACTORS),
            draw(WORDS),
            draw(ARTICLES),
            utterance=draw(st.sampled_from(["u0", "u1"])),
            topics=draw(st.sets(TOPICS)),
            spoken_on=draw(st.none() | DATES),
            spoken_on_note="As told.",
            kind=draw(st.sampled_from(["full", "fragment"])),
        )

    def position(i: int) -> Any:
        return a_position(
            f"p{i}",
            draw(ACTORS),
            "Holds so.",
            topic=draw(TOPICS),
            stance=draw(STANCES),
            issue=draw(st.sampled_from([None, "i0", "gone"])),
            quote=draw(st.sampled_from([None, "q0", "gone"])),
            as_of=draw(st.none() | DATES),
            citations=(a_citation(draw(ARTICLES)),),
        )

    def event(i: int) -> Any:
        return an_event(
            f"e{i}",
            draw(DATES),
            topics=draw(st.sets(TOPICS)),
            status=draw(st.sampled_from(["happened", "planned"])),
            attendees=(draw(ACTORS),),
            citations=(a_citation(draw(ARTICLES)),),
        )

    return Digest(
        articles=draw(
            st.sampled_from(
                [
                    (),
                    (an_article("daily"),),
                    (
                        an_article("daily"),
                        an_article("robot", digital_source_type="trainedAlgorithmicMedia"),
                    ),
                ]
            )
        ),
        actors=several(
            lambda i: an_actor(f"a{i}", draw(NAMES), affiliation=draw(st.none() | ACTORS)), 3
        ),
        topics=several(
            lambda i: a_topic(
                f"t{i}",
                draw(NAMES),
                issues=({"id": "i0", "name": "So?"},),
                key_points=several(lambda n: a_point(f"Point {n}.", draw(ARTICLES)), 8),
            ),
            2,
        ),
        quotes=several(quote),
        positions=several(position),
        events=several(event),
        discrepancies=several(
            lambda i: a_difference(
                f"d{i}",
                ("Yes.", draw(ARTICLES)),
                ("No.", draw(ARTICLES)),
                topics=draw(st.sets(TOPICS)),
            )
        ),
    )


TYPED = st.one_of(NAMES, st.sampled_from(["t0", "t1", "a0", "a1", "", " "]), st.text(max_size=110))
OPTIONAL = st.none() | TYPED
TODAY = st.none() | st.dates(date(2025, 8, 1))
PAGE = st.integers(-2, 5)
QUESTIONS: st.SearchStrategy[Question] = st.one_of(
    st.builds(AskBrief, TYPED, st.sampled_from(list(Detail))),
    st.builds(AskQuotes, TYPED, OPTIONAL, OPTIONAL, PAGE),
    st.builds(AskPositions, TYPED, st.lists(TYPED, max_size=4).map(tuple)),
    st.builds(AskTimeline, OPTIONAL, PAGE),
    st.builds(AskSources, OPTIONAL, PAGE),
    st.builds(AskDifferences, OPTIONAL, PAGE),
    st.builds(AskWho, TYPED),
    st.builds(AskSearch, TYPED, PAGE),
    st.builds(AskCheck, st.text(max_size=60).map(lambda text: f"{text} “we go home” {text}")),
)


def parts(value: Any) -> list[Any]:
    """The value and everything in it."""
    found = [value]
    if isinstance(value, tuple):
        for item in value:
            found += parts(item)
    elif is_dataclass(value):
        for field in fields(value):
            found += parts(getattr(value, field.name))
    return found


def obeys_its_contract(answer: Answer) -> None:
    references = getattr(answer, "references", ())
    assert [reference.number for reference in references] == list(range(1, len(references) + 1))
    seen = 0
    for part in parts(answer):
        if isinstance(part, CitedLine | TimelineEntry):
            assert all(1 <= number <= len(references) for number in part.numbers)
            # In the order of their first use: each new number is the next one.
            for number in part.numbers:
                assert number <= seen + 1
                seen = max(seen, number)
        elif isinstance(part, Pages):
            assert 1 <= part.number <= part.total
        elif isinstance(part, Choice):
            assert 1 <= len(part.name) <= 100
    obeys_its_own_contract(answer)


def obeys_its_own_contract(answer: Answer) -> None:
    match answer:
        case Quotes():
            assert 1 <= len(answer.utterances) <= 4
            for said in answer.utterances:
                assert len({report.quote.creator for report in said.reports}) == 1
        case Positions():
            assert 1 <= len(answer.sides) == len(set(answer.sides)) <= 3
            assert all(len(row.cells) == len(answer.sides) for row in answer.rows)
        case Brief():
            assert len(answer.quotes) <= 3
            assert len({said.speaker for said in answer.quotes}) == len(answer.quotes)
        case NotFound():
            assert len(answer.nearest) <= 3
        case Ambiguous():
            assert 2 <= len(answer.candidates) <= 25
        case Empty() | Refused():
            assert answer.reason
        case _:
            pass


@settings(max_examples=80, deadline=None)
@given(
    digests(), st.lists(QUESTIONS, min_size=1, max_size=5), st.none() | st.dates(date(2025, 8, 1))
)
async def test_any_question_to_any_digest_is_answered(
    digest: Digest, questions: list[Question], today: date | None
) -> None:
    answers = Answers(digest)
    for question in questions:
        answer = await answers.ask(question, today=today)
        obeys_its_contract(answer)
        steps = next_steps(answer, question)
        assert len(steps) <= 25
        assert len({step.question for step in steps}) == len(steps)
        for step in steps:
            assert step.question != question
            assert 1 <= len(step.label) <= 80
            obeys_its_contract(await answers.ask(step.question, today=today))


@settings(max_examples=50, deadline=None)
@given(digests(), st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_completed(digest: Digest, one: str, other: str) -> None:
    answers = Answers(digest)
    for choices in (
        answers.complete_topic(one),
        answers.complete_person(one),
        answers.complete_side(other, one),
        answers.complete_search(one),
    ):
        assert len(choices) <= 25
        assert all(1 <= len(choice.name) <= 100 for choice in choices)


# The bundled digest.

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def bundled() -> Answers:
    if not any(SEEDS.glob("**/*.yaml")):
        pytest.skip("there is no bundled digest beside the tests")
    return Answers(load([SEEDS]))


async def test_every_bundled_topic_has_a_brief_positions_and_sources(bundled: Answers) -> None:
    for topic in bundled.digest.topics:
        answer = await bundled.ask(AskBrief(topic.id))
        assert isinstance(answer, Brief)
        assert answer.key_points
        assert all(line.origins for line in answer.key_points), (
            "rests on reporting, not on a machine"
        )
        assert answer.as_of
        obeys_its_contract(answer)
        shown = await bundled.ask(AskPositions(topic.id))
        assert isinstance(shown, Positions)
        assert len(shown.sides) >= 2
        assert not isinstance(await bundled.ask(AskSources(topic.id)), Empty)


@pytest.mark.parametrize("spelling", ["whitcoff", "Witkoff", "Уиткофф", "Steve Witkof"])
async def test_a_bundled_speaker_is_found_by_any_spelling(bundled: Answers, spelling: str) -> None:
    answer = await bundled.ask(AskQuotes(spelling))
    assert isinstance(answer, Quotes)
    assert answer.person.id == "steve-witkoff"


async def test_every_bundled_quotation_is_verbatim_when_checked(bundled: Answers) -> None:
    for quote in bundled.digest.quotes:
        answer = await bundled.ask(AskCheck(f"> {' '.join(quote.text.split())}"))
        verdicts = {checked.verdict.value for checked in getattr(answer, "quotes", ())}
        assert "verbatim" in verdicts, quote.id


async def test_all_words_of_all_bundled_people_can_be_leafed_through(bundled: Answers) -> None:
    seen: set[str] = set()
    for actor in bundled.digest.actors:
        number, total = 1, 1
        while number <= total:
            answer = await bundled.ask(AskQuotes(actor.id, page=number))
            if isinstance(answer, Empty):
                break
            assert isinstance(answer, Quotes)
            seen |= {r.quote.utterance for u in answer.utterances for r in u.reports}
            number, total = number + 1, answer.pages.total
    assert seen == {quote.utterance for quote in bundled.digest.quotes if quote.creator}
