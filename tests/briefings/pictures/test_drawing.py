"""Pictures are PNGs of the right size, whatever they show."""

import io

import pytest
from hypothesis import given, settings
from PIL import Image

from briefings.models import Stance
from briefings.pictures.alt_text import describe
from briefings.pictures.canvas import BACKGROUND, MARGIN, Card
from briefings.pictures.drawing import MARKS, draw
from briefings.pictures.picture import MAX_HEIGHT, WIDTH, Picture
from briefings.pictures.shapes import Mark, mask
from briefings.pictures.sketches import (
    MAX_POINTS,
    MAX_ROWS,
    MAX_SIDES,
    MatrixRow,
    MatrixSketch,
    Support,
    SupportSketch,
)
from tests.briefings.pictures.building import SKETCHES

LONG = "A long name of something that takes more than one line and then some more words " * 4
WORST = [
    MatrixSketch(
        LONG,
        (LONG,) * MAX_SIDES,
        (
            MatrixRow(LONG, (*Stance,)[:MAX_SIDES]),
            *[MatrixRow(LONG, (None,) * MAX_SIDES)] * (MAX_ROWS - 1),
        ),
        more=9,
        more_sides=9,
    ),
    SupportSketch(
        LONG, (Support(LONG, tuple(f"{n} {LONG}" for n in range(30))),) * MAX_POINTS, more=9
    ),
]
SMALLEST = [
    MatrixSketch("", (), ()),
    SupportSketch("", ()),
]


def opened(picture: Picture) -> Image.Image:
    with Image.open(io.BytesIO(picture.png)) as image:
        assert image.format == "PNG"
        assert image.size == (picture.width, picture.height)
        return image.convert("RGB")


def assert_margins_are_clear(image: Image.Image) -> None:
    """Only stripes reach a little into the margin."""
    edge = MARGIN - 16
    width, height = image.size
    for box in ((0, 0, edge, height), (width - edge, 0, width, height), (0, 0, width, 10),
                (0, height - 6, width, height)):  # fmt: skip
        assert image.crop(box).getcolors() == [
            ((box[2] - box[0]) * (box[3] - box[1]), BACKGROUND)
        ], box


@pytest.mark.parametrize("sketch", WORST + SMALLEST, ids=lambda sketch: type(sketch).__name__)
def test_the_longest_and_the_emptiest_fit(sketch):
    picture = draw(sketch)
    assert picture.width == WIDTH
    assert picture.height < MAX_HEIGHT
    assert_margins_are_clear(opened(picture))


@settings(deadline=None, max_examples=40)
@given(SKETCHES)
def test_any_words_give_a_picture_with_clear_margins(sketch):
    picture = draw(sketch)
    assert picture.alt == describe(sketch)
    assert picture.height < MAX_HEIGHT
    assert_margins_are_clear(opened(picture))


def test_equal_sketches_give_equal_pictures_and_others_do_not():
    one = SupportSketch("Summit", (Support("They met.", ("AP",)),))
    two = SupportSketch("Summit", (Support("They met.", ("AP", "NHK")),))
    assert draw(one) == draw(one)
    assert draw(one).png != draw(two).png


def test_stances_differ_by_shape_without_any_colour():
    shapes = [mask(mark, 42) for mark, _ in MARKS.values()]
    assert MARKS.keys() == set(Stance)
    for number, one in enumerate(shapes):
        for other in shapes[:number]:
            pairs = zip(one.tobytes(), other.tobytes(), strict=True)
            different = sum(abs(a - b) > 128 for a, b in pairs)
            assert different > 42 * 42 / 10


@pytest.mark.parametrize("mark", Mark)
def test_a_mark_has_the_requested_size(mark):
    assert mask(mark, 24).size == (24, 24)
    assert mask(mark, 24).getextrema() == (0, 255)


def test_text_is_on_one_line_in_all_scripts():
    card = Card("Title")
    end = card.text("Aa 한국어 石破", MARGIN, card.y, bold=True)
    assert MARGIN < end < WIDTH - MARGIN
