"""Deliveries in the database: which page was posted where, and how each ended.

The ledger makes posting safe to repeat: it records each attempt before it is made, and the
message's id afterwards. A page that was tried but has no id may or may not be in the channel.
"""

import hashlib
import json
from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any

import sqlalchemy as sa

from bot.daily.schedule import Run
from bot.daily.tables import (
    Delivery,
    Outcome,
    Page,
    State,
    Subscription,
    deliveries,
    memories,
    pages,
    posts,
    subscriptions,
)
from briefings.library.database import insert, reader

MOST_MEMORIES = 64
"""How many memories are cached."""

KEPT_FRESH = timedelta(hours=1)
"""For how long a memory need not be stored again: far less than `prune` spares it."""

NEVER = datetime.min.replace(tzinfo=UTC)

KEEP = timedelta(days=60)
"""How long deliveries are kept."""

KEEP_POSTS = timedelta(days=14)
"""How long the material of a post is kept, for its buttons."""

Memory = Mapping[str, Any]
"""What a subscription has been shown, by identity; see `briefings.answers.news`."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How a delivery ended."""

    outcome: Outcome
    reason: str
    at: datetime
    pages: int = 0
    attempts: int = 0
    seen: str | None = None
    """What the subscription has seen from now on: a hash from `keep_memory`."""


@dataclass(frozen=True, slots=True)
class KeptPost:
    """What a post was made from, with an id that its buttons carry."""

    id: str
    """At most 16 characters; posts made from the same material share it."""
    before: str | None
    """Hash of the memory of what had been seen; None if nothing had."""
    content: Mapping[str, Any]
    """Everything else, as the composer will read it."""


class Ledger:
    """The deliveries. `engine` is from `briefings.library.database.create_engine`, migrated."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.reading = reader(engine)
        self._lock = Lock()
        """Held by whoever looks at or changes the memories at hand; any thread may."""
        self._memories: OrderedDict[str, Memory] = OrderedDict()
        self._kept: dict[str, datetime] = {}
        self._last: tuple[Memory, str] = ({}, memory_hash({}))

    def get(self, subscription_id: str, day: date) -> Delivery | None:
        with self.reading.connect() as connection:
            row = connection.execute(_delivery(subscription_id, day)).mappings().first()
        return Delivery.of(row) if row else None

    def last(self, subscription_id: str, count: int = 10) -> list[Delivery]:
        """The newest deliveries, newest first."""
        query = (
            sa.select(deliveries)
            .where(deliveries.c.subscription_id == subscription_id)
            .order_by(deliveries.c.day.desc())
            .limit(count)
        )
        with self.reading.connect() as connection:
            return [Delivery.of(row) for row in connection.execute(query).mappings()]

    def history(self, subscription_id: str) -> list[dict[str, Any]]:
        """All that is stored about a subscription's deliveries and their messages, oldest first."""
        mine = deliveries.c.subscription_id == subscription_id
        posts = sa.select(pages).where(pages.c.subscription_id == subscription_id)
        with self.reading.connect() as connection:
            rows = connection.execute(sa.select(deliveries).where(mine).order_by(deliveries.c.day))
            found = {row["day"]: {**row, "messages": []} for row in rows.mappings()}
            for row in connection.execute(posts.order_by(pages.c.page)).mappings():
                found[row["day"]]["messages"].append(asdict(_page(row)))
        return list(found.values())

    def open(
        self, subscription_id: str, day: date, due: datetime, now: datetime
    ) -> tuple[Subscription, Delivery] | None:
        """A subscription and its delivery, made if needed; None if the subscription was removed."""
        with self.reading.connect() as connection:
            query = sa.select(subscriptions).where(subscriptions.c.id == subscription_id)
            row = connection.execute(query).mappings().first()
            if row is None:
                return None
            found = connection.execute(_delivery(subscription_id, day)).mappings().first()
        if found is not None:
            return Subscription.of(row), Delivery.of(found)
        statement = insert(self.engine, deliveries).values(
            subscription_id=subscription_id,
            day=day,
            due=due,
            outcome=Outcome.QUEUED,
            reason="",
            queued_at=now,
            pages=0,
            attempts=0,
        )
        try:
            with self.engine.begin() as connection:
                connection.execute(statement.on_conflict_do_nothing())
        except sa.exc.IntegrityError:  # removed in this very moment
            return None
        delivery = self.get(subscription_id, day)
        return None if delivery is None else (Subscription.of(row), delivery)

    def posted(self) -> set[str]:
        """The ids of the articles that posts rest on, as far back as posts are remembered."""
        with self.reading.connect() as connection:
            contents = connection.scalars(sa.select(memories.c.content))
            return {
                article
                for content in contents
                for shown in content.values()
                for article in shown.get("in", ())
            }

    def state(self, subscription_id: str, day: date) -> tuple[Delivery | None, dict[int, Page]]:
        """The delivery, and its pages that were tried."""
        with self.reading.connect() as connection:
            found = connection.execute(_delivery(subscription_id, day)).mappings().first()
            query = sa.select(pages).where(*_is(pages, subscription_id, day))
            tried = [_page(row) for row in connection.execute(query).mappings()]
        return Delivery.of(found) if found else None, {page.page: page for page in tried}

    def page(self, subscription_id: str, day: date, page: int) -> Page | None:
        with self.reading.connect() as connection:
            query = sa.select(pages).where(*_is(pages, subscription_id, day), pages.c.page == page)
            row = connection.execute(query).mappings().first()
        return None if row is None else _page(row)

    def try_page(
        self, subscription_id: str, day: date, page: int, channel_id: int, now: datetime
    ) -> Page | None:
        """Record that a page is about to be tried. Returns what earlier attempts recorded."""
        statement = insert(self.engine, pages).values(
            subscription_id=subscription_id,
            day=day,
            page=page,
            channel_id=channel_id,
            first_tried=now,
        )
        with self.engine.begin() as connection:
            statement = statement.on_conflict_do_nothing().returning(pages.c.page)
            written = connection.execute(statement).first()
        return None if written else self.page(subscription_id, day, page)

    def posted_page(
        self,
        subscription_id: str,
        day: date,
        page: int,
        channel_id: int,
        message_id: int,
        closing: Closing | None = None,
    ) -> bool:
        """Record a page's message, and with the last page, that the delivery is closed.

        False if another page has that message already.
        """
        try:
            with self.engine.begin() as connection:
                connection.execute(
                    sa.update(pages)
                    .where(*_is(pages, subscription_id, day), pages.c.page == page)
                    .values(message_id=message_id, channel_id=channel_id)
                )
                if closing is not None:
                    _close(connection, subscription_id, day, closing)
        except sa.exc.IntegrityError:
            return False
        return True

    def finish(self, subscription_id: str, day: date, closing: Closing) -> bool:
        """Close a delivery. False if it was closed already; it then stays as it is."""
        with self.engine.begin() as connection:
            return _close(connection, subscription_id, day, closing)

    def reopen(self, blocked: Subscription, now: datetime, window: timedelta) -> Run | None:
        """Reopen the delivery that a subscription's block ended, if there is one.

        This is the newest one, if it ended without a post after the block, none of its pages was
        posted, and it is not later than `window`. If several callers ask at once, one gets it.
        """
        newest = next(iter(self.last(blocked.id, 1)), None)
        if (
            newest is None
            or newest.outcome not in (Outcome.FAILED, Outcome.SKIPPED)
            or newest.finished_at is None
            or newest.finished_at < blocked.state_since
            or now > newest.due + window
        ):
            return None
        there = (*_is(pages, blocked.id, newest.day), pages.c.message_id.is_not(None))
        values = {
            "outcome": Outcome.QUEUED,
            "reason": "",
            "queued_at": now,
            "finished_at": None,
            # Always higher, so that it names a new run.
            "attempts": newest.attempts + 1,
        }
        with self.engine.begin() as connection:
            changed = connection.execute(
                sa.update(deliveries)
                .where(
                    *_is(deliveries, blocked.id, newest.day),
                    deliveries.c.outcome == newest.outcome,
                    deliveries.c.attempts == newest.attempts,
                    ~sa.exists().where(*there),
                )
                .values(values)
            )
        return run_of(replace(newest, attempts=newest.attempts + 1)) if changed.rowcount else None

    def keep_memory(self, memory: Memory, now: datetime) -> str:
        """Store what will have been seen, equal memories once; returns the hash to find it by."""
        with self._lock:
            last, digest = self._last
            if memory is not last:
                digest = memory_hash(memory)
                self._last = memory, digest
            if now - self._kept.get(digest, NEVER) < KEPT_FRESH:
                return digest
        values = {"hash": digest, "content": dict(memory), "made_at": now}
        statement = insert(self.engine, memories).values(values)
        statement = statement.on_conflict_do_update(index_elements=["hash"], set_={"made_at": now})
        with self.engine.begin() as connection:
            connection.execute(statement)
        with self._lock:
            fresh = self._kept if len(self._kept) < MOST_MEMORIES else {}
            self._kept = {**fresh, digest: now}
        self._remember(digest, memory)
        return digest

    def memory(self, digest: str | None) -> Memory | None:
        """What was seen, by the hash in `Subscription.seen`; None if nothing was."""
        if digest is None:
            return None
        with self._lock:
            known = self._memories.get(digest)
        if known is not None:
            return known
        with self.reading.connect() as connection:
            query = sa.select(memories.c.content).where(memories.c.hash == digest)
            content: Memory | None = connection.scalar(query)
        if content is not None:
            self._remember(digest, content)
        return content

    def _remember(self, digest: str, memory: Memory) -> None:
        """Cache the last ones: most subscriptions have seen the same."""
        with self._lock:
            self._memories[digest] = memory
            if len(self._memories) > MOST_MEMORIES:
                self._memories.popitem(last=False)

    def keep_post(self, post: KeptPost, now: datetime) -> None:
        """Store what a post is made from. Equal posts are stored once."""
        values = {
            "id": post.id,
            "before": post.before,
            "content": dict(post.content),
            "made_at": now,
        }
        statement = insert(self.engine, posts).values(values)
        statement = statement.on_conflict_do_update(index_elements=["id"], set_={"made_at": now})
        with self.engine.begin() as connection:
            connection.execute(statement)

    def post(self, post_id: str) -> KeptPost | None:
        """What a post was made from; None if that is no longer kept."""
        query = sa.select(posts.c.id, posts.c.before, posts.c.content).where(posts.c.id == post_id)
        with self.reading.connect() as connection:
            row = connection.execute(query).first()
        return KeptPost(*row) if row else None

    def open_since(self, before: datetime) -> list[Delivery]:
        """Deliveries that were queued before `before` and are not closed."""
        query = sa.select(deliveries).where(
            deliveries.c.outcome == Outcome.QUEUED, deliveries.c.queued_at < before
        )
        with self.reading.connect() as connection:
            return [Delivery.of(row) for row in connection.execute(query).mappings()]

    def counts(self, since: datetime, late: timedelta) -> dict[str, int]:
        """How many deliveries due since a moment ended in which way; `late` counts late posts."""
        query = sa.select(deliveries.c.outcome, deliveries.c.due, deliveries.c.finished_at)
        query = query.where(deliveries.c.due >= since)
        found: Counter[str] = Counter({outcome.value: 0 for outcome in Outcome} | {"late": 0})
        with self.reading.connect() as connection:
            for outcome, due, finished in connection.execute(query):
                found[str(outcome)] += 1
                posted = outcome == Outcome.POSTED and finished is not None
                found["late"] += posted and finished - due >= late
        return dict(found)

    def spoken_in(self, guild_id: int, exclude: str) -> list[int]:
        """The server's channels with an active subscription, other than `exclude`'s."""
        query = sa.select(subscriptions.c.channel_id).where(
            subscriptions.c.guild_id == guild_id,
            subscriptions.c.state == State.ACTIVE,
            subscriptions.c.id != exclude,
        )
        with self.reading.connect() as connection:
            return list(dict.fromkeys(connection.scalars(query)))

    def prune(self, now: datetime) -> None:
        """Delete old deliveries, and memories that nothing refers to."""
        with self._lock:
            self._memories.clear()
        with self.engine.begin() as connection:
            old = deliveries.c.due < now - KEEP
            connection.execute(sa.delete(deliveries).where(old))
            connection.execute(sa.delete(posts).where(posts.c.made_at < now - KEEP_POSTS))
            seen = sa.select(subscriptions.c.seen).where(subscriptions.c.seen.is_not(None))
            used = seen.union(sa.select(posts.c.before).where(posts.c.before.is_not(None)))
            # A day's grace: a delivery in progress refers to its memory only when it ends.
            aged = memories.c.made_at < now - timedelta(days=1)
            connection.execute(sa.delete(memories).where(aged, memories.c.hash.not_in(used)))


def run_of(delivery: Delivery) -> Run:
    """The run of an open delivery."""
    return Run(delivery.subscription_id, delivery.day, delivery.due, delivery.attempts)


def memory_hash(memory: Memory) -> str:
    text = json.dumps(memory, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _is(table: sa.Table, subscription_id: str, day: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.c.subscription_id == subscription_id, table.c.day == day)


def _delivery(subscription_id: str, day: date) -> sa.Select[Any]:
    return sa.select(deliveries).where(*_is(deliveries, subscription_id, day))


def _page(row: sa.RowMapping) -> Page:
    return Page(row["page"], row["channel_id"], row["first_tried"], row["message_id"])


def _close(connection: sa.Connection, subscription_id: str, day: date, closing: Closing) -> bool:
    where = (*_is(deliveries, subscription_id, day), deliveries.c.outcome == Outcome.QUEUED)
    values = {
        "outcome": closing.outcome,
        "reason": closing.reason,
        "finished_at": closing.at,
        "pages": closing.pages,
        "attempts": deliveries.c.attempts + closing.attempts,
    }
    closed = connection.execute(sa.update(deliveries).where(*where).values(values)).rowcount > 0
    if closed and closing.seen is not None:
        mine = subscriptions.c.id == subscription_id
        connection.execute(sa.update(subscriptions).where(mine).values(seen=closing.seen))
    if closed and closing.outcome is Outcome.POSTED:
        active = (subscriptions.c.id == subscription_id, subscriptions.c.state == State.ACTIVE)
        refused = (*active, subscriptions.c.reason != "")
        connection.execute(sa.update(subscriptions).where(*refused).values(reason=""))
    return closed
