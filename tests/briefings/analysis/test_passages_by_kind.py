"""Passages of our own by kind: see `benchmarks.passages` for how they are written down."""

import pytest

from benchmarks.passages import Passage, passages
from briefings.analysis import find_quotes

FAILING: dict[str, tuple[int, ...]] = {
    "descriptions": (
        1,
        3,
        4,
        5,
        6,
        8,
        10,
        14,
        15,
        19,
    ),
    "false_subjects": (
        1,
        2,
        5,
        6,
        8,
        10,
        11,
        12,
        13,
        15,
        16,
        20,
        22,
        23,
        24,
    ),
    "fragments": (
        1,
        4,
        10,
        11,
        12,
        13,
        16,
        17,
    ),
    "names_whole": (
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        9,
        10,
        11,
        12,
        13,
        14,
        16,
        22,
    ),
    "same_name": (
        1,
        2,
        3,
        4,
        9,
        10,
        14,
        16,
    ),
    "scare_quotes": (
        1,
        2,
        4,
        6,
        7,
        11,
        12,
        15,
        16,
    ),
}
"""Those that are not right yet, by kind; each that becomes right has to leave."""


def _cases() -> list[object]:
    return [
        pytest.param(
            passage,
            id=f"{passage.kind}-{passage.number}",
            marks=[pytest.mark.xfail(strict=True)]
            if passage.number in FAILING.get(passage.kind, ())
            else [],
        )
        for passage in passages()
    ]


@pytest.mark.parametrize("passage", _cases())
def test_the_passage_is_read_rightly(passage: Passage) -> None:
    found = find_quotes(passage.text)
    assert passage.is_right(found), found
