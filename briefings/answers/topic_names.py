"""The names of topics and their counts, for finding and completing them at once.

It has all topics written by hand and the stories that changed last, which are nearly all that
people ask for. The library finds the others by their words.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import NamedTuple

from briefings.answers.salience import salience
from briefings.library import Changes, Reader, Subject, TopicCounts
from briefings.matching import Choice, Entry, Found, Matcher, Tie
from briefings.text.folding import fold

STORIES = 2_000
"""How many of the newest stories are kept in memory …"""
SLACK = 200
"""… and how many more before the oldest are dropped together."""
MOST_HELD = 100
"""How many topics are searched for holders of positions."""

_NO_COUNTS = TopicCounts()
_SAY_NOTHING = frozenset(
    (
        *("a", "about", "after", "and", "are", "as", "at", "by", "for", "from", "has", "have"),
        *("how", "in", "into", "is", "it", "its", "latest", "new", "news", "of", "on", "or"),
        *("over", "said", "says", "story", "that", "the", "to", "was", "what", "when", "where"),
        *("who", "why", "will", "with"),
    )
)
"""Filler words that do not tell which story a reader means."""


class Standing(NamedTuple):
    """A topic with how much there is on it."""

    subject: Subject
    counts: TopicCounts
    newest: int | None
    """The ordinal of the day of its newest article."""

    @property
    def salience(self) -> float:
        origins = self.subject.origins
        if origins is None:
            origins = self.counts.origins
        return salience(origins, self.counts.articles, self.newest)


class _Known:
    """What the library knows about some topics, read at once."""

    def __init__(
        self, reader: Reader, topics: Collection[str], counts: Mapping[str, TopicCounts]
    ) -> None:
        self.counts = counts
        days = reader.latest_days(topics)
        self.days = {topic: days.get(topic) for topic in topics}
        held = reader.holders(topics)
        self.holders = {topic: held.get(topic, {}) for topic in topics}


class TopicNames:
    """Belongs to a `Directory`, which gives one thread at a time access."""

    def __init__(self, reader: Reader, stories: int = STORIES) -> None:
        self._stories = stories
        self.subjects: Mapping[str, Subject] = {}
        """Never changed in place: others may be going through it."""
        self._newest_stories: dict[str, None] = {}
        """Ids of stories in the order in which they last changed."""
        self._counts: dict[str, TopicCounts] = {}
        self._days: dict[str, int | None] = {}
        self._holders: dict[str, Mapping[str, int]] = {}
        """By topic, who has how many positions on it."""
        subjects = {one.id: one for one in reader.subjects(stories)}
        self._take(subjects, _Known(reader, subjects, reader.topic_counts(("", *subjects))))
        self._matcher = Matcher(map(self._entry, subjects))

    # Following the library.

    def follow(self, changes: Changes, reader: Reader) -> Iterator[Callable[[], None]]:
        """The small steps that take over these changes.

        The library is asked before the first step.
        """
        taken = {one.id: one for one in changes.topics}
        counts = dict(changes.topic_counts or {})
        counts.update(reader.topic_counts(taken.keys() - counts.keys()))
        topics = {one for one in (*taken, *counts) if one in self.subjects or one in taken}
        known = _Known(reader, topics, {one: counts[one] for one in ("", *topics) if one in counts})
        yield lambda: self._forget(changes.removed_topics)
        yield lambda: self._take(taken, known)
        for topic in sorted(topics):
            yield partial(self._put, topic)
        yield self._let_go

    def _take(self, subjects: Mapping[str, Subject], known: "_Known") -> None:
        self._counts.update(known.counts)
        self._days.update(known.days)
        self._holders.update(known.holders)
        for one in subjects.values():
            if one.story:
                self._newest_stories.pop(one.id, None)
                self._newest_stories[one.id] = None
        self.subjects = {**self.subjects, **subjects}

    def _forget(self, ids: Iterable[str]) -> None:
        gone = [one for one in ids if one in self.subjects]
        for topic in gone:
            self._matcher.remove(topic)
            self._newest_stories.pop(topic, None)
            for kept in (self._counts, self._days, self._holders):
                kept.pop(topic, None)
        if gone:
            left = set(gone)
            self.subjects = {id_: one for id_, one in self.subjects.items() if id_ not in left}

    def _let_go(self) -> None:
        """If there are too many, forget the stories that have not changed for longest."""
        if len(self._newest_stories) > self._stories + SLACK:
            self._forget([*self._newest_stories][: -self._stories])

    def _put(self, topic: str) -> None:
        if topic in self.subjects:
            self._matcher.put(self._entry(topic))

    def _entry(self, topic_id: str) -> Entry:
        topic = self.subjects[topic_id]
        spellings = topic.keywords
        if topic.story:  # any words of a story's headlines and actors find it
            words = " ".join((topic.name, *topic.keywords))
            spellings = (" ".join(dict.fromkeys(fold(words).split())),)
        return Entry(
            topic.id,
            topic.name,
            spellings,
            self.standing(topic_id).salience,
            preferred=not topic.story,
            id_is_name=not topic.story,
        )

    # How much there is.

    def counts(self, topic_id: str) -> TopicCounts:
        return self._counts.get(topic_id, _NO_COUNTS)

    def standing(self, topic_id: str) -> Standing:
        """A topic in memory with its counts."""
        return Standing(self.subjects[topic_id], self.counts(topic_id), self._days.get(topic_id))

    def holders(self, topic_id: str) -> Mapping[str, int]:
        """Who has how many positions on the topic."""
        return self._holders.get(topic_id, {})

    def main_holders(self) -> Iterable[Mapping[str, int]]:
        """The same for each of the most salient topics."""
        return map(self.holders, islice(self.ranked(), MOST_HELD))

    # Names.

    def match(self, text: str, *, forgiving: bool = True) -> Found | Tie | None:
        """What a name means, allowing for errors if `forgiving`.

        A topic written by hand comes before stories that fit equally well.
        """
        exactly = self._matcher.match(text, forgiving=False)
        return exactly or self._matcher.match(telling(text), forgiving=forgiving)

    def nearest(self, text: str, wanted: Callable[[str], bool]) -> tuple[tuple[Choice, ...], bool]:
        """Up to three closest wanted topics, and whether one of them is close at all."""
        found = self._matcher.nearest(telling(text), wanted)
        return tuple(map(self._matcher.name, found.nearest)), found.near

    def name(self, topic_id: str) -> Choice:
        return self._matcher.name(topic_id)

    def complete(self, text: str, limit: int) -> list[Choice]:
        return self._matcher.complete(text, limit)

    def ranked(self) -> Iterator[str]:
        """Ids of topics, the most salient first."""
        return self._matcher.ranked()


def telling(text: str) -> str:
    """The typed text without filler words; all of it if there are no other words."""
    words = text.split()
    kept = [word for word in words if fold(word) not in _SAY_NOTHING]
    return " ".join(kept) if kept and len(kept) < len(words) else text
