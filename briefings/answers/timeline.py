"""What happened and what is planned, in order."""

from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind, maybe_on_topic, ways_on_topic
from briefings.answers.numbering import SHORT, References
from briefings.answers.paging import paged
from briefings.answers.parts import CitedLine, Empty, Holdings, Otherwise, Pages, Reference
from briefings.answers.questions import AskTimeline
from briefings.models import Actor, Event, Topic
from briefings.translations import gettext

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    event: Event
    attendees: tuple[Actor, ...]
    numbers: tuple[int, ...]
    origins: tuple[str, ...] = ()
    line: CitedLine | None = None
    """The event's name as a line: ours, or an article's."""


@dataclass(frozen=True, slots=True)
class Timeline:
    topic: Topic | None
    entries: tuple[TimelineEntry, ...]
    """Earliest first."""
    references: tuple[Reference, ...]
    pages: Pages
    holdings: Holdings | None = None
    ahead: tuple[TimelineEntry, ...] = ()
    """Events planned for a day that is not over, next first. All are on the first page, before
    the entries, and are not repeated among them."""


def timeline(
    catalog: Catalog, question: AskTimeline, topic: Topic | None, today: date | None
) -> Timeline | Empty:
    directory, topic_id = catalog.directory, topic.id if topic else None
    pages = paged(question.page, catalog.topic_counts(topic_id).events, PER_PAGE)
    events = catalog.reader.events(topic_id, offset=pages.offset(PER_PAGE), limit=PER_PAGE)
    if not events:
        return Empty(
            gettext("The library knows of no events on %(topic)s.", topic=topic.name)
            if topic
            else gettext("The library knows of no events."),
            catalog.topic_choices(directory.has_events),
        )
    announced = catalog.reader.announced(topic.id, today) if topic else ()
    if pages.number > 1:
        announced = [event for event in announced if event in events]
    catalog.need(citation for event in (*announced, *events) for citation in event.citations)
    references = References(catalog)
    ahead = tuple(entry(catalog, references, event) for event in announced)
    entries = tuple(entry(catalog, references, event) for event in events)
    holdings = catalog.holdings(topic) if topic else None
    return Timeline(topic, entries, references.listed(), pages, holdings, ahead)


def entry(catalog: Catalog, references: References, event: Event) -> TimelineEntry:
    line = references.statement(event, most=SHORT)
    return TimelineEntry(
        event,
        tuple(catalog.actors[one] for one in event.attendees if one in catalog.actors),
        line.numbers,
        line.origins,
        line,
    )


def respond(catalog: Catalog, question: AskTimeline, today: date | None) -> Timeline | Otherwise:
    return maybe_on_topic(
        catalog,
        question.topic,
        catalog.directory.has_events,
        lambda topic: timeline(catalog, question, topic, today),
    )


KIND = Kind(
    "timeline",
    AskTimeline,
    Timeline,
    respond,
    ways_on=lambda answer: ways_on_topic(answer.holdings),
    again=lambda answer: AskTimeline(answer.topic.id if answer.topic else None),
)
