"""The common basis for quotations and reported speech, worked out once for both."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefings.analysis.article_layout import ArticleLayout
from briefings.analysis.article_people import Cast
from briefings.analysis.asides import Asides, find_asides
from briefings.analysis.attribution import attribute
from briefings.analysis.kinds import is_heading, is_label
from briefings.analysis.mark_types import Paragraph
from briefings.analysis.mention_events import Event, standing_events
from briefings.analysis.names import find_names
from briefings.analysis.paragraphs_above import is_nameplate
from briefings.analysis.passages import paragraphs, passages_of
from briefings.analysis.resolution import Resolver
from briefings.analysis.rules import Rule
from briefings.analysis.sentences import sentence_starts

_LONGEST_HEAD = 80
_QUOTED_BELOW = re.compile(r"\s*[“\"‘'«„]")
"""Below a name that says whose words follow."""


@dataclass
class Groundwork:
    """A laid-out text, with leads to its passages' speakers and the people it names."""

    text: str
    """As given; in `layout.text` everything but prose is blanked."""
    layout: ArticleLayout
    asides: tuple[tuple[int, int], ...] = ()
    """What is not prose, as known to the caller or shown by the text itself."""
    naming: tuple[tuple[int, int], ...] = ()
    """Captions and posts, which may have the fullest names of people in the prose."""

    @cached_property
    def cast(self) -> Cast:
        beside = [name for span in self.naming for name in find_names(self.text, *span)]
        return Cast(self.layout.text, beside)

    @cached_property
    def standing(self) -> Sequence[Event]:
        """What moves a reader's attention, whoever is looked for."""
        return standing_events(self.layout, self.cast)

    def resolver(self, layout: ArticleLayout) -> Resolver:
        """Resolves the leads of this layout, or of one with further leads."""
        return Resolver(layout, self.cast, self.standing)


def lay_groundwork(
    text: str,
    captions: Sequence[tuple[int, int]] = (),
    headline: str | None = None,
    without: Collection[Rule] = (),
) -> Groundwork:
    """Lay out a text; see `briefings.analysis.quotes.find_quotes`."""
    own = Asides([], []) if Rule.ASIDE in without else find_asides(text)
    asides = tuple(sorted({*captions, *own.spans}))
    layout = _lay_out(text, asides, captions, headline, without)
    if layout.passages:
        attribute(layout)
    return Groundwork(text, layout, asides, tuple(own.naming))


def _lay_out(
    text: str,
    no_prose: Sequence[tuple[int, int]],
    captions: Sequence[tuple[int, int]],
    headline: str | None,
    without: Collection[Rule],
) -> ArticleLayout:
    asides = [
        span
        for span in no_prose
        if not (is_nameplate(text[slice(*span)]) and _QUOTED_BELOW.match(text, span[1]))
    ]
    masked = _mask(text, asides, headline)
    lines = paragraphs(masked)
    passages = passages_of(masked, lines)
    if Rule.LABEL not in without:
        passages = [
            passage
            for passage in passages
            if not is_label(masked, passage)
            and not is_heading(masked, lines[passage.paragraph], passage)
        ]
    starts = sentence_starts(masked, lines, passages)
    return ArticleLayout(masked, lines, passages, starts, without, _sections(text, lines, captions))


def _sections(
    text: str, lines: Sequence[Paragraph], captions: Sequence[tuple[int, int]]
) -> frozenset[int]:
    """The paragraphs after a short line without a full stop, where a new section begins."""
    starts = [line.start for line in lines]
    heads = [end for start, end in captions if _is_head(text[start:end].strip())]
    return frozenset(bisect_left(starts, end) for end in heads)


def _is_head(line: str) -> bool:
    return len(line) < _LONGEST_HEAD and line[-1:] not in (".", ",", ":", ")")


def _mask(text: str, captions: Sequence[tuple[int, int]], headline: str | None) -> str:
    """The text with everything but prose blanked, so that every offset stays."""
    spans = list(captions)
    if headline:
        wanted = headline.strip()
        spans += [
            (line.start, line.end)
            for line in paragraphs(text)
            if text[line.start : line.end].strip() == wanted
        ]
    if not spans:
        return text
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        parts.append(text[done:start])
        parts.append(_PRINTED.sub(" ", text[max(done, start) : end]))
        done = max(done, end)
    return "".join(parts) + text[done:]


_PRINTED = re.compile(r"[^\n]")
