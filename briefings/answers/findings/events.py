"""Announced events in the daily news."""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact, articles_of, fingerprint
from briefings.answers.findings.finding import Finding
from briefings.edtf import earliest, latest
from briefings.models import Event, EventStatus, Topic


def is_ahead(event: Event, day: date | None) -> bool:
    over = day is not None and latest(event.end_date or event.start_date) < day
    return event.status is EventStatus.PLANNED and not over


def announced(catalog: Catalog, topic: Topic, day: date | None) -> list[Event]:
    """Planned events that are not over on `day` (all of them for None), the next one first."""
    found = [e for e in catalog.digest.events if topic.id in e.topics and is_ahead(e, day)]
    return sorted(found, key=lambda event: earliest(event.start_date))


def fact(event: Event) -> Fact:
    end = f"–{event.end_date}" if event.end_date else ""
    where = f", {event.location}" if event.location else ""
    text = f"{event.name}, {event.start_date}{end}{where}"
    return Fact("ahead", event.id, fingerprint(text), text, articles_of(event.citations))


def _facts(catalog: Catalog, topic: Topic, day: date) -> Iterable[Fact]:
    return map(fact, announced(catalog, topic, day))


def _has_come(catalog: Catalog, identity: str) -> bool:
    """An announced event that is still known is gone only because it has come, or is over."""
    return any(event.id == identity for event in catalog.digest.events)


FINDING = Finding("ahead", "Announcement", _facts, withdrawable=True, went_on=_has_come)
