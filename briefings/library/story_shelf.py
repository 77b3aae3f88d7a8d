"""What stories keep in a library, as a transaction that writes sees and changes it.

The library knows neither how articles are grouped nor what stories say: it keeps what it is given,
and the records that are made from stories, as the source `STORIES`.
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
"""By section and id (``events/ID``) what tells a record's states apart."""


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """What stories keep of an article. `grouped_by` and `findings` are for `briefings.stories`."""

    article: str
    number: int
    """In the order in which articles came."""
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
    """What is kept of a story."""

    id: str
    """Of its topic."""
    became: str | None = None
    """The story that its articles are part of now."""
    was_part_of: tuple[str, ...] = ()
    as_of: int = 0
    """The day that it tells of last, as an ordinal."""
    articles: int = 0
    due: bool = False
    """Whether it is to be told again."""
    records: Records = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grouped:
    """An article in its story, as far as grouping goes: a row without findings."""

    article: str
    number: int
    story: str
    grouped_by: bytes


class KeptEdits(NamedTuple):
    """What was changed by hand in a story."""

    edits: str
    """As JSON, for `briefings.stories`."""
    file: str
    """A hash of the file that it was taken from."""


class Placed(NamedTuple):
    """Where an article is."""

    number: int
    story: str
    made_by: int


@dataclass(frozen=True, slots=True)
class State:
    """What is kept of all stories together."""

    made_by: int
    """The version of the program by which all articles were read."""
    gone: int
    """The revision at which an article was taken out last."""
    words: str
    """Which words are everywhere."""


_STORY = [column.name for column in stories.columns]


class Shelf:
    """Stories within a transaction that writes. What it writes is seen by its reads at once."""

    def __init__(self, connection: Connection, batch: Batch) -> None:
        self._connection = connection
        self._batch = batch
        self._source: int | None = None

    @property
    def revision(self) -> int:
        """Of the library, once the transaction is done."""
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
        """The articles that came, changed or moved after a revision, in the order in which they
        came."""
        query = self._grouped(made_by).where(story_articles.c.revision > revision)
        query = query.order_by(story_articles.c.number)
        return [Grouped(*row) for row in self._connection.execute(query)]

    def _grouped(self, made_by: int) -> Any:
        columns = story_articles.c
        query = select(columns.article, columns.number, columns.story, columns.grouped_by)
        return query.where(columns.made_by == made_by)

    def there(self, articles: Iterable[str]) -> set[str]:
        """Those of the articles that are in stories."""
        query = select(story_articles.c.article)
        rows = select_in(self._connection, query, story_articles.c.article, articles)
        return {row.article for row in rows}

    def places(self, articles: Iterable[str]) -> dict[str, Placed]:
        """Where articles are, as far as they are in stories."""
        columns = story_articles.c
        query = select(columns.article, columns.number, columns.story, columns.made_by)
        rows = select_in(self._connection, query, columns.article, articles)
        return {article: Placed(*rest) for article, *rest in rows}

    def top_number(self) -> int:
        """The highest number that an article has; 0 where there is none."""
        found = self._connection.execute(select(func.max(story_articles.c.number))).scalar()
        return int(found or 0)

    def members(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """The articles of stories, in the order in which they came."""
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
        """Stories by the ids of their topics, those that became another too."""
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
        """Stories that are to be told again."""
        query = select(stories.c.id).where(stories.c.due).order_by(stories.c.id).limit(most)
        return list(self._connection.scalars(query))

    def put_articles(self, kept: Sequence[KeptArticle]) -> None:
        """Keep articles, in place of what was kept of them."""
        articles = [one.article for one in kept]
        delete_in(self._connection, story_articles, story_articles.c.article, articles)
        insert_rows(
            self._connection,
            story_articles,
            [{**_fields(one), "revision": self._batch.revision} for one in kept],
        )

    def move(self, to: Mapping[str, str]) -> None:
        """Let articles be part of other stories: by article, the story."""
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
        """Keep stories, in place of what was kept of them."""
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
        """What was changed by hand in stories, as far as anything was."""
        columns = story_edits.c
        query = select(columns.story, columns.edits, columns.file)
        return {
            row.story: KeptEdits(row.edits, row.file)
            for row in select_in(self._connection, query, columns.story, ids)
        }

    def keep_edits(self, story: str, kept: KeptEdits | None) -> None:
        """Keep what was changed in a story, which is due to be told again; None: nothing."""
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
        """The topics that hold stories, as they were when the transaction began."""
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
        """By pinned topic and article, which articles count as a part of which pinned topic."""
        columns = evidence.c
        query = select(columns.topic, columns.article).where(columns.part > 0)
        rows = select_in(self._connection, query, columns.article, articles)
        found = {(row.topic, row.article) for row in rows}
        known = self.stories({topic for topic, _ in found})
        return {(topic, article) for topic, article in found if topic not in known}

    def make_due(self, ids: Iterable[str]) -> None:
        """Have stories told again."""
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
        """Count an article in as one of a story's, or out."""
        members = self._batch.members
        members[story, article] = members.get((story, article), 0) + (-1 if leaves else 1)

    def publish(self, digest: Digest, former: Records) -> Records:
        """Put what a story says now in the place of what it said before; only what differs.

        Args:
            digest: sound, but for articles, people and quotations of other sources.
            former: what an earlier call returned for this story; nothing for a new one.
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
    """What tells a record's states apart."""
    return _state(encode(record))


def _state(payload: str) -> str:
    return f"{hash64(payload) % 2**64:x}"


def _fields(kept: KeptArticle | KeptStory) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in kept.__slots__}
