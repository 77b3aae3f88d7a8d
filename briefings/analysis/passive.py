"""Recognises the passive voice: words about the subject, not by it."""

from collections.abc import Sequence

from briefings.analysis.lexicon import Word
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

_BE = frozenset(
    listed("""
    is was are were be been being
    """)
)


def is_passive(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the words are about the subject, not by it: "was asked", "is called"."""
    if tokens[cue].kind is not Word.CUE or not cue:
        return False
    before = tokens[cue - 1]
    if cue + 1 < len(tokens) and tokens[cue + 1].low == "by" and tokens[cue].low.endswith("ed"):
        return before.kind not in (Word.NAME, Word.PRONOUN)  # "an aim described by Kowal as"
    if _is_done_to_subject(tokens, cue):
        return True
    if before.kind is Word.ADVERB and cue > 1:
        before = tokens[cue - 2]
    return before.low in _BE and tokens[cue].low not in ("saying", "asking")


def _is_done_to_subject(tokens: Sequence[Token], cue: int) -> bool:
    """Whether a verb without its object is a participle: "Mayor accused of", "dismissed as"."""
    if not tokens[cue].low.endswith("ed"):
        return False
    rest = [token for token in tokens[cue + 1 :] if token.kind is not Word.ADVERB]
    if not rest:
        return False
    if tokens[cue].low == "accused":
        return rest[0].low == "of"
    beside = tokens[cue - 1].word == "," and tokens[cue].low in _TAKING_OBJECTS
    return beside and len(rest) == 1 and rest[0].low == "as"


_TAKING_OBJECTS = frozenset(
    listed("""
    dismissed described condemned denounced derided ridiculed criticised criticized mocked branded
    labelled labeled portrayed depicted characterised characterized rejected hailed praised
    """)
)
"""Verbs whose object precedes "as": "his towers, dismissed early on as “…”"."""
