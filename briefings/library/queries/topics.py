"""What people can ask about: topics written by hand, and stories, perhaps very many.

A topic's record has its key points with their citations, so of tens of thousands of stories only
the names of the newest are read together, and the others by their words or ids.
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
"""How many of the newest articles with given words are considered."""
STORY = "story-"
"""The beginning of the ids of stories made from articles."""

MOST_FOUND = 100
"""How many of the newest topics with given words are found."""


_STORIES_OF = Prepared(
    lambda among: (
        select(evidence.c.topic)
        .join(articles, articles.c.id == evidence.c.article)
        .where(among(articles.c.key), evidence.c.topic != "")
    )
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic without its content: enough to find and name it."""

    id: str
    name: str
    keywords: tuple[str, ...] = ()
    story: bool = False
    """Whether it was made from articles."""
    was_part_of: tuple[str, ...] = ()
    """Ids of the stories that it took articles from."""
    origins: int | None = None
    """How many of its articles are not copies, if known."""
    pinned: bool = False
    """Whether it holds stories."""
    held_by: tuple[str, ...] = ()
    """In a story: ids of the pinned topics that hold it."""


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
        """All topics written by hand, in the library's order, then the newest stories.

        Args:
            stories: the most stories; they come in the order of their last change.
        """
        written = self._column(_WRITTEN)
        newest = self._column(_NEWEST, {"most": stories})
        return [_subject(payload) for payload in (*written, *reversed(newest))]

    def subjects_by_id(self, ids: Iterable[str]) -> Mapping[str, Subject]:
        """The existing ones among these, by id."""
        found = (_subject(payload) for (payload,) in self._those(_BY_ID, ids))
        return {one.id: one for one in found}

    def topics_by_id(self, ids: Iterable[str]) -> Mapping[str, Topic]:
        """The whole records of the existing ones, by id, in the requested order."""
        return self._by_id("topics", Topic, ids)

    def count_topics(self) -> int:
        return int(self._column(_COUNT)[0])

    def latest_days(self, topics: Iterable[str]) -> Mapping[str, int]:
        """The ordinal day of the newest article of each topic with a dated article."""
        return {topic: -newness for topic, newness in self._those(_LATEST, topics)}

    def topics_with(self, terms: Iterable[Term], *, in_name: bool = False) -> Sequence[str]:
        """Ids of topics with all the words, newest first.

        These are topics with all of them in their names and keywords; if there are none, and unless
        `in_name`, topics with them there or in their content.
        """
        named = [one for one in Bearers(self._connection, terms).named() if one.section == "topics"]
        best = [one for one in named if one.in_name]
        if not best and not in_name:
            best = named
        # They are sorted by key, and a changed record has a newer key.
        return [one.id for one in reversed(best)][:MOST_FOUND]

    def stories_of_articles_with(self, terms: Terms) -> Sequence[str]:
        """Ids of stories whose articles have all the words, most of the newest first."""
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
    """Data checked when stored is not checked again; see `decoding`."""
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
