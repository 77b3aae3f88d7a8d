"""Reported speech within one sentence: "X said that …", "…, X said", "X wants to …"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefings.analysis.lexicon import SUBORDINATORS, Word
from briefings.analysis.passive import is_passive
from briefings.analysis.phrases import (
    NounPhrase,
    after_modifiers,
    named_apposition,
    noun_phrase,
)
from briefings.analysis.reported.extent import (
    clause_begins,
    content_end,
    has_verb,
    is_aside,
    trimmed,
)
from briefings.analysis.reported.verbs import (
    REPORTERS_OF_FACTS,
    CueKind,
    Reporting,
    table,
)
from briefings.analysis.sayers import can_say
from briefings.analysis.subjects import subject_of
from briefings.analysis.tokens import Token, is_cue, is_possessive
from briefings.analysis.wordlists import listed

_FINITE = frozenset((Word.CUE, Word.VERB, Word.OTHER, Word.CUEING))
_NEGATIONS = frozenset(listed("not never n't neither nor hardly without"))
_INFINITIVES = frozenset(listed("to"))
_MODAL = frozenset(listed("would could should might may must can"))
_LIGHT = frozenset(listed("the a an this that these those his her its their"))


class Statement(NamedTuple):
    """What a sentence reports: spans of token indices, end exclusive; the source; the cue."""

    spans: tuple[tuple[int, int], ...]
    source: NounPhrase
    cue: int
    kind: CueKind
    negated: bool = False


def statements(tokens: Sequence[Token]) -> Iterator[Statement]:
    """What a sentence reports, in the order of its cues."""
    reached = -1
    for index, token in enumerate(tokens):
        if token.low == "according" and index + 1 < len(tokens) and tokens[index + 1].low == "to":
            found = _according_to(tokens, index)
        elif token.low in table():
            found = _reported(tokens, index)
        else:
            continue
        if found is not None and index >= reached:
            yield found
            reached = max(reached, *(end for _, end in found.spans))


def _according_to(tokens: Sequence[Token], index: int) -> Statement | None:
    source = noun_phrase(tokens, index + 2)
    if source is None or not can_say(tokens, source):
        return None
    source = _named(tokens, source)
    after = after_modifiers(tokens, source.following)
    opening = all(token.kind in (Word.PUNCTUATION, Word.CONJUNCTION) for token in tokens[:index])
    if opening:
        comma = next((i for i in range(after, len(tokens)) if tokens[i].word == ","), None)
        if comma is None:
            return None
        span = trimmed(tokens, comma + 1, content_end(tokens, comma + 1))
    else:
        begin = _clause_before(tokens, index)
        span = trimmed(tokens, begin, index)
    return Statement((span,), source, index, CueKind.ACCORDING_TO) if span else None


def _clause_before(tokens: Sequence[Token], end: int) -> int:
    """Where the words begin that an attribution after them is about."""
    for index in range(end - 1, 0, -1):
        if tokens[index].word in (";", ":"):
            return index + 1
    return 0


def _reported(tokens: Sequence[Token], cue: int) -> Statement | None:
    if not _is_verb(tokens, cue):
        return None
    trailing = _trailing(tokens, cue)
    if trailing is not None:
        return trailing
    for way in table()[tokens[cue].low]:
        begin = _matter(tokens, cue, way)
        if begin is None:
            continue
        source = _source(tokens, cue)
        if source is None:
            return None
        aside = source.first > 0 and tokens[source.first - 1].low in SUBORDINATORS
        span = trimmed(tokens, begin, content_end(tokens, begin, aside=aside))
        if span is None:
            continue
        facts = source.head in REPORTERS_OF_FACTS
        if (way.kind is CueKind.SHOWS) and not facts:
            continue
        kind = CueKind.SHOWS if facts and way.kind is CueKind.SAYS else way.kind
        return Statement((span,), source, cue, kind, _is_negated(tokens, cue))
    return None


def _is_verb(tokens: Sequence[Token], cue: int) -> bool:
    """Whether the word is a verb that somebody does, and no noun, infinitive or passive."""
    token = tokens[cue]
    if token.kind in (Word.CUE, Word.CUEING) and not is_cue(tokens, cue):
        return False
    if token.kind not in _FINITE or token.word[0].isupper():
        return False
    if not cue:
        return False
    before = _skip_adverbs(tokens, cue - 1)
    if before < 0:
        return False
    word = tokens[before]
    if word.low in _INFINITIVES or word.kind is Word.PREPOSITION or is_possessive(word):
        return False
    if word.kind is Word.DETERMINER and before == cue - 1 and word.low in _LIGHT:
        return False
    if word.low in _MODAL:
        return False
    if token.low.endswith("ing"):
        return word.low in _BEFORE_PARTICIPLE
    return word.low not in _BEING and not is_passive(tokens, cue)


_BEING = frozenset(listed("is are was were be been being 's ’s get gets got"))
_BEFORE_PARTICIPLE = _BEING | frozenset((",", "and", "but", "statement"))


def _skip_adverbs(tokens: Sequence[Token], index: int) -> int:
    while index >= 0 and tokens[index].kind is Word.ADVERB:
        index -= 1
    return index


def _source(tokens: Sequence[Token], cue: int) -> NounPhrase | None:
    phrase = subject_of(tokens, cue)
    if phrase is None or phrase.head in _NOBODY or not _reaches(tokens, phrase, cue):
        return None
    phrase = _named(tokens, phrase)
    facts = phrase.head in REPORTERS_OF_FACTS
    return phrase if facts or can_say(tokens, phrase) else None


_NOBODY = frozenset(listed("you there that this"))


def _reaches(tokens: Sequence[Token], phrase: NounPhrase, cue: int) -> bool:
    """Whether nothing stands between a subject and its verb that could be the verb's own."""
    between = tokens[phrase.following : cue]
    helping = (Word.AUXILIARY, Word.ADVERB)
    if all(token.kind in helping for token in between):
        return True
    if tokens[cue].kind is Word.CUE or tokens[cue].low.endswith("ing"):
        return True
    return any(t.kind in (Word.RELATIVE, Word.CONJUNCTION) or t.word in ",)" for t in between)


def _named(tokens: Sequence[Token], phrase: NounPhrase) -> NounPhrase:
    """The name set after a role, where there is one."""
    if phrase.name is not None:
        return phrase
    return named_apposition(tokens, phrase) or phrase


def _is_negated(tokens: Sequence[Token], cue: int) -> bool:
    return any(
        token.low in _NEGATIONS or token.low.endswith(("n't", "n’t"))
        for token in tokens[max(0, cue - 3) : cue]
        if token.kind in (Word.AUXILIARY, Word.ADVERB)
    )


def _trailing(tokens: Sequence[Token], cue: int) -> Statement | None:
    """ "…, X said on Friday", "…, said X", "This, X said, is …"."""
    ways = [way for way in table()[tokens[cue].low] if way.that]
    if not ways or tokens[cue].kind is Word.CUEING:
        return None
    source, comma, after = _beside(tokens, cue)
    if source is None or comma <= 0:
        return None
    begin = _clause_before(tokens, comma)
    subordinate = tokens[begin].low in SUBORDINATORS
    inner = any(token.word == "," for token in tokens[begin:comma])
    inserted = after < len(tokens) and tokens[after].word == ","
    if subordinate and not (inner or inserted):
        return None
    first = trimmed(tokens, begin, comma)
    if first is None or (after < len(tokens) and tokens[after].word == ":"):
        return None
    kind = CueKind.SHOWS if source.head in REPORTERS_OF_FACTS else ways[0].kind
    if after < len(tokens) and tokens[after].word == ",":
        rest = trimmed(tokens, after + 1, content_end(tokens, after + 1))
        goes_on = rest is not None and (
            not is_aside(tokens, after + 1) or not has_verb(tokens[begin:comma])
        )
        spans = (first, rest) if rest and goes_on else (first,)
        return Statement(spans, source, cue, kind)
    if is_aside(tokens, after):
        return Statement((first,), source, cue, kind)
    return None


def _beside(tokens: Sequence[Token], cue: int) -> tuple[NounPhrase | None, int, int]:
    """The source right beside a cue, the comma before both, and the index after both."""
    before = _skip_adverbs(tokens, cue - 1)
    while before >= 0 and tokens[before].kind is Word.AUXILIARY:
        before -= 1
    if before >= 0 and tokens[before].word == "," and before == cue - 1:
        source = noun_phrase(tokens, cue + 1)  # "…, said X"
        if source is None or source.pronoun or not can_say(tokens, source):
            return None, 0, 0
        return source, before, after_modifiers(tokens, source.following)
    for comma in range(before, max(-1, before - 16), -1):
        if tokens[comma].word != ",":
            continue
        source = noun_phrase(tokens, comma + 1)
        if source is None or after_modifiers(tokens, source.following) <= before:
            continue
        if source.following > cue:
            continue
        return (source if can_say(tokens, source) else None), comma, cue + 1
    return None, 0, 0


def _matter(tokens: Sequence[Token], cue: int, way: Reporting) -> int | None:
    """Where what is reported begins after the cue; None where nothing of this way follows."""
    index = cue + 1
    if way.prepositions:
        fits = index < len(tokens) and tokens[index].low in way.prepositions
        return index + 1 if fits and index + 1 < len(tokens) else None
    if way.that:
        plainly = tokens[cue].low in ("said", "says", "say")
        begin = clause_begins(tokens, index, person=way.person, plainly=plainly)
        if begin is not None:
            return begin
    if way.to:
        begin = _infinitive(tokens, index, person=way.person)
        if begin is not None:
            return begin
    if way.object:
        phrase = noun_phrase(tokens, index)
        if phrase is not None and not phrase.pronoun:
            return index
    return None


def _infinitive(tokens: Sequence[Token], index: int, *, person: bool) -> int | None:
    """The "to" of "wants to go", "urged X to go"; the person is part of what is wanted."""
    if index >= len(tokens):
        return None
    if tokens[index].low == "to" and index + 1 < len(tokens):
        return index
    phrase = noun_phrase(tokens, index)
    if phrase is None:
        return None
    after = after_modifiers(tokens, phrase.following)
    if after + 1 < len(tokens) and tokens[after].low == "to" and (person or not phrase.pronoun):
        return index
    return None
