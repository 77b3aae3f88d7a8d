"""Our own whole articles: what is right stays right (see `benchmarks.whole_articles`)."""

import pytest

from benchmarks.whole_articles import sets, tally

LEAST_F1 = {"first": 0.89, "second": 0.93, "third": 0.77, "fourth": 0.79}
MOST_WRONG = {"first": 2, "second": 2, "third": 46, "fourth": 20}


@pytest.mark.parametrize("name", sorted(LEAST_F1))
def test_as_many_speakers_are_right_as_when_last_measured(name: str) -> None:
    counts = tally(dict(sets())[name])
    assert counts.f1 >= LEAST_F1[name], counts.errors
    assert counts.wrong <= MOST_WRONG[name], counts.errors
