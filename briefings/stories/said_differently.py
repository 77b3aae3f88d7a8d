"""Where reports give one person's words differently: in another wording, or on another day."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rapidfuzz import fuzz

from briefings.analysis.quotes import FoundQuote
from briefings.analysis.utterances import same_utterance
from briefings.models import DiscrepancyKind, QuoteStatus
from briefings.stories.articles import ArticleFindings, Citation, Sentence
from briefings.stories.claims import StatedClaim, StatedDiscrepancy
from briefings.stories.vectors import stems
from briefings.text.wording import Change, Segment, difference, words

_SAME_WORDS = 60.0
"""Similarity of words, 0 to 100, of the shorter wording to the best part of the longer."""
_SPELT_ALIKE = 75.0
"""Similarity of letters from which two words are spellings of one."""
_SHARED_STEMS = 2
_SHARED_PART = 0.5
_FEWEST_WORDS = 5
_SENTENCES = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation credited to a person."""

    article: str
    actor: str
    quote: FoundQuote
    words: tuple[str, ...]
    stems: frozenset[str]
    sentence: Sentence | None
    """The sentence that it begins in."""

    @property
    def claim(self) -> StatedClaim:
        quote = self.quote
        place = Citation(self.article, quote.text, quote.start, quote.end)
        return StatedClaim(quote.text, (place,))

    @property
    def day(self) -> date | None:
        """The day of the words, as given by their own sentence."""
        if self.quote.spoken_on is None or self.sentence is None:
            return None
        for found in self.sentence.dates:
            if found.value == self.quote.spoken_on and found.days is not None:
                first, last = found.days
                return first if first == last else None
        return None


def said(articles: Sequence[ArticleFindings], actor_of: Mapping[str, str]) -> list[list[Said]]:
    """The quotations of each person, in the order of the articles.

    Args:
        actor_of: by name in the articles, the common name.
    """
    by_actor: dict[str, list[Said]] = defaultdict(list)
    for article in articles:
        for quote in article.quotes:
            own = words(quote.text)
            if quote.speaker is None or len(own) < _FEWEST_WORDS:
                continue
            if quote.status is QuoteStatus.SAID:
                actor = actor_of.get(quote.speaker, quote.speaker)
                sentence = next(
                    (one for one in article.sentences if one.start <= quote.start < one.end), None
                )
                telling = frozenset(stems(quote.text))
                by_actor[actor].append(Said(article.id, actor, quote, own, telling, sentence))
    return list(by_actor.values())


def wordings(quotes: Sequence[Said]) -> Iterator[StatedDiscrepancy]:
    """One quotation in two wordings, neither of them part of the other."""
    for one, other in combinations(quotes, 2):
        if one.article != other.article and _is_other_wording(one, other):
            claims = one.claim, other.claim
            yield StatedDiscrepancy(DiscrepancyKind.WORDING, one.actor, claims)


def days_of_saying(
    quotes: Sequence[Said], origin_of: Mapping[str, str | None]
) -> Iterator[StatedDiscrepancy]:
    """The same words, said on Monday here and on Tuesday there."""
    dated = [(one, day) for one in quotes if (day := one.day) is not None]
    for (one, first), (other, second) in combinations(dated, 2):
        if first == second or origin_of.get(one.article) == origin_of.get(other.article):
            continue
        if same_utterance(one.quote.text, other.quote.text):
            claims = tuple(
                StatedClaim(day.isoformat(), (said.sentence.citation,))
                for said, day in ((one, first), (other, second))
                if said.sentence is not None
            )
            yield StatedDiscrepancy(DiscrepancyKind.DAY, one.actor, claims)


def _is_other_wording(one: Said, other: Said) -> bool:
    short, long = sorted((one, other), key=lambda said: len(said.words))
    if _is_part(short.words, long.words) or not _is_report_of(short, long):
        return False
    return _changes_words(short.quote.text, long.quote.text)


def _is_report_of(short: Said, long: Said) -> bool:
    """Whether two quotations of a person are the same words, reported differently."""
    shared = short.stems & long.stems
    if len(shared) < _SHARED_STEMS or _is_cut_otherwise(short, long):
        return False
    if same_utterance(short.quote.text, long.quote.text):
        return True
    if len(shared) < _SHARED_PART * len(short.stems):
        return False
    return fuzz.partial_ratio(list(short.words), list(long.words)) >= _SAME_WORDS


def _is_cut_otherwise(short: Said, long: Said) -> bool:
    """Whether two quotations share whole sentences, word for word, and hardly anything else."""
    rest = [
        one for one in _SENTENCES.split(short.quote.text) if not _is_part(words(one), long.words)
    ]
    telling = {stem for one in rest for stem in stems(one)}
    return len(telling & long.stems) < _SHARED_STEMS


def _changes_words(one: str, other: str) -> bool:
    """Whether a significant word inside differs; where a quotation is cut does not matter."""
    segments = difference(one, other)
    same = [at for at, segment in enumerate(segments) if segment.change is Change.SAME]
    inner = segments[same[0] : same[-1]] if same else ()
    removed = [stem for part in inner if part.change is Change.REMOVED for stem in stems(part.text)]
    added = [stem for part in inner if part.change is Change.ADDED for stem in stems(part.text)]
    if _letters(inner, Change.REMOVED) == _letters(inner, Change.ADDED):
        return False  # "First Group", "FirstGroup"; "onto", "on to"
    kept = stems(one) + stems(other)
    return any(
        all(fuzz.ratio(stem, near) < _SPELT_ALIKE for near in others)
        for stem, others in [
            *((stem, added) for stem in removed),
            *((stem, removed) for stem in added),
        ]
        if kept.count(stem) == 1
    )


def _letters(parts: Iterable[Segment], change: Change) -> str:
    """What was removed or added, without spaces and punctuation."""
    return "".join(
        char
        for part in parts
        if part.change is change
        for char in part.text.lower()
        if char.isalnum()
    )


def _is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    return f" {' '.join(short)} " in f" {' '.join(long)} "
