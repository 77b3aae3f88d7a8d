"""Finds whom a message credits with a quotation.

The name must stand next to the quotation the way a speaker's name does: before it with a verb of
saying or a colon, or after it with such a verb or a dash. Otherwise, or if several people are
named, nobody counts as claimed: a wrong accusation is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefings.answers.catalog import Catalog
from briefings.matching import Found, Tie
from briefings.models import Actor
from briefings.text.folding import fold
from briefings.text.marked_passages import Marked

_SAYS = (
    r"(?:said|says|say|saying|told|tells|wrote|writes|added|adds|stated|states|declared|declares|"
    r"claimed|claims|insisted|insists|warned|warns|tweeted|posted|announced|announces|argued|"
    r"explained|noted|replied|answered|asked|sagte|sagt|erklärte|according\s+to)"
)
_NAME = r"(?:[^\W\d_][\w.'’\-]*\s+){0,4}[^\W\d_][\w'’\-]*"
_FORMER = r"(?:has\s+|had\s+|also\s+|then\s+|once\s+|just\s+)?"
# In the patterns, "name" ends where the verb begins; "named" begins after the verb.
_LEADING_IN = (
    re.compile(rf"(?P<name>{_NAME})\s+(?:told|asked)\s+{_NAME}[\s,:]*(?:that)?\s*$"),
    re.compile(rf"(?P<name>{_NAME})\s+{_FORMER}{_SAYS}(?:\s+that)?[\s,:]*$"),
    re.compile(rf"\b{_SAYS}\s+(?P<named>{_NAME})\s*,\s*$"),
    re.compile(rf"\b(?:according\s+to|as|per|by)\s+(?P<named>{_NAME})[\s,:]*$", re.IGNORECASE),
    re.compile(rf"(?P<name>{_NAME})['’]s\s+(?:words|quote|quotation|statement|claim)?[\s,:]*$"),
)
"""Before the quotation and next to it."""
_COLON = (re.compile(rf"(?P<name>{_NAME})\s*(?:\([^)]*\)\s*)?:\s*$"),)
_FOLLOWING = (
    re.compile(rf"^[\s,.!?]*(?:{_SAYS}|by)\s+(?P<named>{_NAME})"),
    re.compile(rf"^[\s,.!?]*(?P<name>{_NAME})\s+{_FORMER}{_SAYS}\b"),
    re.compile(rf"^[\s,.!?]*(?:[-–—~]|\()+\s*(?P<named>{_NAME})"),
)
"""After the quotation and next to it."""
_EARLIER = (re.compile(rf"(?P<name>{_NAME})\s+{_FORMER}{_SAYS}\b"),)
"""Before the quotation, with other words between."""
_NOBODY = frozenset(["he", "she", "they", "it", "i", "we", "you", "as", "but", "and", "then"])
_PARTICLES = frozenset(["von", "van", "der", "den", "de", "da", "di", "bin", "al", "la", "zu"])
_OFFICES = frozenset(
    [
        *("the", "president", "prime", "minister", "foreign", "chancellor", "secretary", "leader"),
        *("envoy", "general", "spokesman", "spokeswoman", "ambassador", "leaders", "officials"),
        *("press", "news", "times", "ministry", "government", "king", "queen", "pope"),
    ]
)
"""Words that can't be part of an unknown person's name."""
_POSSESSIVE = re.compile(r"['’]s$")
_JOINING = frozenset(["and", "but", "while", "whereas", "then", "yet", "or", "und", "aber"])
_REACH = 160
"""How many characters before and after a quotation are searched."""


@dataclass(frozen=True, slots=True)
class ClaimedSpeaker:
    """The speaker that a message names: its words, and the actor if the digest knows it."""

    name: str
    actor: Actor | None


def claimed(
    catalog: Catalog, message: str, found: list[Marked], index: int
) -> ClaimedSpeaker | None:
    """The claimed speaker of quotation `index` of those found in the message."""
    quotation = found[index]
    low = found[index - 1].end if index else 0
    high = found[index + 1].start if index + 1 < len(found) else len(message)
    after = message[quotation.end : min(high, quotation.end + _REACH)]
    before = message[max(low, quotation.start - _REACH) : quotation.start]
    after = _first_sentence(after)
    before = re.split(r"(?<=[.!?])\s+|\n\s*\n", before)[-1]
    if match := _named(_LEADING_IN, before):
        return _claim(catalog, match)  # "he said" rules out anybody else named nearby
    if (match := _named(_COLON, before)) and (claim := _claim(catalog, match)):
        return claim
    match = _named(_FOLLOWING, after)
    if match and not _joins(match.group()):
        return _claim(catalog, match)
    match = _named(_EARLIER, before)
    return _claim(catalog, match) if match else None


def _named(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(text))), None)


def _joins(words: str) -> bool:
    """Whether these words begin another statement, as in `"…" and Ada says "…"`."""
    return not _JOINING.isdisjoint(fold(words).split()[:1])


def _first_sentence(text: str) -> str:
    """The text up to the next sentence, including a dash on the next line."""
    text = re.sub(r"^\s*\n\s*(?=[-–—~])", "", text)
    return re.split(r"(?<=[^\W\d_]{2}[.!?])\s|\n", text)[0]


def _claim(catalog: Catalog, match: re.Match[str]) -> ClaimedSpeaker | None:
    """The speaker named by the words in a speaker's place, if any."""
    ends = "name" in match.re.groupindex
    tokens = _capitals((match["name"] if ends else match["named"]).split(), at_end=ends)
    name = " ".join(tokens)
    if len(fold(name)) < 2 or catalog.directory.is_outlet(name):
        return None
    for run in _runs(tokens, at_end=ends):
        finding = catalog.directory.find_person(run)
        if isinstance(finding, Found):
            return ClaimedSpeaker(run, catalog.actors.get(finding.id))
        if isinstance(finding, Tie):
            return None
    # An unknown person needs a full name; "Prime Minister" alone may be anybody.
    full = len(tokens) > 1 and _OFFICES.isdisjoint(fold(name).split())
    return ClaimedSpeaker(name, None) if full else None


def _runs(tokens: list[str], *, at_end: bool) -> Iterator[str]:
    """Parts of the words that may be a name, longest first; a surname comes last.

    Other words may follow a name that begins after the verb ("said Ada Berg Monday").
    """
    for size in range(len(tokens), 0, -1):
        yield " ".join(tokens[-size:])
        if 1 < size < len(tokens) and not at_end:
            yield " ".join(tokens[:size])


def _capitals(tokens: list[str], *, at_end: bool) -> list[str]:
    """The run of capitalised words at the end, or the beginning, of the words.

    A possessive separates names: in "Trump's envoy Witkoff" the speaker is not Trump.
    """
    owners = [at for at, token in enumerate(tokens[:-1]) if _POSSESSIVE.search(token)]
    tokens = tokens[owners[-1] + 1 :] if owners else tokens
    while tokens and not at_end and fold(tokens[0]) in _OFFICES:
        tokens = tokens[1:]
    kept: list[str] = []
    for token in reversed(tokens) if at_end else tokens:
        if not token[:1].isupper() and not (kept and fold(token) in _PARTICLES):
            break
        kept.append(_POSSESSIVE.sub("", token))
    kept = kept[::-1] if at_end else kept
    while kept and fold(kept[0]) in _NOBODY:  # "As Ada Berg said", "He said"
        kept = kept[1:]
    return kept
