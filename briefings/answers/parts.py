"""The parts of answers: typed values, no text layout.

A `Reference` is a numbered citation: lines carry `numbers`, the answer carries the references once
each, numbered from 1 in the order of first use in the lines.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefings.answers.questions import NameKind, Question
from briefings.matching import Choice
from briefings.models import Actor, Article, Citation, Quote, QuoteStatus, Topic
from briefings.text.wording import Segment
from briefings.translations import Message, gettext
from briefings.translations.message import Said

MAX_LABEL = 80
"""The longest label of a next step, in characters; Discord's buttons accept no longer one."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of how many, both from 1; `items` counts all pages' items."""

    number: int = 1
    total: int = 1
    items: int = 0

    def offset(self, size: int) -> int:
        """How many items earlier pages have, with `size` per page."""
        return (self.number - 1) * size


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
    """The original sources (agencies, outlets) that carry it."""
    article: Article | None = None
    """The article whose words the text is; None if the wording is ours."""
    speaker: Actor | None = None
    """Who is quoted, if the text is a quotation."""
    lead: str = ""
    """The part of the text that matters, if not all of it: "60"."""
    evidence: str = ""
    """The words in it that show a stance."""
    sources: int = 0
    """How many original sources say so; 0 if nobody counted."""
    edited: bool = False
    """Changed by hand."""
    new: bool = False
    """New since the reader's last brief."""


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
    """Empty if the words can't be compared: another language, or retranslated."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same words of one speaker, over all reports of them."""

    id: str
    speaker: Actor | None
    lead: Report
    """The fullest wording, which is shown."""
    same: tuple[Report, ...] = ()
    """Reports of exactly these words in other articles."""
    variants: tuple[Variant, ...] = ()

    @property
    def reports(self) -> tuple[Report, ...]:
        return (self.lead, *self.same, *(variant.report for variant in self.variants))


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the digest has on a topic: a step is offered only if it has an answer."""

    topic: Topic
    articles: bool
    positions: bool
    events: bool


@dataclass(frozen=True, slots=True)
class SourceCounts:
    articles: int
    outlets: int
    origins: int
    """Original sources: one agency's story in two papers counts once."""
    machine_written: int = 0


@dataclass(frozen=True, slots=True)
class Way:
    """A next step from an answer: a button's text and the question that it asks."""

    label: Said
    question: Question


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing close enough; `nearest` holds up to three of the closest that have an answer."""

    kind: NameKind
    given: str
    nearest: tuple[Choice, ...]
    near: bool = True
    """Whether one of them is like the given name; else they are only examples."""
    in_articles: bool = False
    """Whether articles have the words, so that a search finds them."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several fit equally well: which one was meant?"""

    kind: NameKind
    given: str
    candidates: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """Understood, but the digest has nothing to say: why, and where to look instead."""

    reason: Said
    suggestions: tuple[Choice, ...] = ()
    kind: NameKind = "topic"
    """What kind of names the suggestions are."""
    filtered: bool = False
    """Whether something exists, but nothing that passes the question's filter."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The question is not acceptable: what is wrong and what to do."""

    reason: Said


Otherwise = NotFound | Ambiguous | Empty | Refused
"""What comes back instead of an answer."""

Ways = Iterable[tuple[Said, Question]]
"""Next steps from an answer: labels, and the questions that they ask."""


UNNAMED: Mapping[QuoteStatus, Message] = {
    QuoteStatus.SAID: gettext("the article names no clear speaker"),
    QuoteStatus.DENIED: gettext("reported as denied, not as said"),
    QuoteStatus.DISPUTED: gettext("reported as disputed, not as said"),
    QuoteStatus.HYPOTHETICAL: gettext("reported as hypothetical, not as said"),
}


def unnamed(quote: Quote) -> Message:
    """The text in place of a speaker: no clear speaker, or words that were not said."""
    return UNNAMED[quote.status]
