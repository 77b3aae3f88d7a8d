"""Verbs of saying that report nothing in their context: "agreed to send", "help crews respond"."""

from collections.abc import Sequence

from briefings.analysis import lexicon
from briefings.analysis.lexicon import Word
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed


def does_not_report(tokens: Sequence[Token], cue: int) -> bool:
    """Whether a verb introduces no quotation here: "agreed to send", "made" far from the marks."""
    following = tokens[cue + 1].low if cue + 1 < len(tokens) else ""
    if following == "clear" and tokens[cue].low in MAKING:
        return False
    if (tokens[cue].low, following) in _STRONG_PAIRS:
        # "went on a walk" is not speech.
        return following == "on" and cue + 2 == len(tokens)
    if tokens[cue].low.startswith("refer"):
        last = tokens[-2] if tokens[-1].low in ("a", "an", "the") else tokens[-1]
        return last.low != "as" or following != "to"  # "referred to X as “…”"
    if tokens[cue].low in _JUDGING_AS and tokens[-1].low != "as":
        return True
    if tokens[cue].low in _CLAUSAL and cue + 1 == len(tokens):
        return True
    if tokens[cue].low.startswith("submit"):
        return following not in ("that", ":")  # not "submitted a “detailed” plan"
    if _takes_fragment(tokens, cue):
        return False
    if tokens[cue].low in _FEELING and any(token.low == "that" for token in tokens[cue + 1 :]):
        return False  # "expressed concern that the deal “may fail”"
    if tokens[cue].low in lexicon.WEAK_CUES:
        return cue < len(tokens) - 4 or tokens[-1].word not in (",", ":")
    return cue + 2 < len(tokens) and tokens[cue + 1].low == "to" and tokens[cue].low in _PROMISES


def is_helped(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the verb is a bare infinitive: "the drills help the crews respond"."""
    low = tokens[cue].low
    if low.endswith(("ed", "ing")) or low in _PASTS:
        return False
    for position in range(cue - 2, max(-1, cue - 12), -1):
        token = tokens[position]
        if token.low in _HELPING:
            return not (low.endswith("s") and not low.endswith("ss"))
        if token.word in (",", ";", ":") or token.kind in (Word.CUE, Word.RELATIVE, Word.AUXILIARY):
            return False
    return False


_HELPING = frozenset(
    listed("""
    help helps helped helping let lets letting make makes made making see saw watch watched
    """)
)
_PASTS = frozenset(
    listed("""
    said told wrote spoke thought went sang began found knew felt held swore made spat shot spit
    """)
)


def _takes_fragment(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the marks follow a verb whose object is the speaker's own words.

    "expressed “satisfaction”", "spoke of “a black day”", "apologised for “an error”".
    """
    particle = _FRAGMENTS.get(tokens[cue].low)
    rest = [token.low for token in tokens[cue + 1 :] if token.kind is not Word.DETERMINER]
    return particle is not None and rest == particle.split()


_JUDGING_AS = frozenset(
    listed("""
    reject rejects rejected rejecting portray portrays portrayed portraying depict depicts depicted
    depicting paint paints painted painting deem deems deemed deeming
    """)
)
"""Verbs that quote only with "as": "rejected the claim as “…”"."""
_FEELING = frozenset(listed("express expresses expressed expressing"))
_FRAGMENTS = {
    form: particle
    for forms, particle in (
        ("express expresses expressed voice voices voiced", ""),
        ("speak speaks spoke", "of"),
        ("apologise apologises apologised apologize apologizes apologized", "for"),
        ("rule rules ruled", "out"),
        ("vow vows vowed", "to fight"),
    )
    for form in forms.split()
}


MAKING = frozenset(listed("made makes make making"))
_STRONG_PAIRS = frozenset(
    (verb, particle)
    for verbs, particle in (
        ("put puts putting", "it"),
        ("went go goes going", "on"),
        ("shot shoots fired fires hit hits", "back"),
    )
    for verb in verbs.split()
)


_CLAUSAL = frozenset(listed("maintain maintains maintained maintaining"))
"""Verbs that report nothing with an object right after them: "maintains “the peace”"."""

_PROMISES = frozenset(
    listed("""
    agree agrees agreed agreeing promise promises promised promising pledge pledges pledged
    vow vows vowed threaten threatens threatened decline declines declined demand demands
    demanded ask asks asked beg begs begged plead urge offer offers offered swear swears
    swore hasten continue continues continued
    """)
)
