"""Rebuilds what an earlier program derived from texts in another way.

Words are indexed and looked up in folded form: if folding changes, an earlier program's index would
no longer find them.
"""

import logging
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, select, update

from briefings.digest.layout import AnyRecord
from briefings.identity import headline_key
from briefings.library import postings
from briefings.library.addressing import note_addresses
from briefings.library.batches import TABLES
from briefings.library.bulk import insert_values
from briefings.library.database import reading, writing
from briefings.library.encoding import decode, hash64, unpack, wording_hash
from briefings.library.indexing import Index
from briefings.library.sketches import sketched
from briefings.library.tables import (
    addresses,
    articles,
    entries,
    names,
    quotes,
    sketches,
    state,
    words,
)
from briefings.models import Article, Quote

INDEXING = 3
"""The program's version of indexing. Raise it with every change to splitting or folding words,
to sketches, to hashes of wordings and headlines, and to address keys."""
BATCH = 2_000
"""How many records are in memory at a time."""

_log = logging.getLogger(__name__)
_Records = list[tuple[str, int, AnyRecord]]


def rebuild_indexes(engine: Engine) -> None:
    """Index all records again, or none, if another version of the program indexed them.

    Until it is done, readers use the former indexes and writers wait.
    """
    made_by = select(state.c.indexed_by)
    with reading(engine) as connection:
        if connection.execute(made_by).scalar_one() == INDEXING:
            return
    with writing(engine) as connection:
        # Another program may have been quicker.
        if connection.execute(made_by.with_for_update()).scalar_one() == INDEXING:
            return
        _rebuild(connection)
        connection.execute(update(state).values(indexed_by=INDEXING))


def _rebuild(connection: Connection) -> None:
    total = sum(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (articles, quotes, entries)
    )
    if total:
        _log.info("indexing all %d records again, as this version reads words otherwise", total)
    _clear(connection)
    done = 0
    for records in _batches(connection):
        index = Index()
        for _, key, record in records:
            index.add(key, record, 1)
        index.flush(connection)
        insert_values(connection, sketches, ("pair", "quote"), list(sketched(records)))
        _hash_again(connection, records)
        done += len(records)
        _log.info("indexed %d of %d records", done, total)
    found = connection.execute(
        select(addresses.c.article, addresses.c.url, addresses.c.first).order_by(addresses.c.first)
    ).all()
    connection.execute(delete(addresses))
    note_addresses(connection, [tuple(row) for row in found])


def _clear(connection: Connection) -> None:
    for table in (words, names, sketches):
        connection.execute(delete(table))
    postings.forget_all(connection)


def _batches(connection: Connection) -> Iterator[_Records]:
    """All indexed records, articles with their texts."""
    for section in ("articles", "quotes", "actors", "topics"):
        table = TABLES[section]
        query = select(table.c.key, table.c.payload).where(~table.c.shadowed)
        if table is entries:
            query = query.where(entries.c.section == section)
        if table is articles:
            query = query.add_columns(articles.c.text)
        last = 0
        while rows := _next(connection, query, table, last):
            last = rows[-1].key
            yield [(section, row.key, _record(section, row)) for row in rows]


def _next(connection: Connection, query: Any, table: Any, last: int) -> Any:
    found = query.where(table.c.key > last).order_by(table.c.key).limit(BATCH)
    return connection.execute(found).all()


def _record(section: str, row: Any) -> AnyRecord:
    record = decode(section, row.payload)
    if isinstance(record, Article):
        return record.model_copy(update={"text": unpack(row.text)})
    return record


def _hash_again(connection: Connection, records: _Records) -> None:
    """Renew the hashes that find headlines and wordings."""
    for table, column, hashes in (
        (
            articles,
            "headline",
            {
                key: hash64(headline_key(one.headline))
                for _, key, one in records
                if isinstance(one, Article)
            },
        ),
        (
            quotes,
            "wording",
            {key: wording_hash(one.text) for _, key, one in records if isinstance(one, Quote)},
        ),
    ):
        if hashes:
            holder = "?" if connection.dialect.name == "sqlite" else "%s"
            connection.exec_driver_sql(
                f"UPDATE {table.name} SET {column} = {holder} WHERE key = {holder} "  # noqa: S608  # names of ours
                f"AND {column} <> {holder}",
                [(value, key, value) for key, value in hashes.items()],
            )
