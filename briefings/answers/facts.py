"""Everything that a digest says on a topic, each thing with an identity and a fingerprint."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.utterances import Spoken
from briefings.chronology import last_day
from briefings.edtf import earliest, latest
from briefings.models import (
    Citation,
    Discrepancy,
    Event,
    EventStatus,
    KeyPoint,
    Position,
    Quote,
    QuoteStatus,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the digest says now, with its identity."""

    kind: str
    identity: str
    of: str
    text: str
    articles: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.identity}"


def facts_of(catalog: Catalog, topic: Topic, day: date) -> Iterable[Fact]:
    """All that the digest says on the topic; of events, those that are ahead on `day`."""
    yield from (point_fact(topic, point) for point in topic.key_points)
    for one in catalog.spoken:
        if topic.id in one.topics:
            yield Fact("said", said_key(one).split(":", 1)[1], "", "", ())
            yield from (quote_fact(catalog, quote) for quote in one.quotes)
    for fact, position in held(catalog, topic):
        yield fact
        yield position_fact(position)
    yield from map(differ_fact, discrepancies(catalog, topic))
    yield from map(ahead_fact, announced(catalog, topic, day))


def discrepancies(catalog: Catalog, topic: Topic) -> list[Discrepancy]:
    return [one for one in catalog.digest.discrepancies if topic.id in one.topics]


def announced(catalog: Catalog, topic: Topic, day: date | None) -> list[Event]:
    """Planned events that are not over on `day` (all of them for None), the next one first."""
    found = [e for e in catalog.digest.events if topic.id in e.topics and is_ahead(e, day)]
    return sorted(found, key=lambda event: earliest(event.start_date))


def said_key(one: Spoken) -> str:
    return f"said:{one.id}:{one.creator or ''}"


def quote_fact(catalog: Catalog, quote: Quote) -> Fact:
    actor = catalog.actors.get(quote.creator or "")
    text = f"“{quote.text}” — {actor.name if actor else _nobody(quote)}"
    of = _hash(quote.text, quote.creator or "")
    return Fact("quote", quote.id, of, text, (quote.citation.article,))


def _nobody(quote: Quote) -> str:
    if quote.status is not QuoteStatus.SAID:
        return f"reported as {quote.status}, not as said"
    return "the article names no clear speaker"


def point_fact(topic: Topic, point: KeyPoint) -> Fact:
    places = sorted(f"{citation.article} {citation.exact}" for citation in point.citations)
    identity = f"{topic.id}:{_hash(*places)}"
    return Fact("point", identity, _hash(point.text), point.text, _articles(point.citations))


def position_fact(position: Position) -> Fact:
    of = _hash(position.stance, position.text)
    return Fact("position", position.id, of, position.text, _articles(position.citations))


def held(catalog: Catalog, topic: Topic) -> list[tuple[Fact, Position]]:
    """For each actor and issue the newest position, as what the actor holds now."""
    newest: dict[str, Position] = {}
    for position in catalog.positions.get(topic.id, ()):
        key = f"{position.actor}:{topic.id}:{position.issue or ''}"
        known = newest.get(key)
        if known is None or _day_of(position) > _day_of(known):
            newest[key] = position
    return [
        (Fact("holds", key, f"{position.stance} {position.id}", "", ()), position)
        for key, position in newest.items()
    ]


def _day_of(position: Position) -> date:
    return last_day(position.as_of) if position.as_of else date.min


def differ_fact(one: Discrepancy) -> Fact:
    claims = [claim.text for claim in one.claims]
    cited = [citation for claim in one.claims for citation in claim.citations]
    text = f"{one.name} {' / '.join(claims)}"
    return Fact("differ", one.id, _hash(one.name, *claims), text, _articles(cited))


def ahead_fact(event: Event) -> Fact:
    end = f"–{event.end_date}" if event.end_date else ""
    where = f", {event.location}" if event.location else ""
    text = f"{event.name}, {event.start_date}{end}{where}"
    return Fact("ahead", event.id, _hash(text), text, _articles(event.citations))


def is_ahead(event: Event, day: date | None) -> bool:
    over = day is not None and latest(event.end_date or event.start_date) < day
    return event.status is EventStatus.PLANNED and not over


def _articles(citations: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.article for citation in citations))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
