"""Tells whether an entry's text is the whole article or only leads to it."""

import re

from briefings.reading.listing import Entry

SHORT = 1_000
"""Characters below which a text that the format calls a summary counts as a teaser."""
SHORT_FULL = 280
"""Characters below which a text that the format calls the article's own does too."""
_OPEN_END = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|"
    r"\b(?:read more|continue reading|read the full (?:story|article)|weiterlesen|lire la suite|"
    r"leer más|leggi tutto|lees verder|czytaj więcej|читать далее))\W*$",
    re.IGNORECASE,
)
_TAIL = 60
"""Characters at the end of a text that may say that it goes on elsewhere."""


def is_teaser(entry: Entry) -> bool:
    """Whether an entry has no text, or not the whole article."""
    if entry.article is None:
        return True
    text = entry.article.text
    if entry.is_cut or _OPEN_END.search(text[-_TAIL:]):
        return True
    return len(text) < (SHORT_FULL if entry.is_full else SHORT)
