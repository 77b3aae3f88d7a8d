"""Key points in the daily news."""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact, articles_of, fingerprint, theirs
from briefings.answers.findings.finding import Finding, Shown
from briefings.models import KeyPoint, Topic


def fact(topic: Topic, point: KeyPoint) -> Fact:
    """A key point is known by the places that it rests on: its words change as a story goes on."""
    if point.verbatim:
        return theirs("point", point.text, point.citations)
    places = sorted(f"{citation.article} {citation.exact}" for citation in point.citations)
    identity = f"{topic.id}:{fingerprint(*places)}"
    return Fact(
        "point", identity, fingerprint(point.text), point.text, articles_of(point.citations)
    )


def _facts(_catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return (fact(topic, point) for point in topic.key_points)


def _now(catalog: Catalog, shown: Shown, day: date) -> Iterable[Fact]:
    topics = dict.fromkeys(identity.partition(":")[0] for identity in shown)
    for topic in catalog.topics(topics).values():
        yield from _facts(catalog, topic, day)


FINDING = Finding("point", "Key point", _facts, _now)
"""Key points are rewritten as a story goes on: that one is gone is no correction."""
