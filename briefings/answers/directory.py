"""Who and what can be asked about: everybody's and the topics' names, and how much there is.

Only this is kept in memory, because names are completed as people type and found despite typing
errors. Everything else comes from the library. Only the newest stories are here; see `topic_names`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import islice
from threading import Lock, RLock

from briefings.answers.parts import Ambiguous, NotFound
from briefings.answers.questions import NameKind
from briefings.answers.topic_names import STORIES, Standing, TopicNames
from briefings.library import ActorCounts, Changes, Reader, Subject, TopicCounts
from briefings.matching import Choice, Entry, Found, Matcher, Tie
from briefings.models import Actor, ActorKind
from briefings.text.folding import fold

Wanted = Callable[[str], bool]
"""Tells which ids have an answer."""
Resolved = NotFound | Ambiguous
"""What comes back instead of a record when a name does not lead to one."""

_SIDE = 1_000
"""Weight of a position for the holder's side, where the side's own count 1: sides come first."""


def _any(_: str) -> bool:
    return True


class Directory:
    """Names with their counts, as of one revision of the library; `follow` takes a newer one.

    Any number of threads may ask at once, even while it follows.
    """

    def __init__(self, reader: Reader, stories: int = STORIES) -> None:
        """Keeps the newest `stories` stories, and a few more."""
        self._lock = RLock()
        self._following = Lock()
        self.version = reader.version
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in reader.actors()}
        """Never changed in place: others may be going through it."""
        self._topics = TopicNames(reader, stories)
        self._order = {actor: number for number, actor in enumerate(self.actors)}
        self._members: dict[str, tuple[str, ...]] = {}
        """Who belongs to whom directly. Never changed in place: others may be reading it."""
        self._namesakes: dict[str, set[str]] = defaultdict(set)
        for actor in self.actors.values():
            self._note(actor)
        self._counts: dict[str, ActorCounts] = dict(reader.actor_counts())
        self._ranked_holders: dict[str | None, Mapping[str, float]] = {}
        self._outlets = _folded(reader.outlets())
        self._people = Matcher(map(self._entry, self.actors.values()), surnames=True)

    # Following the library.

    def follow(self, reader: Reader) -> bool:
        """Take over the changes up to the reader's revision.

        Returns:
            False if too much changed: then make a new directory.
        """
        with self._following:
            if reader.version == self.version or reader.revision < self.version.revision:
                return True
            changes = reader.changes(self.version)
            if not changes.complete:
                return False
            self._follow_topics(changes, reader)
            self._follow_actors(changes)
            outlets = _folded(reader.outlets())
            with self._lock:
                self._outlets = outlets
                self.version = changes.version
            return True

    def _follow_actors(self, changes: Changes) -> None:
        touched: dict[str, None] = {}
        if changes.actors or changes.removed_actors:
            touched.update(dict.fromkeys(self._follow_names(changes)))
        for actor_id, counts in (changes.actor_counts or {}).items():
            with self._lock:
                self._counts[actor_id] = counts
                touched.update(dict.fromkeys((actor_id, *_above(self.actors, actor_id))))
        for actor_id in touched:  # a little at a time, so that questions need not wait
            with self._lock:
                if actor_id in self.actors:
                    self._people.put(self._entry(self.actors[actor_id]))
        if changes.actors or changes.removed_actors:
            with self._lock:
                self._ranked_holders = {}  # sides may have changed

    def _follow_names(self, changes: Changes) -> Iterable[str]:
        """Take over new, changed and removed actors; whose entries change with them."""
        before = self.actors
        both = {**before, **{actor.id: actor for actor in changes.actors}}
        gone = {one for one in changes.removed_actors if one in before}
        touched: list[str] = []
        with self._lock:
            self.actors = both  # actors that leave stay known until no name leads to them
        for actor_id in gone:
            with self._lock:
                touched += self._forget(before, actor_id)
                self._people.remove(actor_id)
        for actor in changes.actors:
            with self._lock:
                if actor.id in before:
                    touched += self._forget(before, actor.id)
                touched += self._take(actor)
        if gone:
            with self._lock:
                self.actors = {one: actor for one, actor in both.items() if one not in gone}
        return touched

    def _follow_topics(self, changes: Changes, reader: Reader) -> None:
        for step in self._topics.follow(changes, reader):
            with self._lock:  # a little at a time, so that questions need not wait
                step()
                self._ranked_holders = {}

    def _take(self, actor: Actor) -> Iterable[str]:
        """Record a new or changed actor; whose entries change with it."""
        self._order.setdefault(actor.id, len(self._order))
        self._note(actor)
        # Namesakes are distinguished by what they belong to, and weigh with their members.
        return [
            actor.id,
            *self._namesakes[actor.name.casefold()],
            *_above(self.actors, actor.id),
            *self._members.get(actor.id, ()),
        ]

    def _forget(self, before: Mapping[str, Actor], actor_id: str) -> Iterable[str]:
        """Forget an actor that left or changes; whose entries change with it."""
        actor = before[actor_id]
        namesakes = self._namesakes[actor.name.casefold()]
        namesakes.discard(actor_id)
        if actor.affiliation:
            kept = (one for one in self._members.get(actor.affiliation, ()) if one != actor_id)
            self._members[actor.affiliation] = tuple(kept)
        return [*_above(before, actor_id), *self._members.get(actor_id, ()), *namesakes]

    def _note(self, actor: Actor) -> None:
        self._namesakes[actor.name.casefold()].add(actor.id)
        if actor.affiliation:
            self._members[actor.affiliation] = (
                *self._members.get(actor.affiliation, ()),
                actor.id,
            )

    # Who belongs to whom.

    def side(self, actor_id: str) -> Actor:
        """The top of the actor's chain of affiliations; the actor itself if it has none.

        Raises:
            KeyError: there is no such actor (any more): ask the `Catalog` of a question.
        """
        return side_among(self.actors, actor_id)

    def within(self, actor_id: str) -> tuple[str, ...]:
        """The ids of the actor and of all its direct and indirect members."""
        found, left = {actor_id}, [actor_id]
        while left:
            new = [one for one in self._members.get(left.pop(), ()) if one not in found]
            found.update(new)
            left += new
        found.discard(actor_id)
        return (actor_id, *sorted(found & self.actors.keys(), key=self._order.__getitem__))

    # How much there is.

    def utterances(self, actor_id: str) -> int:
        """How many utterances the actor itself has."""
        counts = self._counts.get(actor_id)
        return counts.utterances if counts else 0

    def weight(self, actor_id: str) -> float:
        """The actor's own weight: its utterances, plus half a point per position."""
        counts = self._counts.get(actor_id)
        return counts.utterances + 0.5 * counts.positions if counts else 0.0

    def counts(self, topic_id: str | None) -> TopicCounts:
        """The counts for a topic in memory; for everything if None."""
        return self._topics.counts(topic_id or "")

    def has_evidence(self, topic_id: str) -> bool:
        return self.counts(topic_id).articles > 0

    def has_events(self, topic_id: str) -> bool:
        return self.counts(topic_id).events > 0

    def has_differences(self, topic_id: str) -> bool:
        return self.counts(topic_id).discrepancies > 0

    def has_positions(self, topic_id: str) -> bool:
        return any(actor in self.actors for actor in self._topics.holders(topic_id))

    def is_quoted(self, actor_id: str) -> bool:
        """Whether there are words of the actor or its members."""
        return any(self.utterances(one) for one in self.within(actor_id))

    def is_outlet(self, name: str) -> bool:
        """Whether this is an outlet or an agency, which reports words instead of speaking them."""
        return fold(name).removeprefix("the ") in self._outlets

    def most_quoted(self, most: int) -> tuple[Actor, ...]:
        """The actors with the most utterances of their own, people before organisations."""
        speaking = [a for a in self.actors.values() if self.utterances(a.id)]
        return tuple(
            nsmallest(
                most,
                speaking,
                key=lambda a: (a.kind is not ActorKind.PERSON, -self.utterances(a.id)),
            )
        )

    # Names.

    def _entry(self, actor: Actor) -> Entry:
        above = self.actors.get(actor.affiliation) if actor.affiliation else None
        known_by = actor.job_title or (above.name if above else None)
        twin = len(self._namesakes[actor.name.casefold()]) > 1
        label = f"{actor.name} ({known_by})" if twin and known_by else ""
        # A little of its members' weight: it is better to ask for them directly.
        below = sum(map(self.weight, self.within(actor.id)[1:]))
        weight = self.weight(actor.id) + 0.1 * below
        return Entry(actor.id, actor.name, actor.alternate_names, weight, label)

    @property
    def subjects(self) -> Mapping[str, Subject]:
        """The topics in memory. Never changed in place: others may be iterating over it."""
        return self._topics.subjects

    def standings(self, most: int | None = None) -> Iterator[Standing]:
        """At most `most` topics in memory, most salient first (see `salience`)."""
        with self._lock:
            ranked = list(islice(self._topics.ranked(), most))
        for topic in ranked:
            with self._lock:
                standing = self._topics.standing(topic) if topic in self.subjects else None
            if standing:
                yield standing

    def nearest_topics(
        self, text: str, wanted: Wanted = _any, *, in_articles: bool = False
    ) -> NotFound:
        """What a miss says: the closest wanted topics in memory."""
        with self._lock:
            nearest, near = self._topics.nearest(text, wanted)
        return NotFound("topic", text, nearest, near, in_articles)

    def actor(
        self, text: str, kind: NameKind = "person", wanted: Wanted = _any
    ) -> Actor | Resolved:
        """The actor that a name means, of those `wanted`; `kind` is what a miss calls it."""
        with self._lock:
            found = _resolved(self._people, kind, text, wanted)
            return self.actors[found] if isinstance(found, str) else found

    def find_person(self, text: str) -> Found | Tie | None:
        with self._lock:
            return self._people.match(text)

    def find_topic(self, text: str, *, forgiving: bool = True) -> Found | Tie | None:
        """The topic in memory that a name means."""
        with self._lock:
            return self._topics.match(text, forgiving=forgiving)

    def complete_topic(self, text: str, limit: int = 25) -> list[Choice]:
        with self._lock:
            return self._topics.complete(text, limit)

    def complete_person(self, text: str, limit: int = 25) -> list[Choice]:
        with self._lock:
            return self._people.complete(text, limit)

    def complete_side(self, topic: str, text: str, limit: int = 25) -> list[Choice]:
        """Sides of the topic; of all topics if `topic` is not yet a topic."""
        with self._lock:
            found = self._topics.match(topic)
            among = self._holders_ranked(found.id if isinstance(found, Found) else None)
            return self._people.complete(text, limit, among)

    def _holders_ranked(self, topic_id: str | None) -> Mapping[str, float]:
        """Who can be compared on the topic: sides first, then others who hold positions."""
        ranked = self._ranked_holders.get(topic_id)
        if ranked is None:
            names = self._topics
            held = names.main_holders() if topic_id is None else [names.holders(topic_id)]
            ranked = self._ranked_holders[topic_id] = self.ranked_sides(held)
        return ranked

    def ranked_sides(self, held: Iterable[Mapping[str, int]]) -> Mapping[str, float]:
        """Those who hold positions, and their sides, ranked.

        Args:
            held: for each topic, who has how many positions on it.
        """
        made: dict[str, float] = defaultdict(float)
        for holders in held:
            for actor_id, positions in holders.items():
                if actor_id in self.actors:
                    made[actor_id] += positions
                    made[self.side(actor_id).id] += _SIDE * positions
        return dict(made)

    def holders(self, topic_id: str) -> Collection[str]:
        """Ids of those with positions on a topic in memory, and of their sides."""
        with self._lock:
            return self._holders_ranked(topic_id).keys()

    def topic_choices(self, ids: Iterable[str] | Wanted, limit: int = 5) -> tuple[Choice, ...]:
        """Topics to suggest, the most salient first."""
        with self._lock:
            return _among(self._topics, ids, limit)

    def person_choices(self, ids: Iterable[str] | Wanted, limit: int = 5) -> tuple[Choice, ...]:
        """Actors to suggest, those with the most in the library first."""
        with self._lock:
            return _among(self._people, ids, limit)

    def identifiers(self) -> Iterator[str]:
        """The ids of all actors, and of the topics in memory."""
        with self._lock:
            return iter([*self.actors, *self.subjects])


def _above(actors: Mapping[str, Actor], actor_id: str) -> list[str]:
    """What the actor belongs to, nearest first; affiliations may be circular."""
    found: list[str] = []
    seen, above = {actor_id}, actors.get(actor_id)
    while above and above.affiliation and above.affiliation not in seen:
        above = actors.get(above.affiliation)
        if above:
            seen.add(above.id)
            found.append(above.id)
    return found


def side_among(actors: Mapping[str, Actor], actor_id: str) -> Actor:
    """The top of the actor's chain of affiliations; the actor itself if it has none."""
    return actors[[actor_id, *_above(actors, actor_id)][-1]]


def _resolved(matcher: Matcher, kind: NameKind, text: str, wanted: Wanted) -> str | Resolved:
    finding = matcher.find(text, wanted)
    if isinstance(finding, Found):
        return finding.id
    if isinstance(finding, Tie):
        return Ambiguous(kind, text, tuple(map(matcher.name, finding.ids)))
    return NotFound(kind, text, tuple(map(matcher.name, finding.nearest)), finding.near)


def _among(
    matcher: Matcher | TopicNames, ids: Iterable[str] | Wanted, most: int
) -> tuple[Choice, ...]:
    """The first choices among these ids."""
    wanted = ids if callable(ids) else set(ids).__contains__
    found: list[Choice] = []
    for entry_id in matcher.ranked():
        if len(found) == most:
            break
        if wanted(entry_id):
            found.append(matcher.name(entry_id))
    return tuple(found)


def _folded(outlets: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(outlet).removeprefix("the ") for outlet in outlets)
