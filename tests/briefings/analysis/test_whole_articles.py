"""Our own whole articles: what is right stays right (see `benchmarks.whole_articles`)."""

import pytest

from benchmarks.whole_articles import sets, tally

LEAST_F1 = {
    "first": 0.89,
    "second": 0.93,
    "third": 0.83,
    "fourth": 0.89,
    "fifth": 0.83,
    "sixth": 0.86,
    "seventh": 0.88,
    "eighth": 0.92,
    "ninth": 0.92,
    "tenth": 0.88,
}
MOST_WRONG = {
    "first": 2,
    "second": 2,
    "third": 29,
    "fourth": 7,
    "fifth": 27,
    "sixth": 10,
    "seventh": 12,
    "eighth": 9,
    "ninth": 10,
    "tenth": 20,
}


@pytest.mark.parametrize("name", sorted(LEAST_F1))
def test_as_many_speakers_are_right_as_when_last_measured(name: str) -> None:
    counts = tally(dict(sets())[name])
    assert counts.f1 >= LEAST_F1[name], counts.errors
    assert counts.wrong <= MOST_WRONG[name], counts.errors
