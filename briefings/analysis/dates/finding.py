"""The dates of a text, in order."""

import re
from dataclasses import dataclass
from datetime import date

from briefings.analysis.dates.expressions import expressions
from briefings.analysis.dates.resolving import RESOLVERS, Context
from briefings.analysis.dates.values import days_of


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression, its place and its meaning.

    `start` and `end` are offsets in characters into the text. `value` is at the granularity that
    the text gives (see `briefings.analysis.dates.values`); "recently" and similar words stay vague.
    """

    text: str
    start: int
    end: int
    value: str
    timed: bool = False
    """Whether the text also gives the time of day: "Friday night", "at 5 p.m. on Friday"."""

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day that it means; None if it is vague."""
        return days_of(self.value)


_PART_OF_DAY = re.compile(r"(?:morning|afternoon|evening|night)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:\d(?: ?[ap]\.?m\.?|:\d\d)|o['’]clock|noon|midnight|mid-(?:morning|afternoon))"
    r"[ \xa0](?:\(?[A-Z]{2,4}\)?[ \xa0])?(?:on[ \xa0])?$"
)


def find_dates(text: str, dated: date) -> list[FoundDate]:
    """The dates in English `text`, in order.

    Args:
        dated: the day the article was written, for reading "Friday".
    """
    found: list[FoundDate] = []
    mentioned = quarter = None
    for name, match in expressions(text):
        value = RESOLVERS[name](match, Context(text, dated, mentioned, quarter))
        if value is None:
            continue
        start, end = match.span("the") if match.re.groupindex.get("the") else match.span()
        if start < 0:
            start, end = match.span()
        timed = bool(
            _PART_OF_DAY.search(match[0]) or _CLOCK.search(text, max(0, start - 24), start)
        )
        found.append(FoundDate(text[start:end], start, end, value, timed))
        if "_REF" not in value:
            mentioned = value
        if "-Q" in value and name in ("quarter", "unit"):
            quarter = value
    return found
