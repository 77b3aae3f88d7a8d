"""The stories of some articles, for writing a digest."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from briefings.ingest.edited_stories import records_of
from briefings.library import Reader
from briefings.library.bulk import chunks
from briefings.library.leaving import without
from briefings.models import Actor, Digest, Discrepancy, Event, Position, Topic
from briefings.stories.pinned import tagged

T = TypeVar("T", Topic, Position, Event, Discrepancy)

_AT_ONCE = 200


def with_stories(digest: Digest, reader: Reader) -> Digest:
    """A digest with what its articles' stories say, as far as it rests on these articles.

    Args:
        digest: some articles of the library with their speakers, on no topic.
    """
    headline_of = {one.id: one.headline for one in digest.articles}
    kept = set(headline_of)
    quotes = {one.id for one in digest.quotes}
    topics: list[Topic] = []
    positions: list[Position] = []
    events: list[Event] = []
    differences: list[Discrepancy] = []
    story_of: dict[str, str] = {}
    for topic, members in _stories(reader, kept):
        found = tagged(records_of(reader, topic), topic.id, ())
        gone = _cited(found) - kept
        left = Digest(
            topics=tuple(_left(found.topics, gone)),
            positions=tuple(
                one if one.quote in quotes else one.model_copy(update={"quote": None})
                for one in _left(found.positions, gone)
            ),
            events=tuple(_left(found.events, gone)),
            discrepancies=tuple(_left(found.discrepancies, gone)),
        )
        headlines = [headline_of[one] for one in members]
        name = topic.name if topic.edited or topic.name in headlines else headlines[-1]
        topics += (one.model_copy(update={"name": name}) for one in left.topics)
        positions += left.positions
        events += left.events
        differences += left.discrepancies
        story_of |= dict.fromkeys(members, topic.id)
    known = {one.id for one in digest.actors}
    people = reader.actors_by_id(sorted({one.actor for one in positions} - known))
    return digest.model_copy(
        update={
            "actors": (*digest.actors, *_without_sides(people.values(), known)),
            "topics": tuple(topics),
            "positions": tuple(positions),
            "events": tuple(events),
            "discrepancies": tuple(differences),
            "quotes": tuple(
                one.model_copy(update={"topics": (story_of[one.citation.article],)})
                if one.citation.article in story_of
                else one
                for one in digest.quotes
            ),
        }
    )


def _stories(reader: Reader, kept: set[str]) -> Iterator[tuple[Topic, list[str]]]:
    """The stories that have some of the articles, with those articles."""
    for part in chunks(reader.stories(), _AT_ONCE):
        members = reader.articles_of_stories(one.id for one in part)
        wanted = {
            story: own
            for story, ids in members.items()
            if (own := [one for one in ids if one in kept])
        }
        topics = reader.topics_by_id(wanted)
        yield from ((topics[story], own) for story, own in wanted.items() if story in topics)


def _left(records: Iterable[T], gone: set[str]) -> Iterator[T]:
    for record in records:
        left = without(record, gone) if gone else record
        if left is not None:
            assert isinstance(left, type(record))  # noqa: S101  # for mypy
            yield left


def _cited(digest: Digest) -> set[str]:
    lists = [
        *(point.citations for topic in digest.topics for point in topic.key_points),
        *(one.citations for one in digest.positions),
        *(one.citations for one in digest.events),
        *(claim.citations for one in digest.discrepancies for claim in one.claims),
    ]
    return {citation.article for cited in lists for citation in cited}


def _without_sides(people: Iterable[Actor], known: set[str]) -> Iterator[Actor]:
    """People, without affiliations that the digest does not have."""
    for one in people:
        lone = one.affiliation is not None and one.affiliation not in known
        yield one.model_copy(update={"affiliation": None}) if lone else one
