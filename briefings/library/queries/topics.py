"""What there is to ask about: topics by hand and stories, of which there may be very many.

A topic's record holds its key points with their citations: of tens of thousands of stories only
the names of the newest are read together, the others by their words or ids.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Integer, Select, bindparam, func, select

from briefings.library.naming import Bearers, Term
from briefings.library.prepared import Among, Prepared
from briefings.library.queries.base import Query
from briefings.library.searching import Terms, clauses, counts_in, matching, rarest_first
from briefings.library.tables import articles, entries, evidence
from briefings.models import Topic

MOST_ARTICLES = 30
"""So many articles with given words are looked at, the newest."""
STORY = "story-"
"""What ids of stories that were made from articles begin with."""

MOST_FOUND = 100
"""So many topics with given words are found, the newest."""


_STORIES_OF = Prepared(
    lambda among: (
        select(evidence.c.topic)
        .join(articles, articles.c.id == evidence.c.article)
        .where(among(articles.c.key), evidence.c.topic != "")
    )
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic without what it says: enough to find and to name it."""

    id: str
    name: str
    keywords: tuple[str, ...] = ()
    story: bool = False
    """It was made from articles."""
    was_part_of: tuple[str, ...] = ()
    """Ids of the stories that it took articles from."""
    origins: int | None = None
    """How many of its articles are no copies of another, where that was looked at."""
    pinned: bool = False
    """It holds stories."""
    held_by: tuple[str, ...] = ()
    """Of a story: ids of the pinned topics that hold it."""


def _topics() -> Select[Any]:
    return select(entries.c.payload).where(entries.c.section == "topics", ~entries.c.shadowed)


_WRITTEN = Prepared(_topics().where(entries.c.id.not_like(f"{STORY}%")).order_by(entries.c.place))
_NEWEST = Prepared(
    _topics()
    .where(entries.c.id.like(f"{STORY}%"))
    .order_by(entries.c.revision.desc(), entries.c.key.desc())
    .limit(bindparam("most", type_=Integer))
)
_BY_ID = Prepared(lambda among: _topics().where(among(entries.c.id)))
_BY_KEY = Prepared(
    lambda among: select(entries.c.key, entries.c.payload).where(among(entries.c.key))
)
_COUNT = Prepared(select(func.count()).where(entries.c.section == "topics", ~entries.c.shadowed))


def _latest(among: Among) -> Select[Any]:
    return (
        select(evidence.c.topic, func.min(evidence.c.newness))
        .where(among(evidence.c.topic), evidence.c.newness < 0)
        .group_by(evidence.c.topic)
    )


_LATEST = Prepared(_latest)


class Topics(Query):
    """Topics."""

    def subjects(self, stories: int) -> Sequence[Subject]:
        """All topics that were written by hand, in the library's order, then the newest stories.

        Args:
            stories: at most so many; they come in the order in which they last changed.
        """
        written = self._column(_WRITTEN)
        newest = self._column(_NEWEST, {"most": stories})
        return [_subject(payload) for payload in (*written, *reversed(newest))]

    def subjects_by_id(self, ids: Iterable[str]) -> Mapping[str, Subject]:
        """Those that there are, by id."""
        found = (_subject(payload) for (payload,) in self._those(_BY_ID, ids))
        return {one.id: one for one in found}

    def topics_by_id(self, ids: Iterable[str]) -> Mapping[str, Topic]:
        """The whole records of those that there are, by id, in the order asked for."""
        return self._by_id("topics", Topic, ids)

    def count_topics(self) -> int:
        return int(self._column(_COUNT)[0])

    def latest_days(self, topics: Iterable[str]) -> Mapping[str, int]:
        """The ordinal of the day of the newest article of each topic that has a dated one."""
        return {topic: -newness for topic, newness in self._those(_LATEST, topics)}

    def topics_with(self, terms: Iterable[Term], *, in_name: bool = False) -> Sequence[str]:
        """Ids of topics that have all the words, the newest first.

        Those that have all of them in their names and keywords; where none has, and unless
        `in_name`, those that have them there or in what they say.
        """
        named = [one for one in Bearers(self._connection, terms).named() if one.section == "topics"]
        best = [one for one in named if one.in_name]
        if not best and not in_name:
            best = named
        # They come by key, and a record that changed has a newer key.
        return [one.id for one in reversed(best)][:MOST_FOUND]

    def stories_of_articles_with(self, terms: Terms) -> Sequence[str]:
        """Ids of the stories whose articles have all the words, most of the newest first."""
        if not terms:
            return ()
        wanted = clauses(self._connection, terms)
        _, counts = counts_in(self._connection, (word for some in wanted for word in some))
        table = "library_article_words"
        keys = matching(self._connection, table, rarest_first(wanted, counts), MOST_ARTICLES)
        found = Counter(topic for (topic,) in self._those(_STORIES_OF, keys))
        return [topic for topic, _ in found.most_common() if topic.startswith(STORY)]

    def _subjects(self, keys: Sequence[int]) -> Iterator[Subject]:
        """The subjects of these rows, in this order."""
        found: dict[int, str] = dict(self._those(_BY_KEY, keys))
        return (_subject(found[key]) for key in keys if key in found)


def _subject(payload: str) -> Subject:
    """What was checked when it was stored is not checked again: see `decoding`."""
    values = from_json(payload)
    return Subject(
        values["id"],
        values["name"],
        tuple(values.get("keywords", ())),
        bool(values.get("story", False)),
        tuple(values.get("was_part_of", ())),
        values.get("origins"),
        bool(values.get("pinned", False)),
        tuple(values.get("held_by", ())),
    )
