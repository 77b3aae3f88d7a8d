"""When readers had their last brief on a topic, so that the next one says what is new since.

Of a reader nothing is kept but a row for each topic: the number, the topic, the moment, and how far
the library was then. It goes after `KEEP_BRIEFS`, or when the reader deletes it.

Where others can see the reply (`place`: a server, or a group's channel), only briefs that were
given there count: what somebody read elsewhere is nobody's business. What the reader alone sees
(`PRIVATE`) counts all of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    marked: bool = True
    """It said what is new, or that nothing is."""


def last_of(kept: Iterable[LastBrief], topics: Collection[str], place: int) -> LastBrief | None:
    """A reader's last brief on a topic that counts in a place.

    Args:
        kept: what is kept of the reader.
        topics: ids of the topic, and of the stories that its articles were part of: who had a
            brief on one of these has had one on this.
    """
    mine = (one for one in kept if one.topic in topics and place in (PRIVATE, one.place))
    # The library goes one way, where a clock may be put back.
    return max(mine, key=lambda one: (one.next_place, one.at), default=None)


def since_last(last: LastBrief | None, now: datetime) -> Since | None:
    """Since when something is new in a brief that is given now; None where it is the first one."""
    if last is None:
        return None
    if last.since is not None and _is_same_sitting(last, now):
        return last.since
    return Since(min(last.at, now), last.next_place)


def is_first_sitting(last: LastBrief | None, now: datetime) -> bool:
    """Whether the reader has only just had the first brief: while nothing comes, the next ones are
    as that one, and need not say that nothing has come."""
    return last is not None and last.since is None and _is_same_sitting(last, now)


def _is_same_sitting(last: LastBrief, now: datetime) -> bool:
    return abs(now - last.at) < SITTING


class LastBriefs:
    """Those of all readers. Every method is one transaction; any thread may call it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._reading = reader(engine)

    def of(self, user: int) -> Sequence[LastBrief]:
        """What is kept of a reader, the latest first."""
        with self._reading.connect() as connection:
            mine = _of(connection, (user,))[user].values()
        return sorted(mine, key=lambda one: one.at, reverse=True)

    def note(self, given: Sequence[Given]) -> None:
        """Remember briefs that were sent, one after the other: at most a few hundred."""
        with self._engine.begin() as connection:
            kept = _of(connection, {one.user for one in given})
            changed: set[tuple[int, int, str]] = set()
            for one in given:
                mine = kept[one.user]
                last = last_of(mine.values(), {one.topic, *one.former}, one.place)
                since = since_last(last, one.at)
                if not one.marked and is_first_sitting(last, one.at):
                    since = None
                brief = LastBrief(one.topic, one.place, one.at, one.next_place, since)
                mine[one.place, one.topic] = brief
                changed.add((one.user, one.place, one.topic))
            # In one order, so that two processes that lock rows do not wait for each other.
            rows = [_row(user, kept[user][place, topic]) for user, place, topic in sorted(changed)]
            connection.execute(_upsert(connection), rows)
            old = [_row(user, one) for user, mine in kept.items() for one in _too_many(mine)]
            if old:
                connection.execute(_DELETE, old)

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


_SELECT = sa.select(last_briefs).where(
    last_briefs.c.user_id.in_(sa.bindparam("users", expanding=True))
)
_DELETE = sa.delete(last_briefs).where(
    last_briefs.c.user_id == sa.bindparam("user_id"),
    last_briefs.c.place == sa.bindparam("place"),
    last_briefs.c.topic == sa.bindparam("topic"),
)
_KEY = ("user_id", "place", "topic")

_Kept = dict[int, dict[tuple[int, str], LastBrief]]
"""By reader; of each by place and topic."""


def _of(connection: sa.Connection, users: Collection[int]) -> _Kept:
    found: _Kept = {user: {} for user in users}
    for user, place, topic, at, next_place, since, since_place in connection.execute(
        _SELECT, {"users": list(users)}
    ):
        before = None if since is None else Since(since, since_place)
        found[user][place, topic] = LastBrief(topic, place, at, next_place, before)
    return found


def _row(user: int, one: LastBrief) -> dict[str, Any]:
    return {
        "user_id": user,
        "place": one.place,
        "topic": one.topic,
        "at": one.at,
        "next_place": one.next_place,
        "since": None if one.since is None else one.since.at,
        "since_place": None if one.since is None else one.since.place,
    }


def _upsert(connection: sa.Connection) -> Any:
    statement = insert(connection, last_briefs)
    others = (name for name in last_briefs.c.keys() if name not in _KEY)  # noqa: SIM118  # to iterate over `c` gives columns, not names
    return statement.on_conflict_do_update(
        index_elements=_KEY, set_={name: statement.excluded[name] for name in others}
    )


def _too_many(mine: Mapping[tuple[int, str], LastBrief]) -> Sequence[LastBrief]:
    """All but the latest `MOST` of a reader's."""
    if len(mine) <= MOST:
        return ()
    return sorted(mine.values(), key=lambda one: one.at, reverse=True)[MOST:]
