"""Finds noun phrases: their beginning and end, their head, and the name in them."""

from collections.abc import Sequence
from typing import NamedTuple

from briefings.analysis import nouns
from briefings.analysis.given_names import gender_of
from briefings.analysis.lexicon import Word
from briefings.analysis.names import is_role
from briefings.analysis.phrase_extent import (
    LONGEST_PHRASE,
    ROLES,
    extent,
    joins_names,
    lists_names,
)
from briefings.analysis.roles import countries_in
from briefings.analysis.tokens import Token, is_possessive
from briefings.analysis.wordlists import listed

_TIME_HEADS = frozenset(
    listed("""
    week month year day night morning afternoon evening weekend time moment hour later days
    weeks months years hours minutes minute monday tuesday wednesday thursday friday
    saturday sunday today yesterday tonight spring summer fall winter season point
    """)
)


class NounPhrase(NamedTuple):
    """A noun phrase: `start`..`end` of the text, `name` the span of the proper name at its head.

    `head` is the head noun in lower case if the head is not a name; `following` is the index of the
    first token after the phrase.
    """

    start: int
    end: int
    name: tuple[int, int] | None
    head: str
    pronoun: bool
    following: int
    first: int = 0


def noun_phrase(tokens: Sequence[Token], first: int) -> NounPhrase | None:
    """The noun phrase that begins at token `first`, if one does."""
    if first >= len(tokens):
        return None
    token = tokens[first]
    if token.kind is Word.PRONOUN:
        return NounPhrase(token.start, token.end, None, token.low, True, first + 1, first)
    return _post_in_body(tokens, first) or _plain_phrase(tokens, first)


def _plain_phrase(tokens: Sequence[Token], first: int) -> NounPhrase | None:
    token = tokens[first]
    if token.low == "that" and first + 1 < len(tokens) and _begins_phrase(tokens[first + 1]):
        return None  # "said that the town …"
    core_end, index = extent(tokens, first)
    if core_end == first:
        return None
    last = tokens[core_end - 1]
    name: tuple[int, int] | None = None
    if last.kind is Word.NAME and not is_possessive(last):
        start = core_end - 1
        while start > first and tokens[start - 1].kind is Word.NAME:
            if is_possessive(tokens[start - 1]):
                break
            start -= 1
        if not is_role([word.word for word in tokens[start:core_end]]):
            name = (tokens[start].start, last.end)
    if index > core_end:
        bearer = name is not None and last.low not in nouns.ORGANISATION_NOUNS
        # "Jan Kowal of Arden's Guild" is Kowal, and so is "the University of Arden's Jan Kowal".
        owned = None if bearer else _name_after_owner(tokens, core_end, index)
        if tokens[core_end].low == "of" and last.low in nouns.ORGANISATION_NOUNS:
            name = None  # "the Association of Pilots" is not called Association
        name = (
            owned
            or _name_after_office(tokens, core_end, index)
            or _name_after_trade(tokens, core_end, index)
            or name
        )
    if last.kind is Word.DETERMINER and index == first + 1 and token.low in ("her", "his", "its"):
        return None
    return NounPhrase(token.start, tokens[index - 1].end, name, last.low, False, index, first)


def _post_in_body(tokens: Sequence[Token], first: int) -> NounPhrase | None:
    """A member of a body with a small word in its name: "a Works for Arden spokesman"."""
    if tokens[first].kind is not Word.DETERMINER or first + 4 >= len(tokens):
        return None
    small = first + 1
    while small < len(tokens) and tokens[small].kind is Word.NAME:
        small += 1
    if small in (first + 1, len(tokens)):
        return None
    if tokens[small].low not in ("for", "of", "on", "in", "and"):
        return None
    role = small + 1
    while role < len(tokens) and tokens[role].kind is Word.NAME:
        role += 1
    if small + 1 == role or role >= len(tokens) or tokens[role].low not in ROLES:
        return None
    start, end = tokens[first].start, tokens[role].end
    return NounPhrase(start, end, None, tokens[role].low, False, role + 1, first)


def _begins_phrase(token: Token) -> bool:
    return token.kind in (Word.DETERMINER, Word.PRONOUN, Word.NAME)


def _name_after_owner(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """A member of a body with "of": "the University of Arden's Jan Kowal"."""
    for owner in range(end - 2, begin, -1):
        if is_possessive(tokens[owner]):
            named = all(token.kind is Word.NAME for token in tokens[owner + 1 : end])
            return (tokens[owner + 1].start, tokens[end - 1].end) if named else None
    return None


def _name_after_office(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The person's name that ends a title with "of": "Secretary of State Jan Kowal"."""
    office = tokens[begin - 1].low
    if tokens[begin].low != "of" or tokens[end - 1].kind is not Word.NAME:
        return None
    if office not in nouns.TITLES and office not in nouns.PERSON_NOUNS:
        return None
    for position in range(begin + 2, end - 1):
        if tokens[position].kind is Word.NAME and gender_of(tokens[position].low):
            return (tokens[position].start, tokens[end - 1].end)
    return _name_after_place(tokens, begin + 1, end)


def _name_after_trade(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The name after a body with "of" and a trade: "Guild of Masons agent Jan Kowal"."""
    first = end
    while first > begin and tokens[first - 1].kind is Word.NAME:
        first -= 1
    if not 1 <= end - first <= _LONGEST_NAME or first - 1 <= begin:
        return None
    trade = tokens[first - 1]
    if trade.low.rpartition("-")[2] not in nouns.PERSON_NOUNS or trade.word[0].isupper():
        return None
    return (tokens[first].start, tokens[end - 1].end)


def _name_after_place(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The name after a country or a body: "(ambassador to) Britain Jan Kowal"."""
    first = begin
    for position in range(begin, end):
        if countries_in((tokens[position].low,)) or tokens[position].low in _BODIES:
            first = position + 1
    names = all(token.kind is Word.NAME for token in tokens[first:end])
    if first == begin or not names or not 2 <= end - first <= _LONGEST_NAME:
        return None
    return (tokens[first].start, tokens[end - 1].end)


_LONGEST_NAME = 3
_BODIES = nouns.ORGANISATION_NOUNS - nouns.SURNAMES_LIKE_PLACES


def _name_after_post(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase | None:
    """The holder of a post followed by its country: "ambassador to Britain Jan Kowal said"."""
    if phrase.head not in ROLES or phrase.following + 2 >= len(tokens):
        return None
    if tokens[phrase.following].low not in ("to", "for", "in", "at"):
        return None
    place = noun_phrase(tokens, phrase.following + 1)
    if place is None or place.name is None:
        return None
    first = place.first + (tokens[place.first].kind is Word.DETERMINER)
    name = _name_after_place(tokens, first, place.following)
    return place._replace(name=name, start=phrase.start, first=phrase.first) if name else None


def after_modifiers(tokens: Sequence[Token], index: int) -> int:
    """The index after "(D-Wis.)" and prepositional phrases that follow a noun."""
    while index < len(tokens):
        token = tokens[index]
        if token.word == "(":
            close = index + 1
            while close < len(tokens) and tokens[close].word != ")":
                close += 1
            index = close + 1
        elif token.kind is Word.PREPOSITION:
            phrase = noun_phrase(tokens, index + 1)
            if phrase is not None:
                index = phrase.following
            elif index + 1 < len(tokens) and tokens[index + 1].kind is Word.ADVERB:
                index += 2
            else:
                return index
        elif (
            token.low.endswith("ed")
            and token.kind is not Word.VERB  # "Kowal tried to" has its verb
            and index + 1 < len(tokens)
            and tokens[index + 1].kind is Word.PREPOSITION
        ):
            index += 1
        elif token.low.endswith("ing") and token.kind in (Word.CUEING, Word.OTHER, Word.VERB):
            phrase = noun_phrase(tokens, index + 1)
            index = phrase.following if phrase is not None and not phrase.pronoun else index + 1
        else:
            break
    return min(index, len(tokens))


def named_apposition(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase | None:
    """The name in apposition after a role: "a spokesman for the ministry, Jan Kowal, said"."""
    holder = _name_after_post(tokens, phrase)
    if holder is not None:
        return holder
    index = after_modifiers(tokens, phrase.following)
    if index + 1 >= len(tokens) or tokens[index].word not in (",", "—", "–", "-", "--"):
        return None
    other = noun_phrase(tokens, index + 1)
    if other is None or other.name is None:
        return None
    begins = index + 1
    while begins < other.following and tokens[begins].kind is Word.OTHER:
        begins += 1  # "state Sen.", "public defender"
    role = begins <= index + 2 or tokens[begins - 1].low in nouns.PERSON_NOUNS
    if tokens[begins].kind is not Word.NAME or not role:
        return None
    after = after_modifiers(tokens, other.following)
    if after >= len(tokens) or tokens[after].kind is not Word.CONJUNCTION:
        return other
    return None


def phrase_ending(tokens: Sequence[Token], end: int) -> NounPhrase | None:
    """The longest noun phrase, with its modifiers, that ends before token `end`."""
    best: NounPhrase | None = None
    for first in range(end - 1, max(-1, end - LONGEST_PHRASE), -1):
        token = tokens[first]
        if token.kind is Word.PUNCTUATION and token.word not in "()-&":
            if lists_names(tokens, first):
                continue
            break
        if token.kind in (Word.PREPOSITION, Word.PUNCTUATION) or _is_passive_verb(tokens, first):
            continue
        if token.kind is Word.CUE and first + 1 < end and tokens[first + 1].low == "by":
            continue  # "a statement released by X"
        if token.low == "and" and joins_names(tokens, first):
            continue
        if token.low == "that" and first + 1 < end and tokens[first + 1].kind in _OPENS_CLAUSE:
            break  # "recalled that after X spoke"
        if token.kind in (Word.VERB, Word.CUE, Word.AUXILIARY, Word.CONJUNCTION, Word.RELATIVE):
            if best is not None:
                break
            continue
        phrase = noun_phrase(tokens, first)
        if phrase is not None and after_modifiers(tokens, phrase.following) >= end:
            best = phrase
    return best


_OPENS_CLAUSE = frozenset((Word.PREPOSITION, Word.CONJUNCTION))


def _is_passive_verb(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is the verb of "their anger was shared by X" and begins no phrase."""
    if not index or tokens[index].kind is not Word.OTHER or not tokens[index].low.endswith("ed"):
        return False
    return tokens[index - 1].kind in (Word.AUXILIARY, Word.VERB, Word.ADVERB, Word.RELATIVE)


def is_time(phrase: NounPhrase) -> bool:
    """Whether the phrase names a time: "last week"."""
    return phrase.head in _TIME_HEADS
