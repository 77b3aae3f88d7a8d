"""What a sentence may report, candidate by candidate: "X said that …", "…, X said", "X wants to …".

Candidates are many; `briefings.analysis.reported.trust` tells which of them report something.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefings.analysis.lexicon import SUBORDINATORS, Word
from briefings.analysis.phrases import (
    NounPhrase,
    after_modifiers,
    noun_phrase,
)
from briefings.analysis.reported.cues import (
    follows_being,
    form_of,
    is_negated,
    is_reporting_verb,
    named,
    skip_adverbs,
    source_of,
)
from briefings.analysis.reported.ends import Matter, likeliest_end
from briefings.analysis.reported.extent import (
    clause_begins,
    content_end,
    has_verb,
    is_aside,
    is_detour,
    trimmed,
)
from briefings.analysis.reported.rivals import likeliest
from briefings.analysis.reported.statement import Statement
from briefings.analysis.reported.verbs import (
    REPORTERS_OF_FACTS,
    CueKind,
    Reporting,
    table,
)
from briefings.analysis.reported.weights import Weights
from briefings.analysis.sayers import can_say
from briefings.analysis.subjects import subject_of
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

_OBJECTS = frozenset(listed("him her them us me it you"))


class Candidate(NamedTuple):
    """A statement that a sentence may hold, with what its trust is judged by."""

    statement: Statement
    frame: str
    """What leads the matter in: "that", "to", "object", "prep", "trailing", …"""
    form: str
    """The form of the cue: "finite", "infinitive", "participle", "gerund" or "passive"."""
    source_chance: float = 1.0
    """How likely the source is the right one."""
    end_chance: float = 1.0
    """How likely the words end about where they should."""


def candidates(tokens: Sequence[Token], weights: Weights) -> list[Candidate]:
    """What a sentence may report, in the order of the cues."""
    forms = table()
    found: list[Candidate] = []
    last: Statement | None = None
    for index, token in enumerate(tokens):
        low = token.low
        if low in forms:
            trailing = _around(tokens, index)
            if trailing is not None:
                found.append(Candidate(trailing, "trailing", "finite"))
            for candidate in _reported(tokens, index, last, weights):
                found.append(candidate)
                last = candidate.statement
        elif low == "according" and (around := _around(tokens, index)) is not None:
            found.append(Candidate(around, "according", "finite"))
    return found


def _around(tokens: Sequence[Token], index: int) -> Statement | None:
    """A report whose matter stands before its cue."""
    low = tokens[index].low
    if low == "according" and index + 1 < len(tokens) and tokens[index + 1].low == "to":
        return _according_to(tokens, index)
    if low in table() and is_reporting_verb(tokens, index):
        return _trailing(tokens, index)
    return None


_NO_SOURCES = frozenset(listed("plan plans schedule custom need rules tradition"))
"""What things go according to without being told."""


def _according_to(tokens: Sequence[Token], index: int) -> Statement | None:
    source = noun_phrase(tokens, index + 2)
    if source is None or source.head in _NO_SOURCES:
        return None
    whose = named(tokens, source)
    closed = whose.following < len(tokens) and tokens[whose.following].word == ","
    source = whose if closed or whose.first == source.first else source
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


def _reported(
    tokens: Sequence[Token], cue: int, last: Statement | None, weights: Weights
) -> Iterator[Candidate]:
    form = form_of(tokens, cue)
    if form is None:
        return
    if form == "passive":
        agent = _by_agent(tokens, cue)
        if agent is not None:
            yield Candidate(agent, "object", form)
        return
    found = matters(tokens, cue)
    if not found:
        return
    goes_on = last is not None and tokens[cue].kind is Word.CUEING and tokens[cue - 1].word == ","
    subject = last.source if last and goes_on else source_of(tokens, cue)
    if subject is None and subject_of(tokens, cue) is not None:
        return
    chosen = likeliest(tokens, cue, subject, weights.source)
    if chosen is None:
        return
    source, surely = chosen
    facts = source.head in REPORTERS_OF_FACTS
    aside = stands_aside(tokens, cue, subject)
    for (begin, frame), way in found.items():
        end, about = likeliest_end(tokens, Matter(cue, begin, frame, aside), weights.end)
        span = trimmed(tokens, begin, end)
        if span is not None:
            kind = CueKind.SHOWS if facts and way.kind is CueKind.SAYS else way.kind
            statement = Statement((span,), source, cue, kind, is_negated(tokens, cue))
            yield Candidate(statement, frame, form, surely, about)


def matters(tokens: Sequence[Token], cue: int) -> dict[tuple[int, str], Reporting]:
    """Where what is reported may begin and what leads it in, with the first way that has it so."""
    found: dict[tuple[int, str], Reporting] = {}
    for way in table()[tokens[cue].low]:
        matter = _matter(tokens, cue, way)
        if matter is not None:
            found.setdefault(matter, way)
    return found


def stands_aside(tokens: Sequence[Token], cue: int, subject: NounPhrase | None) -> bool:
    """Whether a verb and its subject stand in a subordinate clause: "While he admitted …"."""
    if subject is not None and subject.first and tokens[subject.first - 1].low in SUBORDINATORS:
        return True
    return tokens[skip_adverbs(tokens, cue - 1)].kind is Word.RELATIVE


def _by_agent(tokens: Sequence[Token], cue: int) -> Statement | None:
    """ "The plan was rejected by X"."""
    ways = table()[tokens[cue].low]
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
    if any(way.person for way in ways) and (person := noun_phrase(tokens, after)) is not None:
        after = after_modifiers(tokens, person.following)
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
    bare = tokens[first[0]].kind is Word.PREPOSITION and not has_verb(tokens[first[0] : first[1]])
    if bare and not inserted:
        return None  # "In the end, X agreed": when, and not what
    kind = CueKind.SHOWS if source.head in REPORTERS_OF_FACTS else ways[0].kind
    if after < len(tokens) and tokens[after].word == ",":
        rest = trimmed(tokens, after + 1, content_end(tokens, after + 1))
        adds = rest is not None and tokens[rest[0]].kind is Word.CUEING
        goes_on = (
            rest is not None
            and not adds
            and (not is_aside(tokens, after + 1) or not has_verb(tokens[begin:comma]))
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


def _matter(tokens: Sequence[Token], cue: int, way: Reporting) -> tuple[int, str] | None:
    """Where what is reported begins after the cue, and what leads it in.

    None where nothing of this way follows.
    """
    index = cue + 1
    if way.prepositions:
        begin = _led_in(tokens, index, way.prepositions)
        return (begin, "prep") if begin is not None else None
    if way.to and index < len(tokens) and tokens[index].low == "to":
        begin = _infinitive(tokens, index, person=way.person)
        return (begin, "to") if begin is not None else None
    if way.that:
        plainly = tokens[cue].low in ("said", "says", "say")
        begin = clause_begins(tokens, index, person=way.person, plainly=plainly)
        if begin is not None:
            return begin, "that" if tokens[begin].low in _THAT else "clause"
    if way.to:
        begin = _infinitive(tokens, index, person=way.person)
        if begin is not None:
            return begin, "person-to"
    if way.object:
        phrase = noun_phrase(tokens, index)
        if phrase is not None:
            return index, "object"
        if index < len(tokens) and tokens[index].low.endswith("ing"):
            return index, "gerund"
    return None


_THAT = frozenset(listed("that whether how why what"))
_FARTHEST_PREPOSITION = 7


def _led_in(tokens: Sequence[Token], index: int, prepositions: frozenset[str]) -> int | None:
    """Where the matter begins after its preposition: "spoke on Friday about …"."""
    for place in range(index, min(len(tokens) - 1, index + _FARTHEST_PREPOSITION)):
        token = tokens[place]
        if token.low in prepositions:
            if place > index and not is_detour(tokens[index:place]):
                return None
            after = place
            while after + 1 < len(tokens) and tokens[after].low in prepositions:
                after += 1  # "came out against"
            return after
        if token.kind is Word.PUNCTUATION or token.kind in (Word.VERB, Word.CUE, Word.RELATIVE):
            return None
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
