"""What a story needs from each article: worked out once, when the article arrives, and kept."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zlib import crc32

from briefings.analysis.dates import FoundDate, find_dates
from briefings.analysis.dates.main_day import main_day
from briefings.analysis.groundwork import Groundwork, lay_groundwork
from briefings.analysis.mark_types import Marked
from briefings.analysis.quotes import FoundQuote
from briefings.analysis.reported import ReportedStatement, find_reported
from briefings.stories.numbers import Counted, counted, victims
from briefings.stories.standing_alone import stands_alone
from briefings.stories.vectors import stems_of
from briefings.text.words import folded_words

RUN = 3
"""Words in a run. Shared runs identify copies of one text."""
_MOST_SENTENCES = 80
"""How many sentences of an article are kept; news says what is new long before."""
_STOPS = frozenset(".!?…")
_AFTER_STOPS = "\"”“’')]"
_FEWEST_WORDS = 4
_OFFERED = 40
"""How many sentences of an article can be key points or events."""
_EARLY = 10
"""In how many sentences victims are counted: later ones are often about other events."""
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z][A-Z .,’'/-]{1,30}(?:[A-Z][\w.]+,? ){0,3}(?:\d{1,2} )?"
    r"(?:\([A-Z][\w /]{1,40}\) )?(?:--|[-–—])\s+"
)
"""Place, day and agency before a report's first sentence: "HOLM, May 3 (ABC) - "."""


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article as stories need it. Offsets are in characters into `text`."""

    id: str
    headline: str
    text: str
    day: date
    """The day on which it appeared or, if it has no date, arrived."""
    outlet: str | None = None
    provider: str | None = None
    """The wire agency that its credits name."""
    machine_written: bool = False
    language: str = "en"
    quotes: tuple[FoundQuote, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()
    """Captions and subheads, which are not prose."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an article: `exact` is `text[start:end]`."""

    article: str
    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's prose. `number` counts from 0 at the article's beginning."""

    article: str
    number: int
    start: int
    end: int
    text: str
    stems: frozenset[str]
    quoted: float
    """The part of it in quotation marks, 0 to 1."""
    dates: tuple[FoundDate, ...]
    alone: bool
    """Whether it can be read without the sentences before it."""
    numbers: tuple[Counted, ...]
    victims: tuple[Counted, ...]
    """Numbers of people killed or hurt, in an article's first sentences."""

    @property
    def citation(self) -> Citation:
        return Citation(self.article, self.text, self.start, self.end)


@dataclass(frozen=True, slots=True)
class ArticleFindings:
    """What an article says, ready to be combined with others."""

    id: str
    headline: str
    day: date
    main_day: date
    """The day of the article's main event, if it gives one; else `day`."""
    outlet: str | None
    provider: str | None
    machine_written: bool
    sentences: tuple[Sentence, ...]
    reported: tuple[ReportedStatement, ...]
    quotes: tuple[FoundQuote, ...]
    runs: frozenset[int]
    """Hashes of the three-word runs of its own prose, without quotations."""


def read_article(article: StoryArticle, *, ground: Groundwork | None = None) -> ArticleFindings:
    """Everything that stories need from an article.

    Dates and reported speech are found only in English.

    Args:
        ground: the result of `lay_groundwork`, if the text's quotations were read before.
    """
    english = article.language.split("-")[0].lower() == "en"
    ground = ground or lay_groundwork(article.text, article.asides)
    layout = ground.layout
    passages = layout.passages
    dates = find_dates(article.text, article.day) if english else []
    spans = list(_prose(article, ground))
    starts = [found.start for found in dates]
    sentences = []
    runs: set[int] = set()
    passed = 0
    for number, (start, end) in enumerate(spans):
        while passed < len(passages) and passages[passed].closing <= start:
            passed += 1
        within = _up_to(end, passages, passed)
        own = dates[bisect_left(starts, start) : bisect_left(starts, end)]
        said = folded_words(article.text[start:end])[0]
        sentences.append(_sentence(article, number, (start, end), said, within, own))
        runs.update(_runs(_unquoted(article.text, start, end, within) if within else said))
    return ArticleFindings(
        id=article.id,
        headline=article.headline,
        day=article.day,
        main_day=(
            main_day(article.text, article.day, headline=article.headline, dates=dates)
            if english
            else article.day
        ),
        outlet=article.outlet,
        provider=article.provider,
        machine_written=article.machine_written,
        sentences=tuple(sentences),
        reported=tuple(find_reported(article.text, ground=ground)) if english else (),
        quotes=article.quotes,
        runs=frozenset(runs),
    )


def _up_to(end: int, passages: Sequence[Marked], first: int) -> Sequence[Marked]:
    """The passages, from number `first` on, that open before `end`."""
    last = first
    while last < len(passages) and passages[last].opening < end:
        last += 1
    return passages[first:last]


def _prose(article: StoryArticle, ground: Groundwork) -> Iterator[tuple[int, int]]:
    """The places of the prose sentences, in order."""
    text, layout, number = article.text, ground.layout, 0
    asides = sorted({*article.asides, *ground.asides})
    bounds = sorted({*layout.starts, *(line.end for line in layout.lines)})
    for bound, following in pairwise([*bounds, len(text)]):
        dateline = _DATELINE.match(text, bound, following)
        begin = dateline.end() if dateline else bound
        piece = text[begin:following].rstrip()
        stripped = piece.lstrip()
        end = begin + len(piece)
        start = end - len(stripped)
        if _is_prose(stripped) and not _is_aside(start, end, asides):
            yield start, end
            number += 1
        if number == _MOST_SENTENCES:
            return


def _sentence(
    article: StoryArticle,
    number: int,
    span: tuple[int, int],
    said: Sequence[str],
    within: Sequence[Marked],
    dates: Sequence[FoundDate],
) -> Sentence:
    start, end = span
    text = article.text[start:end]
    quoted = sum(min(one.closing, end) - max(one.opening, start) for one in within)
    return Sentence(
        article=article.id,
        number=number,
        start=start,
        end=end,
        text=text,
        stems=frozenset(stems_of(said)),
        quoted=round(quoted / len(text), 2),
        dates=tuple(found for found in dates if found.end <= end),
        alone=number < _OFFERED and stands_alone(text),
        numbers=tuple(counted(text)),
        victims=tuple(victims(text)) if number < _EARLY else (),
    )


def _is_prose(sentence: str) -> bool:
    ends = sentence.rstrip(_AFTER_STOPS)[-1:] in _STOPS
    return ends and sentence.count(" ") >= _FEWEST_WORDS - 1


def _is_aside(start: int, end: int, asides: Sequence[tuple[int, int]]) -> bool:
    return any(begin < end and start < close for begin, close in asides)


def _unquoted(text: str, start: int, end: int, within: Sequence[Marked]) -> list[str]:
    """The reporter's own words in a sentence.

    Quotations are left out: reporters who heard the same speech quote the same words.
    """
    found: list[str] = []
    for passage in within:
        if start < passage.opening:
            found += folded_words(text[start : passage.opening])[0]
        start = max(start, passage.closing)
    return found + folded_words(text[start:end])[0]


def _runs(said: Sequence[str]) -> Iterator[int]:
    encoded = [word.encode() for word in said]
    runs = zip(*(encoded[place:] for place in range(RUN)), strict=False)
    return map(crc32, map(b" ".join, runs))
