"""Which topics come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.answers.salience import HALF_LIFE, salience

AMOUNTS = st.integers(0, 10_000)
DAYS = st.integers(1, 3_000_000)


@given(AMOUNTS, AMOUNTS, DAYS)
def test_more_sources_and_more_articles_and_newer_ones_come_first(
    origins: int, articles: int, day: int
) -> None:
    one = salience(origins, articles, day)
    assert salience(origins + 1, articles, day) > one
    assert salience(origins, articles + 1, day) > one
    assert salience(origins, articles, day + 1) > one


def test_a_source_counts_more_than_a_copy() -> None:
    assert salience(2, 2, 1) > salience(1, 3, 1)


def test_a_topic_a_half_life_older_needs_twice_the_amount() -> None:
    assert salience(7, 0, 100) == pytest.approx(salience(3, 0, 100 + int(HALF_LIFE)))


@given(AMOUNTS, AMOUNTS, DAYS, DAYS, st.integers(1, 1_000))
def test_time_changes_no_order(one: int, other: int, day: int, another: int, later: int) -> None:
    before = salience(one, 0, day) - salience(other, 0, another)
    after = salience(one, 0, day + later) - salience(other, 0, another + later)
    assert after == pytest.approx(before, abs=1e-6)


def test_without_a_date_a_topic_comes_last() -> None:
    assert salience(10_000, 10_000, None) < salience(1, 1, 730_000)
