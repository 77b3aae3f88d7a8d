"""Finds whom a message credits with a quotation.

The name must be next to the quotation the way a speaker's name does: before it with a verb of
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

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[^\W\d]\.)\s|\n\s*\n")
"""Between two sentences; an initial does not end one."""
_SAYS = (
    r"(?:said|says|say|saying|told|tells|wrote|writes|added|adds|stated|states|declared|declares|"
    r"claimed|claims|insisted|insists|warned|warns|tweeted|posted|announced|announces|argued|"
    r"explained|noted|replied|answered|asked|sagte|sagt|erklärte|according to)"
)
_FIRST_NAMES = r"(?:\w[\w.'’\-]* ){0,4}"
_SURNAME = r"\w[\w'’\-]*"
_NAME = rf"(?P<name>{_FIRST_NAMES}?{_SURNAME})"
"""Up to the verb and its auxiliaries ("has said"): as short as possible."""
_NAMED = rf"(?P<named>{_FIRST_NAMES}{_SURNAME})"
"""After the verb."""
_FORMER = r"(?:(?:has|had|also|then|once|just) )?"
_START = r"^[ ,.!?]*"
_END = r"[ ,:]*$"
_LEADING_IN = (
    re.compile(rf"{_NAME} (?:told|asked) {_FIRST_NAMES}{_SURNAME}{_END}"),
    re.compile(rf"{_NAME} {_FORMER}{_SAYS}(?: that)?{_END}"),
    re.compile(rf"\b{_SAYS} {_NAMED} ?, ?$"),
    re.compile(rf"\b(?:according to|as|per|by) {_NAMED}{_END}", re.IGNORECASE),
    re.compile(rf"{_NAME}['’]s (?:words|quote|quotation|statement|claim)?{_END}"),
)
"""Before the quotation and next to it."""
_COLON = (re.compile(rf"{_NAME} ?(?:\([^)]*\) ?)?: ?$"),)
_FOLLOWING = (
    re.compile(rf"{_START}(?:{_SAYS}|by) {_NAMED}"),
    re.compile(rf"{_START}{_NAME} {_FORMER}{_SAYS}\b"),
    re.compile(rf"{_START}[-–—~(]+ ?{_NAMED}"),
)
"""After the quotation and next to it."""
_EARLIER = (re.compile(rf"{_NAME} {_FORMER}{_SAYS}\b"),)
"""Before the quotation, with other words between."""
_NO_NAMES = frozenset(["as", "but", "and", "then"])
"""Words that may begin a sentence, capitalised, right before a name."""
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
_LINKING = frozenset(["and", "or", "und"])
_JOINING = _LINKING | {"but", "while", "whereas", "then", "yet", "aber"}
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
    before = message[max(low, quotation.start - _REACH) : quotation.start]
    before = _SPACE.sub(" ", _SENTENCE.split(before)[-1])
    after = message[quotation.end : quotation.end + _REACH]
    after = _SPACE.sub(" ", _first_sentence(after))  # no pattern crosses another mark
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
    words = (match["name"] if ends else match["named"]).split()
    if _are_several(words):
        return None
    tokens = _capitals(words, at_end=ends)
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


def _are_several(words: list[str]) -> bool:
    """Whether the words name two people, as in "Ada and Bob"."""
    return any(
        fold(word) in _LINKING and before[0].isupper() and after[0].isupper()
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )


def _runs(tokens: list[str], *, at_end: bool) -> Iterator[str]:
    """Parts of the words that may be a name, longest first; a surname comes last.

    Other words may follow a name that begins after the verb ("said Ada Berg Monday").
    """
    for size in range(len(tokens), 0, -1):
        yield " ".join(tokens[-size:])
        if size > 1 and not at_end:
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
    while kept and fold(kept[0]) in _NO_NAMES:
        kept = kept[1:]
    return kept
