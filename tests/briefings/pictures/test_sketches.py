"""What a picture shows is decided without drawing it."""

import pytest
from hypothesis import given, settings

from briefings.answers.types import CitedLine, IssueRow, Pages, Positions, Privacy, Refused
from briefings.models import Stance
from briefings.pictures.sketches import (
    MAX_MOMENTS,
    MAX_POINTS,
    MAX_ROWS,
    MAX_SIDES,
    MatrixRow,
    MatrixSketch,
    Moment,
    Support,
    SupportSketch,
    TimelineSketch,
    sketch,
)
from tests.briefings.pictures.building import (
    SUMMIT,
    a_brief,
    a_timeline,
    an_entry,
    positions,
    sides,
)
from tests.briefings.rendering.hostile import infected

AGREES, AGAINST = Stance.FOR, Stance.AGAINST


def test_a_timeline_is_sketched_event_by_event():
    answer = a_timeline(an_entry(15, "AP", "NHK"), an_entry(22, planned=True))
    assert sketch(answer) == TimelineSketch(
        "Timeline: The summit",
        (
            Moment("15 August 2025", "Event 15", ("AP", "NHK"), planned=False),
            Moment("22 August 2025", "Event 22", (), planned=True),
        ),
    )


def test_a_timeline_of_everything_says_so():
    made = sketch(a_timeline(an_entry(1), an_entry(2), topic=None))
    assert made is not None
    assert made.title == "Timeline: all topics"


def test_an_event_of_days_shows_when_it_began_and_ended():
    made = sketch(a_timeline(an_entry(15, end_date="2025-08-17"), an_entry(20)))
    assert isinstance(made, TimelineSketch)
    assert made.moments[0].date == "15–17 August 2025"


def test_of_many_events_the_planned_and_most_widely_reported_are_shown_in_order():
    entries = [an_entry(day, *["AP", "NHK"][: day % 2 + 1]) for day in range(1, 28)]
    made = sketch(a_timeline(*entries, an_entry(29, planned=True)))
    assert isinstance(made, TimelineSketch)
    names = [moment.name for moment in made.moments]
    assert names == [f"Event {day}" for day in (21, 23, 25, 27, 29)]
    assert len(names) == MAX_MOMENTS
    assert made.more == 23


def test_only_the_first_page_of_a_timeline_is_drawn_and_counts_the_others():
    entries = (an_entry(1), an_entry(2))
    made = sketch(a_timeline(*entries, pages=Pages(1, 4, 40)))
    assert made is not None
    assert made.more == 38
    assert sketch(a_timeline(*entries, pages=Pages(2, 4, 40))) is None


def test_positions_become_a_table_of_sides_by_questions():
    answer = positions(sides(2), [AGREES, AGAINST], [None, AGREES])
    assert sketch(answer) == MatrixSketch(
        "Positions: The summit",
        ("Side 1", "Side 2"),
        (
            MatrixRow("Question 1?", (AGREES, AGAINST)),
            MatrixRow("Question 2?", (None, AGREES)),
        ),
    )


def test_what_a_table_has_no_room_for_is_counted():
    made = sketch(positions(sides(6), *[[AGREES] * 6] * 14))
    assert isinstance(made, MatrixSketch)
    assert len(made.rows) == MAX_ROWS
    assert len(made.sides) == MAX_SIDES
    assert all(len(row.stances) == MAX_SIDES for row in made.rows)
    assert (made.more, made.more_sides) == (14 - MAX_ROWS, 6 - MAX_SIDES)


def test_positions_on_the_whole_alone_make_no_table():
    rows = (IssueRow(None, (None,)),)
    assert sketch(Positions(SUMMIT, tuple(sides(1)), rows, (), ())) is None


def test_a_brief_shows_who_carries_each_key_point():
    answer = a_brief(CitedLine("They met.", (1,), ("AP", "NHK")), CitedLine("They left.", (2,)))
    assert sketch(answer) == SupportSketch(
        "Who reports it: The summit",
        (Support("They met.", ("AP", "NHK")), Support("They left.", ())),
    )
    made = sketch(a_brief(*[CitedLine("They met.", (1,), ("AP",))] * 12))
    assert isinstance(made, SupportSketch)
    assert (len(made.points), made.more) == (MAX_POINTS, 12 - MAX_POINTS)


def test_origins_are_listed_by_how_many_key_points_they_carry():
    points = (Support("a", ("NHK", "AP", "AP")), Support("b", ("Reuters", "AP")), Support("c", ()))
    assert SupportSketch("Summit", points).origins == ("AP", "NHK", "Reuters")


@pytest.mark.parametrize(
    "answer",
    [
        None,
        Privacy(),
        Refused("no"),
        a_timeline(),
        a_timeline(an_entry(1)),
        positions(sides(2)),
        a_brief(),
        a_brief(CitedLine("They met.", (1,))),
    ],
)
def test_where_a_picture_would_show_nothing_there_is_none(answer):
    assert sketch(answer) is None


@settings(deadline=None, max_examples=40)
@given(infected())
def test_any_answer_can_be_sketched_and_a_sketch_is_a_key(infection):
    made = sketch(infection.answer)
    assert {made: 1}[sketch(infection.answer)] == 1
