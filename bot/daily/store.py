"""Subscriptions, and what to do for them, in the database.

Every method is one transaction and can be called from any thread. Deliveries are in
`bot.daily.ledger`.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import sqlalchemy as sa

from bot.daily.schedule import Decision, Verdict, next_run
from bot.daily.tables import (
    Outcome,
    State,
    Subscription,
    columns,
    deliveries,
    guilds,
    subscriptions,
)
from bot.shards import Shards
from briefings.library.columns import NOBODY
from briefings.library.database import insert, reader
from briefings.translations import gettext
from briefings.translations.message import stored

KEEP_AFTER_LEAVING = timedelta(days=30)
"""How long subscriptions are kept after the bot leaves a server; `/privacy` says so."""

NOT_RUNNING = "The bot was not running when it was due, nor in the hours after."

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


class LimitError(Exception):
    """The server already has `limit` subscriptions, the most it may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"a server can have {limit} daily briefings")
        self.limit = limit


def new_id() -> str:
    """Ten characters without look-alikes: 50 bits, never used again after a removal."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


class Store:
    """The subscriptions. `engine` is from `briefings.library.database.create_engine`, migrated."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self.reading = reader(engine)

    # What moderators do

    def add(self, subscription: Subscription, limit: int) -> None:
        """Keep a new subscription. Raises LimitError if the server already has `limit`."""
        mine = subscriptions.c.guild_id == subscription.guild_id
        with self.engine.begin() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(subscription.guild_id)))
            count = connection.scalar(sa.select(sa.func.count()).where(mine)) or 0
            if count >= limit:
                raise LimitError(limit)
            connection.execute(sa.insert(subscriptions).values(columns(subscription)))

    def get(self, subscription_id: str, guild_id: int | None = None) -> Subscription | None:
        """The subscription; with `guild_id`, only if it is that server's."""
        query = sa.select(subscriptions).where(subscriptions.c.id == subscription_id)
        if guild_id is not None:
            query = query.where(subscriptions.c.guild_id == guild_id)
        with self.reading.connect() as connection:
            row = connection.execute(query).mappings().first()
        return Subscription.of(row) if row else None

    def of_guild(self, guild_id: int) -> list[Subscription]:
        """A server's subscriptions, in the order they were added."""
        query = sa.select(subscriptions).where(subscriptions.c.guild_id == guild_id)
        return self._select(query.order_by(subscriptions.c.created_at, subscriptions.c.id))

    def change(self, subscription_id: str, **values: Any) -> bool:
        """Change some of a subscription's columns. False if it does not exist (any more)."""
        where = subscriptions.c.id == subscription_id
        with self.engine.begin() as connection:
            return (
                connection.execute(sa.update(subscriptions).where(where).values(**values)).rowcount
                > 0
            )

    def remove(self, subscription_id: str, guild_id: int) -> bool:
        """Delete a subscription with its deliveries. False if the server does not have it."""
        where = (subscriptions.c.id == subscription_id, subscriptions.c.guild_id == guild_id)
        with self.engine.begin() as connection:
            return connection.execute(sa.delete(subscriptions).where(*where)).rowcount > 0

    # What the scheduler does

    def next_due(self) -> datetime | None:
        """When the next active subscription is due."""
        query = sa.select(sa.func.min(subscriptions.c.next_due)).where(
            subscriptions.c.state == State.ACTIVE
        )
        with self.reading.connect() as connection:
            found: datetime | None = connection.scalar(query)
        return found

    def due(self, now: datetime, limit: int) -> list[Subscription]:
        """At most `limit` active subscriptions that are due, longest waiting first."""
        query = (
            sa.select(subscriptions)
            .where(subscriptions.c.state == State.ACTIVE, subscriptions.c.next_due <= now)
            .order_by(subscriptions.c.next_due, subscriptions.c.id)
            .limit(limit)
        )
        return self._select(query)

    def count_due(self, now: datetime) -> int:
        """How many active subscriptions are due."""
        query = sa.select(sa.func.count()).where(
            subscriptions.c.state == State.ACTIVE, subscriptions.c.next_due <= now
        )
        with self.reading.connect() as connection:
            return connection.scalar(query) or 0

    def settle(
        self,
        decided: Sequence[tuple[Subscription, Sequence[Decision]]],
        now: datetime,
        missed: str = NOT_RUNNING,
    ) -> None:
        """Record what was decided for subscriptions, and when each is due next.

        `missed` is the reason for runs that come too late. Repeating it changes nothing: a recorded
        day stays as it is.
        """
        ids = [subscription.id for subscription, _ in decided]
        exist = sa.select(subscriptions.c.id).where(subscriptions.c.id.in_(ids))
        with self.engine.begin() as connection:
            there = set(connection.scalars(exist))
            decided = [pair for pair in decided if pair[0].id in there]
            opened = [_opened(one, now, missed) for _, decisions in decided for one in decisions]
            if opened:
                statement = insert(self.engine, deliveries).on_conflict_do_nothing()
                connection.execute(statement, opened)
            for subscription, decisions in decided:
                settled = decisions[-1].run.day if decisions else subscription.settled
                following = next_run(replace(subscription.plan, settled=settled), now)
                mine = sa.update(subscriptions).where(subscriptions.c.id == subscription.id)
                connection.execute(mine.values(settled=settled))
                # A moderator's change made meanwhile wins: it is planned again.
                unchanged = subscriptions.c.next_due == subscription.next_due
                due = following.due if following else None
                connection.execute(mine.where(unchanged).values(next_due=due))

    def replan(self, now: datetime) -> None:
        """Recompute when each is due: tzdata may have changed a zone's rules."""
        for subscription in self._select(
            sa.select(subscriptions).where(subscriptions.c.state == State.ACTIVE)
        ):
            try:
                following = next_run(subscription.plan, now)
            except ZoneInfoNotFoundError:
                continue  # the planner reports it when it is due
            due = following.due if following else None
            if due != subscription.next_due:
                self.change(subscription.id, next_due=due)

    def write_off(self, made_at: datetime, now: datetime) -> int:
        """Drop every post due by now: after restoring a backup of `made_at`, nobody knows which
        of them were made. Returns how many were under way."""
        reason = stored(
            gettext(
                "The bot's data was restored from a backup of %(time)s UTC.",
                time=f"{made_at:%Y-%m-%d %H:%M}",
            )
        )
        with self.engine.begin() as connection:
            closed = connection.execute(
                sa.update(deliveries)
                .where(deliveries.c.outcome == Outcome.QUEUED)
                .values(outcome=Outcome.MISSED, reason=reason, finished_at=now)
            )
            connection.execute(sa.update(subscriptions).values(owed_since=now))
        self.replan(now)
        return closed.rowcount

    # What the chat platform reports

    def block(self, subscription_id: str, reason: str, now: datetime, until: datetime) -> bool:
        """Stop an active subscription until it is tried again. False if it was not active."""
        where = (subscriptions.c.id == subscription_id, subscriptions.c.state == State.ACTIVE)
        values = {"state": State.BLOCKED, "reason": reason, "state_since": now, "next_due": until}
        with self.engine.begin() as connection:
            done = connection.execute(sa.update(subscriptions).where(*where).values(values))
        return done.rowcount > 0

    def note_refusal(self, subscription_id: str, reason: str) -> bool:
        """Record why an active subscription's posts are refused. False if it was known.

        The next successful post clears it.
        """
        where = (
            subscriptions.c.id == subscription_id,
            subscriptions.c.state == State.ACTIVE,
            subscriptions.c.reason == "",
        )
        with self.engine.begin() as connection:
            noted = connection.execute(sa.update(subscriptions).where(*where).values(reason=reason))
        return noted.rowcount > 0

    def blocked(
        self, now: datetime, shards: Shards | None = None, limit: int = 100
    ) -> list[Subscription]:
        """Blocked subscriptions to try again: `next_due` says from when.

        With `shards`, only those of their servers.
        """
        query = (
            sa.select(subscriptions)
            .where(subscriptions.c.state == State.BLOCKED, subscriptions.c.next_due <= now)
            .order_by(subscriptions.c.next_due)
            .limit(limit)
        )
        if shards is not None:
            # Divided, not shifted: PostgreSQL shifts only by an INTEGER, and would get a BIGINT
            # here.
            shard = (subscriptions.c.guild_id // 2**22) % shards.count
            query = query.where(shard.between(shards.first, shards.last))
        return self._select(query)

    def block_guild(self, guild_id: int, reason: str, now: datetime, until: datetime) -> None:
        """Stop all active subscriptions of a server until they are tried again."""
        where = (subscriptions.c.guild_id == guild_id, subscriptions.c.state == State.ACTIVE)
        values = {"state": State.BLOCKED, "reason": reason, "state_since": now, "next_due": until}
        with self.engine.begin() as connection:
            connection.execute(sa.update(subscriptions).where(*where).values(values))

    def try_again(self, guild_ids: Sequence[int], now: datetime) -> None:
        """Make the blocked subscriptions of these servers due for another try."""
        where = (subscriptions.c.guild_id.in_(guild_ids), subscriptions.c.state == State.BLOCKED)
        with self.engine.begin() as connection:
            connection.execute(sa.update(subscriptions).where(*where).values(next_due=now))

    def guild_ids(self) -> set[int]:
        """The servers with anything stored."""
        query = sa.union(sa.select(subscriptions.c.guild_id), sa.select(guilds.c.guild_id))
        with self.reading.connect() as connection:
            return set(connection.scalars(query))

    def guild_left(self, guild_id: int, now: datetime) -> None:
        """Note that the bot was removed from a server, whose settings are kept for a while."""
        statement = insert(self.engine, guilds).values(guild_id=guild_id, left_at=now)
        statement = statement.on_conflict_do_update(
            index_elements=["guild_id"],
            set_={"left_at": sa.func.coalesce(guilds.c.left_at, statement.excluded.left_at)},
        )
        with self.engine.begin() as connection:
            connection.execute(statement)

    def guilds_present(self, present: Sequence[int]) -> None:
        """Note that the bot is in these servers (again)."""
        where = (guilds.c.guild_id.in_(present), guilds.c.left_at.is_not(None))
        with self.engine.begin() as connection:
            connection.execute(sa.update(guilds).where(*where).values(left_at=None))

    def left_for_good(self, now: datetime) -> list[int]:
        """The servers that the bot left 30 days ago: their settings are due for deletion."""
        query = sa.select(guilds.c.guild_id).where(guilds.c.left_at <= now - KEEP_AFTER_LEAVING)
        with self.reading.connect() as connection:
            return list(connection.scalars(query))

    def left_at(self, guild_id: int) -> datetime | None:
        """When the bot left a server; None if it did not, or if nobody noticed."""
        query = sa.select(guilds.c.left_at).where(guilds.c.guild_id == guild_id)
        with self.reading.connect() as connection:
            found: datetime | None = connection.scalar(query)
        return found

    def forget(self, guild_id: int) -> int:
        """Delete at once all that is stored for a server; returns how many subscriptions.

        Memories are shared between servers, name nobody and are pruned when unused.
        """
        with self.engine.begin() as connection:
            removed = connection.execute(
                sa.delete(subscriptions).where(subscriptions.c.guild_id == guild_id)
            ).rowcount
            connection.execute(sa.delete(guilds).where(guilds.c.guild_id == guild_id))
        return removed

    # What is kept about moderators

    def of_user(self, user_id: int) -> list[Subscription]:
        """The subscriptions that a user added, in the order they were added."""
        query = sa.select(subscriptions).where(subscriptions.c.created_by == user_id)
        return self._select(query.order_by(subscriptions.c.created_at, subscriptions.c.id))

    def forget_user(self, user_id: int) -> int:
        """Delete the user from their subscriptions, which stay; how many there were."""
        mine = sa.update(subscriptions).where(subscriptions.c.created_by == user_id)
        with self.engine.begin() as connection:
            return connection.execute(mine.values(created_by=NOBODY)).rowcount

    # The server's own template

    def template(self, guild_id: int) -> str | None:
        with self.reading.connect() as connection:
            return connection.scalar(
                sa.select(guilds.c.template).where(guilds.c.guild_id == guild_id)
            )

    def set_template(self, guild_id: int, source: str | None) -> None:
        """Keep the server's template for the daily post; None returns to the bot's own."""
        statement = insert(self.engine, guilds).values(guild_id=guild_id, template=source)
        with self.engine.begin() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["guild_id"], set_={"template": source}
                )
            )

    def _select(self, query: sa.Select[Any]) -> list[Subscription]:
        with self.reading.connect() as connection:
            return [Subscription.of(row) for row in connection.execute(query).mappings()]


def _opened(decision: Decision, now: datetime, reason: str) -> dict[str, Any]:
    """A new delivery's row; `reason` says why a run that comes too late was missed."""
    missed = decision.verdict is Verdict.MISSED
    return {
        "subscription_id": decision.run.subscription,
        "day": decision.run.day,
        "due": decision.run.due,
        "outcome": Outcome.MISSED if missed else Outcome.QUEUED,
        "reason": reason if missed else "",
        "queued_at": now,
        "finished_at": now if missed else None,
        "pages": 0,
        "attempts": 0,
    }
