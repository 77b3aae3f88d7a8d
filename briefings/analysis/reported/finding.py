"""The reported speech of an article, each statement with its source."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from briefings.analysis.article_layout import ArticleLayout, Lead
from briefings.analysis.groundwork import Groundwork, lay_groundwork
from briefings.analysis.mark_types import Marked
from briefings.analysis.phrases import NounPhrase
from briefings.analysis.reported.cues import with_heading_verbs, with_verbs
from briefings.analysis.reported.statement import Statement
from briefings.analysis.reported.statements import Candidate, candidates
from briefings.analysis.reported.trust import chance, is_likely, outermost
from briefings.analysis.reported.verbs import CueKind, table
from briefings.analysis.reported.weights import FITTED, Weights
from briefings.analysis.resolution import Speaker
from briefings.analysis.rules import Rule
from briefings.analysis.tokens import Token, placeholder

_LONGEST = 700
"""Longest sentence, in characters, that is read."""
_SURE = 0.85


@dataclass(frozen=True, slots=True)
class ReportedStatement:
    """What an article says somebody says, wants or thinks, in the article's words.

    `spans` are offsets in characters into the text: more than one where the source stands in the
    middle. `source_surface` is the source as the sentence names it, `source` the fullest name that
    the article gives, None where it cannot be told; `confidence` (0 to 1) is that of the source.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    source_surface: str
    source_span: tuple[int, int]
    source: str | None
    cue: str
    kind: CueKind
    negated: bool
    quoted: bool
    """Whether some of the words stand within quotation marks."""
    confidence: float

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def find_reported(
    text: str, *, ground: Groundwork | None = None, weights: Weights = FITTED
) -> list[ReportedStatement]:
    """The reported speech of an English text, in order of its cues.

    What stands in quotation marks as a whole is a quotation, and found by `find_quotes` instead.

    Args:
        ground: what `lay_groundwork` gives, where it is known already.
        weights: what candidates are judged by; others than the default serve to measure.
    """
    ground = ground or lay_groundwork(text)
    found = list(_statements(ground.layout, weights))
    if not found:
        return []
    sources = _resolved(ground, [one.candidate.statement.source for one in found])
    statements_found = []
    for one, source in zip(found, sources, strict=True):
        statement = one.candidate.statement
        phrase = statement.source
        statements_found.append(
            ReportedStatement(
                text=" … ".join(text[start:end] for start, end in one.spans),
                spans=one.spans,
                source_surface=text[phrase.start : phrase.end],
                source_span=(phrase.start, phrase.end),
                source=source[0],
                cue=one.tokens[statement.cue].low,
                kind=statement.kind,
                negated=statement.negated,
                quoted=_is_quoted(one.tokens, statement),
                confidence=source[1],
            )
        )
    return statements_found


def _end(tokens: Sequence[Token], last: int) -> int:
    """Where the last word ends, without a stop that only looks like an abbreviation's: "ill."."""
    token = tokens[last]
    stops = last == len(tokens) - 1 and token.word.endswith(".") and token.word.islower()
    return token.end - 1 if stops else token.end


class ReadCandidate(NamedTuple):
    """A candidate with the words of its sentence."""

    candidate: Candidate
    tokens: list[Token]
    heading: bool
    """Whether the sentence is a heading."""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where in the text stands what may be reported."""
        tokens = self.tokens
        return tuple(
            (tokens[first].start, _end(tokens, end - 1))
            for first, end in self.candidate.statement.spans
        )


class Sentence(NamedTuple):
    """The words of a sentence, quoted words as one each, and whether it is a heading."""

    tokens: list[Token]
    heading: bool


def sentences(layout: ArticleLayout) -> Iterator[Sentence]:
    """The sentences of an article that have a word that may report something."""
    cues = _cues()
    for start, end in pairwise([*layout.starts, len(layout.text)]):
        line = layout.text[start:end]
        if end - start > _LONGEST or cues.isdisjoint(_bare(line.lower().split())):
            continue
        heading = _is_heading(line)
        tokens = _tokens(layout, start, end)
        yield Sentence(with_heading_verbs(tokens) if heading else tokens, heading)


def read_candidates(layout: ArticleLayout, weights: Weights = FITTED) -> Iterator[ReadCandidate]:
    """All that an article may report; what is quoted as a whole is left out."""
    for tokens, heading in sentences(layout):
        for candidate in candidates(tokens, weights):
            if not _is_all_quoted(tokens, candidate.statement):
                yield ReadCandidate(candidate, tokens, heading)


def _is_heading(line: str) -> bool:
    """Whether a line has no stop at its end, or capitals as headings have."""
    if line.rstrip()[-1:].isalnum():
        return True
    words = [word for word in line.split() if len(word) > _SMALL and word[0].isalpha()]
    return len(words) >= _FEWEST and sum(map(str.isupper, (w[0] for w in words))) >= (
        _CAPITALS * len(words)
    )


_SMALL = 3
"""Longest word that headings may leave in lower case."""
_FEWEST = 3
_CAPITALS = 0.8


def _statements(layout: ArticleLayout, weights: Weights) -> Iterator[ReadCandidate]:
    """What an article reports, in the order of the cues."""
    for _, group in groupby(read_candidates(layout, weights), key=lambda one: one.tokens[0].start):
        likely: list[tuple[ReadCandidate, float]] = []
        for one in group:
            share = chance(one.tokens, one.candidate, heading=one.heading, weights=weights.trust)
            if is_likely(one.tokens, one.candidate, share):
                likely.append((one, share))
        for place in outermost([(one.candidate, share) for one, share in likely]):
            yield likely[place][0]


@cache
def _cues() -> frozenset[str]:
    return frozenset(("according", *table()))


def _bare(words: Sequence[str]) -> Iterator[str]:
    """Words without what stands beside them: "said:" and “said”."""
    return (word.strip(_BESIDE) for word in words)


_BESIDE = ".,:;!?\"“”'‘’()[]—–-―"


def _tokens(layout: ArticleLayout, start: int, end: int) -> list[Token]:
    """The words of a sentence, quoted words as one token each."""
    tokens: list[Token] = []
    begin = start
    first = bisect_right(layout.passages, start, key=lambda passage: passage.closing)
    for passage in layout.passages[first:]:
        if passage.opening >= end:
            break
        if passage.opening > begin:
            tokens += layout.tokens((begin, passage.opening))
        if passage.end > passage.start:
            tokens.append(placeholder(passage.start, passage.end))
        begin = passage.closing
    if begin < end:
        tokens += layout.tokens((begin, end))
    return with_verbs(tokens)


def _is_quoted(tokens: Sequence[Token], statement: Statement) -> bool:
    return any(
        token.low == "quoted-words" for first, end in statement.spans for token in tokens[first:end]
    )


def _is_all_quoted(tokens: Sequence[Token], statement: Statement) -> bool:
    words = [token for first, end in statement.spans for token in tokens[first:end]]
    return words[0].low == "quoted-words" or all(
        token.low in ("quoted-words", ",", "and", "that") for token in words
    )


def _resolved(ground: Groundwork, sources: Sequence[NounPhrase]) -> list[tuple[str | None, float]]:
    """Whom the sources mean, by the same walk through the text that resolves quotations.

    Each source rides on a passage of no length at the end of the text, behind the real ones, for
    the resolver goes by the place of the words that name the speaker.
    """
    layout = ground.layout
    after, number = len(layout.text), len(layout.passages)
    nothing = Marked(after, after, after, after, max(0, len(layout.lines) - 1))
    riding = replace(
        layout,
        passages=[*layout.passages, *(nothing for _ in sources)],
        leads=[*layout.leads, *(Lead(Rule.BEFORE_CUE, _SURE, phrase) for phrase in sources)],
    )
    speakers = ground.resolver(riding).resolve()
    return [_named(speaker) for speaker in speakers[number:]]


def _named(speaker: Speaker) -> tuple[str | None, float]:
    """A role leads to a person only; "the mayor" is no newspaper."""
    person = speaker.person
    if speaker.way == "role" and person is not None and not (person.gender or person.is_person):
        return speaker.surface, round(speaker.confidence * _UNSURE, 2)
    return speaker.name, round(speaker.confidence, 2)


_UNSURE = 0.6
