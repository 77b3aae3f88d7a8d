"""What a question to the digest returns: typed values, no text layout.

A `Reference` is a numbered citation: lines carry `numbers`, the answer carries the references
once each, numbered from 1 in the order in which lines first use them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from briefings.answers.questions import Question
from briefings.matching import Choice as Choice
from briefings.models import (
    Actor,
    Article,
    Citation,
    Discrepancy,
    Event,
    Issue,
    Position,
    Quote,
    Stance,
    Topic,
)
from briefings.text.wording import Change as Change
from briefings.text.wording import Segment as Segment


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of how many, both from 1; `items` counts them over all pages."""

    number: int = 1
    total: int = 1
    items: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    number: int
    citation: Citation
    article: Article
    url: str | None
    """The article's address with a text fragment that leads to the cited words."""


@dataclass(frozen=True, slots=True)
class CitedLine:
    text: str
    numbers: tuple[int, ...]
    origins: tuple[str, ...] = ()
    """The independent origins (agencies, outlets) that carry it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A quotation as one article prints it."""

    quote: Quote
    article: Article
    url: str | None


@dataclass(frozen=True, slots=True)
class Variant:
    """Another wording of an utterance, with how it differs from the leading one."""

    report: Report
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same words of one speaker, over all reports of them."""

    id: str
    speaker: Actor | None
    lead: Report
    """The fullest wording; shown."""
    same: tuple[Report, ...] = ()
    """Reports of exactly these words in other articles."""
    variants: tuple[Variant, ...] = ()

    @property
    def reports(self) -> tuple[Report, ...]:
        return (self.lead, *self.same, *(variant.report for variant in self.variants))


@dataclass(frozen=True, slots=True)
class Step:
    """A way on from an answer: what a button says and the question that it asks."""

    label: str
    question: Question


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the digest has on a topic: a step is offered only where it has an answer."""

    topic: Topic
    articles: bool
    positions: bool
    events: bool


@dataclass(frozen=True, slots=True)
class SourceCounts:
    articles: int
    outlets: int
    origins: int
    """Independent origins: one agency's story in two papers counts once."""
    machine_written: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    topic: Topic
    as_of: str | None
    """EDTF date up to which it tells what happened; reports of it may be younger."""
    counts: SourceCounts
    key_points: tuple[CitedLine, ...]
    quotes: tuple[Utterance, ...]
    differences: tuple[Discrepancy, ...]
    references: tuple[Reference, ...]
    ahead: tuple[Event, ...] = ()
    full: bool = False
    voices: tuple[Actor, ...] = ()
    """Who is quoted on the topic, the most quoted first; at most three."""
    events: int = 0
    positions: int = 0
    omitted: int = 0
    """Key points that only the full brief has."""


@dataclass(frozen=True, slots=True)
class Quotes:
    person: Actor
    topic: Topic | None
    contains: str | None
    utterances: tuple[Utterance, ...]
    pages: Pages
    holdings: Holdings | None = None
    """On the topic; without one, on that of the newest words shown, where they have any."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says on one issue."""

    stance: Stance
    positions: tuple[Position, ...]
    """The leading one first."""
    line: CitedLine
    voice: Actor
    """Who of the side holds the leading position."""
    quote: Report | None = None
    speaker: Actor | None = None
    """Whose words the quotation is; it may be another of the side."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    issue: Issue | None
    """Null for positions on the topic as a whole."""
    cells: tuple[Cell | None, ...]
    """One a side, in the order of `Positions.sides`; null where it has said nothing."""


@dataclass(frozen=True, slots=True)
class Positions:
    topic: Topic
    sides: tuple[Actor, ...]
    rows: tuple[IssueRow, ...]
    others: tuple[Actor, ...]
    """Sides with positions on the topic that are not shown."""
    references: tuple[Reference, ...]
    quoted: tuple[Actor, ...] = ()
    """Those of the sides that are quoted on the topic."""
    repeated: tuple[Actor, ...] = ()
    """Those of the sides that were named more than once."""
    holdings: Holdings | None = None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    event: Event
    attendees: tuple[Actor, ...]
    numbers: tuple[int, ...]
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    topic: Topic | None
    entries: tuple[TimelineEntry, ...]
    """Earliest first."""
    references: tuple[Reference, ...]
    pages: Pages
    holdings: Holdings | None = None


@dataclass(frozen=True, slots=True)
class Source:
    article: Article
    quotes: int
    """How many quotations the digest takes from it."""
    citations: int
    """How many other lines of the digest (on the topic) rest on it."""


@dataclass(frozen=True, slots=True)
class Sources:
    topic: Topic | None
    counts: SourceCounts
    sources: tuple[Source, ...]
    pages: Pages
    holdings: Holdings | None = None


@dataclass(frozen=True, slots=True)
class DifferenceItem:
    discrepancy: Discrepancy
    claims: tuple[CitedLine, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    topic: Topic | None
    items: tuple[DifferenceItem, ...]
    references: tuple[Reference, ...]
    pages: Pages
    holdings: Holdings | None = None


@dataclass(frozen=True, slots=True)
class TopicStance:
    topic: Topic
    line: CitedLine
    stance: Stance
    issue: Issue | None = None
    """The question that the stance answers; None where it is on the topic as a whole."""


@dataclass(frozen=True, slots=True)
class Who:
    actor: Actor
    affiliation: Actor | None
    members: tuple[Actor, ...]
    """Of an organisation or government: who speaks for it."""
    stances: tuple[TopicStance, ...]
    latest: tuple[Utterance, ...]
    quote_count: int
    references: tuple[Reference, ...]


class HitKind(StrEnum):
    ARTICLE = "article"
    QUOTE = "quote"
    PERSON = "person"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Hit:
    kind: HitKind
    id: str
    title: str
    excerpt: tuple[Segment, ...] = ()
    """Matching words are `Change.ADDED`, the others `Change.SAME`."""
    report: Report | None = None
    article: Article | None = None
    speaker: Actor | None = None


@dataclass(frozen=True, slots=True)
class SearchResults:
    text: str
    hits: tuple[Hit, ...]
    pages: Pages


class Verdict(StrEnum):
    VERBATIM = "verbatim"
    ALTERED = "altered"
    OTHER_SPEAKER = "other-speaker"
    """The words are verbatim, but the text puts them in somebody else's mouth."""
    NOT_SAID = "not-said"
    """An article has the words, but as denied, disputed or merely imagined: nobody said them."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    text: str
    """As the checked message has it."""
    verdict: Verdict
    claimed: str | None = None
    """The speaker that the message names, where it names one."""
    utterance: Utterance | None = None
    segments: tuple[Segment, ...] = ()
    """For ALTERED: from the true words (removed) to the message's (added)."""
    misattributed: bool = False
    """The message names somebody who did not say it: always so for OTHER_SPEAKER, and an ALTERED
    quotation can be misattributed, too."""


@dataclass(frozen=True, slots=True)
class Checked:
    quotes: tuple[CheckedQuote, ...]
    omitted: int = 0
    """Quotations beyond the first 20, which are not checked."""


@dataclass(frozen=True, slots=True)
class Help:
    topics: tuple[Topic, ...]
    people: tuple[Actor, ...]
    """Those with the most quotations, for examples."""


@dataclass(frozen=True, slots=True)
class Privacy:
    pass


NameKind = Literal["topic", "person", "side"]
"""What a name was taken for."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing near enough; `nearest` holds up to three that come closest and have an answer."""

    kind: NameKind
    given: str
    nearest: tuple[Choice, ...]
    near: bool = True
    """Is one of them like what was given? Else they are only examples of what there is."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several fit equally well: which one was meant?"""

    kind: NameKind
    given: str
    candidates: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """Understood, but the digest has nothing to say: why, and where to look instead."""

    reason: str
    suggestions: tuple[Choice, ...] = ()
    kind: NameKind = "topic"
    """What the suggestions are."""
    filtered: bool = False
    """There is something, but nothing that passes the question's filter."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The question can't be taken as it is: what is wrong and what to do."""

    reason: str


Answer = (
    Brief
    | Quotes
    | Positions
    | Timeline
    | Sources
    | Differences
    | Who
    | SearchResults
    | Checked
    | Help
    | Privacy
    | NotFound
    | Ambiguous
    | Empty
    | Refused
)
