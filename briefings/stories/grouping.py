"""Which articles tell one story.

Articles come one by one and are grouped at once. Two articles are alike by the words of their
texts and headlines and by how near their days are. Groups form by average linkage: two groups
are one as long as their articles are alike on average, so that a chain of articles, each like
the next, does not make one story of five events
(https://en.wikipedia.org/wiki/Hierarchical_clustering, UPGMA).

Each new article has the groups that it touches formed again out of single articles. So it hardly
matters in which order articles come: what an early article decided wrongly, later ones mend.
"""

import heapq
import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Self

from briefings.stories.vectors import Vector, cosine

THRESHOLD = 0.16
"""Average likeness, 0 to 1, from which on groups are one story. Measured: `make bench-stories`."""
_HEADLINE_SHARE = 0.25
_FADING_SHARE = 0.5
"""How much of the likeness goes with time; the rest stays, for stories go on for years …"""
_FADING_DAYS = 30.0
"""… and of what goes, so many days leave a third."""
_LEAST = 0.05
"""Likeness below which two articles count as not alike at all, and nothing is kept."""
_KEY_WORDS = 25
"""By how many of its heaviest words an article looks for others like it."""
_RECENT = 200
"""Of a word that many articles use, only the newest are looked at."""
_COMPARED = 40
"""Articles that are compared in full: those that share most with the new one."""
MOST_COMPARED = 20_000
"""Articles that are held for comparison, the newest: some 15 kB each."""
_MOST_REFORMED = 300
"""Articles whose groups are formed again; larger groups only take the new one in."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a new article did to a story."""

    story: str
    articles: tuple[str, ...]
    """All of the story's articles now, in the order in which they came."""
    was_part_of: tuple[str, ...] = ()
    """Stories that this one took articles from."""


def likeness(one: Vector, other: Vector) -> float:
    """How much two articles tell the same, from 0 to 1."""
    words = (1 - _HEADLINE_SHARE) * cosine(one.body, other.body)
    words += _HEADLINE_SHARE * cosine(one.headline, other.headline)
    days = abs((one.day - other.day).days)
    return words * (1 - _FADING_SHARE + _FADING_SHARE * math.exp(-days / _FADING_DAYS))


class Grouping:
    """The stories of the articles that came so far.

    A story is named by its id: that of the article that founded it. It keeps the id as long as
    it keeps most of its articles.

    Only the newest articles are compared with what comes. Older ones stay in their stories as they
    are, so that memory and work do not grow with the library.
    """

    def __init__(self, most_compared: int = MOST_COMPARED) -> None:
        self._most_compared = most_compared
        self._settled: dict[str, list[str]] = {}
        self._vectors: dict[str, Vector] = {}
        self._place: dict[str, int] = {}
        self._using: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_RECENT))
        self._alike: dict[str, dict[str, float]] = defaultdict(dict)
        self._story_of: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._ids: set[str] = set()

    @classmethod
    def resumed(cls, kept: Iterable[tuple[Vector, str]]) -> Self:
        """The grouping as it was when `kept` was written down.

        Args:
            kept: articles' vectors with the ids of their stories, in the order in which they came;
                of a large library the newest `MOST_COMPARED`.
        """
        grouping = cls()
        for vector, story in kept:
            grouping._keep(vector, grouping._neighbours(vector))
            grouping._story_of[vector.id] = story
            grouping._members.setdefault(story, []).append(vector.id)
            grouping._ids.add(story)
        return grouping

    def story_of(self, article: str) -> str:
        """The id of the article's story.

        Raises:
            KeyError: the article never came.
        """
        return self._story_of[article]

    def stories(self) -> Mapping[str, Sequence[str]]:
        """The articles of every story that goes on, in the order in which they came."""
        return {story: self._all_of(story) for story in self._members}

    def _all_of(self, story: str) -> list[str]:
        return [*self._settled.get(story, ()), *self._members[story]]

    def add(self, vector: Vector) -> tuple[Change, ...]:
        """Put an article into its story; every story that is not what it was is returned.

        An article that came before is left where it is: a new version has the id of the old one.
        """
        if vector.id in self._vectors:
            return ()
        near = self._neighbours(vector)
        self._keep(vector, near)
        if len(self._vectors) > self._most_compared:
            self._settle(next(iter(self._place)))
            near = {other: like for other, like in near.items() if other in self._vectors}
        touched = {self._story_of[other] for other, like in near.items() if like >= THRESHOLD}
        if sum(len(self._members[story]) for story in touched) > _MOST_REFORMED:
            return (self._join_nearest(vector.id, touched),)
        members = [article for story in touched for article in self._members[story]]
        groups = linked([*members, vector.id], self._alike, THRESHOLD)
        return self._renamed(groups, touched)

    def _neighbours(self, vector: Vector) -> dict[str, float]:
        shared: dict[str, float] = defaultdict(float)
        for word, weight in list(vector.body.items())[:_KEY_WORDS]:
            for other in self._using.get(word, ()):
                if other in self._vectors:
                    shared[other] += weight
        nearest = heapq.nlargest(_COMPARED, shared.items(), key=lambda item: (item[1], item[0]))
        compared = ((other, likeness(vector, self._vectors[other])) for other, _ in nearest)
        return {other: like for other, like in compared if like >= _LEAST}

    def _keep(self, vector: Vector, near: Mapping[str, float]) -> None:
        self._place[vector.id] = len(self._place)
        self._vectors[vector.id] = vector
        for word in list(vector.body)[:_KEY_WORDS]:
            self._using[word].append(vector.id)
        for other, like in near.items():
            self._alike[vector.id][other] = like
            self._alike[other][vector.id] = like

    def _settle(self, article: str) -> None:
        """Leave an article in its story for good; a story of which nothing else is left is over."""
        del self._place[article], self._vectors[article]
        for other in self._alike.pop(article, {}):
            self._alike[other].pop(article, None)
        story = self._story_of.pop(article)
        self._members[story].remove(article)
        self._settled.setdefault(story, []).append(article)
        if not self._members[story]:
            del self._members[story], self._settled[story]

    def _join_nearest(self, article: str, touched: Iterable[str]) -> Change:
        alike = self._alike[article]

        def average(story: str) -> float:
            members = self._members[story]
            return sum(alike.get(other, 0.0) for other in members) / len(members)

        nearest = max(sorted(touched), key=average)
        story = nearest if average(nearest) >= THRESHOLD else self._new_id(article)
        self._members.setdefault(story, []).append(article)
        self._story_of[article] = story
        return Change(story, tuple(self._all_of(story)))

    def _renamed(self, groups: Iterable[Sequence[str]], touched: set[str]) -> tuple[Change, ...]:
        """Give each group the id of the story that most of it was; others are new stories."""
        before = {story: set(self._members.pop(story)) for story in touched}
        ordered = [self._in_order(group) for group in groups]
        claims = sorted(
            (
                (len(before[story].intersection(group)), story, number)
                for number, group in enumerate(ordered)
                for story in {self._story_of[a] for a in group if a in self._story_of}
            ),
            key=lambda claim: (-claim[0], claim[1], claim[2]),
        )
        named: dict[int, str] = {}
        for _, story, number in claims:
            if number not in named and story not in named.values():
                named[number] = story
        largest = {story: number for _, story, number in reversed(claims)}
        changes = []
        for number, group in enumerate(ordered):
            story = named.get(number) or self._new_id(group[0])
            came_from = {self._story_of[a] for a in group if a in self._story_of} - {story}
            self._members[story] = group
            over = {other for other in came_from if other not in named.values()}
            for other in sorted(over):
                if largest[other] == number and other in self._settled:
                    self._settled[story] = self._settled.get(story, []) + self._settled.pop(other)
            if before.get(story) != set(group):
                changes.append((story, group, tuple(sorted(came_from))))
        for story, group, _ in changes:
            self._story_of.update(dict.fromkeys(group, story))
        return tuple(
            Change(story, tuple(self._all_of(story)), came_from) for story, _, came_from in changes
        )

    def _new_id(self, founder: str) -> str:
        """An id that no story ever had: its founder's, numbered where another story has it."""
        numbered = (f"{founder}-{number}" for number in count(2))
        story = next(one for one in chain((founder,), numbered) if one not in self._ids)
        self._ids.add(story)
        return story

    def _in_order(self, articles: Iterable[str]) -> list[str]:
        return sorted(articles, key=self._place.__getitem__)


def linked(
    articles: Sequence[str], alike: Mapping[str, Mapping[str, float]], threshold: float
) -> list[list[str]]:
    """Groups by average linkage.

    Args:
        alike: by article, the articles like it; those that are missing are not alike (0).
        threshold: groups whose articles are alike by less than this on average stay apart.
    """
    groups = {number: [article] for number, article in enumerate(articles)}
    number_of = {article: number for number, article in enumerate(articles)}
    average: dict[int, dict[int, float]] = {
        number: {
            number_of[other]: like
            for other, like in alike.get(article, {}).items()
            if other in number_of
        }
        for number, article in enumerate(articles)
    }
    pairs = [
        (-like, number, other)
        for number, near in average.items()
        for other, like in near.items()
        if number < other and like >= threshold
    ]
    heapq.heapify(pairs)
    following = len(articles)
    while pairs:
        _, one, other = heapq.heappop(pairs)
        if one not in groups or other not in groups:
            continue
        sizes = len(groups[one]), len(groups[other])
        groups[following] = groups.pop(one) + groups.pop(other)
        first, second = average.pop(one), average.pop(other)
        average[following] = {}
        for near in (first.keys() | second.keys()) & groups.keys():
            total = sizes[0] * first.get(near, 0.0) + sizes[1] * second.get(near, 0.0)
            like = total / sum(sizes)
            average[following][near] = average[near][following] = like
            if like >= threshold:
                heapq.heappush(pairs, (-like, near, following))
        following += 1
    return list(groups.values())
