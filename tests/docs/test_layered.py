"""The picture of the house is readable: nothing overlaps, every arrow points down."""

from graphlib import CycleError
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docs.layered import BOX_HEIGHT, BOX_WIDTH, Band, Box, draw, reduced, spread, svg, wrapped


@st.composite
def houses(draw_: st.DrawFn) -> tuple[list[Band], set[tuple[str, str]]]:
    """Two bands and arrows from earlier boxes to later ones."""
    names = [f"room{number}" for number in range(draw_(st.integers(2, 12)))]
    pairs = list(combinations(names, 2))
    edges = draw_(st.sets(st.sampled_from(pairs), max_size=20))
    cut = draw_(st.integers(1, len(names) - 1))
    boxes = [Box(name, name, "what it is for") for name in names]
    return [Band("upper", boxes[:cut]), Band("lower", boxes[cut:])], edges


@settings(max_examples=30, deadline=None)
@given(houses())
def test_boxes_are_apart_and_arrows_point_down(
    house: tuple[list[Band], set[tuple[str, str]]],
) -> None:
    bands, edges = house
    drawing = draw(bands, edges)
    for (x, y), (other_x, other_y) in combinations(drawing.boxes.values(), 2):
        assert abs(x - other_x) > BOX_WIDTH or abs(y - other_y) > BOX_HEIGHT
    for (start, end), points in drawing.arrows.items():
        heights = [y for _, y in points]
        assert heights == sorted(heights)
        assert abs(points[0][0] - drawing.boxes[start][0]) < BOX_WIDTH / 2
        assert abs(points[-1][0] - drawing.boxes[end][0]) < BOX_WIDTH / 2
    assert set(drawing.arrows) == edges
    assert svg(bands, edges, "a house") == svg(bands, sorted(edges, reverse=True), "a house")


@settings(max_examples=30, deadline=None)
@given(houses())
def test_arrows_do_not_cross_boxes(
    house: tuple[list[Band], set[tuple[str, str]]],
) -> None:
    drawing = draw(*house)
    for ends, points in drawing.arrows.items():
        for x, y in points[1:-1]:
            for room, (box_x, box_y) in drawing.boxes.items():
                inside = abs(x - box_x) < BOX_WIDTH / 2 and abs(y - box_y) <= BOX_HEIGHT / 2
                assert not inside or room in ends


def test_an_arrow_implied_by_a_longer_path_is_left_out() -> None:
    assert reduced({("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}) == {
        ("a", "b"),
        ("b", "c"),
        ("a", "d"),
    }


def test_a_cycle_is_an_error_that_names_it() -> None:
    bands = [Band("all", [Box(name, name, "") for name in "ab"])]
    with pytest.raises(CycleError) as raised:
        draw(bands, {("a", "b"), ("b", "a")})
    assert set(raised.value.args[1]) == {"a", "b"}


def test_places_are_as_near_as_minimum_distances_allow() -> None:
    assert spread([0, 10], [5], [1, 1]) == [0, 10]
    assert spread([0, 0], [10], [1, 1]) == [-5, 5]
    assert spread([0, 0], [10], [3, 1]) == [-2.5, 7.5]


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert wrapped("a short one") == ["a short one"]
    lines = wrapped("word " * 60)
    assert len(lines) == 3
    assert lines[-1].endswith(" …")


def test_the_file_is_xml_whatever_a_rooms_docstring_says() -> None:
    bands = [Band("a & b", [Box("a", "<a>", 'says "&"', ("x < y",))])]
    texts = [node.text for node in etree.fromstring(svg(bands, set(), 'a "b"')).iter()]
    assert {"a & b", "<a>", 'says "&"', "x < y"} <= set(texts)
