"""Positions in the daily news: what an actor holds now on an issue, and in which words."""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact, articles_of, fingerprint
from briefings.answers.findings.finding import Finding
from briefings.chronology import last_day
from briefings.models import Position, Topic


def fact(position: Position) -> Fact:
    of = fingerprint(position.stance, position.text)
    return Fact("position", position.id, of, position.text, articles_of(position.citations))


def held(catalog: Catalog, topic: Topic) -> list[tuple[Fact, Position]]:
    """For each actor and issue the newest position, as what the actor holds now."""
    newest: dict[str, Position] = {}
    for position in catalog.reader.positions(topic.id):
        if position.actor not in catalog.actors:
            continue
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


def _holdings(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return (known for known, _position in held(catalog, topic))


def _positions(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return (fact(position) for _known, position in held(catalog, topic))


HELD = Finding("holds", "", _holdings, is_new=False)
POSITION = Finding("position", "Position", _positions, is_new=False)
"""Positions are rewritten as a story goes on: that one is gone is no correction."""
