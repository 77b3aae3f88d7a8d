"""Finds the subject of a sentence after its opening: "In an interview on Sunday, Jan Kowal …"."""

from collections.abc import Sequence

from briefings.analysis import lexicon
from briefings.analysis.lexicon import Word
from briefings.analysis.phrase_extent import NOMINAL
from briefings.analysis.phrases import (
    NounPhrase,
    after_modifiers,
    is_time,
    noun_phrase,
    phrase_ending,
)
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

_ABOUT = frozenset(
    listed("""
    about around over nearly roughly almost some
    """)
)


def main_subject(tokens: Sequence[Token], limit: int) -> NounPhrase | None:
    """The subject of the sentence that the tokens begin, looking no further than `limit`."""
    index = _after_dateline(tokens)
    for _ in range(5):
        while index < limit and tokens[index].kind in (Word.PUNCTUATION, Word.ADVERB):
            index += 1
        if index >= limit:
            return None
        token = tokens[index]
        low = token.low
        if token.kind is Word.CONJUNCTION and low not in lexicon.SUBORDINATORS:
            index += 1
            continue
        if low in _ABOUT and index + 1 < limit and tokens[index + 1].word[0].isdigit():
            index += 1
            continue
        introductory = token.kind in (Word.PREPOSITION, Word.CUEING, Word.CONJUNCTION)
        phrase = None if introductory else noun_phrase(tokens, index)
        if phrase is not None and not is_time(phrase):
            return phrase
        if phrase is not None:
            follows = phrase.following
            if follows < limit and tokens[follows].kind in NOMINAL | {Word.PRONOUN}:
                index = follows
                continue
        comma = _after_introduction(tokens, index, limit)
        if comma is None:
            return _inner_subject(tokens, index, limit) if introductory else None
        index = comma
    return None


def _after_dateline(tokens: Sequence[Token]) -> int:
    """The start of the sentence after "Arden (ARP) –"."""
    if len(tokens) < 6 or tokens[0].kind is not Word.NAME:
        return 0
    marks = [token.word for token in tokens[1:5]]
    agency = marks[0] == "(" and marks[2] == ")" and marks[1].isupper()
    return 5 if agency and marks[3] in ("-", "–", "—", "--") else 0


def _after_introduction(tokens: Sequence[Token], index: int, limit: int) -> int | None:
    """The start of the main clause after "In an interview on Sunday, …"."""
    fallback: int | None = None
    for position in range(index, limit):
        if tokens[position].word == "," and position + 1 < limit:
            phrase = noun_phrase(tokens, position + 1)
            if phrase is None:
                continue
            if fallback is None and not _is_place_of_place(tokens, position):
                fallback = position + 1
            following = after_modifiers(tokens, phrase.following)
            if following >= len(tokens) or tokens[following].kind in _FINITE:
                return position + 1
    return fallback


def _is_place_of_place(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a comma is within a place: "in Tarnmouth, Ardenside, on Sunday"."""
    return (
        comma > 1
        and comma + 2 < len(tokens)
        and tokens[comma - 1].kind is Word.NAME
        and tokens[comma - 2].low in ("in", "at", "near", "from", "of")
        and tokens[comma + 1].kind is Word.NAME
        and tokens[comma + 2].word == ","
    )


_FINITE = frozenset((Word.CUE, Word.VERB, Word.AUXILIARY, Word.ADVERB))


def _inner_subject(tokens: Sequence[Token], index: int, limit: int) -> NounPhrase | None:
    """The subject if no comma separates the introduction: "On Monday Smith said"."""
    for position in range(index + 1, limit):
        if tokens[position].kind in _FINITE:
            return phrase_ending(tokens, position)
    return None
