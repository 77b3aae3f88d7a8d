"""Removes articles from their stories for good, with everything that rests on them.

The stories are then due: whoever stores articles next tells them again from their remaining
articles.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import assert_never

from sqlalchemy import Connection, delete, func, select, update

from briefings.digest.layout import AnyRecord
from briefings.library.batches import STORIES, Batch
from briefings.library.bulk import delete_in, select_in
from briefings.library.encoding import decode, storable
from briefings.library.story_shelf import state_of
from briefings.library.story_tables import (
    stories,
    story_articles,
    story_state,
)
from briefings.library.tables import (
    articles,
    entries,
    evidence,
    sources,
)
from briefings.models import (
    Actor,
    Article,
    Citation,
    Discrepancy,
    Event,
    Position,
    Quote,
    StatementT,
    Topic,
)

_FEWEST_CLAIMS = 2


def leave_stories(connection: Connection, batch: Batch, gone: Collection[str]) -> None:
    """Take articles out of their stories.

    Args:
        gone: ids of articles; some may be in no story.
    """
    columns = story_articles.c
    query = select(columns.article, columns.story)
    story_of = {
        row.article: row.story for row in select_in(connection, query, columns.article, gone)
    }
    if not story_of:
        return
    delete_in(connection, story_articles, columns.article, story_of)
    connection.execute(update(story_state).values(gone=batch.revision))
    # In its story, and in the pinned topics that hold it.
    parts = select(evidence.c.topic, evidence.c.article).where(evidence.c.part > 0)
    for row in select_in(connection, parts, evidence.c.article, story_of):
        batch.members[row.topic, row.article] = -1
    left = _members_left(connection, story_of.values())
    query = select(stories.c.id, stories.c.records)
    for row in list(select_in(connection, query, stories.c.id, story_of.values())):
        records = json.loads(row.records)
        if row.id in left:
            _retell_without(connection, batch, row.id, records, story_of.keys())
        else:
            _end(connection, batch, row.id, records)


def _members_left(connection: Connection, ids: Iterable[str]) -> set[str]:
    query = select(story_articles.c.story).distinct()
    return {row.story for row in select_in(connection, query, story_articles.c.story, ids)}


def _end(connection: Connection, batch: Batch, story: str, records: Mapping[str, str]) -> None:
    """Remove everything about a story without articles."""
    source = _source(connection)
    for named in records:
        section, _, id_ = named.partition("/")
        batch.drop(source, section, id_)
    connection.execute(delete(stories).where(stories.c.id == story))


def _retell_without(
    connection: Connection,
    batch: Batch,
    story: str,
    records: Mapping[str, str],
    gone: Collection[str],
) -> None:
    source, now = _source(connection), dict(records)
    ids = [named.partition("/")[2] for named in records]
    query = select(entries.c.section, entries.c.id, entries.c.payload)
    query = query.where(entries.c.source == source)
    for row in select_in(connection, query, entries.c.id, ids):
        record = decode(row.section, row.payload)
        left = without(record, gone)
        if isinstance(left, Topic) and isinstance(record, Topic):
            left = left.model_copy(update={"name": _name(connection, story)})
        if left is None:
            batch.drop(source, row.section, row.id)
            del now[f"{row.section}/{row.id}"]
        elif left != record:
            batch.put(source, row.section, left)
            now[f"{row.section}/{row.id}"] = state_of(left)
    count = select(func.count()).where(story_articles.c.story == story)
    connection.execute(
        update(stories)
        .where(stories.c.id == story)
        .values(
            due=True,
            articles=connection.execute(count).scalar_one(),
            records=json.dumps(now, separators=(",", ":")),
        )
    )


def _source(connection: Connection) -> int:
    query = select(sources.c.key).where(sources.c.name == STORIES)
    return int(connection.execute(query).scalar_one())


def _name(connection: Connection, story: str) -> str:
    """The headline of the story's newest article: the former name may come from a removed one."""
    query = (
        select(articles.c.payload)
        .join(story_articles, story_articles.c.article == articles.c.id)
        .where(story_articles.c.story == story, ~articles.c.shadowed)
        .order_by(story_articles.c.number.desc())
        .limit(1)
    )
    record = decode("articles", connection.execute(query).scalar_one())
    assert isinstance(record, Article)  # noqa: S101  # that is what the table holds
    return storable(record.headline)


def without(record: AnyRecord, gone: Collection[str]) -> AnyRecord | None:
    """A record without what rests on some articles; None if nothing is left.

    What is shown in the words of one of them is removed, whoever else says so.
    """
    match record:
        case Position():
            return _left(record, gone)
        case Event():
            return _left(record, gone)
        case Topic():
            points = [_left(point, gone) for point in record.key_points]
            # Keywords are headlines and names that do not say which article they came from.
            left = tuple(point for point in points if point is not None)
            return record.model_copy(update={"key_points": left, "keywords": ()})
        case Discrepancy():
            claims = [one for claim in record.claims if (one := _left(claim, gone)) is not None]
            if len(claims) < _FEWEST_CLAIMS:
                return None
            return record.model_copy(update={"claims": tuple(claims)})
        case Article() | Actor() | Quote():
            return record
        case _:
            assert_never(record)


def _left(line: StatementT, gone: Collection[str]) -> StatementT | None:
    citations = _citations(line.citations, gone)
    if not citations or (line.verbatim and line.citations[0].article in gone):
        return None
    if citations == line.citations:
        return line
    return line.model_copy(update={"citations": citations})


def _citations(cited: Iterable[Citation], gone: Collection[str]) -> tuple[Citation, ...]:
    return tuple(one for one in cited if one.article not in gone)
