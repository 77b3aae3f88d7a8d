"""A very small grammar of English news: words, noun phrases, and whose verb a verb is.

It knows just enough to say who is the subject of "said": closed lists of function words, verbs
that lead quotations, and capital letters. Everything else is a noun until something says better.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from briefings.analysis import lexicon
from briefings.analysis.given_names import gender_of
from briefings.analysis.lexicon import Word

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){1,3}[^\W\d_](?![^\W_])"  # U.S, D.C, J.D
    r"|\d[\d.,]*\d(?![\w\-])"
    # Letters of a wrongly decoded text ("Ã©") stay within their word.
    r"|[^\W_](?:[\w&\u0300-\u036f\x80-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf]|[’'\-/@](?=\w)|\.(?=(?:com|org|net|gov)\b))*(?:[’'](?=\s))?"
    r"|--+|[^\s\w]"
)
_TABLE = lexicon.classes()
_TIME_HEADS = frozenset(
    """
    week month year day night morning afternoon evening weekend time moment hour later days weeks
    months years hours minutes minute monday tuesday wednesday thursday friday saturday sunday today
    yesterday tonight spring summer fall winter season point
    """.split()
)
_LONGEST_PHRASE = 16


class Token(NamedTuple):
    """A word or a mark of punctuation at `start`..`end` of the text."""

    start: int
    end: int
    word: str
    low: str
    kind: Word


class NounPhrase(NamedTuple):
    """A noun phrase: `start`..`end` of the text, `name` the span of the proper name at its head.

    `head` is the head noun in lower case where no name is the head; `following` is the index of
    the first token after the phrase.
    """

    start: int
    end: int
    name: tuple[int, int] | None
    head: str
    pronoun: bool
    following: int
    first: int = 0


@cache
def _kind_of_lower(low: str) -> Word:
    kind = _TABLE.get(low)
    if kind is not None:
        return kind
    if low.endswith(("n't", "n’t")):
        return Word.AUXILIARY
    if low.endswith("ly") and len(low) > 4 and low not in lexicon.NOT_ADVERBS:
        return Word.ADVERB
    return Word.OTHER


@lru_cache(maxsize=50_000)
def _classified(word: str, initial: bool) -> tuple[str, Word]:  # noqa: FBT001 - a cache's key
    """A word in lower case, and its class."""
    low = word.lower()
    return low, _kind(word, low, initial=initial)


def _kind(word: str, low: str, *, initial: bool) -> Word:
    first = word[0]
    if not (first.isalnum() or first in "’'"):
        return Word.PUNCTUATION
    if not first.isupper():
        return _kind_of_lower(low)
    if low in lexicon.CALENDAR and low not in ("may", "march", "april", "june"):
        return Word.ADVERB
    kind = _TABLE.get(low, Word.NAME)
    if kind is Word.NAME and initial and low.endswith("ing") and low not in _NAMES_IN_ING:
        return Word.CUEING
    if kind in (Word.CUE, Word.CUEING, Word.VERB):
        if initial and (low.endswith(("ing", "ed")) or low in _FIRST_WORDS):
            return Word.CUEING
        return Word.NAME
    if kind is Word.ADVERB or (kind is Word.AUXILIARY and not initial):
        return kind if initial else Word.NAME
    return kind


_NAMES_IN_ING = frozenset(
    "king sterling fleming manning browning harding keating cushing beijing boeing spring nothing "
    "something everything anything morning evening during lansing wyoming jinping xinjiang "
    "reading flushing irving corning golding pershing sing-sing".split()
)
_FIRST_WORDS = frozenset("said says wrote writes told adds asks".split())
"""Verbs that can begin a sentence: Said Smith: "…"."""


def tokenize(text: str, start: int, end: int, *, initial: bool = True) -> list[Token]:
    """The tokens of `text[start:end]`; `initial` says that a sentence starts there."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        begin, stop = match.span()
        if stop < end and text[stop] == "." and _is_abbreviation(word, word.lower()):
            stop += 1
            word += "."
        elif word == "." and tokens and tokens[-1].end == stop:
            continue
        low, kind = _classified(word, initial)
        tokens.append(Token(begin, stop, word, low, kind))
        initial = word in (":", ";")
    return tokens


def _is_abbreviation(word: str, low: str) -> bool:
    if len(word) == 1:
        return word.isupper()
    return low in lexicon.ABBREVIATIONS or ("." in word) or ("-" in word and len(word) < 7)


def placeholder(start: int, end: int) -> Token:
    """A token that stands for quoted words, which the grammar treats as a name."""
    return Token(start, end, "Quoted", "quoted-words", Word.NAME)


def is_plain_noun(low: str) -> bool:
    """Whether a lower-case word can only be a noun or an adjective, as far as the lists know."""
    return _kind_of_lower(low) is Word.OTHER and not low.endswith(("ed", "ing"))


def is_possessive(token: Token) -> bool:
    """Whether a word ends in an apostrophe of possession."""
    return token.low.endswith(("’s", "'s", "s’", "s'"))


def is_cue(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is a verb of saying here, and not a noun ("his remarks")."""
    token = tokens[index]
    if token.kind not in (Word.CUE, Word.CUEING):
        return False
    if token.low in lexicon.AMBIGUOUS_CUES and index:
        if index + 1 < len(tokens) and tokens[index + 1].kind in _VERBAL:
            return False
        before = tokens[index - 1]
        if before.kind is Word.DETERMINER or is_possessive(before):
            return False
        if before.kind is Word.PREPOSITION:
            return False
        if before.kind is Word.NAME and index > 1 and tokens[index - 2].low in _WHOSE:
            return False
        if before.kind is Word.OTHER:
            # "a short report" and "his latest remarks" are nouns; "the two letters note" and "the
            # campaign claims" are verbs.
            plural = before.low.endswith("s") and not before.low.endswith("ss")
            return plural or (before.low in _SPEAKERS and token.low.endswith("s"))
    return True


_WHOSE = frozenset("his her its their my our the a an".split())
_VERBAL = frozenset((Word.CUE, Word.VERB, Word.AUXILIARY))
_SPEAKERS = lexicon.PERSON_NOUNS | lexicon.SPEAKING_THINGS | lexicon.ORGANISATION_NOUNS


def _ends_phrase(tokens: Sequence[Token], index: int, first: int) -> bool:
    """Whether the token cannot be part of the noun phrase that `first` begins."""
    token = tokens[index]
    before = tokens[index - 1] if index > first else None
    kind = token.kind
    if kind is Word.NAME:
        return False
    if kind is Word.OTHER:
        if before is None:
            return False
        if before.kind not in (Word.NAME, Word.OTHER) or is_possessive(before):
            return False
        if token.low.endswith("ing"):
            return len(token.low) > 5 and token.low not in _NOUNS_IN_ING
        return token.low.endswith("ed") and len(token.low) > 3
    if kind is Word.DETERMINER:
        if before is None or before.kind in (Word.DETERMINER, Word.PREPOSITION, Word.CONJUNCTION):
            return False
        return token.low not in ("first", "two", "three", "own")
    if kind in (Word.CUE, Word.VERB, Word.CUEING):
        if before is None:
            return True
        following = tokens[index + 1].kind if index + 1 < len(tokens) else None
        if token.low in lexicon.AMBIGUOUS_CUES and following in _VERBAL:
            return False
        if kind is Word.CUE and not is_cue(tokens, index):
            return False
        return not _makes_noun(before, token)
    if kind is Word.ADVERB and before is not None and before.kind is Word.DETERMINER:
        return token.low not in lexicon.CALENDAR  # "a Wednesday editorial"
    return True


_NOUNS_IN_ING = frozenset(
    "meeting building hearing morning evening briefing opening filing ruling finding rating polling "
    "housing banking training spending marketing advertising leading ruling voting nursing".split()
)


def _makes_noun(before: Token, token: Token) -> bool:
    """Whether a verb's form is a noun after the word before it: "a call", "Smith's remarks"."""
    if before.kind is Word.DETERMINER and token.low.endswith("ing"):
        return True
    if before.kind is Word.DETERMINER and before.low not in _STAND_ALONE:
        return token.kind is not Word.CUE or token.low in lexicon.AMBIGUOUS_CUES
    return before.kind is Word.NAME and is_possessive(before)


_STAND_ALONE = frozenset("another others one some many both all most few each two three".split())
"""Determiners that can be a subject by themselves: "another said"."""


def noun_phrase(tokens: Sequence[Token], first: int) -> NounPhrase | None:
    """The noun phrase that begins at token `first`, if one does."""
    if first >= len(tokens):
        return None
    token = tokens[first]
    if token.kind is Word.PRONOUN:
        return NounPhrase(token.start, token.end, None, token.low, True, first + 1, first)
    core_end, index = _extent(tokens, first)
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
        name = (tokens[start].start, last.end)
    if index > core_end:
        name = _name_after_office(tokens, core_end, index) or name
    if last.kind is Word.DETERMINER and index == first + 1 and token.low in ("her", "his", "its"):
        return None
    return NounPhrase(token.start, tokens[index - 1].end, name, last.low, False, index, first)


def _name_after_office(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The person's name that ends a title with "of": "Secretary of State Jan Kowal"."""
    if tokens[begin].low != "of" or tokens[end - 1].kind is not Word.NAME:
        return None
    for position in range(begin + 2, end - 1):
        if tokens[position].kind is Word.NAME and gender_of(tokens[position].low):
            return (tokens[position].start, tokens[end - 1].end)
    return None


def _extent(tokens: Sequence[Token], first: int) -> tuple[int, int]:
    """(index after the head, index after the whole phrase with "of …" and "and …")."""
    index, core_end = first, 0
    limit = min(len(tokens), first + _LONGEST_PHRASE)
    while index < limit:
        token = tokens[index]
        if not _ends_phrase(tokens, index, first):
            index += 1
            continue
        if index == first:
            return first, first
        joins = token.low == "of" or token.word == "&" or _lists_names(tokens, index)
        joins = joins or (token.low == "and" and _joins_names(tokens, index))
        if joins and index + 1 < limit and tokens[index + 1].kind in _NOMINAL:
            if token.low in ("of", "and", ",") and not core_end:
                core_end = index
            index += 1
            continue
        break
    return core_end or index, index


_NOMINAL = frozenset((Word.NAME, Word.DETERMINER, Word.OTHER))


def _lists_names(tokens: Sequence[Token], index: int) -> bool:
    """Whether a comma parts the members of a list: "Austria, Italy and Spain"."""
    if tokens[index].word != "," or not _joins_names(tokens, index):
        return False
    position = index + 1
    while position < len(tokens) and tokens[position].kind is Word.NAME:
        position += 1
    if position >= len(tokens) or position > index + 4:
        return False
    return tokens[position].low == "and" and _joins_names(tokens, position)


def _joins_names(tokens: Sequence[Token], index: int) -> bool:
    return (
        index + 1 < len(tokens)
        and tokens[index - 1].kind is Word.NAME
        and tokens[index + 1].kind is Word.NAME
    )


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
    """The name set after a role: "a spokesman for the ministry, Jan Kowal, said"."""
    index = after_modifiers(tokens, phrase.following)
    if index + 1 >= len(tokens) or tokens[index].word not in (",", "—", "–", "-", "--"):
        return None
    other = noun_phrase(tokens, index + 1)
    if other is None or other.name is None or tokens[index + 1].kind is not Word.NAME:
        return None
    after = after_modifiers(tokens, other.following)
    if after >= len(tokens) or tokens[after].kind is not Word.CONJUNCTION:
        return other
    return None


def subject_of(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    """The subject of the verb at index `cue`."""
    index = cue - 1
    while index >= 0 and tokens[index].kind in (Word.AUXILIARY, Word.ADVERB):
        index -= 1
    if index < 0:
        return None
    token = tokens[index]
    if token.kind is Word.RELATIVE:
        return _phrase_ending(
            tokens, index - 1 if index and tokens[index - 1].word == "," else index
        )
    if tokens[cue].kind is Word.CUEING:
        if token.low in lexicon.INSCRIBED or token.low in _NETWORKS:
            published = _published(tokens, index)
            if published is not None:
                return subject_of(tokens, published)
        if token.low in lexicon.INSCRIBED:
            return _phrase_ending(tokens, index + 1)
        return _subject_of_participle(tokens, cue, index)
    if token.word in (",", ")", "—", "–", "--"):
        return _subject_before_insertion(tokens, index) or main_subject(tokens, index + 1)
    if token.low in ("that", "which") and index and tokens[index - 1].kind in _NOMINAL:
        return _phrase_ending(tokens, index)
    if token.low in ("and", "but", "then", "or"):
        return _subject_of_earlier_verb(tokens, index) or main_subject(tokens, index + 1)
    if token.kind is Word.PREPOSITION and index + 1 < cue:
        return _phrase_ending(tokens, cue) or main_subject(tokens, index + 1)
    if token.low == "to" or token.kind in (Word.PUNCTUATION, Word.CONJUNCTION, Word.PREPOSITION):
        return main_subject(tokens, index + 1)
    phrase = _phrase_ending(tokens, index + 1)
    if phrase is not None and phrase.first and phrase.name is None:
        infinitive = tokens[phrase.first - 1].low == "to"
        if infinitive and tokens[phrase.first].kind is Word.OTHER:
            return main_subject(tokens, cue)
    return phrase or main_subject(tokens, cue)


def _subject_of_earlier_verb(tokens: Sequence[Token], conjunction: int) -> NounPhrase | None:
    """Who "laughed", in "laughed and said"."""
    for position in range(conjunction - 1, max(0, conjunction - 14), -1):
        token = tokens[position]
        if token.word == ",":
            return None
        past = token.kind is Word.OTHER and token.low.endswith("ed")
        if token.kind in (Word.CUE, Word.VERB) or past:
            before = tokens[position - 1]
            if before.kind in (Word.PRONOUN, Word.NAME, Word.OTHER, Word.RELATIVE, Word.ADVERB):
                return subject_of(tokens, position)
    return None


_NETWORKS = frozenset("twitter facebook instagram x".split())
_PUBLISHING = frozenset(
    """
    issued released posted sent published put shared gave wrote made tweeted issues releases posts sends
    publishes issuing releasing posting sending sharing
    """.split()
)


def _published(tokens: Sequence[Token], index: int) -> int | None:
    """The verb of "issued a statement saying": whoever issued it says it."""
    for position in range(index - 1, max(0, index - 7), -1):
        if tokens[position].low in _PUBLISHING:
            return position
        if tokens[position].word == ",":
            return None
    return None


def _subject_of_participle(tokens: Sequence[Token], cue: int, index: int) -> NounPhrase | None:
    """Whose "adding …" it is: "with X adding", a clause "when X left, adding", or the sentence's."""
    said = index - 1
    while said > 0 and tokens[said].kind is Word.ADVERB:
        said -= 1
    if (
        tokens[index].word == ","
        and said > 0
        and tokens[said].kind is Word.CUE
        and is_cue(tokens, said)
    ):
        return subject_of(tokens, said)
    for position in range(cue - 1, 0, -1):
        token = tokens[position]
        if token.low == "quoted" and tokens[index].low == "as":
            phrase = noun_phrase(tokens, position + 1)
            if phrase is not None:
                return phrase
        if token.low == "with":
            phrase = noun_phrase(tokens, position + 1)
            if phrase is not None and phrase.following < len(tokens):
                after = tokens[phrase.following]
                follows = tokens[min(phrase.following + 1, cue)].kind
                if after.kind is Word.CUEING or (
                    after.kind is Word.ADVERB and follows is Word.CUEING
                ):
                    return phrase
        if position == index and token.kind is Word.NAME and token.low not in lexicon.INSCRIBED:
            run = index
            while run and tokens[run - 1].kind is Word.NAME and not is_possessive(tokens[run - 1]):
                run -= 1
            if run and _governs(tokens[run - 1]):
                return noun_phrase(tokens, run)
        if token.low in ("when", "as", "where", "while") and tokens[position - 1].word == ",":
            phrase = noun_phrase(tokens, position + 1)
            if phrase is not None:
                return phrase
    return main_subject(tokens, index + 1)


def _governs(token: Token) -> bool:
    """Whether what follows is an object: "footage of X asking", "shows X saying"."""
    return token.kind in (Word.PREPOSITION, Word.VERB, Word.CUE)


def _subject_before_insertion(tokens: Sequence[Token], closing: int) -> NounPhrase | None:
    """The noun before an insertion: "X, the senator from Y, said"; "X (D-Wis.) said"."""
    opening = {")": "("}.get(tokens[closing].word, tokens[closing].word)
    for position in range(closing - 1, 0, -1):
        if tokens[position].word != opening:
            continue
        phrase = _unless_governed(tokens, _host(tokens, _phrase_ending(tokens, position)))
        inserted = noun_phrase(tokens, position + 1) if opening != "(" else None
        if inserted is None or not _is_whole_name(tokens, inserted, closing):
            return phrase
        introduced = tokens[0].kind in (Word.PREPOSITION, Word.ADVERB, Word.CUEING)
        if phrase is None or phrase.name is None or introduced:
            return inserted
        return phrase
    return None


def _host(tokens: Sequence[Token], phrase: NounPhrase | None) -> NounPhrase | None:
    """The name that further insertions explain: "X, 35, the daughter of Y,"."""
    for _ in range(3):
        if phrase is None or phrase.name is not None or phrase.first < 2:
            return phrase
        if tokens[phrase.first - 1].word != ",":
            return phrase
        host = _unless_governed(tokens, _phrase_ending(tokens, phrase.first - 1))
        if host is None:
            return phrase
        phrase = host
    return phrase


def _unless_governed(tokens: Sequence[Token], phrase: NounPhrase | None) -> NounPhrase | None:
    """Null for a phrase that depends on a preposition."""
    if phrase is None or not phrase.first:
        return phrase
    before = tokens[phrase.first - 1]
    governed = before.kind is Word.PREPOSITION and before.low not in ("as", "since", "until")
    return None if governed else phrase


def _is_whole_name(tokens: Sequence[Token], phrase: NounPhrase, end: int) -> bool:
    """Whether the words up to `end` are a person's name and what modifies it: "Jan Kowal"."""
    first = tokens[phrase.first]
    if first.kind is not Word.NAME or phrase.name is None or first.low in lexicon.PERSON_NOUNS:
        return False
    words = tokens[phrase.first : phrase.following]
    if "-" in first.word and len(words) == 1:
        return False  # "R-Ohio"
    return len(words) > 1 and after_modifiers(tokens, phrase.following) >= end


def _phrase_ending(tokens: Sequence[Token], end: int) -> NounPhrase | None:
    """The longest noun phrase, with its modifiers, that ends before token `end`."""
    best: NounPhrase | None = None
    for first in range(end - 1, max(-1, end - _LONGEST_PHRASE), -1):
        token = tokens[first]
        if token.kind is Word.PUNCTUATION and token.word not in "()-":
            if _lists_names(tokens, first):
                continue
            break
        if token.kind in (Word.PREPOSITION, Word.PUNCTUATION):
            continue
        if token.kind is Word.CUE and first + 1 < end and tokens[first + 1].low == "by":
            continue  # "a statement released by X"
        if token.low == "and" and _joins_names(tokens, first):
            continue
        if token.kind in (Word.VERB, Word.CUE, Word.AUXILIARY, Word.CONJUNCTION, Word.RELATIVE):
            if best is not None:
                break
            continue
        phrase = noun_phrase(tokens, first)
        if phrase is not None and after_modifiers(tokens, phrase.following) >= end:
            best = phrase
    return best


_ABOUT = frozenset("about around over nearly roughly almost some".split())


def main_subject(tokens: Sequence[Token], limit: int) -> NounPhrase | None:
    """The subject of the sentence that the tokens begin, looking no further than `limit`."""
    index = 0
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
        if phrase is not None and phrase.head not in _TIME_HEADS:
            return phrase
        if phrase is not None:
            follows = phrase.following
            if follows < limit and tokens[follows].kind in _NOMINAL | {Word.PRONOUN}:
                index = follows
                continue
        comma = _after_introduction(tokens, index, limit)
        if comma is None:
            return _inner_subject(tokens, index, limit) if introductory else None
        index = comma
    return None


def _after_introduction(tokens: Sequence[Token], index: int, limit: int) -> int | None:
    """Where the main clause begins after "In an interview on Sunday, …"."""
    fallback: int | None = None
    for position in range(index, limit):
        if tokens[position].word == "," and position + 1 < limit:
            phrase = noun_phrase(tokens, position + 1)
            if phrase is None:
                continue
            if fallback is None:
                fallback = position + 1
            following = after_modifiers(tokens, phrase.following)
            if following >= len(tokens) or tokens[following].kind in _FINITE:
                return position + 1
    return fallback


_FINITE = frozenset((Word.CUE, Word.VERB, Word.AUXILIARY, Word.ADVERB))


def _inner_subject(tokens: Sequence[Token], index: int, limit: int) -> NounPhrase | None:
    """No comma parts the introduction from the clause: "On Monday Smith said"."""
    for position in range(index + 1, limit):
        if tokens[position].kind in _FINITE:
            return _phrase_ending(tokens, position)
    return None


def is_time(phrase: NounPhrase) -> bool:
    """Whether the phrase names a time: "last week"."""
    return phrase.head in _TIME_HEADS
