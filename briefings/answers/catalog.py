"""A digest with every index that answering needs, built once and then only read."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from briefings.answers.corpus import Corpus
from briefings.answers.parts import (
    Ambiguous,
    Holdings,
    NotFound,
    Report,
    SourceCounts,
    Utterance,
)
from briefings.answers.questions import NameKind
from briefings.answers.utterances import Spoken, group, report, utterance
from briefings.matching import Choice, Entry, Found, Matcher, Tie, fold
from briefings.models import Actor, ActorKind, Article, Citation, Digest, Position, Quote, Topic

_KEPT = 512
"""Laid-out utterances that a catalog keeps."""

Wanted = Callable[[str], bool]
"""Which ids there is an answer on."""
Resolved = NotFound | Ambiguous
"""What comes back instead of a record when a name does not lead to one."""


def _any(_: str) -> bool:
    return True


class Catalog:
    """Records by id, by topic and by speaker; names; utterances.

    What refers to a record that the digest does not hold is left out: answering never fails on
    it. (The loader refuses such digests; a digest put together in memory may still be one.)
    """

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self.articles = {article.id: article for article in digest.articles}
        self.actors = {actor.id: actor for actor in digest.actors}
        self.topics = {topic.id: topic for topic in digest.topics}
        outlets = (o for a in digest.articles for o in (a.publisher, a.provider) if o)
        self._outlets = {fold(outlet).removeprefix("the ") for outlet in outlets}
        self.quotes = {
            quote.id: quote for quote in digest.quotes if quote.citation.article in self.articles
        }
        self._sides: dict[str, str] = {}
        self._members: dict[str, list[str]] = defaultdict(list)
        for actor in digest.actors:
            self._place(actor)
        self.spoken = group(self.quotes.values(), self.articles)
        self.utterance: Callable[[Spoken], Utterance] = lru_cache(_KEPT)(
            lambda spoken: utterance(spoken, self.articles, self.actors)
        )
        """The utterance laid out. Those asked for last are kept: comparing wordings takes time."""
        self._index_spoken()
        self.positions: dict[str, list[Position]] = defaultdict(list)
        for position in digest.positions:
            if position.actor in self.actors and position.topic in self.topics:
                self.positions[position.topic].append(position)
        self.eventful = {topic for event in digest.events for topic in event.topics}
        """Ids of the topics of events."""
        self.disputed = {topic for one in digest.discrepancies for topic in one.topics}
        """Ids of the topics of discrepancies."""
        self.corpus = Corpus(self.spoken)
        self._count_evidence()
        self._index_names()

    # Who belongs to whom.

    def _place(self, actor: Actor) -> None:
        """Note the actor as a member of every actor above it, and the topmost as its side."""
        seen, top = {actor.id}, actor
        while top.affiliation in self.actors and top.affiliation not in seen:
            top = self.actors[top.affiliation]
            seen.add(top.id)
            self._members[top.id].append(actor.id)
        self._sides[actor.id] = top.id

    def side(self, actor: str) -> Actor:
        """The top of the actor's chain of affiliations; itself where it has none."""
        return self.actors[self._sides[actor]]

    def within(self, actor: str) -> tuple[str, ...]:
        """The ids of the actor and of all who belong to it, directly or not."""
        return (actor, *self._members.get(actor, ()))

    def speakers_of(self, actor: str) -> tuple[Actor, ...]:
        """Who of the actor's members is quoted or holds positions, the most quoted first."""
        ids = [member for member in self._members.get(actor, ()) if self.weight(member) > 0]
        return tuple(self.actors[i] for i in sorted(ids, key=lambda i: -self.weight(i)))

    # Words.

    def _index_spoken(self) -> None:
        self._spoken_by: dict[str, list[Spoken]] = defaultdict(list)
        self.spoken_on: dict[str, list[Spoken]] = defaultdict(list)
        """Utterances by topic, newest first."""
        self.voices: dict[str, Counter[str]] = defaultdict(Counter)
        """How many utterances of whom, by topic."""
        self.best_of: dict[str, dict[str, Spoken]] = defaultdict(dict)
        """By topic, each speaker's utterance that a briefing should quote first."""
        for spoken in self.spoken:
            for topic in spoken.topics:
                self.spoken_on[topic].append(spoken)
            if spoken.creator not in self.actors:
                continue
            self._spoken_by[spoken.creator].append(spoken)
            for topic in spoken.topics:
                self.voices[topic][spoken.creator] += 1
                best = self.best_of[topic].get(spoken.creator)
                if spoken.telling and (best is None or spoken.telling < (best.telling or ())):
                    self.best_of[topic][spoken.creator] = spoken

    def said_by(self, actor: str) -> Sequence[Spoken]:
        """Utterances of the actor and its members, newest first."""
        speakers = [i for i in self.within(actor) if i in self._spoken_by]
        if len(speakers) == 1:
            return self._spoken_by[speakers[0]]
        own = [spoken for speaker in speakers for spoken in self._spoken_by[speaker]]
        return sorted(own, key=lambda one: one.order)

    def is_quoted(self, actor: str, topic: str | None = None) -> bool:
        """Are there words of the actor or of its members (on the topic)?"""
        speakers = self._spoken_by if topic is None else self.voices[topic]
        return any(one in speakers for one in self.within(actor))

    def report(self, quote: Quote) -> Report:
        return report(quote, self.articles)

    # What rests on which article.

    def _count_evidence(self) -> None:
        """Count, per topic (and over all as None), quotations and other citations by article."""
        self.quote_counts: dict[str | None, Counter[str]] = defaultdict(Counter)
        self.citation_counts: dict[str | None, Counter[str]] = defaultdict(Counter)
        for quote in self.quotes.values():
            for topic in (None, *dict.fromkeys(quote.topics)):
                self.quote_counts[topic][quote.citation.article] += 1
        for position in self.digest.positions:
            self._count((position.topic,), position.citations)
        for event in self.digest.events:
            self._count(event.topics, event.citations)
        for discrepancy in self.digest.discrepancies:
            for claim in discrepancy.claims:
                self._count(discrepancy.topics, claim.citations)
        for about in self.digest.topics:
            for point in about.key_points:
                self._count((about.id,), point.citations)

    def _count(self, topics: Iterable[str], citations: Iterable[Citation]) -> None:
        for citation in citations:
            if citation.article in self.articles:
                for topic in (None, *dict.fromkeys(topics)):
                    self.citation_counts[topic][citation.article] += 1

    def evidence(self, topic: str | None) -> list[Article]:
        """The articles that something on the topic rests on; all articles for None."""
        if topic is None:
            return list(self.articles.values())
        used = self.quote_counts[topic] + self.citation_counts[topic]
        return [article for article in self.articles.values() if article.id in used]

    def has_evidence(self, topic: str) -> bool:
        return bool(self.quote_counts[topic] or self.citation_counts[topic])

    def holdings(self, topic: Topic) -> Holdings:
        return Holdings(
            topic,
            articles=self.has_evidence(topic.id),
            positions=topic.id in self.positions,
            events=topic.id in self.eventful,
        )

    def counts(self, topic: str | None) -> SourceCounts:
        return count_sources(self.evidence(topic))

    def is_outlet(self, name: str) -> bool:
        """Is this an outlet or an agency, which reports words and does not speak them?"""
        return fold(name).removeprefix("the ") in self._outlets

    # Names.

    def _index_names(self) -> None:
        self._weights: dict[str, float] = {
            actor: float(len(self._spoken_by.get(actor, ()))) for actor in self.actors
        }
        for position in self.digest.positions:
            if position.actor in self._weights:
                self._weights[position.actor] += 0.5
        names = Counter(actor.name.casefold() for actor in self.actors.values())
        self.people = Matcher(
            (
                self._entry(actor, self._breadth(actor), twin=names[actor.name.casefold()] > 1)
                for actor in self.actors.values()
            ),
            surnames=True,
        )
        self.subjects = Matcher(
            Entry(topic.id, topic.name, topic.keywords, self._topic_weight(topic))
            for topic in self.topics.values()
        )
        self._holders = {topic: self._holders_of(topic) for topic in (None, *self.topics)}

    def weight(self, actor: str) -> float:
        """How much the digest has of the actor itself: utterances, and half a point a position."""
        return self._weights[actor]

    def _breadth(self, actor: Actor) -> float:
        """The actor's weight with a little of its members', who are better asked themselves."""
        return self.weight(actor.id) + 0.1 * sum(map(self.weight, self._members.get(actor.id, ())))

    def _entry(self, actor: Actor, weight: float, *, twin: bool = False) -> Entry:
        above = self.actors.get(actor.affiliation) if actor.affiliation else None
        known_by = actor.job_title or (above.name if above else None)
        label = f"{actor.name} ({known_by})" if twin and known_by else ""
        return Entry(actor.id, actor.name, actor.alternate_names, weight, label)

    def _topic_weight(self, topic: Topic) -> float:
        counts = self.quote_counts[topic.id].total() + self.citation_counts[topic.id].total()
        return float(counts)

    def _holders_of(self, topic: str | None) -> Matcher:
        """Who can be set side by side on the topic: sides first, then whoever holds positions."""
        held: Counter[str] = Counter()
        for position in self.digest.positions:
            if position.actor in self.actors and topic in (None, position.topic):
                held[position.actor] += 1
                held[self._sides[position.actor]] += 1_000
        return Matcher(
            (self._entry(self.actors[actor], float(count)) for actor, count in held.items()),
            surnames=True,
        )

    def topic(self, text: str, wanted: Wanted = _any) -> Topic | Resolved:
        """The topic that a name means; a miss names the nearest of those `wanted`."""
        found = self._find(self.subjects, "topic", text, wanted)
        return self.topics[found] if isinstance(found, str) else found

    def actor(
        self, text: str, kind: NameKind = "person", wanted: Wanted = _any
    ) -> Actor | Resolved:
        """The actor that a name means; `kind` is what a miss calls it, of those `wanted`."""
        found = self._find(self.people, kind, text, wanted)
        return self.actors[found] if isinstance(found, str) else found

    def _find(self, matcher: Matcher, kind: NameKind, text: str, wanted: Wanted) -> str | Resolved:
        finding = matcher.find(text, wanted)
        if isinstance(finding, Found):
            return finding.id
        if isinstance(finding, Tie):
            return Ambiguous(kind, text, tuple(map(matcher.name, finding.ids)))
        return NotFound(kind, text, tuple(map(matcher.name, finding.nearest)), finding.near)

    def holders(self, topic: str) -> set[str]:
        """Ids of those with positions on the topic, and of their sides."""
        held = {position.actor for position in self.positions.get(topic, ())}
        return held | {self._sides[actor] for actor in held}

    def complete_topic(self, text: str, limit: int = 25) -> list[Choice]:
        return self.subjects.complete(text, limit)

    def complete_person(self, text: str, limit: int = 25) -> list[Choice]:
        return self.people.complete(text, limit)

    def complete_side(self, topic: str, text: str, limit: int = 25) -> list[Choice]:
        """Sides of the topic; of all topics where `topic` is not yet a topic."""
        found = self.subjects.find(topic) if topic.strip() else None
        holders = self._holders[found.id if isinstance(found, Found) else None]
        return holders.complete(text, limit)

    def most_quoted(self, most: int) -> tuple[Actor, ...]:
        """Those with the most utterances of their own, persons before organisations."""
        speaking = [self.actors[actor] for actor in self._spoken_by]
        speaking.sort(key=lambda a: (a.kind is not ActorKind.PERSON, -len(self._spoken_by[a.id])))
        return tuple(speaking[:most])

    def topic_choices(self, ids: Iterable[str], limit: int = 5) -> tuple[Choice, ...]:
        """Topics to suggest, those with most in the digest first."""
        return _among(ids, self.complete_topic("", len(self.topics)), limit)

    def person_choices(self, ids: Iterable[str], limit: int = 5) -> tuple[Choice, ...]:
        """Actors to suggest, those with most in the digest first."""
        return _among(ids, self.complete_person("", len(self.actors)), limit)


def _among(ids: Iterable[str], choices: Iterable[Choice], most: int) -> tuple[Choice, ...]:
    """The first choices of these ids."""
    wanted = set(ids)
    return tuple(choice for choice in choices if choice.id in wanted)[:most]


def count_sources(articles: Iterable[Article]) -> SourceCounts:
    """Count articles, the outlets that carry them and the independent origins behind them."""
    found = list(articles)
    return SourceCounts(
        articles=len(found),
        outlets=len({article.publisher.casefold() for article in found if article.publisher}),
        origins=len({article.origin.casefold() for article in found if article.origin}),
        machine_written=sum(article.is_machine_written for article in found),
    )
