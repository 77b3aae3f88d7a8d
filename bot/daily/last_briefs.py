"""When readers had their last brief on a topic, so that the next one says what is new since.

Of a reader nothing is kept but a row for each topic: the number, the topic, the moment, and how far
the library was then. It goes after `KEEP_BRIEFS`, or when the reader deletes it.

Where others can see the reply (`place`: a server, or a group's channel), only briefs that were
given there count: what somebody read elsewhere is nobody's business. What the reader alone sees
(`PRIVATE`) counts all of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.daily.tables import last_briefs
from briefings.answers.since import Since
from briefings.library.database import insert, reader

KEEP_BRIEFS = timedelta(days=90)
"""How long it is kept when a brief was given."""

MOST = 200
"""So many are kept of a reader, the latest."""

SITTING = timedelta(hours=1)
"""Briefs on a topic that follow each other so soon are one sitting: all of them show what is new
since the sitting before. Whoever looks twice, or comes back from the article, finds the marks where
they were. An hour is long enough for that and short enough for who reads the news twice a day."""

PRIVATE = 0
"""The place of what the reader alone sees."""


@dataclass(frozen=True, slots=True)
class LastBrief:
    """A reader's last brief on a topic in a place."""

    topic: str
    place: int
    at: datetime
    next_place: int
    """Of the library then; see `Since.place`."""
    since: Since | None = None
    """What that brief showed as new came since then; None where it was the first one."""


@dataclass(frozen=True, slots=True)
class Given:
    """A brief that was sent."""

    user: int
    topic: str
    former: tuple[str, ...]
    """Stories that some of the topic's articles were part of."""
    place: int
    at: datetime
    next_place: int


def since_last(
    kept: Iterable[LastBrief], topics: Collection[str], place: int, now: datetime
) -> Since | None:
    """Since when something is new in a brief that is given now; None where it is the first one.

    Args:
        kept: what is kept of the reader.
        topics: ids of the topic, and of the stories that its articles were part of: who had a
            brief on one of these has had one on this.
    """
    mine = (one for one in kept if one.topic in topics and place in (PRIVATE, one.place))
    # The library goes one way, where a clock may be put back.
    last = max(mine, key=lambda one: (one.next_place, one.at), default=None)
    if last is None:
        return None
    if last.since is not None and abs(now - last.at) < SITTING:
        return last.since
    return Since(min(last.at, now), last.next_place)


class LastBriefs:
    """Those of all readers. Every method is one transaction; any thread may call it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._reading = reader(engine)

    def of(self, user: int) -> Sequence[LastBrief]:
        """What is kept of a reader, the latest first."""
        with self._reading.connect() as connection:
            return _of(connection, user)

    def note(self, given: Collection[Given]) -> None:
        """Remember briefs that were sent, one after the other."""
        by_user: dict[int, list[Given]] = defaultdict(list)
        for one in given:
            by_user[one.user].append(one)
        with self._engine.begin() as connection:
            for user in sorted(by_user):  # two processes lock rows in one order
                for one in by_user[user]:
                    self._note(connection, one)
                _leave_latest(connection, user)

    def _note(self, connection: sa.Connection, given: Given) -> None:
        topics = {given.topic, *given.former}
        since = since_last(_of(connection, given.user), topics, given.place, given.at)
        values = {
            "at": given.at,
            "next_place": given.next_place,
            "since": None if since is None else since.at,
            "since_place": None if since is None else since.place,
        }
        keys = {"user_id": given.user, "place": given.place, "topic": given.topic}
        statement = insert(connection, last_briefs).values(**keys, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=values))

    def prune(self, now: datetime) -> int:
        """Delete what is older than `KEEP_BRIEFS`; how many rows there were."""
        with self._engine.begin() as connection:
            old = sa.delete(last_briefs).where(last_briefs.c.at < now - KEEP_BRIEFS)
            return connection.execute(old).rowcount

    def export_user(self, user: int) -> list[dict[str, Any]]:
        """What is kept of a reader, as JSON, the latest first."""
        return [
            {
                "topic": one.topic,
                "place": None if one.place == PRIVATE else one.place,
                "last_brief": one.at,
                "new_since": one.since and one.since.at,
            }
            for one in self.of(user)
        ]

    def forget_user(self, user: int) -> int:
        """Delete what is kept of a reader; of how many topics that was."""
        return self._forget(last_briefs.c.user_id == user)

    def forget_place(self, place: int) -> int:
        """Delete what is kept of briefs given in a server; how many rows there were."""
        return self._forget(last_briefs.c.place == place)

    def _forget(self, condition: sa.ColumnElement[bool]) -> int:
        with self._engine.begin() as connection:
            return connection.execute(sa.delete(last_briefs).where(condition)).rowcount


def _of(connection: sa.Connection, user: int) -> Sequence[LastBrief]:
    mine = sa.select(last_briefs).where(last_briefs.c.user_id == user)
    rows = connection.execute(mine.order_by(last_briefs.c.at.desc())).mappings()
    return [
        LastBrief(
            row["topic"],
            row["place"],
            row["at"],
            row["next_place"],
            None if row["since"] is None else Since(row["since"], row["since_place"]),
        )
        for row in rows
    ]


def _leave_latest(connection: sa.Connection, user: int) -> None:
    """Delete all but the latest `MOST` of a reader."""
    mine = sa.select(last_briefs.c.at).where(last_briefs.c.user_id == user)
    first_to_go = connection.scalar(mine.order_by(last_briefs.c.at.desc()).offset(MOST).limit(1))
    if first_to_go is not None:
        connection.execute(
            sa.delete(last_briefs).where(
                last_briefs.c.user_id == user, last_briefs.c.at <= first_to_go
            )
        )
