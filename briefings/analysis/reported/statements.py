"""Reported speech within one sentence: "X said that …", "…, X said", "X wants to …"."""

from collections.abc import Sequence
from typing import NamedTuple

from briefings.analysis.lexicon import SUBORDINATORS, Word
from briefings.analysis.phrases import (
    NounPhrase,
    after_modifiers,
    noun_phrase,
)
from briefings.analysis.reported.cues import (
    follows_being,
    is_negated,
    is_reporting_verb,
    named,
    skip_adverbs,
    source_of,
)
from briefings.analysis.reported.extent import (
    clause_begins,
    content_end,
    has_verb,
    is_aside,
    object_end,
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
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

_OBJECTS = frozenset(listed("him her them us me it you"))


class Statement(NamedTuple):
    """What a sentence reports: spans of token indices, end exclusive; the source; the cue."""

    spans: tuple[tuple[int, int], ...]
    source: NounPhrase
    cue: int
    kind: CueKind
    negated: bool = False


def statements(tokens: Sequence[Token]) -> list[Statement]:
    """What a sentence reports, in the order of its cues.

    Where a report stands within another, the outer counts: "Pell rejected it, Moss said" is what
    Moss says, and no report of Pell's words.
    """
    forms = table()
    cues = [at for at, token in enumerate(tokens) if token.low in forms or token.low == "according"]
    around = [one for one in (_around(tokens, cue) for cue in cues) if one]
    found: list[Statement] = list(around)
    reached, last = -1, None
    for index in cues:
        if index < reached or tokens[index].low not in forms or _is_within(index, around):
            continue
        statement = _reported(tokens, index, last)
        if statement is not None:
            found.append(statement)
            last = statement
            reached = max(reached, *(end for _, end in statement.spans))
    return sorted(found, key=lambda statement: statement.cue)


def _around(tokens: Sequence[Token], index: int) -> Statement | None:
    """A report whose matter stands before its cue."""
    low = tokens[index].low
    if low == "according" and index + 1 < len(tokens) and tokens[index + 1].low == "to":
        return _according_to(tokens, index)
    if low in table() and is_reporting_verb(tokens, index):
        return _trailing(tokens, index)
    return None


def _is_within(index: int, around: Sequence[Statement]) -> bool:
    """Whether the word is part of what is reported already, or its cue."""
    return any(
        index == statement.cue or any(begin <= index < end for begin, end in statement.spans)
        for statement in around
    )


_NO_SOURCES = frozenset(listed("plan plans schedule custom need rules tradition"))
"""What things go according to without being told."""


def _according_to(tokens: Sequence[Token], index: int) -> Statement | None:
    source = noun_phrase(tokens, index + 2)
    if source is None or source.head in _NO_SOURCES or not can_say(tokens, source):
        return None
    source = named(tokens, source)
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


def _reported(tokens: Sequence[Token], cue: int, last: Statement | None) -> Statement | None:
    if not is_reporting_verb(tokens, cue):
        return _by_agent(tokens, cue)
    goes_on = last is not None and tokens[cue].kind is Word.CUEING and tokens[cue - 1].word == ","
    source = last.source if last and goes_on else source_of(tokens, cue)
    if source is None:
        return None
    facts = source.head in REPORTERS_OF_FACTS
    aside = source.first > 0 and tokens[source.first - 1].low in SUBORDINATORS
    for way in table()[tokens[cue].low]:
        matter = _matter(tokens, cue, way)
        if matter is None or (way.kind is CueKind.SHOWS and not facts):
            continue
        begin, is_object = matter
        end = object_end(tokens, begin) if is_object else content_end(tokens, begin, aside=aside)
        span = trimmed(tokens, begin, end)
        if span is None:
            continue
        kind = CueKind.SHOWS if facts and way.kind is CueKind.SAYS else way.kind
        return Statement((span,), source, cue, kind, is_negated(tokens, cue))
    return None


def _by_agent(tokens: Sequence[Token], cue: int) -> Statement | None:
    """ "The plan was rejected by X"."""
    ways = [way for way in table()[tokens[cue].low] if way.object]
    if not ways or cue + 2 >= len(tokens) or tokens[cue + 1].low != "by":
        return None
    if not follows_being(tokens, cue):
        return None
    source, matter = noun_phrase(tokens, cue + 2), subject_of(tokens, cue)
    if source is None or matter is None or matter.pronoun or not can_say(tokens, source):
        return None
    span = trimmed(tokens, matter.first, matter.following)
    kind = ways[0].kind
    return Statement((span,), source, cue, kind, is_negated(tokens, cue)) if span else None


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
    closing = next((i for i in range(after, len(tokens)) if tokens[i].word == ","), len(tokens))
    if closing < len(tokens) - 1 and closing > after and is_aside(tokens[:closing], after):
        after = closing  # "These, X explained on Friday, were …"
    inserted = after < len(tokens) and tokens[after].word == ","
    if subordinate and not (inner or inserted):
        return None
    first = trimmed(tokens, begin, comma)
    if first is None or (after < len(tokens) and tokens[after].word == ":"):
        return None
    if tokens[first[0]].kind is Word.PREPOSITION and not has_verb(tokens[first[0] : first[1]]):
        return None  # "In the end, X agreed": when, and not what
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
    before = skip_adverbs(tokens, cue - 1)
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
        if source is None or _past_modifiers(tokens, source.following) <= before:
            continue
        if source.following > cue:
            continue
        return (source if can_say(tokens, source) else None), comma, cue + 1
    return None, 0, 0


_TRAILING_ADJECTIVES = frozenset(listed("familiar close briefed involved present"))


def _past_modifiers(tokens: Sequence[Token], index: int) -> int:
    """The index after "with the matter" in "a person familiar with the matter said"."""
    if index < len(tokens) and tokens[index].low in _TRAILING_ADJECTIVES:
        index += 1
    return after_modifiers(tokens, index)


def _matter(tokens: Sequence[Token], cue: int, way: Reporting) -> tuple[int, bool] | None:
    """Where what is reported begins after the cue, and whether it is a noun phrase.

    None where nothing of this way follows.
    """
    index = cue + 1
    if way.prepositions:
        fits = index + 1 < len(tokens) and tokens[index].low in way.prepositions
        return (index + 1, False) if fits else None
    if way.to and index < len(tokens) and tokens[index].low == "to":
        begin = _infinitive(tokens, index, person=way.person)
        return (begin, False) if begin is not None else None
    if way.that:
        plainly = tokens[cue].low in ("said", "says", "say")
        begin = clause_begins(tokens, index, person=way.person, plainly=plainly)
        if begin is not None:
            return begin, False
    if way.to:
        begin = _infinitive(tokens, index, person=way.person)
        if begin is not None:
            return begin, False
    if way.object:
        phrase = noun_phrase(tokens, index)
        if phrase is not None and not phrase.pronoun:
            return index, True
    return None


def _infinitive(tokens: Sequence[Token], index: int, *, person: bool) -> int | None:
    """The "to" of "wants to go" or "urged X to go"; X belongs to what the speaker wants."""
    if index + 1 >= len(tokens):
        return None
    if tokens[index].low == "to":
        return index
    if tokens[index].low in _OBJECTS and tokens[index + 1].low == "to":
        return index
    phrase = noun_phrase(tokens, index)
    if phrase is None:
        return None
    after = phrase.following
    if after < len(tokens) and tokens[after].low != "to":
        after = after_modifiers(tokens, after)
    if after + 1 < len(tokens) and tokens[after].low == "to" and (person or not phrase.pronoun):
        return index
    return None
