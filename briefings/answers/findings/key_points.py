"""Key points in the daily news."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact, articles_of, fingerprint, theirs
from briefings.answers.findings.finding import Finding, Shown
from briefings.models import KeyPoint, Topic
from briefings.translations import gettext


def facts(topic: Topic) -> Iterator[tuple[Fact, KeyPoint]]:
    """Each key point of a topic as a fact.

    It is identified by the places it rests on, because its words change as a story goes on; several
    that rest on the same places are numbered.
    """
    numbers: Counter[str] = Counter()
    for point in topic.key_points:
        if point.verbatim:
            yield theirs("point", point.text, point.citations), point
            continue
        places = fingerprint(*sorted(f"{one.article} {one.exact}" for one in point.citations))
        numbers[places] += 1
        number = f":{numbers[places]}" if numbers[places] > 1 else ""
        identity = f"{topic.id}:{places}{number}"
        articles = articles_of(point.citations)
        yield Fact("point", identity, fingerprint(point.text), point.text, articles), point


def _facts(_catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return (fact for fact, _ in facts(topic))


def _now(catalog: Catalog, shown: Shown, day: date) -> Iterable[Fact]:
    topics = dict.fromkeys(identity.partition(":")[0] for identity in shown)
    for topic in catalog.topics(topics).values():
        yield from _facts(catalog, topic, day)


FINDING = Finding("point", gettext("Key point"), _facts, _now)
"""Key points are rewritten as a story goes on, so a missing one is not a correction."""
