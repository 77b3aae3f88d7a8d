"""Reads the ages an article gives its people, to know whom "the 36-year-old" means."""

import re

from briefings.analysis.article_people import Cast
from briefings.analysis.person import Person

AGED = re.compile(r"\b(?P<age>\d{1,3})-year-olds?\b")
_AFTER = re.compile(r"(?:, | \()(?P<age>\d{1,3})(?=[,.;) ]|$)(?! per| million| years? ago)")
_STATED = re.compile(
    r"[^.\n]{0,40}? (?:is|was|turns|turned|aged) (?P<age>\d{1,2})(?=[,.; ]|$)(?! per)"
)
_BEFORE = re.compile(
    r"(?P<age>\d{1,3})-year-old(?: (?!(?:at|by|for|from|in|near|of|on|to|with) )[\w\-]+){0,3} $"
)


def ages(text: str, cast: Cast) -> dict[Person, int]:
    """The ages, in years, of people whose age `text` states; the first statement counts."""
    found: dict[Person, int] = {}
    if not _ANY.search(text):
        return found
    for name, person in cast.mentions:
        if person in found or person.is_body:
            continue
        before = _BEFORE.search(text, max(0, name.start - 50), name.start)
        stated = _AFTER.match(text, name.end) or before or _STATED.match(text, name.end)
        if stated is not None:
            found[person] = int(stated["age"])
    return found


_ANY = AGED
