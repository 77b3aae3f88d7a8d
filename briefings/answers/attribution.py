"""Whom a message says a quotation is by.

The name must stand next to the quotation the way a speaker's name does: before it with a verb of
saying or a colon, or after it with such a verb or a dash. Where that is not so, and where several
people are named, nobody is taken to be claimed: a wrong accusation is worse than none.
"""

import re
from dataclasses import dataclass

from briefings.answers.catalog import Catalog
from briefings.answers.marks import Marked
from briefings.matching import Found, fold
from briefings.models import Actor

_SAYS = (
    r"(?:said|says|say|saying|told|tells|wrote|writes|added|adds|stated|states|declared|declares|"
    r"claimed|claims|insisted|insists|warned|warns|tweeted|posted|announced|announces|argued|"
    r"explained|noted|replied|answered|asked|sagte|sagt|erklärte|according\s+to)"
)
_NAME = r"(?:[^\W\d_][\w.'’\-]*\s+){0,4}[^\W\d_][\w'’\-]*"
_FORMER = r"(?:has\s+|had\s+|also\s+|then\s+|once\s+|just\s+)?"
_LEADING_IN = (
    re.compile(rf"(?P<name>{_NAME})\s+(?:told|asked)\s+{_NAME}[\s,:]*(?:that)?\s*$"),
    re.compile(rf"(?P<name>{_NAME})\s+{_FORMER}{_SAYS}(?:\s+that)?[\s,:]*$"),
    re.compile(rf"\b{_SAYS}\s+(?P<name>{_NAME})\s*,\s*$"),
    re.compile(rf"\b(?:according\s+to|as|per|by)\s+(?P<name>{_NAME})[\s,:]*$", re.IGNORECASE),
    re.compile(rf"(?P<name>{_NAME})['’]s\s+(?:words|quote|quotation|statement|claim)?[\s,:]*$"),
)
"""Before the quotation and next to it."""
_COLON = (re.compile(rf"(?P<name>{_NAME})\s*(?:\([^)]*\)\s*)?:\s*$"),)
_FOLLOWING = (
    re.compile(rf"^[\s,.!?]*(?:{_SAYS}|by)\s+(?P<name>{_NAME})"),
    re.compile(rf"^[\s,.!?]*(?P<name>{_NAME})\s+{_FORMER}{_SAYS}\b"),
    re.compile(rf"^[\s,.!?]*(?:[-–—~]|\()+\s*(?P<name>{_NAME})"),
)
"""After the quotation and next to it."""
_EARLIER = (re.compile(rf"(?P<name>{_NAME})\s+{_FORMER}{_SAYS}\b"),)
"""Before the quotation, with other words between."""
_NOBODY = frozenset(
    ["he", "she", "they", "it", "i", "we", "you", "the", "a", "an", "and", "but", "then", "as"]
)
_JOINING = frozenset(["and", "but", "while", "whereas", "then", "yet", "or", "und", "aber"])
_REACH = 160
"""Characters before and after a quotation that are looked at."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The speaker that a message names: its words, and the actor where the digest knows it."""

    name: str
    actor: Actor | None


def claimed(catalog: Catalog, message: str, found: list[Marked], index: int) -> Claim | None:
    """Who is said to have spoken quotation `index` of those found in the message."""
    quotation = found[index]
    low = found[index - 1].end if index else 0
    high = found[index + 1].start if index + 1 < len(found) else len(message)
    after = message[quotation.end : min(high, quotation.end + _REACH)]
    before = message[max(low, quotation.start - _REACH) : quotation.start]
    after = _first_sentence(after)
    before = re.split(r"(?<=[.!?])\s+|\n\s*\n", before)[-1]
    if name := _named(_LEADING_IN, before):
        return _claim(catalog, name)  # "he said": whoever else is named near by, it is not them
    if (name := _named(_COLON, before)) and (claim := _claim(catalog, name)):
        return claim
    name = _named(_FOLLOWING, after)
    if name and not _joins(name):
        return _claim(catalog, name)
    name = _named(_EARLIER, before)
    return _claim(catalog, name) if name else None


def _named(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    for pattern in patterns:
        if match := pattern.search(text):
            return match["name"]
    return None


def _joins(words: str) -> bool:
    """Do these words begin another statement, as in `"…" and Ada says "…"`?"""
    return not _JOINING.isdisjoint(fold(words).split()[:1])


def _first_sentence(text: str) -> str:
    """Up to where another sentence begins; a dash on the next line still belongs to it."""
    text = re.sub(r"^\s*\n\s*(?=[-–—~])", "", text)
    return re.split(r"(?<=[^\W\d_]{2}[.!?])\s|\n", text)[0]


def _claim(catalog: Catalog, words: str) -> Claim | None:
    """The longest run of the words that names somebody."""
    tokens = re.sub(r"['’]s\b", "", words).split()
    runs = [
        tokens[start : start + size]
        for size in range(len(tokens), 0, -1)
        for start in range(len(tokens) - size, -1, -1)
    ]
    for run in runs:
        if not (run[0][:1].isupper() and run[-1][:1].isupper()):
            continue
        if actor := _known(catalog, " ".join(run)):
            return Claim(" ".join(run), actor)
    capitals = [word for word in tokens if word[:1].isupper() and fold(word) not in _NOBODY]
    if len(capitals) >= 2 and tokens[-1] == capitals[-1]:
        return Claim(" ".join(capitals), None)
    return None


def _known(catalog: Catalog, name: str) -> Actor | None:
    if len(fold(name)) < 2 or fold(name) in _NOBODY:
        return None
    finding = catalog.people.find(name)
    return catalog.actors[finding.id] if isinstance(finding, Found) else None
