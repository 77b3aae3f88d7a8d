"""Our own passages by kind: `benchmarks.passages` describes how they are written."""

import pytest

from benchmarks.passages import Passage, passages
from briefings.analysis import find_quotes

FAILING: dict[str, tuple[int, ...]] = {
    "descriptions": (15,),
    "false_subjects": (20,),
    "scare_quotes": (
        1,
        4,
        29,
    ),
}
"""Passages not right yet, by kind; remove each that becomes right."""


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
def test_the_passage_is_read_correctly(passage: Passage) -> None:
    found = find_quotes(passage.text, named_from=0)
    assert passage.is_right(found), found
