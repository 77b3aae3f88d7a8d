"""Finds what is new on a topic: not seen before, wanted, and recent enough to be news."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from briefings.answers.catalog import Catalog
from briefings.answers.corrections import Corrections
from briefings.answers.findings import (
    discrepancies,
    events,
    facts_now,
    headlines,
    key_points,
    positions,
    quotations,
)
from briefings.answers.findings.fact import Fact
from briefings.answers.memory import Seen
from briefings.answers.wanted import Item, Wanted
from briefings.chronology import last_day, newest, published_on
from briefings.library import StoredUtterance
from briefings.models import Citation, Discrepancy, Event, Issue, KeyPoint, Position, Stance, Topic

T = TypeVar("T")

STILL_NEW = timedelta(days=10)
"""How long after its article an unseen finding is news: enough for a weekly briefing and for
articles that arrive some days late. Later it is only counted."""


class New(NamedTuple, Generic[T]):
    """A new fact, and the record behind it."""

    fact: Fact
    what: T


class Moved(NamedTuple):
    """A position that is new or has changed."""

    position: Position
    issue: Issue | None
    was: Stance | None


@dataclass(frozen=True, slots=True)
class Unseen:
    """What is new on a topic, the most important of each kind first.

    The kinds have the names of `limits.Share` and `daily.TopicNews`.
    """

    topic: Topic
    story: Fact | None
    """The story itself, if it was not shown before."""
    points: Sequence[New[KeyPoint]]
    quotes: Sequence[New[StoredUtterance]]
    moves: Sequence[New[Moved]]
    differences: Sequence[New[Discrepancy]]
    ahead: Sequence[New[Event]]
    stories: Sequence[New[Topic]] = ()
    """In a pinned topic: stories that are news only by their headline."""


@dataclass(slots=True)
class Comparison:
    """Sorts what the library says into old, new and corrected, topic by topic."""

    catalog: Catalog
    seen: Seen
    day: date
    first: bool
    """Whether nothing was posted before."""
    wanted: Wanted
    facts: dict[str, Fact] = field(default_factory=dict)
    """Everything that the library says on the topics, by key."""
    older: set[str] = field(default_factory=set)
    """Keys of unseen facts that are too old to be news."""
    undated: bool = False
    """Whether something without a known day came: then the newest report may be today's."""

    now: dict[str, Fact] = field(init=False)
    """What the library now says instead of what was shown."""
    then: Corrections = field(init=False)
    """What happened to what was shown before."""
    _points_seen: frozenset[tuple[str, str]] = field(init=False)
    """The topic and the fingerprint of each key point that was seen."""

    def __post_init__(self) -> None:
        self._points_seen = frozenset(
            (key.rpartition(":")[0], entry["of"])
            for key, entry in self.seen.items()
            if key.startswith("point:")
        )
        found = facts_now(self.catalog, self.seen, self.day)
        self.now = {fact.key: fact for fact in found}
        self.then = Corrections(self.catalog, self.seen, self.now)

    def on(self, topic: Topic) -> Unseen:
        """What is new on the topic, whatever was found on others."""
        return Unseen(
            topic,
            self._story(topic),
            points=self._points(topic),
            quotes=self._quotes(topic),
            moves=self._moves(topic),
            differences=self._differences(topic),
            ahead=self._ahead(topic),
        )

    def _story(self, topic: Topic) -> Fact | None:
        if not topic.story:
            return None
        fact = headlines.fact(self.catalog, topic)
        if fact.is_in(self.seen) or not self._is_wanted(fact):
            return None
        if not self._is_news([topic.as_of], topic):
            return None
        return fact

    def _points(self, topic: Topic) -> list[New[KeyPoint]]:
        found = [
            New(fact, point)
            for fact, point in key_points.facts(topic)
            if not self._said(topic, fact)
        ]
        self.catalog.need(cited for one in found for cited in one.what.citations)
        return self._new(topic, found, lambda one: self._days(one.citations))

    def _differences(self, topic: Topic) -> list[New[Discrepancy]]:
        found = self.catalog.reader.discrepancies(topic.id)
        self.catalog.need(one for item in found for claim in item.claims for one in claim.citations)
        return self._new(
            topic,
            (New(discrepancies.fact(one), one) for one in found),
            lambda one: self._days(cited for claim in one.claims for cited in claim.citations),
        )

    def _ahead(self, topic: Topic) -> list[New[Event]]:
        found = self.catalog.reader.announced(topic.id, self.day)
        self.catalog.need(cited for one in found for cited in one.citations)

        def days(one: Event) -> Iterable[str | None]:
            # An event that begins on a future day is news; "from August on" ages.
            coming = last_day(one.start_date) >= self.day
            return [self.day.isoformat()] if coming else self._days(one.citations)

        return self._new(topic, (New(events.fact(one), one) for one in found), days)

    def _new(
        self,
        topic: Topic,
        found: Iterable[New[T]],
        days: Callable[[T], Iterable[str | None]],
    ) -> list[New[T]]:
        """The unseen facts that are wanted and news."""
        new = [one for one in found if not one.fact.is_in(self.seen)]
        wanted = self.wanted.among([Item(one.fact.text, one.fact.articles) for one in new])
        return [
            one
            for one, is_wanted in zip(new, wanted, strict=True)
            if is_wanted and self._is_news(days(one.what), topic, one.fact.key)
        ]

    def _said(self, topic: Topic, fact: Fact) -> bool:
        """Whether the same sentence was seen with other citations, as more reports add some.

        Earlier briefings on a pinned topic recorded its stories' sentences as the topic's own.
        """
        about = (topic.id, *topic.held_by)
        return any((f"point:{one}", fact.of) in self._points_seen for one in about)

    def _quotes(self, topic: Topic) -> list[New[StoredUtterance]]:
        new = [
            New(quotations.utterance_fact(one), one)
            for one in quotations.said_on(self.catalog, topic)
            if not quotations.utterance_fact(one).is_in(self.seen)
            and not any(quotations.quote_key(quote) in self.then.corrected for quote in one.quotes)
        ]
        items = [
            Item(
                "\n".join(quote.text for quote in one.what.quotes),
                [quote.citation.article for quote in one.what.quotes],
            )
            for one in new
        ]
        wanted = self.wanted.among(items)
        return [
            one
            for one, is_wanted in zip(new, wanted, strict=True)
            if is_wanted and self._is_news(self._said_on(one.what), topic, one.fact.key)
        ]

    def _said_on(self, one: StoredUtterance) -> Iterable[str | None]:
        """When the words were reported; else when they were said."""
        reported = [day for day in self._days(quote.citation for quote in one.quotes) if day]
        return reported or [quote.spoken_on for quote in one.quotes]

    def _moves(self, topic: Topic) -> list[New[Moved]]:
        """Positions that are new or have changed; none in a first briefing, when all are new."""
        if self.first:
            return []
        found = positions.on(self.catalog, topic)
        self.catalog.need(cited for one in found for cited in one.citations)
        issues = {issue.id: issue for issue in topic.issues}
        moves: list[New[Moved]] = []
        for fact, position in positions.held(found):
            entry = self._held_before(fact, position)
            before = Stance(entry["of"].split(" ")[0]) if entry else None
            shown = positions.fact(position)
            if before is position.stance or not self._is_wanted(shown):
                continue
            if entry and shown.key in self.then.corrected:
                continue
            if self._is_news(self._held_on(position), topic):
                issue = issues.get(position.issue or "")
                moves.append(New(shown, Moved(position, issue, before)))
        stated = (New(fact, position) for fact, position in positions.stated(found))
        said = self._new(topic, stated, self._held_on)
        return [*moves, *(New(one.fact, Moved(one.what, None, None)) for one in said)]

    def _held_before(self, fact: Fact, position: Position) -> Mapping[str, Any] | None:
        """An actor's position as last seen, on a story or on a topic that contains it."""
        others = (positions.held_key(position, topic) for topic in position.also_on)
        keys = (fact.key, *(f"{fact.kind}:{one}" for one in others))
        return next((self.seen[key] for key in keys if key in self.seen), None)

    def _held_on(self, position: Position) -> Iterable[str | None]:
        return [*self._days(position.citations), position.as_of]

    def _is_wanted(self, fact: Fact) -> bool:
        return self.wanted.among([Item(fact.text, fact.articles)])[0]

    # Is it news?

    def _days(self, citations: Iterable[Citation]) -> list[str | None]:
        """The days of the cited articles, as far as known."""
        cited = (self.catalog.article(one.article) for one in citations)
        return [published_on(article) for article in cited if article]

    def _is_news(self, days: Iterable[str | None], topic: Topic, key: str = "") -> bool:
        """Whether this is recent enough to be news; older findings are recorded by key.

        Without a known day it counts as recent, unless everything is new: then it is as old as its
        topic.
        """
        known = newest(days) or (topic.as_of if self.first else None)
        if known is None:
            self.undated = self.undated or not self.first
            return True
        if self.day - last_day(known) <= STILL_NEW:
            return True
        if key:
            self.older.add(key)
        return False
