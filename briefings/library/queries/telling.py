"""Stories: which there are, what they are made of, and where old ones went."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, select

from briefings.library.prepared import Prepared
from briefings.library.queries.base import Query
from briefings.library.tables import stories, story_articles
from briefings.models import Topic

_MOST_STEPS = 1_000
"""So many stories one after the other became another: a bound, should they go round."""
_ALL = 2**31 - 1
_NEWEST = Prepared(
    select(stories.c.id, stories.c.as_of, stories.c.articles)
    .where(
        stories.c.as_of >= bindparam("since", type_=Integer),
        stories.c.became.is_(None),
        stories.c.articles > 0,
    )
    .order_by(stories.c.as_of.desc(), stories.c.id.desc())
    .offset(bindparam("skip", type_=Integer))
    .limit(bindparam("most", type_=Integer))
)
_MEMBERS = Prepared(
    lambda among: select(
        story_articles.c.story, story_articles.c.number, story_articles.c.article
    ).where(among(story_articles.c.story))
)
_BECAME = Prepared(lambda among: select(stories.c.id, stories.c.became).where(among(stories.c.id)))


class ListedStory(NamedTuple):
    """A story as it is listed."""

    id: str
    """Of its topic."""
    as_of: date
    """The day of its newest article."""
    articles: int


class Stories(Query):
    """Stories by their topics' ids."""

    def stories(
        self, since: date | None = None, *, offset: int = 0, limit: int | None = None
    ) -> Sequence[ListedStory]:
        """The stories with articles of a day or later, the newest first."""
        values = {
            "since": since.toordinal() if since else 0,
            "skip": offset,
            "most": _ALL if limit is None else limit,
        }
        rows = self._rows(_NEWEST, values)
        return [ListedStory(id_, date.fromordinal(day), count) for id_, day, count in rows]

    def articles_of_stories(self, ids: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """The ids of stories' articles, in the order in which they came."""
        found: dict[str, list[str]] = {}
        for story, _, article in sorted(self._those(_MEMBERS, ids)):
            found.setdefault(story, []).append(article)
        return found

    def story_now(self, story: str) -> str:
        """The story that a story is a part of by now: itself, where it goes on or is none."""
        for _ in range(_MOST_STEPS):
            became = [row[1] for row in self._those(_BECAME, (story,))]
            if not became or became[0] is None:
                break
            story = became[0]
        return story

    def topics_by_id(self, ids: Iterable[str]) -> Mapping[str, Topic]:
        """Those topics that there are, by id."""
        return self._by_id("topics", Topic, ids)
