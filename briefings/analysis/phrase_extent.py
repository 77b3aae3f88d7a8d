"""Finds where a noun phrase ends: which words continue it, and which do not."""

from collections.abc import Sequence

from briefings.analysis import lexicon, nouns
from briefings.analysis.lexicon import Word
from briefings.analysis.tokens import VERBAL, Token, is_cue, is_possessive
from briefings.analysis.wordlists import listed

NOMINAL = frozenset((Word.NAME, Word.DETERMINER, Word.OTHER))
LONGEST_PHRASE = 16
"""The most words of a noun phrase."""


def extent(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """(index after the head, index after the whole phrase with "of …" and "and …")."""
    index, core_end = first, 0
    limit = min(len(tokens), first + LONGEST_PHRASE)
    while index < limit:
        token = tokens[index]
        if not _ends_phrase(tokens, index, first):
            index += 1
            continue
        if index == first:
            return first, first
        joins = token.low == "of" or token.word == "&" or lists_names(tokens, index)
        joins = joins or (token.low == "and" and joins_names(tokens, index))
        if joins and index + 1 < limit and tokens[index + 1].kind in NOMINAL:
            if token.low in ("of", "and", ",") and not core_end:
                core_end = index
            index += 1
            continue
        break
    return core_end or index, index


def _ends_phrase(tokens: Sequence[Token], index: int, first: int) -> bool:
    """Whether the token cannot be part of the noun phrase that `first` begins."""
    token = tokens[index]
    if token.kind is Word.NAME:
        return False
    if index == first:
        leads = token.low in _ATTRIBUTIVE and _is_role_at(tokens, index + 1)
        return token.kind not in (Word.OTHER, Word.DETERMINER) and not leads
    if token.low in _TRAILING and tokens[min(index + 1, len(tokens) - 1)].low in ("to", "with"):
        return True  # "a source close to the talks"
    if token.low == "first" and tokens[min(index + 1, len(tokens) - 1)].low == "lady":
        return False
    if token.low == "running" and tokens[min(index + 1, len(tokens) - 1)].low == "mate":
        return False
    before = tokens[index - 1]
    if token.kind is Word.OTHER:
        return _is_participle(before, token) or _is_unlisted_verb(tokens, index)
    if token.kind is Word.DETERMINER:
        if before.kind in (Word.DETERMINER, Word.PREPOSITION, Word.CONJUNCTION):
            return False
        return token.low not in ("first", "two", "three", "own")
    if token.kind in (Word.CUE, Word.VERB, Word.CUEING):
        following = tokens[index + 1].kind if index + 1 < len(tokens) else None
        return not _is_noun_here(tokens, index, following)
    if token.kind is Word.ADVERB and before.kind is Word.DETERMINER:
        return token.low not in lexicon.CALENDAR  # "a Wednesday editorial"
    return True


def _is_participle(before: Token, token: Token) -> bool:
    """Whether an unlisted word in -ed or -ing is a verb after the noun before it."""
    if before.kind not in (Word.NAME, Word.OTHER) or is_possessive(before):
        return False
    if token.low.endswith("ing"):
        return len(token.low) > 5 and token.low not in _NOUNS_IN_ING
    return token.low.endswith("ed") and len(token.low) > 3


def _is_role_at(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].low in ROLES


def _is_unlisted_verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word in -s after a name has an object: "Kowal expects to …", "Brandt owns a …"."""
    before, token = tokens[index - 1], tokens[index]
    if before.kind is not Word.NAME or is_possessive(before) or index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    verbal = token.low.endswith("s") and not token.low.endswith(("ss", "us", "’s", "'s"))
    return verbal and (following.low == "to" or following.kind in _OBJECT)


_OBJECT = frozenset((Word.DETERMINER, Word.PRONOUN))


def _is_noun_here(tokens: Sequence[Token], index: int, following: Word | None) -> bool:
    """Whether a verb's form is a noun: "a report says", "his call", "a short message"."""
    token = tokens[index]
    if token.low in _ATTRIBUTIVE and _is_role_at(tokens, index + 1):
        return True  # "the study lead author"
    if token.low in lexicon.AMBIGUOUS_CUES and (following in VERBAL or _introduces(tokens, index)):
        return True
    if token.kind is Word.CUE and not is_cue(tokens, index):
        return True
    return _makes_noun(tokens[index - 1], token)


_TRAILING = frozenset(("close", "familiar"))
_ATTRIBUTIVE = frozenset(listed("lead head press state fire study report play address rule"))
"""Forms of verbs that precede a role: "lead author", "press secretary"."""
ROLES = nouns.PERSON_NOUNS | frozenset(nouns.TITLES)


def _introduces(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name follows the word in apposition: "another advocate, Jan Kowal of the guild"."""
    return (
        index + 2 < len(tokens)
        and tokens[index + 1].word == ","
        and tokens[index + 2].kind is Word.NAME
        and not tokens[index].low.endswith(("s", "ed"))
    )


_NOUNS_IN_ING = frozenset(
    listed("""
    ranking founding managing acting sitting serving outgoing incoming visiting planning standing
    meeting building hearing morning evening briefing opening filing ruling finding rating
    polling housing banking training spending marketing advertising leading ruling voting
    nursing
    """)
)


def _makes_noun(before: Token, token: Token) -> bool:
    """Whether a verb's form is a noun after the word before it: "a call", "Smith's remarks"."""
    if before.kind is Word.DETERMINER and (before.low in _ARTICLES or token.low.endswith("ing")):
        return True
    if before.kind is Word.DETERMINER and before.low not in _STAND_ALONE:
        return token.kind is not Word.CUE or token.low in lexicon.AMBIGUOUS_CUES
    return before.kind is Word.NAME and is_possessive(before)


_ARTICLES = frozenset(
    listed("""
    a an the my our your his her its their every
    """)
)
"""Determiners that require a noun or an adjective, whatever the word looks like."""
_STAND_ALONE = frozenset(
    listed("""
    another others one some many both all most few each two three
    """)
)
"""Determiners that can be a subject by themselves: "another said"."""


def lists_names(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma separates the members of a list: "Austria, Italy and Spain"."""
    if tokens[index].word != "," or not joins_names(tokens, index):
        return False
    position = index + 1
    while position < len(tokens) and tokens[position].kind is Word.NAME:
        position += 1
    if position >= len(tokens) or position > index + 4:
        return False
    return tokens[position].low == "and" and joins_names(tokens, position)


def joins_names(tokens: Sequence[Token], index: int) -> bool:
    return (
        index + 1 < len(tokens)
        and tokens[index - 1].kind is Word.NAME
        and tokens[index + 1].kind is Word.NAME
        and _QUOTED not in (tokens[index - 1].low, tokens[index + 1].low)
    )


_QUOTED = "quoted-words"
