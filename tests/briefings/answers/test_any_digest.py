"""Every question is answered, whatever the digest and the input."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.answers import next_steps
from briefings.answers.questions import (
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
from briefings.answers.types import Ambiguous, Empty, NotFound
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
from tests.briefings.answers.contract import obeys_its_contract
from tests.libraries import answers_to

NAMES = st.sampled_from(["Ada Berg", "Berg", "Ivo \u202eMarsh", "**@everyone**", "🎉", "b-1"])
WORDS = st.sampled_from(["We go home.", "“Open” it", "we go home", "word " * 700, "-", "\u200b x"])
ACTORS = st.sampled_from(["a0", "a1", "a2", "gone"])
TOPICS = st.sampled_from(["t0", "t1", "gone"])
ARTICLES = st.sampled_from(["daily", "robot"])
DATES = st.sampled_from(["2025", "2025-08~", "2025-08-15/..", "2025-08-17", "1994-01/1995"])
STANCES = st.sampled_from(["for", "against", "conditional", "unclear"])


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """Small digests, with dangling references."""

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

    articles = draw(
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
    )
    held = {article.id for article in articles}
    return Digest(
        articles=articles,
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
        quotes=tuple(one for one in several(quote) if one.citation.article in held),
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


@settings(max_examples=80, deadline=None)
@given(
    digests(), st.lists(QUESTIONS, min_size=1, max_size=5), st.none() | st.dates(date(2025, 8, 1))
)
def test_any_question_to_any_digest_is_answered(
    digest: Digest, questions: list[Question], today: date | None
) -> None:
    answers = answers_to(digest)
    for question in questions:
        answer = answers.ask(question, today=today)
        obeys_its_contract(answer)
        steps = next_steps(answer, question)
        assert len(steps) <= 25
        assert len({step.question for step in steps}) == len(steps)
        for step in steps:
            assert step.question != question
            assert str(step.label)
            following = answers.ask(step.question, today=today)
            obeys_its_contract(following)
            # If the answer asks back, the rest of the question stays unchanged.
            if not isinstance(answer, Ambiguous | NotFound):
                assert not isinstance(following, Empty), step


@settings(max_examples=50, deadline=None)
@given(digests(), st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_completed(digest: Digest, one: str, other: str) -> None:
    answers = answers_to(digest)
    for choices in (
        answers.complete_topic(one),
        answers.complete_person(one),
        answers.complete_side(other, one),
        answers.complete_search(one),
    ):
        assert len(choices) <= 25
        assert all(1 <= len(choice.name) <= 100 for choice in choices)
