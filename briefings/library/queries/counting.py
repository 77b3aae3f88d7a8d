"""Counts by topic, by actor and by outlet, and what changed since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, bindparam, func, select

from briefings.library.history import REMEMBERED, Version, leads_on
from briefings.library.prepared import Prepared
from briefings.library.queries.topics import Subject, Topics
from briefings.library.tables import (
    actor_counts,
    entries,
    evidence,
    outlets,
    removed,
    topic_counts,
    voices,
)
from briefings.models import Actor, Article

_ALL = 2**31 - 1
_COUNTED = [c for c in topic_counts.c if c.name not in ("topic", "revision")]
_COUNTS = Prepared(select(*_COUNTED).where(topic_counts.c.topic == bindparam("topic")))
_VOICES = Prepared(
    select(voices.c.creator, voices.c.utterances)
    .where(voices.c.topic == bindparam("topic"))
    .order_by(voices.c.utterances.desc(), voices.c.creator)
    .limit(bindparam("most", type_=Integer))
)
_TOPICS_OF = Prepared(
    lambda among: select(voices.c.topic, voices.c.utterances).where(among(voices.c.creator))
)
_QUOTED_ON = Prepared(
    lambda among: select(func.sum(voices.c.utterances)).where(
        voices.c.topic == bindparam("topic"), among(voices.c.creator)
    )
)
_EVIDENCE = Prepared(
    select(evidence.c.article, evidence.c.quotes, evidence.c.citations)
    .where(evidence.c.topic == bindparam("topic"))
    .order_by(evidence.c.machine, evidence.c.weight, evidence.c.place)
    .offset(bindparam("skip", type_=Integer))
    .limit(bindparam("most", type_=Integer))
)
_OUTLETS = Prepared(
    select(outlets.c.name).where(outlets.c.topic == "").distinct().order_by(outlets.c.name)
)
_CHANGED = Prepared(
    select(entries.c.key)
    .where(
        entries.c.section == bindparam("section"),
        entries.c.revision > bindparam("since"),
        ~entries.c.shadowed,
    )
    .order_by(entries.c.place)
)
_GONE = Prepared(
    select(removed.c.section, removed.c.id).where(removed.c.revision > bindparam("since"))
)
_COUNTS_OF = Prepared(
    lambda among: select(topic_counts.c.topic, *_COUNTED).where(among(topic_counts.c.topic))
)
_ACTOR_COUNTS = Prepared(
    select(actor_counts.c.actor, actor_counts.c.utterances, actor_counts.c.positions).where(
        actor_counts.c.revision > bindparam("since")
    )
)
_TOPIC_COUNTS = Prepared(
    select(topic_counts.c.topic, *_COUNTED).where(topic_counts.c.revision > bindparam("since"))
)


@dataclass(frozen=True, slots=True)
class ActorCounts:
    """The counts for an actor itself, without its members."""

    utterances: int = 0
    positions: int = 0


@dataclass(frozen=True, slots=True)
class TopicCounts:
    """The counts for a topic."""

    quotes: int = 0
    citations: int = 0
    """Citations of positions, events, discrepancies and key points, without quotations."""
    utterances: int = 0
    positions: int = 0
    events: int = 0
    discrepancies: int = 0
    articles: int = 0
    """Articles that something on the topic rests on."""
    machine: int = 0
    """How many of these are machine-written."""
    outlets: int = 0
    origins: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article, with how much rests on it."""

    article: Article
    quotes: int
    citations: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in actors, topics and counts since a revision."""

    version: Version
    """The version that these changes lead to."""
    complete: bool
    """False if too much happened in between: read everything again."""
    actors: tuple[Actor, ...] = ()
    topics: tuple[Subject, ...] = ()
    removed_actors: tuple[str, ...] = ()
    removed_topics: tuple[str, ...] = ()
    actor_counts: Mapping[str, ActorCounts] | None = None
    topic_counts: Mapping[str, TopicCounts] | None = None


class Counting(Topics):
    """Counts that are kept up to date as records change."""

    def changes(self, known: Version) -> Changes:
        """What changed after a version: new and changed records, removed ids."""
        since = known.revision
        if since < self.revision - REMEMBERED or not leads_on(self._connection, known):
            return Changes(self.version, complete=False)
        changed = {
            section: self._column(_CHANGED, {"section": section, "since": since})
            for section in ("actors", "topics")
        }
        actors = tuple(self._by_key("actors", Actor, changed["actors"]))
        topics = tuple(self._subjects(changed["topics"]))
        gone = self._rows(_GONE, {"since": since})
        back = {("actors", actor.id) for actor in actors}
        back |= {("topics", topic.id) for topic in topics}
        lost = sorted({(section, id_) for section, id_ in gone} - back)
        return Changes(
            version=self.version,
            complete=True,
            actors=actors,
            topics=topics,
            removed_actors=tuple(id_ for section, id_ in lost if section == "actors"),
            removed_topics=tuple(id_ for section, id_ in lost if section == "topics"),
            actor_counts=self._actor_counts(since),
            topic_counts=self._topic_counts(since),
        )

    def actor_counts(self) -> Mapping[str, ActorCounts]:
        """The counts of every actor that has any."""
        return self._actor_counts(-1)

    def topic_counts(self, topics: Iterable[str] | None = None) -> Mapping[str, TopicCounts]:
        """The counts of these topics, or of all, if any; the empty topic is the whole library."""
        if topics is None:
            return self._topic_counts(-1)
        return {topic: TopicCounts(*row) for topic, *row in self._those(_COUNTS_OF, topics)}

    def counts(self, topic: str | None) -> TopicCounts:
        """The counts of one topic, or of the whole library."""
        return next(
            (TopicCounts(*row) for row in self._rows(_COUNTS, {"topic": topic or ""})),
            TopicCounts(),
        )

    def outlets(self) -> Sequence[str]:
        """The casefolded names of all outlets and agencies with articles."""
        return self._column(_OUTLETS)

    def voices(self, topic: str, limit: int) -> Sequence[tuple[str, int]]:
        """The most quoted actors on a topic, with their numbers of utterances."""
        found = self._rows(_VOICES, {"topic": topic, "most": limit})
        return [(creator, count) for creator, count in found]

    def is_quoted(self, creators: Iterable[str], topic: str) -> bool:
        """Whether one of these has an utterance on the topic."""
        return self.count_quoted(creators, topic) > 0

    def count_quoted(self, creators: Iterable[str], topic: str) -> int:
        """How many utterances these have on the topic."""
        counts = (count for (count,) in self._those(_QUOTED_ON, creators, {"topic": topic}))
        return sum(int(count) for count in counts if count)

    def topics_of(self, creators: Iterable[str]) -> Mapping[str, int]:
        """The topics of these actors' words, with the numbers of utterances."""
        found: dict[str, int] = {}
        for topic, count in self._those(_TOPICS_OF, creators):
            found[topic] = found.get(topic, 0) + count
        return found

    def evidence(
        self, topic: str | None, *, offset: int = 0, limit: int | None = 10
    ) -> Sequence[Evidence]:
        """Articles by how much rests on them, machine-written ones last; without a topic, all."""
        limits = {"skip": offset, "most": _ALL if limit is None else limit}
        rows = self._rows(_EVIDENCE, {"topic": topic or "", **limits})
        found = self.articles(article for article, _, _ in rows)
        return [Evidence(found[id_], quotes, cited) for id_, quotes, cited in rows if id_ in found]

    def _actor_counts(self, since: int) -> dict[str, ActorCounts]:
        rows = self._rows(_ACTOR_COUNTS, {"since": since})
        return {actor: ActorCounts(*counts) for actor, *counts in rows}

    def _topic_counts(self, since: int) -> dict[str, TopicCounts]:
        rows = self._rows(_TOPIC_COUNTS, {"since": since})
        return {topic: TopicCounts(*counts) for topic, *counts in rows}
