"""Finds the name in a page's byline: ``By Ann Holt, council reporter · 3 min read``."""

import re
from itertools import takewhile

from briefings.reading.byline_start import BY
from briefings.reading.credits import byline, is_outlet
from briefings.reading.date_labels import without_dates

_PARTICLES = "van|von|der|den|de|la|di|da|al|bin|el|del|le|du|dos|das|af|av|ter|ten"
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:{_WORD}|{_PARTICLES})){{1,4}}")
_AND = re.compile(r"\s+(?:and|und|et|y|e|en|og|och)\s+|\s*&\s*|\s*,\s*(?=[^\W\d_a-z])")
_NO_NAME = re.compile(
    r"\b(?:the|and|by|of|in|on|for|to|more|all|posts|this|your|our|us|share|follow|subscribe|sign|read|"
    r"view|contact|about|comments?|article|story|news|minutes?|ago|updated|published|desk)\b",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d"
_CUT = re.compile(
    rf"\s*[|·•‧∙]\s*|\s+[–—-]\s+|\s*[(@]|,\s+(?=[a-z\d])|\s+on\s+(?=\w+\s+\d)|\s+(?={_MONTH})|"
    r"\s+(?=\d)|(?i:[,\s]+(?:(?:staff|senior|chief|political|special|freelance|local|guest|"
    r"contributing|assistant|managing|foreign|national)\s+)*(?:writer|reporter|correspondent|editor|"
    r"columnist|journalist|contributor|producer|redakteur(?:in)?|journaliste|periodista|giornalista)\b)"
)
"""Where the name ends and something else begins: an office, a day, the reading time."""
_MOST_PEOPLE = 6


def person_in(text: str | None) -> str | None:
    """The name or names in a byline, if it is one; None for anything else."""
    if not text:
        return None
    signed = byline(text)
    if signed is not None and signed.author and not _NO_NAME.search(signed.author):
        return signed.author
    line = _first_part(BY.sub("", without_dates(text), count=1))
    people = [part.strip(" ,|·") for part in _AND.split(line) if part.strip(" ,|·")]
    names = list(takewhile(_is_person, people[:_MOST_PEOPLE]))
    return ", ".join(names) or None


def _first_part(line: str) -> str:
    cut = _CUT.search(line)
    return line[: cut.start()] if cut else line


def _is_person(name: str) -> bool:
    return (
        _NAME.fullmatch(name) is not None and _NO_NAME.search(name) is None and not is_outlet(name)
    )
