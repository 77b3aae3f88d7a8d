"""Alt text describes a picture to readers who can't see it."""

import pytest
from hypothesis import given, settings

from briefings.models import Stance
from briefings.pictures.alt_text import MAX_ALT, MAX_TEXT, describe, more, plain
from briefings.pictures.sketches import (
    MatrixRow,
    MatrixSketch,
    Support,
    SupportSketch,
)
from tests.briefings.pictures.building import SKETCHES


def test_a_table_is_described_question_by_question():
    row = MatrixRow("A truce?", (Stance.FOR, Stance.CONDITIONAL, None))
    sketch = MatrixSketch("Positions: Summit", ("One", "Two", "Three"), (row,), more_sides=2)
    assert describe(sketch) == (
        "Positions: Summit. A table of what each side says on each question (2 more sides in the "
        "text): A truce? One yes, Two depends, Three nothing on record."
    )


def test_support_is_described_as_numbers_and_names():
    points = (Support("They met.", ("AP", "NHK")), Support("They left.", ()))
    assert describe(SupportSketch("Who reports it: Summit", points, more=2)) == (
        "Who reports it: Summit. The key points, each with the original sources that report it: "
        "1. They met. – 2: AP, NHK; 2. They left. – none. And 2 more."
    )


def test_the_first_of_many_origins_are_named():
    sketch = SupportSketch("T", (Support("They meet", tuple("ABCDEF")),))
    assert "They meet – 6: A, B, C, D, 2 more" in describe(sketch)


def test_what_an_alt_text_has_no_room_for_is_counted():
    points = tuple(Support("x" * 400, ()) for _ in range(12))
    alt = describe(SupportSketch("Support", points, more=30))
    assert len(alt) <= MAX_ALT
    assert alt.count(". x") + int(alt.split()[-2]) == 42
    assert alt.endswith(" more.")


@settings(deadline=None, max_examples=40)
@given(SKETCHES)
def test_an_alt_text_is_one_line_that_discord_accepts(sketch):
    alt = describe(sketch)
    assert 0 < len(alt.encode("utf-16-le")) // 2 <= MAX_ALT
    assert alt.isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  two \n\t lines\u2028and one ", "two lines and one"),
        ("\u202eturned\u202c \u200bround\u200d", "turned round"),
        ("a\ud800b\ue000c\uffffd", "abcd"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_plain_text_has_only_sketches_with_a_shape(text, shown):
    assert plain(text) == shown


def test_plain_text_is_cut_if_no_picture_has_room():
    assert len(plain("x" * 100_000)) == MAX_TEXT
    assert plain("x" * 100_000)[-2:] == "x…"


@pytest.mark.parametrize(
    ("sketch", "said"),
    [
        (SupportSketch("T", ()), ""),
        (SupportSketch("T", (), more=1), "and 1 more key point"),
        (MatrixSketch("T", ("A",), (), more=1_200), "and 1,200 more questions"),
        (MatrixSketch("T", ("A",), (), more=3), "and 3 more questions"),
        (SupportSketch("T", (), more=2), "and 2 more key points"),
    ],
)
def test_what_is_left_out_is_counted(sketch, said):
    assert more(sketch) == said
