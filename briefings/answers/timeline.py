"""What happened and what is planned, in order."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind, maybe_on_topic, ways_on_topic
from briefings.answers.numbering import References
from briefings.answers.paging import page_of
from briefings.answers.parts import Empty, Holdings, Otherwise, Pages, Reference
from briefings.answers.questions import AskTimeline
from briefings.edtf import earliest, latest
from briefings.models import Actor, Event, EventStatus, Topic

PER_PAGE = 12


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


def timeline(catalog: Catalog, question: AskTimeline, topic: Topic | None) -> Timeline | Empty:
    events = [e for e in catalog.digest.events if topic is None or topic.id in e.topics]
    if not events:
        about = f" on {topic.name}" if topic else ""
        return Empty(
            f"The library knows of no events{about}.",
            catalog.topic_choices(t for event in catalog.digest.events for t in event.topics),
        )
    page, pages = page_of(sorted(events, key=_when), question.page, PER_PAGE)
    references = References(catalog)
    entries = tuple(
        TimelineEntry(
            event,
            tuple(catalog.actors[a] for a in event.attendees if a in catalog.actors),
            references.cite(event.citations),
            references.origins(event.citations),
        )
        for event in page
    )
    holdings = catalog.holdings(topic) if topic else None
    return Timeline(topic, entries, references.listed(), pages, holdings)


def _when(event: Event) -> tuple[date, date, bool]:
    """By first day, then last day; of one day what happened comes before what is planned."""
    end = latest(event.end_date or event.start_date)
    return earliest(event.start_date), end, event.status is EventStatus.PLANNED


def respond(catalog: Catalog, question: AskTimeline, _: date | None) -> Timeline | Otherwise:
    return maybe_on_topic(
        catalog,
        question.topic,
        catalog.eventful.__contains__,
        lambda topic: timeline(catalog, question, topic),
    )


KIND = Kind(
    "timeline",
    AskTimeline,
    Timeline,
    respond,
    ways_on=lambda answer: ways_on_topic(answer.holdings),
    again=lambda answer: AskTimeline(answer.topic.id if answer.topic else None),
)
