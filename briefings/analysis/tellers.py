"""Finds who is telling something: "Kowal, the mayor, says …", "…, Kowal added", "…, said Kowal"."""

import re

from briefings.analysis.lexicon import CUES, WEAK_CUES
from briefings.analysis.names import Name
from briefings.analysis.wordlists import listed

_TELLING = (
    frozenset(verb for verb in CUES if not verb.endswith("ing"))
    | frozenset(
        listed("""
        agreed agrees expects expected fears feared reckons wants wanted doubts doubted
        """)
    )
) - (WEAK_CUES - frozenset(listed("believes believed thinks thought feels felt")))
_ADVERBS = (
    r"(?: (?:has|had|have|also|later|then|still|now|further|again|once|since|just|already"
    r"|[a-z]+ly)){0,2}"
)
_AFTER = re.compile(rf"{_ADVERBS} (?P<verb>[a-z]+)\b")
_AFTER_MORE = re.compile(
    r"(?:,[^.;:!?\"“”«»\n]{1,90},| \([^()]{1,24}\),?| (?:of|from|for|at) [^.,;:!?\"“”«»\n]{3,60}?)"
    rf"{_ADVERBS} (?P<verb>{'|'.join(sorted(_TELLING))})\b"
)
_BEFORE = re.compile(
    rf"(?:\b(?:said|says|added|adds)|, (?:{'|'.join(sorted(_TELLING))}))"
    r"(?: the)?(?: [\w.]+[’']s?)?(?: [a-z][a-z\-]+){0,3} $"
)
_REACH = 60
_MOST_WORDS = 6
_GOVERNING = frozenset(listed("of in at near from with for on against"))
_GOVERNED = re.compile(rf"\b(?:{'|'.join(sorted(_GOVERNING))}) the $")
_SHORT = 14
_ENDS = frozenset((".", ",", ""))
_OPENS_MORE = frozenset((",", " "))


def tells(text: str, name: Name, before: str) -> bool:
    """Whether a verb of telling or thinking is next to a name as its subject.

    `before`: the word right before the name, in lower case.
    """
    if _is_governed(text, name, before):
        return False  # "a guard at the hall of Arden, on the coast, said"
    following = text[name.end : name.end + 1]
    if following in _OPENS_MORE:
        inserted = following == "," and text[max(0, name.start - 2) : name.start] == ", "
        beside = _AFTER.match(text, name.end + inserted)  # "One guest, Jan Kowal, said"
        if beside is not None and beside["verb"] in _TELLING:
            return True
        if _AFTER_MORE.match(text, name.end) is not None:
            return True
    if following not in _ENDS:
        return False  # "said Jan Kowal's plan was late"
    begin = max(0, name.start - _REACH)
    if _TELLING.isdisjoint(text[begin : name.start].split()[-_MOST_WORDS:]):
        return False
    return _BEFORE.search(text, begin, name.start) is not None


def _is_governed(text: str, name: Name, before: str) -> bool:
    if before != "the":
        return before in _GOVERNING
    return _GOVERNED.search(text, max(0, name.start - _SHORT), name.start) is not None
