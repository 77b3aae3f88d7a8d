"""What a picture shows is decided without drawing it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from briefings.answers.types import (
    CitedLine,
    IssueRow,
    Pages,
    Positions,
    Privacy,
    Refused,
    Timeline,
)
from briefings.models import Stance
from briefings.pictures.sketches import (
    MAX_POINTS,
    MAX_ROWS,
    MAX_SIDES,
    MatrixRow,
    MatrixSketch,
    Support,
    SupportSketch,
    sketch,
)
from briefings.rendering.samples.material import HERALD
from tests.briefings.pictures.building import (
    SUMMIT,
    a_brief,
    positions,
    sides,
)
from tests.briefings.rendering.hostile import infected

AGREES, AGAINST = Stance.FOR, Stance.AGAINST


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


def test_only_overall_positions_make_no_table():
    rows = (IssueRow(None, (None,)),)
    assert sketch(Positions(SUMMIT, tuple(sides(1)), rows, (), ())) is None


def test_words_that_a_storys_statements_share_make_no_table():
    answer = positions(sides(2), [AGREES, AGAINST], [None, AGREES])
    story = answer.topic.model_copy(update={"story": True})
    assert sketch(answer) is not None
    assert sketch(replace(answer, topic=story)) is None


def test_a_sentence_of_an_article_is_shown_as_such():
    brief = a_brief(CitedLine("It rains.", (1,), ("AP",), article=HERALD))
    assert sketch(brief).points == (Support("“It rains.”", ("AP",)),)


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
        Timeline(SUMMIT, (), (), Pages()),
        replace(a_brief(CitedLine("They met.", (1,), ("AP",))), full=True),
        positions(sides(2)),
        a_brief(),
        a_brief(CitedLine("They met.", (1,))),
    ],
)
def test_a_picture_that_would_show_nothing_is_left_out(answer):
    assert sketch(answer) is None


@settings(deadline=None, max_examples=40)
@given(infected())
def test_any_answer_can_be_sketched_and_a_sketch_is_a_key(infection):
    made = sketch(infection.answer)
    assert {made: 1}[sketch(infection.answer)] == 1
