"""What happened and what is planned, in order."""

from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.numbering import References
from briefings.answers.paging import page_of
from briefings.answers.questions import AskTimeline
from briefings.answers.types import Empty, Timeline, TimelineEntry
from briefings.edtf import earliest, latest
from briefings.models import Event, EventStatus, Topic

PER_PAGE = 12


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
