"""When an article's page is fetched again, and what to make of it: pure decisions.

A correction behind a teaser does not change the feed: only the page shows it. So the page is asked
again, mostly while the article is new, because most corrections come within hours.
"""

from datetime import datetime, timedelta

from briefings.reading.headlines import agree

FIRST = timedelta(hours=1)
"""The age of an article when its page is first asked again; after that, each time its age has
doubled."""
DAYS = 7
"""Up to which age, in days, an article's page is asked again, unless set otherwise."""
MOST_MISSES = 2
"""How often in a row a page must be missing (404) before its article counts as withdrawn."""
_RUN = 8
"""Characters in the runs that compare texts of any language, with or without spaces."""
_KEPT = 0.5
"""The share of a text, and of its length, that a new version must keep."""


def next_revisit(begun: datetime, now: datetime, days: int = DAYS) -> datetime | None:
    """When an article's page, asked just now, is asked again.

    Args:
        begun: when the article was published, or else first seen.
        days: how old the article may be; 0 means its page is never asked again.

    Returns:
        None if it is no longer asked.
    """
    age = max(now - begun, timedelta())
    due = now - age + max(2 * age, FIRST)
    return due if due - (now - age) <= timedelta(days=days) else None


def is_new_version(known: str, text: str, known_headline: str | None, headline: str | None) -> bool:
    """Whether an article's address still shows that article, in another version.

    It may show something else: a home page, a cookie notice, the beginning before a paywall. Such a
    page is much shorter, or shares neither text nor headline with the article.
    """
    if len(text) < _KEPT * len(known):
        return False
    runs = _runs(known)
    return len(runs & _runs(text)) >= _KEPT * len(runs) or agree(known_headline, headline)


def _runs(text: str) -> set[str]:
    signs = "".join(sign for sign in text if sign.isalnum())
    return {signs[at : at + _RUN] for at in range(max(1, len(signs) - _RUN + 1))}
