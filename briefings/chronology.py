"""Orders by dates that may be vague or missing."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from briefings.edtf import earliest, latest
from briefings.models import Article


@lru_cache(maxsize=8_192)
def last_day(value: str) -> date:
    """The last day of an EDTF date; the first day of an open interval.

    "2025-08-15/.." lasts until further notice, but is not as new as the year 9999.
    """
    return earliest(value) if value.endswith("/..") else latest(value)


def published_on(article: Article) -> str | None:
    """The day an article appeared, as an EDTF date; None if unknown."""
    published = article.date_published
    return published.date().isoformat() if isinstance(published, datetime) else published


def newest(values: Iterable[str | None]) -> str | None:
    """The EDTF date that reaches furthest; None if there is none."""
    return max((value for value in values if value), key=last_day, default=None)


def newest_first(value: str | None) -> int:
    """A sort key: later days first, no date last."""
    return -last_day(value).toordinal() if value else 0
