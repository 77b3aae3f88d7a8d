"""The live sources in the database. Every method is one transaction, for any thread."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from briefings.library.bulk import chunks, select_in
from briefings.library.database import insert, reading, writing
from briefings.library.encoding import hash64
from briefings.sources.model import OPERATOR, Fate, Item, Source, State
from briefings.sources.refusals import TakenError
from briefings.sources.rows import (
    forget_source,
    key_of_address,
    name_key,
    put_source,
    row_of_followed,
    row_of_listed,
    same_place,
)
from briefings.sources.tables import (
    item_of_row,
    items,
    options_to_json,
    source_of_row,
    sources,
)

KEEP_UNLISTED = timedelta(days=60)
"""How long an entry that its source no longer lists is remembered. The library recognises what
comes back later by its address and text."""
LONGEST_NAME = 100

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def new_id() -> str:
    """Ten characters without look-alikes: 50 bits, never used again after a removal."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


class SourceStore:
    """The live sources. `engine` is from `briefings.library.database.create_engine`, migrated.

    Every method raises `briefings.library.LibraryError` if the database fails.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    # What operators and moderators do

    def add(self, source: Source) -> None:
        """Keep a new source.

        Raises:
            TakenError: the owner has one with this name or address.
        """
        mine = sources.c.owner == source.owner
        with writing(self.engine) as connection:
            if self.engine.dialect.name == "postgresql":
                lock = sa.func.pg_advisory_xact_lock(hash64("live", str(source.owner)))
                connection.execute(sa.select(lock))
            row = row_of_followed(source)
            taken = sa.select(sources.c.name, sources.c.name_key).where(
                mine,
                sa.or_(
                    sources.c.name_key == row["name_key"],
                    sources.c.address_key == row["address_key"],
                ),
            )
            other = connection.execute(taken).first()
            if other is not None:
                raise TakenError(other.name, same_name=other.name_key == row["name_key"])
            put_source(connection, source)

    def all(self, owner: int | None = None) -> list[Source]:
        """The sources, in the order they were added; with `owner`, only its own."""
        query = sa.select(sources).order_by(sources.c.added_at, sources.c.id)
        return self._select(query if owner is None else query.where(sources.c.owner == owner))

    def get(self, source_id: str) -> Source | None:
        found = self._select(sa.select(sources).where(sources.c.id == source_id))
        return found[0] if found else None

    def find(self, name: str, owner: int | None = OPERATOR) -> Source | None:
        """The owner's source (anybody's for None) with this name or address, in any spelling."""
        where = sa.or_(
            sources.c.name_key == name_key(name), sources.c.address_key == key_of_address(name)
        )
        query = sa.select(sources).where(where)
        if owner is not None:
            query = query.where(sources.c.owner == owner)
        own = (sources.c.name_key != name_key(name), sources.c.owner, sources.c.added_at)
        found = self._select(query.order_by(*own))
        return found[0] if found else None

    def pause(self, source_id: str) -> bool:
        """Stop asking it until it is resumed. False if it does not exist or was paused."""
        return self._set(source_id, {"state": State.PAUSED.value}, sources.c.state == "active")

    def resume(self, source_id: str, now: datetime) -> bool:
        """Ask it again, at once. False if it does not exist or was not paused."""
        values = {"state": State.ACTIVE.value, "next_due": now}
        return self._set(source_id, values, sources.c.state == "paused")

    def set_options(self, source: Source) -> bool:
        """Store the options of `source` and ask it again. False if it does not exist."""
        values = {"options": options_to_json(source.options), "body_hash": None}
        return self._set(source.id, {**values, "etag": None, "last_modified": None})

    def refresh_now(self, source_ids: Iterable[str], now: datetime) -> None:
        """Make sources due at once."""
        with writing(self.engine) as connection:
            for chunk in chunks(source_ids):
                where = sources.c.id.in_(chunk)
                connection.execute(sa.update(sources).where(where).values(next_due=now))

    def remove(self, source_id: str) -> bool:
        """Forget a source; what it brought stays in the library. False if it does not exist.

        Another source that listed the same articles keeps them up to date from now on.
        """
        with writing(self.engine) as connection:
            return forget_source(connection, source_id)

    # What refreshing does

    def due(self, now: datetime, limit: int) -> list[Source]:
        """At most `limit` active sources that are due and not in the queue, longest due first."""
        query = (
            sa.select(sources)
            .where(
                sources.c.state == State.ACTIVE.value,
                sources.c.next_due <= now,
                sa.or_(sources.c.queued.is_(None), sources.c.queued != sources.c.next_due),
            )
            .order_by(sources.c.next_due, sources.c.id)
            .limit(limit)
        )
        return self._select(query)

    def next_due(self) -> datetime | None:
        """When the next active source outside the queue is due."""
        query = sa.select(sa.func.min(sources.c.next_due)).where(
            sources.c.state == State.ACTIVE.value,
            sa.or_(sources.c.queued.is_(None), sources.c.queued != sources.c.next_due),
        )
        with reading(self.engine) as connection:
            found: datetime | None = connection.scalar(query)
        return found

    def note_queued(self, due: Sequence[Source]) -> None:
        """Record that refreshes for these sources are in the queue."""
        with writing(self.engine) as connection:
            for source in due:
                where = (sources.c.id == source.id, sources.c.next_due == source.next_due)
                connection.execute(sa.update(sources).where(*where).values(queued=source.next_due))

    def waiting(self, before: datetime) -> list[Source]:
        """Active sources in the queue that were due before a moment."""
        query = sa.select(sources).where(
            sources.c.state == State.ACTIVE.value,
            sources.c.next_due <= before,
            sources.c.queued == sources.c.next_due,
        )
        return self._select(query)

    def requeue(self, source: Source) -> None:
        """Let a source whose refresh is lost be put into the queue again.

        It becomes due a moment later, so that the queue sees a new refresh.
        """
        if source.next_due is not None:
            values = {"next_due": source.next_due + timedelta(microseconds=1)}
            self._set(source.id, values, sources.c.next_due == source.next_due)

    def items(self, source_id: str, keys: Iterable[str] | None = None) -> Mapping[str, Item]:
        """The known entries of a source, by key: all, or those with these keys."""
        query = sa.select(items).where(items.c.source == source_id)
        with reading(self.engine) as connection:
            if keys is None:
                rows = list(connection.execute(query).mappings())
            else:
                rows = [row._mapping for row in select_in(connection, query, items.c.key, keys)]
        return {row["key"]: item_of_row(row) for row in rows}

    def last_listed(self, source_id: str) -> Mapping[str, Item]:
        """The entries of the list when it was last read, by key."""
        mine = items.c.source == source_id
        last = sa.select(sa.func.max(items.c.last_seen)).where(mine).scalar_subquery()
        with reading(self.engine) as connection:
            query = sa.select(items).where(mine, items.c.last_seen == last)
            rows = connection.execute(query).mappings()
            return {row["key"]: item_of_row(row) for row in rows}

    def pending(self, source_id: str, limit: int) -> list[Item]:
        """Entries whose page is still to be fetched, newest first."""
        where = (items.c.source == source_id, items.c.fate == Fate.PENDING.value)
        query = sa.select(items).where(*where).order_by(items.c.first_seen.desc(), items.c.key)
        with reading(self.engine) as connection:
            rows = connection.execute(query.limit(limit)).mappings()
            return [item_of_row(row) for row in rows]

    def to_revisit(self, source_id: str, now: datetime, limit: int) -> list[Item]:
        """Entries whose page should be checked for changes, longest due first."""
        where = (
            items.c.source == source_id,
            items.c.revisit_at <= now,
            items.c.fate.in_((Fate.STORED.value, Fate.WITHDRAWN.value)),
        )
        query = sa.select(items).where(*where).order_by(items.c.revisit_at, items.c.key)
        with reading(self.engine) as connection:
            rows = connection.execute(query.limit(max(limit, 0))).mappings()
            return [item_of_row(row) for row in rows]

    def expiring(self, source_id: str, before: datetime, limit: int) -> list[Item]:
        """Stored entries that were published (or, undated, first seen) before a moment."""
        dated = sa.func.coalesce(items.c.published, items.c.first_seen)
        where = (items.c.source == source_id, items.c.fate == Fate.STORED.value, dated < before)
        with reading(self.engine) as connection:
            query = sa.select(items).where(*where).order_by(items.c.key).limit(limit)
            return [item_of_row(row) for row in connection.execute(query).mappings()]

    def titles(self) -> Mapping[str, Sequence[str]]:
        """The addresses of all sources, by their name for the outlet."""
        query = sa.select(sources.c.title, sources.c.address).where(sources.c.title.is_not(None))
        found: dict[str, list[str]] = {}
        with reading(self.engine) as connection:
            for row in connection.execute(query.where(sources.c.credited.is_(None))):
                found.setdefault(row.title, []).append(row.address)
        return found

    def brought_elsewhere(self, source_id: str, urls: Iterable[str]) -> Mapping[str, str]:
        """The articles that other sources brought from these addresses, by address."""
        keys = {key_of_address(url): url for url in urls}
        query = sa.select(items.c.address_key, items.c.article).where(
            items.c.source != source_id,
            items.c.fate == Fate.STORED.value,
            items.c.article.is_not(None),
        )
        with reading(self.engine) as connection:
            rows = select_in(connection, query, items.c.address_key, keys)
            return {keys[row.address_key]: row.article for row in rows}

    def counts(self, of: Sequence[str] | None = None) -> Mapping[str, Mapping[Fate, int]]:
        """How many entries of each source, or of these, have which fate, by source id."""
        query = sa.select(items.c.source, items.c.fate, sa.func.count().label("number"))
        if of is not None:
            query = query.where(items.c.source.in_(of))
        found: dict[str, dict[Fate, int]] = {}
        with reading(self.engine) as connection:
            for row in connection.execute(query.group_by(items.c.source, items.c.fate)):
                found.setdefault(row.source, {})[Fate(row.fate)] = row.number
        return found

    def skipped(self) -> Mapping[str, int]:
        """How many changes of articles are not versions of their own, by source id."""
        query = sa.select(items.c.source, sa.func.sum(items.c.skipped).label("number"))
        query = query.group_by(items.c.source).having(sa.func.sum(items.c.skipped) > 0)
        with reading(self.engine) as connection:
            return {row.source: int(row.number) for row in connection.execute(query)}

    def note_items(self, source_id: str, changed: Iterable[Item]) -> None:
        """Store the fates of entries."""
        with writing(self.engine) as connection:
            self._put_items(connection, source_id, changed)

    def settle(
        self,
        before: Source,
        after: Source,
        changed: Iterable[Item] = (),
        seen: Sequence[str] = (),
    ) -> bool:
        """Store the result of a refresh: the source's state and its entries' fates.

        Args:
            before: the source when the refresh began. Changes made meanwhile (by a pause, or by
                another process's refresh of the same source) stay.
            changed: new and changed entries.
            seen: keys of known entries that were listed unchanged.

        Returns:
            False if the source is gone, or another refresh ended first.
        """
        row = row_of_followed(after)
        own = ("name", "name_key", "owner", "options", "state", "from_file", "added_at", "id")
        moment = after.last_try or before.added_at
        with writing(self.engine) as connection:
            where = [sources.c.id == before.id, sources.c.next_due == before.next_due]
            if before.next_due is None:
                where[1] = sources.c.next_due.is_(None)
            moved = row["address_key"] != key_of_address(before.address)
            if moved and self._is_taken(connection, after):
                row |= {"address": before.address, "address_key": key_of_address(before.address)}
            values = {name: value for name, value in row.items() if name not in own}
            done = connection.execute(sa.update(sources).where(*where).values(values))
            if not done.rowcount:
                return False
            self._put_items(connection, before.id, changed)
            for chunk in chunks(seen):
                these = (items.c.source == before.id, items.c.key.in_(chunk))
                connection.execute(sa.update(items).where(*these).values(last_seen=moment))
            if seen:  # an unchanged list shows nothing, but still has everything
                old = (
                    items.c.source == before.id,
                    items.c.last_seen < moment - KEEP_UNLISTED,
                    items.c.fate != Fate.PENDING.value,
                )
                connection.execute(sa.delete(items).where(*old))
        return True

    def follow_file(self, named: Sequence[Source], now: datetime) -> list[str]:
        """Follow exactly the sources that the configuration names, besides those added by hand.

        Those that it no longer names are removed, but their articles stay; those added by hand are
        left alone.

        Returns:
            What could not be done, one line each.
        """
        problems: list[str] = []
        there = {one.name.casefold(): one for one in self.all(OPERATOR)}
        wanted = {one.name.casefold(): one for one in named}
        for key, one in there.items():
            other = wanted.get(key)
            if one.from_file and (other is None or not same_place(one, other)):
                self.remove(one.id)
        for key, one in wanted.items():
            known = self.find(one.name)
            if known is not None and known.name.casefold() == key and known.from_file:
                if known.options != one.options:
                    self.set_options(replace(known, options=one.options))
                    self.refresh_now([known.id], now)
                continue
            try:
                self.add(one)
            except TakenError as error:
                problems.append(f"briefbot_sources: {one.name}: {error}")
        return problems

    def _is_taken(self, connection: sa.Connection, source: Source) -> bool:
        """Whether another source of the owner has this one's new address."""
        where = (
            sources.c.owner == source.owner,
            sources.c.id != source.id,
            sources.c.address_key == key_of_address(source.address),
        )
        return connection.execute(sa.select(sources.c.id).where(*where)).first() is not None

    def _put_items(
        self, connection: sa.Connection, source_id: str, changed: Iterable[Item]
    ) -> None:
        rows = [row_of_listed(source_id, item) for item in changed]
        if not rows:
            return
        statement = insert(connection, items)
        columns = [name for name in rows[0] if name not in ("source", "key", "first_seen")]
        statement = statement.on_conflict_do_update(
            index_elements=["source", "key"],
            set_={name: statement.excluded[name] for name in columns},
        )
        connection.execute(statement, rows)

    def _set(self, source_id: str, values: dict[str, Any], *where: Any) -> bool:
        with writing(self.engine) as connection:
            statement = sa.update(sources).where(sources.c.id == source_id, *where)
            return connection.execute(statement.values(values)).rowcount > 0

    def _select(self, query: sa.Select[Any]) -> list[Source]:
        with reading(self.engine) as connection:
            return [source_of_row(row) for row in connection.execute(query).mappings()]
