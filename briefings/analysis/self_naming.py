"""People who give their own names: "another trader, who identified herself only as Mama Tobi"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefings.analysis.nouns import PERSON_NOUNS

_GAVE = re.compile(
    r"\b(?:(?:gave|gives)\s(?:only\s)?(?:his|her|their)\s(?:full\s|first\s)?names?(?:\s(?:only|simply|just))?\sas"
    r"|(?:identified|introduced|named)\s(?:himself|herself|themselves)(?:\s(?:only|simply|just|merely))?\sas"
    r"|(?:identified|known|named)\s(?:only|simply|just)\sas"
    r"|(?:identified|known)\s(?:only\s)?by\s(?:(?:his|her|their)\s)?first\sname,"
    r"|(?<=[a-z]\s)named)\s[“\"‘']?(?=[A-Z])"
)
_WORD = re.compile(r"(?<!\w)[a-z][a-z\-]+")
_HINTS = (" name", "identified", "introduced ", "known only")
"""One of these stands in every text that `_GAVE` finds something in."""
_REACH = 110
"""How many characters before "gave his name as" to look for the role."""


class SelfNaming(NamedTuple):
    """The name at `name_start` belongs to the `head` (a lower-case noun) before it."""

    head: str
    start: int
    name_start: int


def self_namings(text: str) -> Iterator[SelfNaming]:
    """Where a person called by a role in `text` gives a name, in text order."""
    if not any(words in text for words in _HINTS):
        return
    for match in _GAVE.finditer(text):
        begin = max(0, match.start() - _REACH, text.rfind("\n", 0, match.start()) + 1)
        begin = max(begin, text.rfind(". ", begin, match.start()) + 1)
        for word in _WORD.finditer(text, begin, match.start()):
            if word[0] in PERSON_NOUNS:
                yield SelfNaming(word[0], word.start(), match.end())
                break
