"""What gold says of whose words a verb reports and of where they end, as examples to fit by.

Sources are taught by the speakers of marked quotations (PolNeAR train), ends by reported speech
(PolNeAR dev).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from benchmarks.regression import Example
from briefings.analysis.article_layout import ArticleLayout
from briefings.analysis.reported import ends, rivals
from briefings.analysis.reported.cues import source_of
from briefings.analysis.reported.finding import sentences
from briefings.analysis.reported.statements import matters, stands_aside
from briefings.analysis.reported.verbs import table
from briefings.analysis.tokens import Token


class Attribution(NamedTuple):
    """A sentence that says whose words it has, by which verb."""

    tokens: list[Token]
    cue: int
    source: tuple[int, int]
    """Where in the text the source is named."""
    words: Sequence[Sequence[int]]
    """Where in the text the words are."""


def attributions(
    layout: ArticleLayout, marked: Sequence[tuple[tuple[int, int], str, Sequence[Sequence[int]]]]
) -> Iterator[Attribution]:
    """The attributions whose verb we know, of those that gold marks by source, cue and words."""
    read = list(sentences(layout))
    starts = [sentence.tokens[0].start for sentence in read]
    for source, said, words in marked:
        place = bisect_right(starts, source[0]) - 1
        if place < 0 or source[0] >= read[place].tokens[-1].end:
            continue
        tokens = read[place].tokens
        cue = _cue(layout.text, tokens, said, words[0][0])
        if cue is not None:
            yield Attribution(tokens, cue, source, words)


def _cue(text: str, tokens: Sequence[Token], said: str, words: int) -> int | None:
    """The index of the first verb that reports within the cue that is nearest to the words."""
    begin, end = tokens[0].start, tokens[-1].end
    places = [begin + match.start() for match in re.finditer(re.escape(said), text[begin:end])]
    if not said or not places:
        return None
    start = min(places, key=lambda place: abs(place - words))
    within = (
        index
        for index, token in enumerate(tokens)
        if index and start <= token.start < start + len(said) and token.low in table()
    )
    return next(within, None)


def source_examples(article: str, layout: ArticleLayout, quotes: Any) -> Iterator[Example]:
    """Every phrase that may be the speaker of a marked quotation, with whether it is."""
    marked = {
        (tuple(quote["speaker_span"]), quote["cue"]): (
            tuple(quote["speaker_span"]),
            quote["cue"],
            ((quote["start"], quote["end"]),),
        )
        for quote in quotes
        if quote["type"] in ("direct", "mixed") and quote.get("speaker_span") and quote.get("cue")
    }
    for tokens, cue, (start, end), _ in attributions(layout, list(marked.values())):
        found = rivals.rivals(tokens, cue, source_of(tokens, cue))
        for place, rival in enumerate(found):
            right = rival.phrase.start < end and start < rival.phrase.end
            seen = list(rivals.features(tokens, cue, rival, place))
            yield Example(seen, right, article)


def end_examples(article: str, layout: ArticleLayout, statements: Any) -> Iterator[Example]:
    """Every place where reported words may end, with whether they do."""
    marked = [
        (tuple(one["source_span"]), one["cue"] or "", one["spans"])
        for one in statements
        if one["source_span"] and len(one["spans"]) == 1
    ]
    for tokens, cue, _, ((start, end),) in attributions(layout, marked):
        if start < tokens[cue].end or end > tokens[-1].end + 1:
            continue
        begin = next((i for i, token in enumerate(tokens) if token.start >= start), len(tokens))
        for first, frame in matters(tokens, cue):
            if abs(first - begin) > 1:
                continue
            aside = stands_aside(tokens, cue, source_of(tokens, cue))
            matter = ends.Matter(cue, first, frame, aside)
            places = ends.places_for(tokens, matter)
            last = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
            last = min(last, places.ends[-1])
            for place, where in enumerate(places.ends):
                seen = list(ends.features(tokens, matter, places, place))
                yield Example(seen, where == last, article)
            break
