"""Which topics come first: those that many report, and report now."""

from math import log2

HALF_LIFE = 2.0
"""Days in which a topic without new articles loses as much as half of its sources would be."""
PRINTED = 0.25
"""What an article counts, where an original source counts 1: copies say that a topic matters, and
not that it is better known."""


def salience(origins: int, articles: int, newest: int | None) -> float:
    """How far up a topic stands among others; comparable between topics at any time.

    The logarithm of what it has, plus its age in half-lives: as time goes on, all topics sink by
    the same, so that nothing needs to be worked out again.

    Args:
        newest: the ordinal of the day of its newest article; None where no article has a date,
            which puts it below all others.
    """
    amount = origins + PRINTED * articles
    return log2(1.0 + amount) + (newest or 0) / HALF_LIFE
