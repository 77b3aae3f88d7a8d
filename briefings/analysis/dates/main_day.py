"""Finds the day of an article's main event.

News reports its event first, with the day nearby. Each day named in the first sentences gets votes:
more the earlier it is named, fewer the farther it is from the day of publication, which has votes
of its own for articles that name no day.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from briefings.analysis.dates.finding import FoundDate, find_dates

_READ = 2_500
"""How many characters of the text are considered."""
_PUBLISHED = 0.2
"""Votes of the day of publication."""
_FADING_CHARACTERS = 1_000
_NEAR_DAYS = 4
_RECENT_DAYS = 35
_DATELINE = 60
_AFTER_DATELINE = re.compile(r"\s*(?:\(|--|[-–—:])")
_CAPTION = re.compile(
    r"\bfile (?:photo|picture|image)\b|\bPhoto\b|^Published|\bUpdated\b", re.MULTILINE
)
_CAPTION_SIGNS = ("file ", "Photo", "Published", "Updated")
"""Text that occurs in everything `_CAPTION` finds."""
_SAYING = re.compile(
    r"\b(?:said|says|say|told|reported|reports|according|statement|tweeted|wrote|interview)\b[^.,]*$"
)
_SAID = 0.4
"""The votes of a day on which somebody only said something."""


def main_day(
    text: str,
    published: date,
    *,
    headline: str = "",
    dates: Sequence[FoundDate] | None = None,
) -> date:
    """The day of the main event of an English article.

    Args:
        published: the day on which the article appeared.
        headline: a day named in it counts as named first.
        dates: the text's dates, if already known.
    """
    if dates is None:
        dates = find_dates(text[:_READ], published)
    votes: dict[date, float] = defaultdict(float)
    votes[published] = _PUBLISHED
    for found, weight in _named(text, published, headline, dates):
        span = found.days
        if span is not None and span[0] == span[1]:
            votes[span[0]] += weight * _nearness((published - span[0]).days)
    return max(votes, key=lambda day: (votes[day], -abs((published - day).days)))


def _named(
    text: str, published: date, headline: str, dates: Sequence[FoundDate]
) -> Iterator[tuple[FoundDate, float]]:
    for found in find_dates(headline, published):
        yield found, 1.0
    opening = text[:_READ]
    for found in dates:
        if found.end > _READ:
            return
        if found.start < _DATELINE and _AFTER_DATELINE.match(opening, found.end):
            continue  # "HOLM, May 3 (ABC) -": the day of writing
        line = opening[opening.rfind("\n", 0, found.start) + 1 : found.start + 80]
        captioned = any(sign in line for sign in _CAPTION_SIGNS) and _CAPTION.search(line)
        weight = 0.2 if captioned else 1.0
        if _SAYING.search(opening, max(0, found.start - 30), found.start):
            weight *= _SAID
        yield found, weight / (1 + found.start / _FADING_CHARACTERS)


def _nearness(age: int) -> float:
    """How likely a day `age` days before publication is the event's; negative ages are ahead."""
    if age < 0:
        return 0.3
    if age <= _NEAR_DAYS:
        return 1.0
    return 0.5 if age <= _RECENT_DAYS else 0.15
