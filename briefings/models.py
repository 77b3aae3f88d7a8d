"""The digest's models: articles and what is known from them.

Field names follow schema.org (NewsArticle, Quotation, Event, Person), the IPTC's ninjs
(``provider``, ``digital_source_type``) and the W3C Web Annotation selectors
(https://www.w3.org/TR/annotation-model/#selectors).

The models are frozen and refuse unknown keys, so that a digest that loaded is a digest whose every
field was understood. Here each record is checked by itself; `briefings.digest` checks what needs
the whole digest (do the ids exist?).
"""

import hashlib
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from briefings.edtf import EdtfDate, Moment
from briefings.vocabularies import ActorKind as ActorKind
from briefings.vocabularies import DigitalSourceType as DigitalSourceType
from briefings.vocabularies import DiscrepancyKind as DiscrepancyKind
from briefings.vocabularies import EventStatus as EventStatus
from briefings.vocabularies import QuoteKind as QuoteKind
from briefings.vocabularies import QuoteStatus as QuoteStatus
from briefings.vocabularies import Stance as Stance

StatementT = TypeVar("StatementT", "KeyPoint", "Position", "Event", "Claim")
"""A kind of `Statement`, for functions that return the kind they are given."""

MAX_ANCHOR_WORDS = 8
"""The longest anchor, in words, of a citation into an article whose text we may not hold."""

Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", min_length=1, max_length=64),
]
"""A record's id: lower-case ASCII words joined by hyphens, at most 64 characters."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""One line of text: a name, a headline, a summary's sentence."""

MAX_PASSAGE = 20_000
Passage = Annotated[str, StringConstraints(min_length=1, max_length=MAX_PASSAGE)]
"""Verbatim words of an article, with its white space."""

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>()\"]+$", max_length=1_000)]
"""An http(s) address. Other schemes are refused: a link in a reply must not run anything."""


class Record(BaseModel):
    """What all models share: they are immutable and refuse unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Record):
    """The place in an article that a line rests on.

    `exact`, `prefix` and `suffix` are the W3C TextQuoteSelector; `start` and `end` the
    TextPositionSelector: 0-based offsets in characters into the article's text, end exclusive,
    given only where that text is held.

    A digest file about one article may leave out `article`: it is that article.
    """

    article: Identifier
    exact: Passage
    prefix: str = Field(default="", max_length=200)
    suffix: str = Field(default="", max_length=200)
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _article_of_the_file(cls, data: Any, info: ValidationInfo) -> Any:
        """Fill in the article that the loader says the file is about."""
        article = (info.context or {}).get("article")
        if isinstance(data, dict) and article and "article" not in data:
            return {**data, "article": article}
        return data

    @model_validator(mode="after")
    def _offsets_fit(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("give both start and end, or neither")
        if self.start is not None and self.end is not None:
            length = self.end - self.start
            if length != len(self.exact):
                raise ValueError(
                    f"start..end spans {length} characters, exact has {len(self.exact)}"
                )
        return self


class Article(Record):
    """One news text (schema.org NewsArticle)."""

    id: Identifier
    headline: Line
    publisher: Line | None = None
    """The outlet that carries the text; None where the document names none."""
    provider: Line | None = None
    """The wire agency that the text comes from, as its dateline or credit says (ninjs)."""
    author: Line | None = None
    date_published: Moment | None = None
    date_published_note: Line | None = None
    """Why there is no date, or what the date is based on."""
    dateline: Line | None = None
    in_language: str = Field(default="en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """BCP 47 language tag."""
    url: Url | None = None
    is_based_on: tuple[Line, ...] = ()
    """Addresses or descriptions of what the text says it was made from."""
    withdrawn_on: EdtfDate | None = None
    """When the outlet was found to have withdrawn the article; None if never."""
    digital_source_type: DigitalSourceType = DigitalSourceType.HUMAN
    summary: Line | None = None
    """In our own words."""
    text: str | None = None
    """Canonical text, paragraphs separated by a blank line; None where we may not hold it."""
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """The SHA-256 of the canonical text in UTF-8."""

    @property
    def is_machine_written(self) -> bool:
        return self.digital_source_type is DigitalSourceType.MACHINE

    @property
    def outlet(self) -> str:
        """The publisher, or a word for "none"."""
        return self.publisher or "unknown outlet"

    @property
    def origin(self) -> str | None:
        """Who reported it first-hand: agency, else outlet; None for a machine-written text.

        Two papers that print one agency's story share an origin, so that counting origins counts
        reporting, not printing.
        """
        if self.is_machine_written:
            return None
        return self.provider or self.publisher

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.date_published is None and not self.date_published_note:
            raise ValueError("date_published is null: say why in date_published_note")
        if self.text is not None and self.sha256 is not None:
            actual = hashlib.sha256(self.text.encode()).hexdigest()
            if actual != self.sha256:
                raise ValueError(f"sha256 is {self.sha256}, but the text's is {actual}")
        return self


class Actor(Record):
    """A person, organisation or government that speaks or acts."""

    id: Identifier
    name: Line
    alternate_names: tuple[Line, ...] = ()
    """Other spellings and short forms, as articles print them."""
    kind: ActorKind = ActorKind.PERSON
    job_title: Line | None = None
    affiliation: Identifier | None = None
    """The actor that this one belongs to; the chain ends at a side."""
    gender: str | None = Field(default=None, pattern=r"^(female|male)$")
    """As shown by the articles' pronouns; only for resolving pronouns, never displayed."""


class Quote(Record):
    """An actor's words (schema.org Quotation)."""

    id: Identifier
    text: Passage
    """Verbatim, without the outer quotation marks."""
    creator: Identifier | None
    """The actor; None if the article does not say, and nobody is credited."""
    speaker_surface: Line | None = None
    """How the article names the speaker here: "he", "the French leader"."""
    spoken_on: EdtfDate | None = None
    spoken_on_note: Line | None = None
    recorded_in: Line | None = None
    """Programme, post, press conference or statement."""
    citation: Citation
    utterance: Identifier
    """Shared by reports of the same words in different articles."""
    kind: QuoteKind = QuoteKind.FULL
    status: QuoteStatus = QuoteStatus.SAID
    """Words that are not `said` have no `creator`: nobody is credited with them."""
    retranslated: bool = False
    """Printed in the speaker's language but retranslated into it: other reports are closer."""
    topics: tuple[Identifier, ...] = ()
    confidence: float = Field(default=1.0, ge=0, le=1)
    """How certain the speaker is: 1 if a person checked it."""

    @model_validator(mode="before")
    @classmethod
    def _exact_is_the_text(cls, data: Any) -> Any:
        """A quotation's citation selects the quotation: `exact` need not be written twice."""
        if isinstance(data, dict) and isinstance(data.get("citation"), dict) and "text" in data:
            return {**data, "citation": {"exact": data["text"], **data["citation"]}}
        return data

    @model_validator(mode="after")
    def _verbatim(self) -> Self:
        if self.citation.exact != self.text:
            raise ValueError("citation.exact differs from text: a quotation is verbatim")
        if self.spoken_on is None and not self.spoken_on_note:
            raise ValueError("spoken_on is null: say why in spoken_on_note")
        if self.status is not QuoteStatus.SAID and self.creator is not None:
            raise ValueError(f"status is {self.status}: creator must be null, nobody said it")
        return self


def _in_the_articles_words(record: StatementT) -> StatementT:
    """Check that words marked as the article's own are where the first citation points."""
    if record.verbatim and sentence(record) not in record.citations[0].exact:
        raise ValueError("verbatim is true, but the first citation's exact has other words")
    return record


class Position(Record):
    """What an actor wants or holds on a topic."""

    id: Identifier
    actor: Identifier
    topic: Identifier
    also_on: tuple[Identifier, ...] = ()
    """Pinned topics that hold the story it comes from."""
    issue: Identifier | None = None
    """The issue of the topic that it answers."""
    stance: Stance = Stance.UNCLEAR
    text: Line
    """One sentence in our own words, or in the article's if `verbatim`."""
    evidence: Line | None = None
    """The words of the text that show the stance."""
    as_of: EdtfDate | None = None
    quote: Identifier | None = None
    """A quotation that shows it."""
    citations: tuple[Citation, ...] = Field(min_length=1)
    verbatim: bool = False
    """Whether the text is the article's own words at the first citation, which are shown as
    theirs, never as ours."""
    edited: bool = False
    """Whether it was changed by hand, and so wins over what is made from articles."""

    _verbatim = model_validator(mode="after")(_in_the_articles_words)


class Event(Record):
    """Something that happened or is planned (schema.org Event)."""

    id: Identifier
    name: Line
    start_date: EdtfDate
    end_date: EdtfDate | None = None
    status: EventStatus = EventStatus.HAPPENED
    location: Line | None = None
    attendees: tuple[Identifier, ...] = ()
    topics: tuple[Identifier, ...] = ()
    citations: tuple[Citation, ...] = Field(min_length=1)
    origins: int | None = Field(default=None, ge=1)
    """How many reports say so, copies counted once; None if nobody counted."""
    verbatim: bool = False
    """Whether the name is the article's own words at the first citation, which are shown as
    theirs, never as ours."""
    edited: bool = False
    """Whether it was changed by hand, and so wins over what is made from articles."""

    _verbatim = model_validator(mode="after")(_in_the_articles_words)


class KeyPoint(Record):
    """One sentence of a summary, in our own words, or in an article's if `verbatim`."""

    text: Line
    citations: tuple[Citation, ...] = Field(min_length=1)
    origins: int | None = Field(default=None, ge=1)
    """How many reports say so, copies counted once; None if nobody counted."""
    first_seen: EdtfDate | None = None
    """The day of the oldest article that says so; None if nobody checked."""
    verbatim: bool = False
    """Whether the text is the article's own words at the first citation, which are shown as
    theirs, never as ours."""
    edited: bool = False
    """Whether it was changed by hand, and so wins over what is made from articles."""

    _verbatim = model_validator(mode="after")(_in_the_articles_words)


class Issue(Record):
    """A question within a topic on which sides can agree or differ."""

    id: Identifier
    name: Line
    """The question, short enough for a column heading."""


class Topic(Record):
    """What a briefing is about."""

    id: Identifier
    name: Line
    keywords: tuple[Line, ...] = ()
    as_of: EdtfDate | None = None
    issues: tuple[Issue, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    story: bool = False
    """Whether it is made from articles, so that newer ones change it."""
    origins: int | None = Field(default=None, ge=0)
    """How many of its articles are not copies of another; None if nobody counted."""
    was_part_of: tuple[Identifier, ...] = ()
    """Topics that some or all of this story's articles belonged to before."""
    pinned: bool = False
    """Whether it holds the stories whose articles are headed by or begin with its keywords."""
    without: tuple[Line, ...] = ()
    """For a pinned topic: articles headed by or beginning with these are not on it."""
    held_by: tuple[Identifier, ...] = ()
    """For a story: the pinned topics that hold it."""
    edited: bool = False
    """Whether it was changed by hand, and so wins over what is made from articles."""

    @model_validator(mode="after")
    def _pinned_by_words(self) -> Self:
        if self.pinned and not self.keywords:
            raise ValueError("pinned is true: give the keywords that its stories have")
        if self.without and not self.pinned:
            raise ValueError("without says what a pinned topic leaves out: set pinned to true")
        return self


class Claim(Record):
    """One side of a discrepancy: what some reports say."""

    text: Line
    citations: tuple[Citation, ...] = Field(min_length=1)
    verbatim: bool = False
    """Whether the text is the article's own words at the first citation, which are shown as
    theirs, never as ours."""
    edited: bool = False
    """Whether it was changed by hand, and so wins over what is made from articles."""

    _verbatim = model_validator(mode="after")(_in_the_articles_words)


Statement = KeyPoint | Position | Event | Claim
"""One sentence, in our words or an article's, that rests on citations."""


def sentence(record: Statement) -> str:
    return record.name if isinstance(record, Event) else record.text


class Discrepancy(Record):
    """Where reports differ."""

    id: Identifier
    name: Line
    """What they differ about, as a question."""
    kind: DiscrepancyKind | None = None
    """The kind of difference; None if nobody classified it."""
    topics: tuple[Identifier, ...] = ()
    claims: tuple[Claim, ...] = Field(min_length=2)
    note: Line | None = None
    """What explains it, if known."""


class Digest(Record):
    """All of the above for a set of articles."""

    articles: tuple[Article, ...] = ()
    actors: tuple[Actor, ...] = ()
    topics: tuple[Topic, ...] = ()
    quotes: tuple[Quote, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
