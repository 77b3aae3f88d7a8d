"""Stories: which exist, what they are made from, and what became of old ones."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, select

from briefings.library.prepared import Prepared
from briefings.library.queries.base import Query
from briefings.library.story_shelf import KeptEdits
from briefings.library.story_tables import (
    stories,
    story_articles,
    story_edits,
    story_state,
)
from briefings.library.tables import (
    articles,
    sources,
)

_MOST_STEPS = 1_000
"""Most steps from story to successor: a limit in case of a circle."""
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
_EDITS = Prepared(
    lambda among: select(story_edits.c.story, story_edits.c.edits, story_edits.c.file).where(
        among(story_edits.c.story)
    )
)
_BECAME = Prepared(lambda among: select(stories.c.id, stories.c.became).where(among(stories.c.id)))


class ListedStory(NamedTuple):
    """A story in a list."""

    id: str
    """The id of its topic."""
    as_of: date
    """The day of its newest article."""
    articles: int


class Stories(Query):
    """Stories by their topics' ids."""

    def stories(
        self, since: date | None = None, *, offset: int = 0, limit: int | None = None
    ) -> Sequence[ListedStory]:
        """The stories with articles of a day or later, newest first."""
        values = {
            "since": since.toordinal() if since else 0,
            "skip": offset,
            "most": _ALL if limit is None else limit,
        }
        rows = self._rows(_NEWEST, values)
        return [ListedStory(id_, date.fromordinal(day), count) for id_, day, count in rows]

    def articles_of_stories(self, ids: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """The ids of stories' articles, in order of arrival."""
        found: dict[str, list[str]] = {}
        for story, _, article in sorted(self._those(_MEMBERS, ids)):
            found.setdefault(story, []).append(article)
        return found

    def story_now(self, story: str) -> str:
        """The story that a story now belongs to: itself, if it continues or is not a story."""
        for _ in range(_MOST_STEPS):
            became = [row[1] for row in self._those(_BECAME, (story,))]
            if not became or became[0] is None:
                break
            story = became[0]
        return story

    def stories_due(self) -> bool:
        """Whether any stories are due to be told again."""
        found = self._connection.execute(select(stories.c.id).where(stories.c.due).limit(1))
        return found.first() is not None

    def words_everywhere(self) -> str:
        """What stories keep about words that very many articles use."""
        return str(self._connection.execute(select(story_state.c.words)).scalar_one())

    def all_read_by(self) -> int:
        """The version of stories' findings that read all articles; 0 for none."""
        return int(self._connection.execute(select(story_state.c.made_by)).scalar_one())

    def unread(
        self, made_by: int, prefix: str, after: int, limit: int
    ) -> Sequence[tuple[int, str]]:
        """Articles with texts that are in no story yet, or were read by another version.

        Args:
            prefix: the beginning of the wanted sources' names.
            after: the library place of the last article already handled.

        Returns:
            Places and ids, in order of arrival in the library.
        """
        read = (
            select(story_articles.c.article)
            .where(story_articles.c.article == articles.c.id, story_articles.c.made_by == made_by)
            .exists()
        )
        query = (
            select(articles.c.place, articles.c.id)
            .join(sources, sources.c.key == articles.c.source)
            .where(
                articles.c.place > after,
                articles.c.text.is_not(None),
                ~articles.c.shadowed,
                sources.c.name.startswith(prefix, autoescape=True),
                ~read,
            )
            .order_by(articles.c.place)
            .limit(limit)
        )
        return [(place, id_) for place, id_ in self._connection.execute(query)]

    def story_edits(self, ids: Iterable[str]) -> Mapping[str, KeptEdits]:
        """The changes made to stories by hand, if any."""
        return {id_: KeptEdits(*row) for id_, *row in self._those(_EDITS, ids)}
