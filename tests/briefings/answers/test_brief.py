"""The briefing: key points with numbers, significant quotations, counts of independent origins."""

from datetime import date

import pytest

from briefings.answers import Answers
from briefings.answers.questions import AskBrief, Detail
from briefings.answers.types import Brief, Empty
from briefings.models import Digest
from tests.briefings.answers.building import (
    a_point,
    a_position,
    a_quote,
    a_topic,
    an_actor,
    an_article,
    an_event,
    the_digest,
)
from tests.libraries import answers_to


def brief(answers: Answers, *args: object, today: date | None = None) -> Brief:
    answer = answers.ask(AskBrief(*args), today=today)  # type: ignore[arg-type]  # the tests' short hand
    assert isinstance(answer, Brief)
    return answer


def test_an_agency_story_in_two_papers_is_one_origin(answers: Answers) -> None:
    counts = (brief(answers, "summit")).counts
    assert (counts.articles, counts.outlets, counts.origins, counts.machine_written) == (4, 3, 2, 1)


def test_a_short_brief_has_five_points_and_says_how_many_it_leaves_out(
    answers: Answers,
) -> None:
    short = brief(answers, "lake talks")
    assert [line.text for line in short.key_points][-1] == "Point 5 of the summit."
    assert (short.omitted, short.full) == (3, False)
    full = brief(answers, "summit", Detail.FULL)
    assert (len(full.key_points), full.omitted, full.full) == (8, 0, True)


def test_six_points_are_short_enough() -> None:
    points = tuple(a_point(f"Point {n}.", "daily") for n in range(6))
    digest = Digest(articles=(an_article(),), topics=(a_topic(key_points=points),))
    assert len((brief(answers_to(digest), "summit")).key_points) == 6


def test_numbers_count_references_in_order_of_use(answers: Answers) -> None:
    answer = brief(answers, "summit")
    assert [line.numbers for line in answer.key_points][:2] == [(1, 2), (3, 4)]
    assert [reference.number for reference in answer.references] == list(range(1, 11))
    assert answer.key_points[0].origins == ("AP",)


def test_quotations_are_of_different_sides_and_widely_reported_ones_first(
    answers: Answers,
) -> None:
    answer = brief(answers, "summit")
    assert [u.lead.quote.id for u in answer.quotes] == ["b1", "z1", "m1"]


def test_more_speakers_of_a_side_follow_if_sides_are_few() -> None:
    digest = the_digest()
    kept = tuple(q for q in digest.quotes if q.creator in ("ada-berg", "carl-lindqvist"))
    answer = brief(answers_to(digest.model_copy(update={"quotes": kept})), "summit")
    assert [u.lead.quote.id for u in answer.quotes] == ["b1", "c1"]


def test_short_original_whole_quotations_are_preferred() -> None:
    quotes = (
        a_quote("long", "a", "A long one. " * 40),
        a_quote("relay", "a", "It went there and back.", retranslated=True),
        a_quote("short", "a", "It is short."),
        a_quote("bit", "b", "a bit", kind="fragment"),
    )
    digest = Digest(
        articles=(an_article(),),
        actors=(an_actor("a", "Ada"), an_actor("b", "Ben")),
        topics=(a_topic(),),
        quotes=quotes,
    )
    answer = brief(answers_to(digest), "summit")
    assert [u.lead.quote.id for u in answer.quotes] == ["short"]


def test_it_is_as_new_as_its_newest_basis(answers: Answers) -> None:
    assert (brief(answers, "summit")).as_of == "2025-08-19"
    assert (brief(answers, "weather")).as_of is None


def test_a_reprint_does_not_make_a_dated_topic_newer() -> None:
    digest = Digest(
        articles=(an_article(date_published="2025-09-30"),),
        topics=(a_topic(as_of="2025-08-17", key_points=(a_point("It is so.", "daily"),)),),
        events=(an_event("meeting", "2025-08-16", end_date="2025-08-18"),),
    )
    assert (brief(answers_to(digest), "summit")).as_of == "2025-08-18"


def test_upcoming_events_are_those_not_over_yet(answers: Answers) -> None:
    undated = brief(answers, "summit")
    assert [event.id for event in undated.ahead] == ["return"]
    assert (brief(answers, "summit", today=date(2025, 8, 25))).ahead == undated.ahead
    assert (brief(answers, "summit", today=date(2025, 8, 26))).ahead == ()


def test_it_mentions_what_else_there_is(answers: Answers) -> None:
    answer = brief(answers, "summit")
    assert [actor.id for actor in answer.voices] == ["ada-berg", "olga-marsh", "pavel-zelinsky"]
    assert (answer.events, answer.positions) == (3, 6)
    assert [d.id for d in answer.differences] == ["attendance"]


def test_a_topic_without_content_is_empty(answers: Answers) -> None:
    answer = answers.ask(AskBrief("fishing"))
    assert isinstance(answer, Empty)
    assert [choice.id for choice in answer.suggestions] == ["summit", "weather"]


@pytest.mark.parametrize(
    ("start", "as_of"),
    [
        ("2025-08-20/..", "2025-08-20"),
        ("2025-08-20/2025-08-21", "2025-08-21"),
        ("2025-08~", "2025-08~"),
    ],
)
def test_a_brief_reports_events_up_to_one_day(start: str, as_of: str) -> None:
    digest = the_digest().model_copy(update={"events": (an_event("storm", start),)})
    assert (brief(answers_to(digest), "summit")).as_of == as_of


def test_positions_of_unknown_actors_are_not_offered() -> None:
    digest = Digest(
        articles=(an_article(),),
        topics=(a_topic("lake", "The lake"),),
        positions=(a_position("p", "gone", "So.", topic="lake"),),
    )
    assert brief(answers_to(digest), "lake").positions == 0
