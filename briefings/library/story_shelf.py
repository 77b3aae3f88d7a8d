"""What stories keep in a library, as a writing transaction sees and changes it.

The library knows neither how articles are grouped nor what stories say: it keeps what it is given,
and the records made from stories under the source `STORIES`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, update

from briefings.digest.layout import SECTIONS, AnyRecord
from briefings.library.batches import STORIES, Batch, source_key
from briefings.library.bulk import chunks, delete_in, insert_rows, select_in
from briefings.library.contributions import PINNED
from briefings.library.encoding import decode, encode, hash64
from briefings.library.story_tables import (
    stories,
    story_articles,
    story_edits,
    story_state,
)
from briefings.library.tables import (
    entries,
    evidence,
    listings,
)
from briefings.models import Digest, Topic

Records = Mapping[str, str]
"""By section and id (``events/ID``), what distinguishes a record's states."""


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """What stories keep about an article; `grouped_by` and `findings` belong to stories."""

    article: str
    number: int
    """Its number in order of arrival."""
    story: str
    """The id of the story's topic."""
    made_by: int
    """The version of the program that wrote the rest."""
    day: int
    """Its date, as a proleptic Gregorian ordinal."""
    grouped_by: bytes
    findings: bytes


@dataclass(frozen=True, slots=True)
class KeptStory:
    """What is kept about a story."""

    id: str
    """The id of its topic."""
    became: str | None = None
    """The story that its articles now belong to."""
    was_part_of: tuple[str, ...] = ()
    as_of: int = 0
    """The last day in it, as an ordinal."""
    articles: int = 0
    due: bool = False
    """Whether it is due to be told again."""
    records: Records = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grouped:
    """An article in its story, for grouping: a row without findings."""

    article: str
    number: int
    story: str
    grouped_by: bytes


class KeptEdits(NamedTuple):
    """The changes made to a story by hand."""

    edits: str
    """JSON for `briefings.stories`."""
    file: str
    """A hash of the file the changes came from."""


class Placed(NamedTuple):
    """Where an article is."""

    number: int
    story: str
    made_by: int


@dataclass(frozen=True, slots=True)
class State:
    """What is kept about all stories together."""

    made_by: int
    """The version of the program that read all articles."""
    gone: int
    """The revision at which an article was last removed."""
    words: str
    """Which words are everywhere."""


_STORY = [column.name for column in stories.columns]


class Shelf:
    """Stories within a writing transaction. Its reads see its writes at once."""

    def __init__(self, connection: Connection, batch: Batch) -> None:
        self._connection = connection
        self._batch = batch
        self._source: int | None = None

    @property
    def revision(self) -> int:
        """The library's revision, once the transaction is done."""
        return self._batch.revision

    def state(self) -> State:
        columns = story_state.c
        row = self._connection.execute(select(columns.made_by, columns.gone, columns.words)).one()
        return State(*row)

    def keep_state(self, **values: Any) -> None:
        """Set some of the fields of `State`."""
        self._connection.execute(update(story_state).values(values))

    def grouped(self, made_by: int, most: int) -> list[Grouped]:
        """The newest articles, the oldest of them first."""
        query = self._grouped(made_by).order_by(story_articles.c.number.desc()).limit(most)
        return [Grouped(*row) for row in self._connection.execute(query)][::-1]

    def grouped_since(self, made_by: int, revision: int) -> list[Grouped]:
        """The articles added, changed or moved after a revision, in order of arrival."""
        query = self._grouped(made_by).where(story_articles.c.revision > revision)
        query = query.order_by(story_articles.c.number)
        return [Grouped(*row) for row in self._connection.execute(query)]

    def _grouped(self, made_by: int) -> Any:
        columns = story_articles.c
        query = select(columns.article, columns.number, columns.story, columns.grouped_by)
        return query.where(columns.made_by == made_by)

    def there(self, articles: Iterable[str]) -> set[str]:
        """Which of the articles are in stories."""
        query = select(story_articles.c.article)
        rows = select_in(self._connection, query, story_articles.c.article, articles)
        return {row.article for row in rows}

    def places(self, articles: Iterable[str]) -> dict[str, Placed]:
        """Where articles are, if they are in stories."""
        columns = story_articles.c
        query = select(columns.article, columns.number, columns.story, columns.made_by)
        rows = select_in(self._connection, query, columns.article, articles)
        return {article: Placed(*rest) for article, *rest in rows}

    def top_number(self) -> int:
        """The highest number of an article; 0 if there are none."""
        found = self._connection.execute(select(func.max(story_articles.c.number))).scalar()
        return int(found or 0)

    def members(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """The articles of stories, in order of arrival."""
        columns = story_articles.c
        query = select(columns.story, columns.number, columns.article)
        found: dict[str, list[str]] = {}
        for story, _, article in sorted(select_in(self._connection, query, columns.story, ids)):
            found.setdefault(story, []).append(article)
        return found

    def findings(self, articles: Iterable[str], made_by: int) -> dict[str, bytes]:
        """What a version of the program found in articles."""
        columns = story_articles.c
        query = select(columns.article, columns.findings).where(columns.made_by == made_by)
        rows = select_in(self._connection, query, columns.article, articles)
        return {row.article: row.findings for row in rows}

    def stories(self, ids: Iterable[str]) -> dict[str, KeptStory]:
        """Stories by the ids of their topics, including ended ones."""
        query = select(*(stories.c[name] for name in _STORY))
        return {
            row.id: KeptStory(
                row.id,
                row.became,
                tuple(row.was_part_of.split()),
                row.as_of,
                row.articles,
                bool(row.due),
                json.loads(row.records),
            )
            for row in select_in(self._connection, query, stories.c.id, ids)
        }

    def due(self, most: int) -> list[str]:
        """Stories that are due to be told again."""
        query = select(stories.c.id).where(stories.c.due).order_by(stories.c.id).limit(most)
        return list(self._connection.scalars(query))

    def put_articles(self, kept: Sequence[KeptArticle]) -> None:
        """Keep articles, replacing what was kept about them."""
        articles = [one.article for one in kept]
        delete_in(self._connection, story_articles, story_articles.c.article, articles)
        insert_rows(
            self._connection,
            story_articles,
            [{**_fields(one), "revision": self._batch.revision} for one in kept],
        )

    def move(self, to: Mapping[str, str]) -> None:
        """Move articles to other stories: by article, the story."""
        by_story: dict[str, list[str]] = {}
        for article, story in to.items():
            by_story.setdefault(story, []).append(article)
        columns = story_articles.c
        for story, articles in by_story.items():
            self._connection.execute(
                update(story_articles)
                .where(columns.article.in_(articles))
                .values(story=story, revision=self._batch.revision)
            )

    def put_stories(self, kept: Sequence[KeptStory]) -> None:
        """Keep stories, replacing what was kept about them."""
        delete_in(self._connection, stories, stories.c.id, [one.id for one in kept])
        rows = [
            {
                **_fields(one),
                "was_part_of": " ".join(one.was_part_of),
                "records": json.dumps(one.records, separators=(",", ":")),
            }
            for one in kept
        ]
        insert_rows(self._connection, stories, rows)

    def edits(self, ids: Iterable[str]) -> dict[str, KeptEdits]:
        """The changes made to stories by hand, if any."""
        columns = story_edits.c
        query = select(columns.story, columns.edits, columns.file)
        return {
            row.story: KeptEdits(row.edits, row.file)
            for row in select_in(self._connection, query, columns.story, ids)
        }

    def keep_edits(self, story: str, kept: KeptEdits | None) -> None:
        """Keep the changes to a story, or with None drop them, and make the story due."""
        delete_in(self._connection, story_edits, story_edits.c.story, [story])
        if kept is not None:
            row = {"story": story, "edits": kept.edits, "file": kept.file}
            insert_rows(self._connection, story_edits, [row])
        self._connection.execute(
            update(stories)
            .where(stories.c.id == story, stories.c.became.is_(None))
            .values(due=True)
        )

    def pinned(self) -> list[Topic]:
        """The topics that hold stories, as of the beginning of the transaction."""
        query = (
            select(entries.c.payload)
            .join(listings, listings.c.key == entries.c.key)
            .where(listings.c.about == PINNED, listings.c.section == "topics")
            .order_by(listings.c.place)
        )
        return [
            topic
            for payload in self._connection.scalars(query)
            if isinstance(topic := decode("topics", payload), Topic)
        ]

    def held_parts(self, articles: Iterable[str]) -> set[tuple[str, str]]:
        """Pairs of pinned topic and article, where the article counts as part of the topic."""
        columns = evidence.c
        query = select(columns.topic, columns.article).where(columns.part > 0)
        rows = select_in(self._connection, query, columns.article, articles)
        found = {(row.topic, row.article) for row in rows}
        known = self.stories({topic for topic, _ in found})
        return {(topic, article) for topic, article in found if topic not in known}

    def make_due(self, ids: Iterable[str]) -> None:
        """Make stories due to be told again."""
        for chunk in chunks(sorted(ids)):
            self._connection.execute(
                update(stories)
                .where(stories.c.id.in_(chunk), stories.c.became.is_(None))
                .values(due=True)
            )

    def count_members(self, ids: Iterable[str]) -> dict[str, int]:
        """How many articles stories have."""
        query = select(story_articles.c.story, func.count()).group_by(story_articles.c.story)
        return dict(map(tuple, select_in(self._connection, query, story_articles.c.story, ids)))

    def belong(self, story: str, article: str, *, leaves: bool = False) -> None:
        """Count an article into a story or out of it."""
        members = self._batch.members
        members[story, article] = members.get((story, article), 0) + (-1 if leaves else 1)

    def publish(self, digest: Digest, former: Records) -> Records:
        """Replace what a story said before by what it now says; writes only differences.

        Args:
            digest: sound, except for articles, people and quotations of other sources.
            former: the result of the earlier call for this story; empty for a new one.
        """
        if self._source is None:
            self._source = source_key(self._connection, self._batch, STORIES)
        source = self._source
        now: dict[str, str] = {}
        for section in SECTIONS:
            for record in getattr(digest, section):
                named = f"{section}/{record.id}"
                payload = encode(record)
                now[named] = _state(payload)
                if former.get(named) != now[named]:
                    self._batch.put(source, section, record)
                    self._batch.payloads[id(record)] = payload
        for named in former.keys() - now.keys():
            section, _, id_ = named.partition("/")
            self._batch.drop(source, section, id_)
        return now


def state_of(record: AnyRecord) -> str:
    """What distinguishes a record's states."""
    return _state(encode(record))


def _state(payload: str) -> str:
    return f"{hash64(payload) % 2**64:x}"


def _fields(kept: KeptArticle | KeptStory) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in kept.__slots__}
