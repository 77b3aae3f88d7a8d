"""Finds how an article introduces somebody: the role and affiliation given with a name.

"Helen Marsh, the council leader, said", "the city's chief engineer, Piotr Zelen", "Mayor Dana
Whitlow". It finds the article's own words and their place.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefings.analysis.nouns import PERSON_NOUNS
from briefings.analysis.wordlists import listed

_BODY = r"[A-Z][\w.&’'-]*(?:[ \xa0](?:(?:of|for|and|the|de|la)[ \xa0])?[A-Z][\w.&’'-]*){0,6}"
_OF = (
    rf"(?:[ \xa0](?:of|for|at|from|with|in)[ \xa0](?:the[ \xa0])?"
    rf"(?:[a-z][\w’'-]+[ \xa0]){{0,3}}?{_BODY})?"
)
_WORDS = r"(?:[\w.’'&-]+[ \xa0]){0,6}?"
_AGE = r"(?:,[ \xa0](?:aged[ \xa0])?\d{1,3})?"
_AFTER = re.compile(
    rf"{_AGE},[ \xa0](?P<role>(?:the|an?|its|his|her|their|our)?[ \xa0]?{_WORDS}"
    rf"(?P<head>[\w-]+){_OF})"
    r"(?=[,.;:)]|[ \xa0](?:and|has|have|said|says|told|was|were|who|which)\b)"
)
"""What follows a name: ", the council leader,", ", 45, a nurse from Leeds, said"."""
_LEADS = re.compile(
    r",[ \xa0](?P<role>who[ \xa0](?:chairs|coaches|commands|founded|heads|leads|manages|owns|runs)"
    r"[ \xa0][^,.;]{3,60})[,.;]"
)
"""", who leads the opposition,"."""
_BEFORE = re.compile(
    rf"(?:\b(?i:the|an?|its|his|her|their|our)[ \xa0]|(?=\b[A-Z][\w.-]*[’']s[ \xa0]))"
    rf"(?P<role>{_WORDS}(?P<head>[\w-]+){_OF}),[ \xa0]$"
)
"""What precedes a name and a comma: "the city's chief engineer, "."""
_TITLE = re.compile(r"(?P<role>(?:[\w.’'&-]+[ \xa0]){0,6}(?P<head>[\w-]+))[ \xa0]$")
"""What directly precedes a name: "Mayor ", "union president "."""
_MODIFIERS = frozenset(
    listed("""
    acting army assistant board chief city club coast company council county defence defense deputy
    education executive finance foreign former general harbor harbour health home interim interior
    justice labor labour navy opposition party police port prime school security senior state
    team trade transport union vice ex then lead head campaign government regional national local
    """)
)
_HEADS = PERSON_NOUNS | frozenset(
    listed("""
        abbot archbishop bailiff bishop commissioner constable harbourmaster inspector master
        provost registrar superintendent trustee warden
        """)
)
_NO_ROLE = frozenset(
    listed("""
    a after also an and as at but by for from he her his in it its mr mrs ms miss of on or our said
    she so that the their then they to when while with official independent monday
    tuesday wednesday thursday friday saturday sunday yesterday today dr sir lord lady rev
    """)
)
_WORD = re.compile(r"[\w.’'&-]+")
_SPACES = (" ", "\xa0")
_LONGEST_ABBREVIATION = 4
"""Including its full stop; a longer word with a full stop ends a sentence."""
_FARTHEST = 120
"""How many characters before a name are searched for its role."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A role in the article's words, and its place together with the name."""

    text: str
    start: int
    end: int


def introductions(text: str, names: Iterable[str]) -> Iterator[Introduction]:
    """The roles that a text gives with any of a person's names, in the order of the text.

    Args:
        names: the spellings of one person's whole name, as articles print them.
    """
    spelled = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    if not spelled:
        return
    name = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, spelled))})(?![\w-])")
    for found in name.finditer(text):
        begin = max(0, found.start() - _FARTHEST)
        role = (
            _role(_AFTER.match(text, found.end()))
            or _role(_LEADS.match(text, found.end()))
            or _role(_BEFORE.search(text, begin, found.start()))
            or _title(text, begin, found.start())
        )
        if role is not None:
            start, end = role
            yield Introduction(text[start:end], min(start, found.start()), max(end, found.end()))


def _role(match: re.Match[str] | None) -> tuple[int, int] | None:
    """The place of a pattern's match, if it is a role."""
    if match is None:
        return None
    head = match.groupdict().get("head")
    if head is not None:  # it is not "who leads the opposition"
        first = match["role"].split()[0].lower()
        if not _names_role(head) or first.endswith("ed"):  # "considered a dovish leader"
            return None
    return match.span("role")


def _names_role(head: str) -> bool:
    low = head.lower()
    return low in _HEADS and low not in _NO_ROLE


def _title(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The place of a role directly before a name: "union president"."""
    match = _TITLE.search(text, begin, end)
    if match is None or not _names_role(match["head"]):
        return None
    start = match.start("head")
    for word in reversed(list(_WORD.finditer(text, begin, start))):
        said = word[0]
        if text[word.end() : start] not in _SPACES or said.lower() in _NO_ROLE:
            break
        if not (said[0].isupper() or said.lower() in _MODIFIERS or said.endswith(("’s", "'s"))):
            break
        if said.endswith(".") and len(said) > _LONGEST_ABBREVIATION:
            break
        start = word.start()
    return start, match.end("head")
