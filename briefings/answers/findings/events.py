"""Announced events in the daily news."""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact, articles_of, fingerprint, theirs
from briefings.answers.findings.finding import Finding, Shown
from briefings.chronology import last_day
from briefings.models import Event, EventStatus, Topic
from briefings.translations import gettext


def fact(event: Event) -> Fact:
    if event.verbatim:
        return theirs("ahead", event.name, event.citations, event.start_date)
    end = f"–{event.end_date}" if event.end_date else ""
    where = f", {event.location}" if event.location else ""
    text = f"{event.name}, {event.start_date}{end}{where}"
    return Fact("ahead", event.id, fingerprint(text), text, articles_of(event.citations))


def _facts(catalog: Catalog, topic: Topic, day: date) -> Iterable[Fact]:
    return map(fact, catalog.reader.announced(topic.id, day))


def _now(catalog: Catalog, shown: Shown, day: date) -> Iterable[Fact]:
    """Events that are still ahead; others no longer need correcting."""
    for event in catalog.reader.events_by_id(shown).values():
        planned = event.status is EventStatus.PLANNED
        if planned and last_day(event.end_date or event.start_date) >= day:
            yield fact(event)


def _has_come(catalog: Catalog, identity: str) -> bool:
    """Whether a known announced event is gone only because it has begun or is over."""
    return catalog.reader.event(identity) is not None


FINDING = Finding(
    "ahead", gettext("Announcement"), _facts, _now, withdrawable=True, went_on=_has_come
)
