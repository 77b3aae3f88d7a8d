"""Finds the quotations of an article, each with its speaker."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefings.analysis import occasion
from briefings.analysis.article_layout import ArticleLayout
from briefings.analysis.factuality import statuses
from briefings.analysis.groundwork import Groundwork, lay_groundwork
from briefings.analysis.kinds import kind_of
from briefings.analysis.lexicon import Word
from briefings.analysis.mark_types import Marked
from briefings.analysis.resolution import Speaker
from briefings.analysis.rules import Rule
from briefings.analysis.trust import NAMED_FROM, Trust
from briefings.models import QuoteKind, QuoteStatus


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quotation, its place and its speaker.

    `start` and `end` are offsets in characters into the text, without the outer marks. `utterance`
    is shared by the parts of one split quotation and counts from 0 in each article. `speaker` is
    the fullest name the article gives, None if the evidence is weak (see `find_quotes`,
    `named_from`); `confidence` (0 to 1) is that of the speaker. Words that are not `said` (denied,
    disputed, hypothetical) have no speaker; `speaker_surface` then says with whom the text links
    them.
    """

    text: str
    start: int
    end: int
    speaker_surface: str | None
    speaker: str | None
    kind: QuoteKind
    confidence: float
    utterance: int
    cue: str | None = None
    recorded_in: str | None = None
    spoken_on: str | None = None
    spoken_on_words: str | None = None
    rule: Rule | None = None
    status: QuoteStatus = QuoteStatus.SAID

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.start >= 0:
            raise ValueError(f"{self.start}..{self.end} does not span {self.text!r}")


def find_quotes(
    text: str,
    *,
    captions: Sequence[tuple[int, int]] = (),
    headline: str | None = None,
    dated: str | None = None,
    without: Collection[Rule] = (),
    named_from: float = NAMED_FROM,
) -> list[FoundQuote]:
    """The quotations in `text`, in order, none within another.

    Args:
        text: the article.
        captions: spans (start, end) that are not prose: nobody is quoted or speaks in them.
        headline: a paragraph that repeats it is a headline too, and headlines quote nobody.
        dated: the day (EDTF) the article was written, its own date or dateline, never a reprint's;
            weekdays are read relative to it.
        without: rules to leave out, to measure their gain.
        named_from: the least confidence, 0 to 1, at which a speaker is named; 0 names everyone.

    Raises:
        ValueError: `dated` is not an EDTF date.
    """
    ground = lay_groundwork(text, captions, headline, without)
    return quotes_on(ground, dated=dated, named_from=named_from)


def quotes_on(
    ground: Groundwork, *, dated: str | None = None, named_from: float = NAMED_FROM
) -> list[FoundQuote]:
    """What `find_quotes` finds, for a text that is already laid out."""
    found = (finding.quote for finding in _examine(ground, dated))
    return [
        quote if quote.confidence >= named_from else replace(quote, speaker=None) for quote in found
    ]


class Finding(NamedTuple):
    """A quotation, and the basis of its trust; see `briefings.analysis.trust`."""

    quote: FoundQuote
    position: int
    """The number of its passage in the article's layout."""
    speaker: Speaker
    trust: Trust


def examine(
    text: str,
    captions: Sequence[tuple[int, int]] = (),
    headline: str | None = None,
    dated: str | None = None,
    without: Collection[Rule] = (),
    *,
    doubtful: bool = False,
) -> Iterator[Finding]:
    """What `find_quotes` finds, with the evidence; `doubtful` adds unlikely quotations."""
    return _examine(lay_groundwork(text, captions, headline, without), dated, doubtful=doubtful)


def _examine(ground: Groundwork, dated: str | None, *, doubtful: bool = False) -> Iterator[Finding]:
    layout, without = ground.layout, ground.layout.off
    if not layout.passages:
        return
    cast = ground.cast
    speakers = ground.resolver(layout).resolve()
    trust = Trust(layout, cast, speakers)
    utterances = _utterances(layout)
    status = statuses(layout)
    for index in range(len(layout.passages)):
        kind = _kind(layout, index)
        said = status[index] is QuoteStatus.SAID
        unsaid = said and _is_unsaid(layout, index, kind) and Rule.UNSAID not in without
        if unsaid or (said and not doubtful and trust.is_doubtful(index, kind)):
            continue
        judged = _Judged(
            kind,
            status[index],
            round(trust.of_speaker(index, kind), 2) if said else 0.0,
            utterances[index],
        )
        quote = _found(layout, ground.text, index, speakers[index], judged, dated)
        yield Finding(quote, index, speakers[index], trust)


class _Judged(NamedTuple):
    """The judgement of a passage; see `FoundQuote`."""

    kind: QuoteKind
    status: QuoteStatus
    confidence: float
    utterance: int


def _kind(layout: ArticleLayout, index: int) -> QuoteKind:
    passage, text = layout.passages[index], layout.text
    comma = text[passage.closing : passage.closing + 1].strip()  # “Yes”, he said
    return kind_of(text[passage.start : passage.end] + comma)


def _is_unsaid(layout: ArticleLayout, index: int, kind: QuoteKind) -> bool:
    """Whether nobody is said to say the words here: scare quotes, slogans, terms, laws."""
    lead = layout.leads[index]
    if lead is not None:
        return _is_subject(layout, index, kind) and lead.rule in _FROM_AFAR
    if kind is QuoteKind.FRAGMENT:
        return True
    opening = layout.passages[index].opening
    led_in = layout.text[max(0, opening - 3) : opening].rstrip()[-1:] == ":"  # A: “Yes, I am.”
    return not (led_in or layout.begins_sentence(index))


_FROM_AFAR = frozenset(
    (
        Rule.FOLLOW_ON,
        Rule.QUOTATION_BEFORE,
        Rule.SENTENCE_BEFORE,
        Rule.PARAGRAPH_BEFORE,
        Rule.TOLD_BEFORE,
    )
)
"""Rules that find the speaker in another sentence."""


def _is_subject(layout: ArticleLayout, index: int, kind: QuoteKind) -> bool:
    """Whether quoted words begin a sentence as its subject: “Harbour Row” is out on Friday."""
    if kind is not QuoteKind.FRAGMENT or not layout.begins_sentence(index):
        return False
    tokens = [t for t in layout.tokens(layout.after(index)) if t.kind is not Word.ADVERB]
    return bool(tokens) and tokens[0].kind not in _ATTRIBUTING


_ATTRIBUTING = frozenset((Word.PUNCTUATION, Word.CUE, Word.CUEING, Word.NAME, Word.PRONOUN))
"""What can follow somebody's quoted words: “Harbour Row” sells well needs no speaker."""


def _utterances(layout: ArticleLayout) -> list[int]:
    """For each passage, the number of its utterance; parts of one quotation share one.

    A part joins the passage that it continues, which may also come later.
    """
    leads = layout.leads
    joined = [
        lead is not None and lead.same_utterance and lead.inherits == index - 1
        for index, lead in enumerate(leads)
    ]
    for index, lead in enumerate(leads[:-1]):
        if lead is not None and lead.same_utterance and lead.inherits == index + 1:
            joined[index + 1] = True
    numbers: list[int] = []
    for index, goes_on in enumerate(joined):
        earlier = numbers[-1] if numbers else -1
        numbers.append(earlier if goes_on and index else earlier + 1)
    return numbers


def _found(
    layout: ArticleLayout,
    text: str,
    index: int,
    speaker: Speaker,
    judged: _Judged,
    dated: str | None,
) -> FoundQuote:
    passage, lead = layout.passages[index], layout.leads[index]
    start, end = passage.start, passage.end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    sentence = _reporting_words(layout, passage)
    moment = occasion.when(sentence, lead.cue if lead else None, dated)
    return FoundQuote(
        text=text[start:end],
        start=start,
        end=end,
        speaker_surface=speaker.surface,
        speaker=speaker.name if judged.status is QuoteStatus.SAID else None,
        kind=judged.kind,
        confidence=judged.confidence,
        utterance=judged.utterance,
        cue=lead.cue if lead else None,
        recorded_in=occasion.place(sentence),
        spoken_on=moment.day if moment else None,
        spoken_on_words=moment.words if moment else None,
        rule=lead.rule if lead else None,
        status=judged.status,
    )


def _reporting_words(layout: ArticleLayout, passage: Marked) -> str:
    """The sentence around a passage, without the passage."""
    start = max(layout.sentence_start(passage.opening), passage.opening - 300)
    end = min(layout.sentence_end(passage.closing), passage.closing + 300)
    end = min(end, layout.lines[passage.paragraph].end)
    return f"{layout.text[start : passage.opening]} | {layout.text[passage.closing : end]}"
