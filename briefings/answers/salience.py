"""Which topics come first: those that many report, and report now."""

from math import log2

HALF_LIFE = 2.0
"""Days without new articles that cost a topic as much as losing half of its sources."""
PRINTED = 0.25
"""The weight of an article, where an original source counts 1: copies show that a topic matters,
not that it is better confirmed."""


def salience(origins: int, articles: int, newest: int | None) -> float:
    """A topic's rank among others; comparable between topics at any time.

    The logarithm of what it has, plus its date in half-lives: as time passes, all topics sink
    equally, so nothing needs to be recomputed.

    Args:
        newest: the ordinal of the day of its newest article; None if no article has a date, which
            puts it below all others.
    """
    amount = origins + PRINTED * articles
    return log2(1.0 + amount) + (newest or 0) / HALF_LIFE
