"""When the page of an article is fetched again, and what to make of it: pure decisions.

A correction behind a teaser leaves the feed as it was: only the page tells. So it is asked again,
most of all while the article is new, since most corrections come within hours.
"""

from datetime import datetime, timedelta

from briefings.reading.headlines import agree

FIRST = timedelta(hours=1)
"""How old an article is at the earliest when its page is asked again; from then on, whenever it is
twice as old as the last time."""
DAYS = 7
"""How old an article may be, in days, for its page to be asked again, unless set otherwise."""
MOST_MISSES = 2
"""So often in a row a page must not be found (404) until its article counts as withdrawn."""
_RUN = 8
"""Characters of the runs by which texts are compared: of any language, with or without spaces."""
_KEPT = 0.5
"""The share of a text that a new version of it keeps, and of its length that it has."""


def next_revisit(begun: datetime, now: datetime, days: int = DAYS) -> datetime | None:
    """When the page of an article is asked again that has just been asked.

    Args:
        begun: when the article was published, or else first seen.
        days: how old the article may be; 0: its page is never asked again.

    Returns:
        None where it is asked no more.
    """
    age = max(now - begun, timedelta())
    due = now - age + max(2 * age, FIRST)
    return due if due - (now - age) <= timedelta(days=days) else None


def is_new_version(known: str, text: str, known_headline: str | None, headline: str | None) -> bool:
    """Whether what an article's address shows now is that article, in another version.

    It may be something else: a home page, a notice on cookies, the beginning that a paywall lets
    through. Such a page is much shorter, or has neither text nor headline in common with what was
    there.
    """
    if len(text) < _KEPT * len(known):
        return False
    runs = _runs(known)
    return len(runs & _runs(text)) >= _KEPT * len(runs) or agree(known_headline, headline)


def _runs(text: str) -> set[str]:
    signs = "".join(sign for sign in text if sign.isalnum())
    return {signs[at : at + _RUN] for at in range(max(1, len(signs) - _RUN + 1))}
