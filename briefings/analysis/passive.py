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
    if before.kind is Word.ADVERB and cue > 1:
        before = tokens[cue - 2]
    return before.low in _BE and tokens[cue].low not in ("saying", "asking")
