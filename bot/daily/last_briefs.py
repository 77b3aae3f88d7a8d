"""When readers had their last brief on a topic, so that the next one shows what is new.

Keeps about a reader only a row for each topic: the number, the topic, the time, and the library's
state then. It is deleted after `KEEP_BRIEFS`, or by the reader.

If others can see the reply (`place`: a server, or a group's channel), only briefs given there
count: what somebody read elsewhere is private. In replies that only the reader sees (`PRIVATE`),
all count.
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
"""How long the time of a brief is kept."""

MOST = 200
"""How many are kept per reader, the latest."""

SITTING = timedelta(hours=1)
"""Briefs on a topic this close together are one sitting: all show what is new since the sitting
before. So a second look, or a return from the article, shows the same marks. An hour is long
enough for that, and short enough for reading the news twice a day."""

PRIVATE = 0
"""The place of replies that only the reader sees."""


@dataclass(frozen=True, slots=True)
class LastBrief:
    """A reader's last brief on a topic in a place."""

    topic: str
    place: int
    at: datetime
    next_place: int
    """The library's place then; see `Since.place`."""
    since: Since | None = None
    """That brief marked as new what came since then; None if it was the first."""


@dataclass(frozen=True, slots=True)
class Given:
    """A sent brief."""

    user: int
    topic: str
    former: tuple[str, ...]
    """Stories that contained some of the topic's articles."""
    place: int
    at: datetime
    next_place: int
    marked: bool = True
    """It said what is new, or that nothing is."""


def last_of(kept: Iterable[LastBrief], topics: Collection[str], place: int) -> LastBrief | None:
    """A reader's last brief on a topic that counts at a place.

    Args:
        kept: the reader's stored briefs.
        topics: ids of the topic, and of the stories that contained its articles: a brief on one of
            these counts as one on this.
    """
    mine = (one for one in kept if one.topic in topics and place in (PRIVATE, one.place))
    # The library only grows, while a clock may be set back.
    return max(mine, key=lambda one: (one.next_place, one.at), default=None)


def since_last(last: LastBrief | None, now: datetime) -> Since | None:
    """Since when something is new in a brief given now; None if it is the first."""
    if last is None:
        return None
    if last.since is not None and _is_same_sitting(last, now):
        return last.since
    return Since(min(last.at, now), last.next_place)


def is_first_sitting(last: LastBrief | None, now: datetime) -> bool:
    """Whether the reader has just had the first brief: until something arrives, the next ones
    equal it, and need not say that nothing is new."""
    return last is not None and last.since is None and _is_same_sitting(last, now)


def _is_same_sitting(last: LastBrief, now: datetime) -> bool:
    return abs(now - last.at) < SITTING


class LastBriefs:
    """The last briefs of all readers. Every method is one transaction; any thread may call it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._reading = reader(engine)

    def of(self, user: int) -> Sequence[LastBrief]:
        """A reader's stored briefs, the latest first."""
        with self._reading.connect() as connection:
            mine = _of(connection, (user,))[user].values()
        return sorted(mine, key=lambda one: one.at, reverse=True)

    def note(self, given: Sequence[Given]) -> None:
        """Store sent briefs, one after the other: at most a few hundred."""
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
            # In a fixed order, so that two processes locking rows do not deadlock.
            rows = [_row(user, kept[user][place, topic]) for user, place, topic in sorted(changed)]
            connection.execute(_upsert(connection), rows)
            old = [_row(user, one) for user, mine in kept.items() for one in _too_many(mine)]
            if old:
                connection.execute(_DELETE, old)

    def prune(self, now: datetime) -> int:
        """Delete rows older than `KEEP_BRIEFS`; return how many."""
        with self._engine.begin() as connection:
            old = sa.delete(last_briefs).where(last_briefs.c.at < now - KEEP_BRIEFS)
            return connection.execute(old).rowcount

    def export_user(self, user: int) -> list[dict[str, Any]]:
        """A reader's stored briefs as JSON, the latest first."""
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
        """Delete a reader's stored briefs; return how many topics they were on."""
        return self._forget(last_briefs.c.user_id == user)

    def forget_place(self, place: int) -> int:
        """Delete stored briefs given in a server; return how many rows."""
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
"""By reader, then by place and topic."""


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
    """All but a reader's latest `MOST`."""
    if len(mine) <= MOST:
        return ()
    return sorted(mine.values(), key=lambda one: one.at, reverse=True)[MOST:]
