"""Positions in the daily news: what an actor now holds on an issue, and in which words."""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import MOST, Fact, articles_of, fingerprint, theirs
from briefings.answers.findings.finding import Finding, Shown
from briefings.chronology import last_day
from briefings.models import Position, Stance, Topic
from briefings.translations import gettext


def fact(position: Position) -> Fact:
    if position.verbatim:
        return theirs("position", position.text, position.citations, position.actor)
    of = fingerprint(position.stance, position.text)
    return Fact("position", position.id, of, position.text, articles_of(position.citations))


def on(catalog: Catalog, topic: Topic) -> list[Position]:
    """The positions of known actors on the topic, or some of very many."""
    found = catalog.reader.positions(topic.id, limit=MOST)
    return [one for one in found if one.actor in catalog.actors]


def held_key(position: Position, topic: str) -> str:
    """The key of an actor's position on a topic, or on one of its issues."""
    return f"{position.actor}:{topic}:{position.issue or ''}"


def held(found: Iterable[Position]) -> list[tuple[Fact, Position]]:
    """For each actor and issue, the newest position, as what the actor now holds.

    An article's own words show what somebody said once, not what they hold from then on.
    """
    newest: dict[str, Position] = {}
    for position in found:
        if position.verbatim:
            continue
        key = held_key(position, position.topic)
        known = newest.get(key)
        if known is None or _day_of(position) > _day_of(known):
            newest[key] = position
    return [
        (Fact("holds", key, f"{position.stance} {position.id}", "", ()), position)
        for key, position in newest.items()
    ]


def stated(found: Iterable[Position]) -> list[tuple[Fact, Position]]:
    """Statements with a stance in articles' own words, the newest first.

    Quotations are not among them: they are news of their own.
    """
    statements = [
        one
        for one in found
        if one.verbatim and one.quote is None and one.stance is not Stance.UNCLEAR
    ]
    statements.sort(key=lambda one: -_day_of(one).toordinal())
    return [(fact(one), one) for one in statements]


def _day_of(position: Position) -> date:
    return last_day(position.as_of) if position.as_of else date.min


def _holdings(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return (known for known, _position in held(on(catalog, topic)))


def _positions(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    found = on(catalog, topic)
    yield from (fact(position) for _known, position in held(found))
    yield from (known for known, _position in stated(found))


def _now(catalog: Catalog, shown: Shown, _: date) -> Iterable[Fact]:
    return map(fact, catalog.reader.positions_by_id(shown).values())


HELD = Finding("holds", "", _holdings, is_new=False)
POSITION = Finding("position", gettext("Position"), _positions, _now, is_new=False)
"""Positions are rewritten as a story goes on, so a missing one is not a correction."""
