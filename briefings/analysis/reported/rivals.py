"""Whose words a verb reports: the grammar's subject or another phrase, whichever is likelier.

The grammar is often right, but "a poll late last month found" and "Pell, the mayor of Arden who ran
against Moss, said" mislead it. A logistic regression over where each phrase stands decides. Its
weights (`source_weights`) are fitted by `python -m benchmarks.reported_trust` on speakers of marked
quotations, which are no part of the repository.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefings.analysis.lexicon import Word
from briefings.analysis.phrases import NounPhrase, is_time, noun_phrase
from briefings.analysis.reported.cues import agrees, is_nobody, named
from briefings.analysis.reported.shapes import bucket, chance_of, plain
from briefings.analysis.sayers import can_say
from briefings.analysis.tokens import Token, is_possessive

_MOST = 8
"""How many phrases before the verb are looked at, the nearest first."""
_SHORT = 4
_GAPS = (0, 1, 2, 3, 4, 6, 9, 12)
_ACTING = frozenset((Word.VERB, Word.CUE))
_HELPING = frozenset((Word.AUXILIARY, Word.ADVERB))


BESIDE = 0.98
"""How likely a name or a pronoun right before its verb is the source, without looking further."""


class Rival(NamedTuple):
    """A phrase that may be the source, and how it was come by."""

    phrase: NounPhrase
    way: str
    """ "grammar", "before" or "after"."""


def rivals(tokens: Sequence[Token], cue: int, subject: NounPhrase | None) -> list[Rival]:
    """Who may do what the verb at `cue` says: the grammar's subject first, then the nearest.

    Args:
        subject: whom the grammar takes for it, None where it takes nobody.
    """
    found = [] if subject is None else [Rival(subject, "grammar")]
    before = []
    index = 0
    while index < cue:
        phrase = noun_phrase(tokens, index)
        if phrase is None or phrase.following > cue:
            index += 1
            continue
        before.append(phrase)
        index = max(index + 1, phrase.following)
    for phrase in before[: -_MOST - 1 : -1]:
        whose = named(tokens, phrase)
        known = any(whose.first == rival.phrase.first for rival in found)
        if not (known or is_time(whose) or is_nobody(tokens, whose)):
            found.append(Rival(whose, "before"))
    after = noun_phrase(tokens, cue + 1)
    if after is not None and not is_nobody(tokens, after):
        found.append(Rival(after, "after"))
    return found


def likeliest(
    tokens: Sequence[Token], cue: int, subject: NounPhrase | None, weights: Mapping[str, float]
) -> tuple[NounPhrase, float] | None:
    """The likeliest source and its probability; None where there is nobody.

    Args:
        subject: whom the grammar takes for it, None where it takes nobody.
    """
    if subject is not None and _is_beside(tokens, cue, subject):
        return subject, BESIDE
    found = rivals(tokens, cue, subject)
    if not found:
        return None
    chances = [
        (chance_of(features(tokens, cue, rival, place), weights), -place)
        for place, rival in enumerate(found)
    ]
    chance, place = max(chances)
    return found[-place].phrase, chance


def _is_beside(tokens: Sequence[Token], cue: int, phrase: NounPhrase) -> bool:
    """Whether nobody else can be meant: "Pell said", "she has often said"."""
    if phrase.name is None and (not phrase.pronoun or phrase.head in _RELATIVES):
        return False
    between = tokens[phrase.following : cue]
    beside = phrase.following <= cue and all(token.kind in _HELPING for token in between)
    before = tokens[phrase.first - 1] if phrase.first else None
    return beside and (before is None or before.kind not in _DEPENDING)


_RELATIVES = frozenset(("who", "which", "that", "whom"))
_DEPENDING = frozenset((Word.PREPOSITION, Word.CONJUNCTION, Word.NAME))


def features(tokens: Sequence[Token], cue: int, rival: Rival, place: int) -> Iterator[str]:
    """The names of what is so of a rival, `place` of which stand before it in the list."""
    phrase, way = rival
    low = tokens[cue].low
    form = next((end for end in ("ing", "ed", "s") if low.endswith(end)), "base")
    beside = plain(tokens[cue - 1]) if cue else "start"
    yield f"way:{way}"
    yield f"place:{place}/{form}"
    yield f"place:{place}/{beside}"
    yield f"way:{way}/{form}/{beside}"
    yield f"able:{can_say(tokens, phrase)}/{way}"
    what = "pronoun" if phrase.pronoun else "name" if phrase.name else "noun"
    yield f"what:{what}"
    yield f"what:{what}/{form}/{beside}"
    if what != "name":
        yield f"head:{phrase.head}"
    before = plain(tokens[phrase.first - 1]) if phrase.first else "start"
    yield f"before:{before}"
    yield f"before:{before}/{way}"
    if phrase.following < len(tokens):
        after = plain(tokens[phrase.following])
        yield f"after:{after}"
        yield f"after:{after}/{way}/{form}"
    if is_possessive(tokens[phrase.following - 1]):
        yield "possessive"
    if way == "after":
        yield "ends" if phrase.following >= len(tokens) - 2 else "goes on"
    else:
        yield from _between(tokens, cue, phrase, form)


def _between(tokens: Sequence[Token], cue: int, phrase: NounPhrase, form: str) -> Iterator[str]:
    """What stands between a phrase and the verb after it."""
    between = tokens[phrase.following : cue]
    shapes = [plain(token) for token in between]
    yield f"gap:{bucket(len(between), _GAPS)}"
    for shape in set(shapes):
        yield f"between:{shape}"
    yield f"commas:{min(3, shapes.count(','))}"
    yield f"verbs:{min(3, sum(token.kind in _ACTING for token in between))}/{form}"
    if not agrees(tokens, phrase, cue):
        yield "disagrees"
    if between and all(token.kind in _HELPING for token in between):
        yield "reaches"
    if len(between) <= _SHORT:
        yield "row:" + ".".join(str(int(token.kind)) for token in between)
