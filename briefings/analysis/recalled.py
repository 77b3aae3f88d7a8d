"""Somebody whose words another heard: "he recalled the pilot telling them", "as saying"."""

from collections.abc import Sequence

from briefings.analysis.lexicon import Word
from briefings.analysis.phrases import NounPhrase, noun_phrase
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

_HEARING = frozenset(
    listed("recalled recalls recalling remembered remembers remembering heard hears overheard saw")
)
_DESCRIBING = frozenset(listed("described describes cited cites quoted quotes"))
"""The same, with "as" before the verb of saying."""
_LONGEST = 8
"""Of whoever is heard, in tokens."""


def recalled(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """Who stands between a verb of hearing and the verb of saying at `cue`: "saying"."""
    if tokens[cue].kind is not Word.CUEING:
        return None
    hearing, end = _HEARING, cue
    if tokens[cue - 1].low == "as":
        hearing, end = _DESCRIBING, cue - 1
    for first in range(end - 1, max(0, end - _LONGEST), -1):
        if tokens[first - 1].low in hearing:
            phrase = noun_phrase(tokens, first)
            return phrase if phrase is not None and phrase.following == end else None
    return None
