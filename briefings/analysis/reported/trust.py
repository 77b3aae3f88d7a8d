"""How likely a candidate reports something: a logistic regression over what the grammar saw.

Weights (`trust_weights`) are fitted by `python -m benchmarks.reported_trust` on gold that is no
part of the repository.
"""

from collections.abc import Iterator, Mapping, Sequence

from briefings.analysis.lexicon import SUBORDINATORS, Word
from briefings.analysis.nouns import ORGANISATION_NOUNS, PERSON_NOUNS, SPEAKING_THINGS
from briefings.analysis.reported.cues import agrees, reaches
from briefings.analysis.reported.shapes import VERBAL, base_of, bucket, chance_of, plain
from briefings.analysis.reported.statement import Statement
from briefings.analysis.reported.statements import Candidate
from briefings.analysis.reported.verbs import COMMON, REPORTERS_OF_FACTS, lemmas
from briefings.analysis.sayers import can_say
from briefings.analysis.tokens import Token, is_possessive
from briefings.analysis.wordlists import listed

LEAST = 0.7
"""Candidates of less are no reports."""
LEAST_COMMON = 0.3
"""The same for verbs that report more often than not, with somebody before them."""
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35)
_DISTANCES = (0, 1, 3, 8)


def chance(
    tokens: Sequence[Token],
    candidate: Candidate,
    *,
    heading: bool = False,
    weights: Mapping[str, float],
) -> float:
    """The probability, 0 to 1, that the candidate reports what its source says, wants or thinks."""
    return chance_of(features(tokens, candidate, heading=heading), weights)


def features(
    tokens: Sequence[Token], candidate: Candidate, *, heading: bool = False
) -> Iterator[str]:
    """The names of what is so of a candidate."""
    yield from _of_cue(tokens, candidate)
    yield from _of_source(tokens, candidate)
    yield from _of_matter(tokens, candidate)
    yield from _of_choices(candidate)
    if heading:
        yield "heading"


def _of_choices(candidate: Candidate) -> Iterator[str]:
    """How sure it is of its source and its end."""
    _, frame, _, surely, about = candidate
    source, end = bucket(surely, _SURELY), bucket(about, _ABOUT)
    yield f"surely:{source}"
    yield f"about:{end}"
    yield f"about:{end}/{frame}"
    yield f"surely:{source}/{end}"


_SURELY = (0.1, 0.25, 0.5, 0.7, 0.85, 0.95)
_ABOUT = (0.4, 0.6, 0.75, 0.85, 0.95)


def _of_cue(tokens: Sequence[Token], candidate: Candidate) -> Iterator[str]:
    statement, frame, form, *_ = candidate
    low = tokens[statement.cue].low
    lemma = base_of(tokens[statement.cue])
    source = _source(tokens, candidate)
    kind = str(statement.kind)
    led = _led(tokens, candidate)
    if lemma in COMMON or frame in ("according", "trailing"):
        yield "common"
        yield f"common/{frame}"
        yield f"common/{form}"
        if _is_common(tokens, candidate):
            yield f"common-said/{frame}"
            yield "common-said"
    yield f"lemma:{lemma}"
    yield f"lemma:{lemma}/{frame}"
    yield f"lemma:{lemma}/{source}"
    yield f"cue:{low}"
    yield f"kind:{kind}"
    yield f"kind:{kind}/{frame}"
    yield f"kind:{kind}/{source}"
    yield f"kind:{kind}/{form}"
    yield f"kind:{kind}/{led}"
    yield f"frame:{frame}"
    yield f"frame:{frame}/{form}"
    yield f"frame:{frame}/{source}"
    yield f"frame:{frame}/{led}"
    yield f"form:{form}"
    yield f"form:{form}/{source}"
    yield f"source:{source}"
    yield f"ending:{_ending(low)}/{frame}"


def _of_source(tokens: Sequence[Token], candidate: Candidate) -> Iterator[str]:
    statement, _, form, *_ = candidate
    phrase, cue = statement.source, statement.cue
    yield f"head:{phrase.head if phrase.name is None else 'name'}"
    if not can_say(tokens, phrase):
        yield "mute"
        yield f"mute/{statement.kind}"
    gap = cue - phrase.following
    if gap >= 0 and not agrees(tokens, phrase, cue):
        yield "disagrees"
        yield f"disagrees/{form}"
    if gap >= 0 and not reaches(tokens, phrase, cue):
        yield "apart"
        yield f"apart/{form}"
    before = tokens[phrase.first - 1] if phrase.first else None
    yield f"opens:{'start' if before is None else plain(before)}"
    if before is not None and before.low in SUBORDINATORS:
        yield "subordinate"
    yield f"gap:{'-' if gap < 0 else bucket(gap, _DISTANCES)}/{form}"
    between = tokens[phrase.following : cue] if gap > 0 else ()
    for one in {token.low for token in between if token.kind in _TELLING}:
        yield f"between:{one}"
    if any(token.word == "," for token in between):
        yield "between:,"


def _of_matter(tokens: Sequence[Token], candidate: Candidate) -> Iterator[str]:
    statement, frame, *_ = candidate
    first, end = statement.spans[0]
    content = [token for begin, last in statement.spans for token in tokens[begin:last]]
    length = bucket(len(content), _LENGTHS)
    yield f"length:{length}/{frame}"
    yield f"length:{length}"
    yield f"verbs:{min(3, sum(token.kind in VERBAL for token in content))}/{frame}"
    yield f"begins:{int(content[0].kind)}/{frame}"
    if content[0].low in _SMALL:
        yield f"begins:{content[0].low}"
    if end < len(tokens):
        yield f"then:{tokens[end].low if tokens[end].kind is not Word.NAME else 'name'}"
    if len(statement.spans) > 1:
        yield "inserted"
    yield f"place:{bucket(min(first, statement.cue), _PLACES)}"


_PLACES = (0, 2, 6, 12, 24)


_TELLING = frozenset((Word.AUXILIARY, Word.ADVERB, Word.RELATIVE, Word.CONJUNCTION))
_SMALL = frozenset(
    listed("the a an his her their its that to him them it how what why whether this")
)


def _ending(low: str) -> str:
    return next((end for end in ("ing", "ed", "s") if low.endswith(end)), "base")


def _led(tokens: Sequence[Token], candidate: Candidate) -> str:
    """The word after the cue, if it is a small one."""
    place = candidate.statement.cue + 1
    if place >= len(tokens):
        return "end"
    token = tokens[place]
    return token.low if token.kind in _LEADS else str(int(token.kind))


_LEADS = frozenset((Word.PREPOSITION, Word.CONJUNCTION))


def _source(tokens: Sequence[Token], candidate: Candidate) -> str:
    phrase = candidate.statement.source
    if phrase.pronoun:
        return phrase.head if phrase.head in _PRONOUNS else "pronoun"
    if phrase.name is not None:
        return "name"
    if phrase.head in REPORTERS_OF_FACTS:
        return "facts"
    if is_possessive(tokens[max(0, phrase.following - 1)]):
        return "possessive"
    single = phrase.head.removesuffix("s")
    for name, words in _GROUPS:
        if phrase.head in words or single in words:
            return name
    return "plural" if phrase.head.endswith("s") else "thing"


_PRONOUNS = frozenset(listed("he she they it i we you who which that"))
_GROUPS = (
    ("person", PERSON_NOUNS),
    ("body", ORGANISATION_NOUNS),
    ("document", SPEAKING_THINGS),
)


def is_likely(tokens: Sequence[Token], candidate: Candidate, likely: float) -> bool:
    """Whether the candidate reports something, as far as its `chance` tells."""
    return likely >= (LEAST_COMMON if _is_common(tokens, candidate) else LEAST)


def _is_common(tokens: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a common verb of reporting has somebody as its subject: "Pell backs the plan"."""
    low = tokens[candidate.statement.cue].low
    if lemmas().get(low, low) not in COMMON and candidate.frame not in ("according", "trailing"):
        return False
    acts = candidate.form in ("finite", "participle", "passive")
    return acts and can_say(tokens, candidate.statement.source)


def outermost(candidates: Sequence[tuple[Candidate, float]]) -> list[int]:
    """The places of those that do not stand within others, in order.

    "Pell rejected it, Moss said" is what Moss says, and no report of Pell's words. What holds
    others comes before the likelier, and of one cue the likeliest.

    Args:
        candidates: those of a sentence that report something, each with its chance.
    """
    statements = [candidate.statement for candidate, _ in candidates]

    def rank(place: int) -> tuple[bool, float]:
        one = statements[place]
        holds = any(
            one.cue != other.cue and _holds(one, other.cue) and not _holds(other, one.cue)
            for other in statements
        )
        return not holds, -candidates[place][1]

    kept: list[int] = []
    for place in sorted(range(len(candidates)), key=rank):
        if not any(_clash(candidates[place][0], candidates[other][0]) for other in kept):
            kept.append(place)
    return sorted(kept)


def _clash(one: Candidate, other: Candidate) -> bool:
    first, second = one.statement, other.statement
    if first.cue == second.cue:
        return True
    return _holds(first, second.cue) or _holds(second, first.cue)


def _holds(statement: Statement, index: int) -> bool:
    return any(begin <= index < end for begin, end in statement.spans)
