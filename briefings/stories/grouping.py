"""Finds which articles tell one story.

Articles arrive one by one and are grouped at once. Two articles are similar by the words of their
texts and headlines and by the closeness of their days. Groups form by average linkage: two groups
are one if their articles are similar on average, so that a chain of articles, each like the next,
does not make one story from five events (https://en.wikipedia.org/wiki/Hierarchical_clustering,
UPGMA).

For each new article, the groups that it touches are formed again from single articles. So the order
of articles hardly matters: later ones correct what an early one decided wrongly.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Self, TypeVar

from briefings.stories.neighbourhood import Neighbourhood
from briefings.stories.packed import PackedVector, read, write
from briefings.stories.vectors import Vector

Article = TypeVar("Article", int, str)

THRESHOLD = 0.14
"""Average similarity, 0 to 1, from which groups are one story. Measured: `make bench-stories`."""
MOST_COMPARED = 20_000
"""How many of the newest articles are held for comparison, some 4 kB each."""
_MOST_REFORMED = 100
"""Most articles whose groups are formed again; larger groups only admit the new one."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article in its story, as it can be stored: `Grouping.member` gives it."""

    article: str
    number: int
    """Higher for later articles."""
    story: str
    data: bytes
    """The data it is compared by, which does not change if it moves to another story."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a new or removed article did to a story."""

    story: str
    articles: tuple[str, ...]
    """All of the story's articles that are still compared, in order of arrival."""
    was_part_of: tuple[str, ...] = ()
    """Stories that this one took articles from."""
    ended: tuple[str, ...] = ()
    """The ended ones among these: their articles now belong to this story."""


class Grouping:
    """The stories of the articles so far.

    A story's id is that of its founding article. It keeps the id as long as it keeps most of its
    articles.

    New articles are compared only with the newest. Older ones stay in their stories, so that memory
    and work do not grow with the library.
    """

    def __init__(
        self, most_compared: int = MOST_COMPARED, *, naming: Callable[[str], str] = str
    ) -> None:
        """Args:
        naming: makes a story's id from that of its founding article.
        """
        self._most_compared = most_compared
        self._naming = naming
        self._near = Neighbourhood()
        self._numbers: dict[str, int] = {}
        self._articles: dict[int, str] = {}
        self._story_of: dict[int, str] = {}
        self._members: dict[str, list[int]] = {}
        self._ids: set[str] = set()
        self._next = 1

    @classmethod
    def resumed(
        cls,
        kept: Iterable[Member],
        most_compared: int = MOST_COMPARED,
        *,
        naming: Callable[[str], str] = str,
    ) -> Self:
        """The grouping at the time when `kept` was stored.

        Args:
            kept: in order of their numbers; for a large library the newest `MOST_COMPARED`.

        Raises:
            ValueError: a member's data is from another version.
        """
        grouping = cls(most_compared, naming=naming)
        grouping.take_over(kept)
        return grouping

    def take_over(self, members: Iterable[Member], gone: Iterable[str] = ()) -> None:
        """Follow what others did: new, moved, changed and removed articles.

        Args:
            members: the articles as they are now, in order of their numbers.
            gone: articles that are no longer in a story; unknown ones do no harm.

        Raises:
            ValueError: a member's data is from another version.
        """
        for article in gone:
            if article in self._numbers:
                self._leave(article)
        for one in members:
            vector, near = read(one.data)
            known = self._numbers.get(one.article)
            if known is not None and self._near.vector(known) == vector:
                self._move(known, one.story)
                continue
            if known is not None:
                self._leave(one.article)
            self._enter(one.article, one.number, one.story)
            self._near.put(one.number, vector, near)
        while len(self._near) > self._most_compared:
            self._leave(self._articles[self._near.oldest()])

    def readmit(self, vector: Vector, number: int, story: str) -> None:
        """Compare an article that is already in a story but no longer, or not yet, compared.

        Args:
            number: the article's number, which no past or present article has.
        """
        near = self._near.near(vector)
        self._enter(vector.id, number, story)
        self._near.put(number, PackedVector.of(vector), near)
        if len(self._near) > self._most_compared:
            self._leave(self._articles[self._near.oldest()])

    def number_from(self, least: int) -> None:
        """Give new articles numbers from `least` on."""
        self._next = max(self._next, least)

    def member(self, article: str) -> Member:
        """An article with its story, to be stored.

        Raises:
            KeyError: the article is unknown, or no longer compared.
        """
        number = self._numbers[article]
        data = write(self._near.vector(number), self._near.alike[number])
        return Member(article, number, self._story_of[number], data)

    def __contains__(self, article: str) -> bool:
        """Whether the article is compared with new ones."""
        return article in self._numbers

    def story_of(self, article: str) -> str:
        """The id of the article's story.

        Raises:
            KeyError: the article is unknown, or no longer compared.
        """
        return self._story_of[self._numbers[article]]

    def stories(self) -> Mapping[str, Sequence[str]]:
        """The compared articles of every current story, in order of arrival."""
        return {story: self._named(members) for story, members in self._members.items()}

    def _named(self, numbers: Iterable[int]) -> list[str]:
        return [self._articles[number] for number in numbers]

    def add(self, vector: Vector) -> tuple[Change, ...]:
        """Put an article into its story; returns every story that has changed.

        A known article is left where it is; see `replace`.
        """
        if vector.id in self._numbers:
            return ()
        number = self._next
        near = self._near.near(vector)
        self._near.put(number, PackedVector.of(vector), near)
        self._numbers[vector.id], self._articles[number] = number, vector.id
        self._next = number + 1
        touched = {self._story_of[other] for other, like in near.items() if like >= THRESHOLD}
        if sum(len(self._members[story]) for story in touched) > _MOST_REFORMED:
            changes: tuple[Change, ...] = (self._join_nearest(number, touched),)
        else:
            members = [other for story in touched for other in self._members[story]]
            groups = linked([*members, number], self._near.alike, THRESHOLD)
            changes = self._renamed(groups, touched)
        if len(self._near) > self._most_compared:
            self._leave(self._articles[self._near.oldest()])
        return changes

    def replace(self, vector: Vector) -> tuple[Change, ...]:
        """Compare an article by its new version from now on; it stays in its story.

        Raises:
            KeyError: the article is unknown, or no longer compared.
        """
        number = self._numbers[vector.id]
        self._near.remove(number)
        near = self._near.near(vector)
        self._near.put(number, PackedVector.of(vector), near)
        story = self._story_of[number]
        return (Change(story, tuple(self._named(self._members[story]))),)

    def remove(self, article: str) -> tuple[Change, ...]:
        """Take an article out; an empty story is returned without articles.

        Raises:
            KeyError: the article is unknown, or no longer compared.
        """
        story = self.story_of(article)
        self._leave(article)
        return (Change(story, tuple(self._named(self._members.get(story, ())))),)

    def _enter(self, article: str, number: int, story: str) -> None:
        self._numbers[article], self._articles[number] = number, article
        self._next = max(self._next, number + 1)
        self._join(number, story)

    def _join(self, number: int, story: str) -> None:
        self._story_of[number] = story
        self._ids.add(story)
        members = self._members.setdefault(story, [])
        members.append(number)
        members.sort()

    def _move(self, number: int, story: str) -> None:
        if self._story_of[number] != story:
            self._part(number)
            self._join(number, story)

    def _part(self, number: int) -> None:
        story = self._story_of.pop(number)
        self._members[story].remove(number)
        if not self._members[story]:
            del self._members[story]

    def _leave(self, article: str) -> None:
        """Stop comparing an article."""
        number = self._numbers.pop(article)
        self._near.remove(number)
        del self._articles[number]
        self._part(number)

    def _join_nearest(self, number: int, touched: Iterable[str]) -> Change:
        alike = self._near.alike[number]

        def average(story: str) -> float:
            members = self._members[story]
            return sum(alike.get(other, 0.0) for other in members) / len(members)

        nearest = max(sorted(touched), key=average)
        story = nearest if average(nearest) >= THRESHOLD else self._new_id(self._articles[number])
        self._members.setdefault(story, []).append(number)
        self._story_of[number] = story
        return Change(story, tuple(self._named(self._members[story])))

    def _renamed(self, groups: Iterable[Sequence[int]], touched: set[str]) -> tuple[Change, ...]:
        """Give each group the id of the story that most of it came from; others are new stories."""
        before = {story: set(self._members.pop(story)) for story in touched}
        ordered = [sorted(group) for group in groups]
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
        found: list[Change] = []
        moved: dict[int, str] = {}
        for number, group in enumerate(ordered):
            story = named.get(number) or self._new_id(self._articles[group[0]])
            came_from = {self._story_of[a] for a in group if a in self._story_of} - {story}
            over = came_from.difference(named.values())
            ended = tuple(sorted(other for other in over if largest[other] == number))
            self._members[story] = group
            moved.update(dict.fromkeys(group, story))
            if before.get(story) != set(group):
                articles = tuple(self._named(group))
                found.append(Change(story, articles, tuple(sorted(came_from)), ended))
        self._story_of.update(moved)
        return tuple(found)

    def _new_id(self, founder: str) -> str:
        """An id that no story ever had: its founder's, with a number if another story has it."""
        numbered = (f"{founder}-{number}" for number in count(2))
        named = map(self._naming, chain((founder,), numbered))
        story = next(one for one in named if one not in self._ids)
        self._ids.add(story)
        return story


def linked(
    articles: Sequence[Article], alike: Mapping[Article, Mapping[Article, float]], threshold: float
) -> list[list[Article]]:
    """Groups by average linkage.

    Args:
        alike: by article, the similar articles; missing ones have similarity 0.
        threshold: groups with a lower average similarity stay apart.
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
