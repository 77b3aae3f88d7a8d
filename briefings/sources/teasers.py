"""Is an entry's text the whole article, or does it only lead to it?"""

import re

from briefings.reading.listing import Entry

SHORT = 1_000
"""Characters of a text that the format calls a summary, below which it is taken for a teaser."""
SHORT_FULL = 280
"""Characters of a text that the format calls the article's own, below which it is too."""
_OPEN_END = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|"
    r"\b(?:read more|continue reading|read the full (?:story|article)|weiterlesen|lire la suite|"
    r"leer más|leggi tutto|lees verder|czytaj więcej|читать далее))\W*$",
    re.IGNORECASE,
)
_TAIL = 60
"""Characters at a text's end in which it may say that it goes on elsewhere."""


def is_teaser(entry: Entry) -> bool:
    """Whether an entry's text is none, or does not hold the whole article."""
    if entry.article is None:
        return True
    text = entry.article.text
    if entry.is_cut or _OPEN_END.search(text[-_TAIL:]):
        return True
    return len(text) < (SHORT_FULL if entry.is_full else SHORT)
