"""Where what is reported ends, of all the places where it may.

Candidates are marks and small words after which something else can begin. A logistic regression
tells how likely each is; its weights (`end_weights`) are fitted by `python -m
benchmarks.reported_trust`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefings.analysis.lexicon import CALENDAR, Word
from briefings.analysis.phrases import NounPhrase, is_time, noun_phrase
from briefings.analysis.reported.extent import (
    clause_end,
    content_end,
    joins_list,
    object_end,
    without_day,
)
from briefings.analysis.reported.shapes import (
    base_of,
    bucket,
    chance_of,
    ending,
    verbs_among,
)
from briefings.analysis.tokens import Token
from briefings.analysis.wordlists import listed

_OPENERS = frozenset(
    listed("""
    and or but in on at to during as because while after before so since when until including
    despite amid if although though even who which that for with by from over about against where
    whether unless rather than
    """)
)
_ADVERBIAL = frozenset(
    listed("in on at during after before since until by with for over about against amid from as")
)
_CLOSING = frozenset((".", "!", "?", '"', "”"))
_WITHIN = frozenset(("$", "£", "€", "%", ")"))
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35)
_HALF = 0.5


class Matter(NamedTuple):
    """What a verb reports, as far as it is known before its end is."""

    cue: int
    begin: int
    frame: str
    """What leads it in: "that", "to", "object", …"""
    aside: bool
    """Whether it stands in a subordinate clause, which the main clause ends."""


class Places(NamedTuple):
    """The indices before which the words may end, the latest last, and what the grammar holds."""

    ends: list[int]
    phrase: int
    """Where they end if they are a noun phrase alone."""
    clause: int
    """Where they end if they are a clause alone."""


def places_for(tokens: Sequence[Token], matter: Matter) -> Places:
    """Where what is reported may end."""
    begin = matter.begin
    found = _ends(tokens, begin, aside=matter.aside)
    if matter.frame == "object":
        first = next((end for end in found[:-1] if tokens[end].word == ","), None)
        if first is not None and _begins_clause(tokens, begin, first):
            found = [end for end in found if end <= first]
    phrase = object_end(tokens, begin, found[-1])
    return Places(found, phrase, clause_end(tokens, begin, found[-1]))


def _begins_clause(tokens: Sequence[Token], begin: int, comma: int) -> bool:
    """Whether "and" after a first comma joins no list of things: "the offer, and she left"."""
    joined = tokens[comma + 1].low in ("and", "but")
    return joined and not verbs_among(tokens[begin:comma])


def _ends(tokens: Sequence[Token], begin: int, *, aside: bool) -> list[int]:
    """The indices before which what begins at `begin` may end, the latest last.

    That is where the sentence ends or another report begins.
    """
    last = content_end(tokens, begin, aside=aside)
    while last > begin + 1 and tokens[last - 1].word in _CLOSING:
        last -= 1
    found: list[int] = []
    depth = 0
    for index in range(begin + 1, last):
        token = tokens[index]
        depth += (token.word == "(") - (token.word == ")")
        if depth < 0:
            return [*found, index]
        if depth and token.word != "(":
            continue
        if token.kind is Word.PUNCTUATION:
            if token.word not in _WITHIN:
                found.append(index)
        elif tokens[index - 1].word != "," and (token.low in _OPENERS or token.kind is Word.CUEING):
            found.append(index)
    return [*found, last]


def likeliest_end(
    tokens: Sequence[Token], matter: Matter, weights: Mapping[str, float]
) -> tuple[int, float]:
    """The likeliest end, and how likely it is about right.

    About right is what shares at least half of its characters with the true words (Dice).
    """
    begin = matter.begin
    places = places_for(tokens, matter)
    if len(places.ends) == 1:
        return places.ends[0], 1.0
    chances = [
        chance_of(features(tokens, matter, places, place), weights)
        for place in range(len(places.ends))
    ]
    lengths = [tokens[end - 1].end - tokens[begin].start for end in places.ends]
    best = max(range(len(chances)), key=chances.__getitem__)
    near = sum(
        chance
        for chance, other in zip(chances, lengths, strict=True)
        if 2 * min(lengths[best], other) >= _HALF * (lengths[best] + other)
    )
    end = places.ends[best]
    if matter.frame == "object":
        end = without_day(tokens, begin, end)
    return end, near / sum(chances)


def features(tokens: Sequence[Token], matter: Matter, places: Places, place: int) -> Iterator[str]:
    """The names of what is so of an end: `place` is its number among the places' ends."""
    begin, frame = matter.begin, matter.frame
    end = places.ends[place]
    final = place == len(places.ends) - 1
    at = "end" if final else ending(tokens[end])
    length = bucket(end - begin, _LENGTHS)
    verbs = min(3, verbs_among(tokens[begin:end]))
    verb = base_of(tokens[matter.cue])
    if end == places.phrase:
        yield f"phrase end/{frame}"
        yield f"phrase end/{frame}/{at}"
    if end == places.clause:
        yield f"clause end/{frame}"
        yield f"clause end/{frame}/{at}"
    yield f"at:{at}/{frame}"
    yield f"length:{length}/{frame}"
    yield f"final:{final}/{frame}"
    yield f"verbs:{verbs}/{frame}"
    yield f"verbs:{verbs}/{frame}/{at}"
    yield f"verb:{verb}/{at}"
    if final:
        yield f"places:{min(len(places.ends), 8)}"
    else:
        yield from _of_what_follows(tokens, matter, places, place)


def _of_what_follows(
    tokens: Sequence[Token], matter: Matter, places: Places, place: int
) -> Iterator[str]:
    frame, end, last = matter.frame, places.ends[place], places.ends[-1]
    at = ending(tokens[end])
    following = ending(tokens[end + 1]) if end + 1 < len(tokens) else "end"
    third = ending(tokens[end + 2]) if end + 2 < len(tokens) else "end"
    yield f"next:{at}/{following}"
    yield f"next:{at}/{following}/{third}"
    yield f"next:{frame}/{at}/{following}"
    yield f"number:{min(place, 6)}/{at}"
    rest = tokens[end + 1 : last]
    yield f"rest:{bucket(len(rest), _LENGTHS)}/{at}"
    yield f"rest verbs:{min(2, verbs_among(rest))}/{at}"
    yield f"rest commas:{any(token.word == ',' for token in rest)}/{at}"
    if at == ",":
        yield f"list:{joins_list(tokens, end)}"
    if matter.aside:
        yield f"aside/{at}"
        yield f"aside/{at}/{following}"
    if at in ("and", "but", "or") and following == ending(tokens[matter.cue]):
        yield f"same ending/{at}"
    if at == "," or at in _ADVERBIAL:
        phrase = noun_phrase(tokens, end + 1)
        if phrase is not None:
            yield f"phrase:{at}/{_what(tokens, phrase)}"


def _what(tokens: Sequence[Token], phrase: NounPhrase) -> str:
    if is_time(phrase) or any(
        token.low in CALENDAR for token in tokens[phrase.first : phrase.following]
    ):
        return "time"
    return "pronoun" if phrase.pronoun else "name" if phrase.name else "noun"
