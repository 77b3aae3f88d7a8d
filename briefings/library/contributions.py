"""What a record contributes to the tables that answer questions.

All of them are sums over the counting records: a new record adds its part, a removed one subtracts
it. So the cost of a change depends only on what the changed record touches.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import assert_never

from briefings.digest.layout import AnyRecord
from briefings.edtf import earliest, latest
from briefings.models import (
    Actor,
    Article,
    Citation,
    Discrepancy,
    Event,
    EventStatus,
    Position,
    Quote,
    Topic,
)

EVERYTHING = ""
"""The topic for counts over all topics."""
PINNED = "pinned"
"""The list of topics that hold stories."""


@dataclass(slots=True)
class Changes:
    """Sums of contributions, and what they require to be recomputed."""

    topics: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    actors: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    evidence: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """By topic and article: the numbers of quotations and of other citations, and whether the
    article joins (1) or leaves (-1) the topic's story."""
    articles: set[str] = field(default_factory=set)
    """Ids of new, changed and removed articles."""
    former_articles: set[str] = field(default_factory=set)
    """Those that existed before."""
    utterances: set[tuple[str, str | None]] = field(default_factory=set)

    def add(self, record: AnyRecord, sign: int) -> None:
        """Count a new record (`sign` 1) or a removed one (-1)."""
        match record:
            case Article():
                self._article(record, sign)
            case Actor():
                self._actor(record, sign)
            case Topic():
                self._topic(record, sign)
            case Quote():
                self._quote(record, sign)
            case Position():
                self._position(record, sign)
            case Event():
                self._event(record, sign)
            case Discrepancy():
                self._discrepancy(record, sign)
            case _:
                assert_never(record)

    def _article(self, article: Article, sign: int) -> None:
        self.articles.add(article.id)
        if sign < 0:
            self.former_articles.add(article.id)

    def _actor(self, actor: Actor, sign: int) -> None:
        if actor.affiliation:
            self._mention((actor.affiliation,), sign)

    def _topic(self, topic: Topic, sign: int) -> None:
        for point in topic.key_points:
            self._cite((topic.id, *topic.held_by), point.citations, sign)

    def _position(self, position: Position, sign: int) -> None:
        self._list((position.topic, *position.also_on), "positions", sign)
        self.actors[position.actor]["positions"] += sign
        self._mention((position.actor,), sign)
        self._cite((position.topic, *position.also_on), position.citations, sign)

    def _event(self, event: Event, sign: int) -> None:
        self._list(event.topics, "events", sign)
        self._mention(event.attendees, sign)
        self._cite(event.topics, event.citations, sign)

    def _discrepancy(self, discrepancy: Discrepancy, sign: int) -> None:
        self._list(discrepancy.topics, "discrepancies", sign)
        for claim in discrepancy.claims:
            self._cite(discrepancy.topics, claim.citations, sign)

    def _quote(self, quote: Quote, sign: int) -> None:
        self.utterances.add((quote.utterance, quote.creator))
        if quote.creator:
            self._mention((quote.creator,), sign)
        for topic in (EVERYTHING, *dict.fromkeys(quote.topics)):
            self.topics[topic]["quotes"] += sign
            self._rest(topic, quote.citation.article)[0] += sign

    def _list(self, topics: Iterable[str], column: str, sign: int) -> None:
        for topic in (EVERYTHING, *dict.fromkeys(topics)):
            self.topics[topic][column] += sign

    def _mention(self, actors: Iterable[str], sign: int) -> None:
        for actor in actors:
            self.actors[actor]["mentions"] += sign

    def _cite(self, topics: Iterable[str], citations: Iterable[Citation], sign: int) -> None:
        about = (EVERYTHING, *dict.fromkeys(topics))
        for citation in citations:
            for topic in about:
                self.topics[topic]["citations"] += sign
                self._rest(topic, citation.article)[1] += sign

    def _rest(self, topic: str, article: str) -> list[int]:
        return self.evidence.setdefault((topic, article), [0, 0, 0])

    def belong(self, topic: str, article: str, sign: int) -> None:
        """Count an article into a story (`sign` 1) or out of it (-1)."""
        self._rest(topic, article)[2] += sign


Order = tuple[int, int, int]
_UNSORTED: Order = (0, 0, 0)


def listed(record: AnyRecord) -> Iterable[tuple[str, Order]]:
    """The lists that have a topic, position, event or discrepancy, and its sort key there.

    Events are sorted by first day, then last day; on one day, past before planned ones. A pinned
    topic's newest story comes first.
    """
    match record:
        case Topic():
            day = latest(record.as_of).toordinal() if record.as_of else 0
            pinned = [(PINNED, _UNSORTED)] if record.pinned else []
            return [*pinned, *_under(record.held_by, (-day, 0, 0))]
        case Position():
            about = _under((record.topic, *record.also_on))
            return [*about, (f"a:{record.actor}", _UNSORTED)]
        case Event():
            first = earliest(record.start_date).toordinal()
            last = latest(record.end_date or record.start_date).toordinal()
            order = (first, last, int(record.status is EventStatus.PLANNED))
            return [*_under(record.topics, order), (EVERYTHING, order)]
        case Discrepancy():
            return [*_under(record.topics), (EVERYTHING, _UNSORTED)]
        case Article() | Actor() | Quote():
            return ()
        case _:
            assert_never(record)


def _under(topics: Iterable[str], order: Order = _UNSORTED) -> list[tuple[str, Order]]:
    return [(f"t:{topic}", order) for topic in dict.fromkeys(topics)]
