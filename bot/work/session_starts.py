"""When shards may begin their sessions: one per bucket at a time, over all processes.

Discord lets `max_concurrency` shards begin within five seconds; shards whose numbers have the same
remainder modulo it form a bucket, and each bucket has one turn in these five seconds
(https://discord.com/developers/docs/events/gateway, "Max concurrency"). The seconds count from
Discord's answer, so that Discord never sees two sessions of a bucket too close together, however
long a busy process, the network or Discord took.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

import sqlalchemy as sa
import structlog

BETWEEN = 5.5
"""Seconds between two turns: Discord's five, and some for uneven network delays."""

LEASE = 60.0
"""Seconds after which an unused turn, whose process died, is given out again.

On a crowded machine, a process learning of 25,000 servers was seen 40 s behind."""

FARTHEST = 600.0
"""Seconds: a turn farther ahead dates from before the database's clock was set back."""

LOOK_SECONDS = 1.0
"""How often to check whether a turn that was given out has been used."""

_NOW = "timezone('UTC', clock_timestamp())"
_TAKE = sa.text(
    f"""
    INSERT INTO discord_session_starts AS known (bucket, at)
    VALUES (:bucket, {_NOW} + make_interval(secs => :lease))
    ON CONFLICT (bucket) DO UPDATE SET at = excluded.at
    WHERE known.at <= {_NOW} OR known.at > {_NOW} + make_interval(secs => :farthest)
    RETURNING bucket
    """  # noqa: S608  # SQL of ours; the clock is ours
)
_WAIT = sa.text(
    f"SELECT EXTRACT(EPOCH FROM at - {_NOW}) FROM discord_session_starts WHERE bucket = :bucket"  # noqa: S608  # SQL of ours
)
_BEGUN = sa.text(
    f"""
    UPDATE discord_session_starts SET at = {_NOW} + make_interval(secs => :between)
    WHERE bucket = :bucket
    """  # noqa: S608  # SQL of ours
)

log = structlog.get_logger()

Sleep = Callable[[float], Awaitable[None]]


class SessionStarts(Protocol):
    """Gives out turns to begin a session."""

    async def turn(self, bucket: int) -> None:
        """Return when a shard of the bucket may begin; no other one begins before `begun`."""

    async def begun(self, bucket: int) -> None:
        """Note that Discord has the session, or lost it: the next turn is in five seconds."""


class OwnStarts:
    """For one process that runs all shards."""

    def __init__(
        self,
        between: float = BETWEEN,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._between = between
        self._clock = clock
        self._sleep = sleep
        self._free_at: dict[int, float] = {}

    async def turn(self, bucket: int) -> None:
        while (wait := self._free_at.get(bucket, 0.0) - self._clock()) > 0:
            await self._sleep(min(wait, LOOK_SECONDS))
        self._free_at[bucket] = self._clock() + LEASE

    async def begun(self, bucket: int) -> None:
        self._free_at[bucket] = self._clock() + self._between


class SharedStarts:
    """For several processes that share a PostgreSQL and its clock."""

    def __init__(
        self, engine: sa.Engine, between: float = BETWEEN, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._engine = engine
        self._between = between
        self._sleep = sleep
        self._own = OwnStarts(between, sleep=sleep)

    async def turn(self, bucket: int) -> None:
        """While the database is away, the other processes' turns are unknown."""
        try:
            while (wait := await asyncio.to_thread(self._take, bucket)) > 0:
                await self._sleep(min(wait, LOOK_SECONDS))
        except sa.exc.SQLAlchemyError as error:
            log.warning("database_away", error=type(error).__name__)
            await self._own.turn(bucket)

    async def begun(self, bucket: int) -> None:
        await self._own.begun(bucket)
        try:
            await asyncio.to_thread(self._note, bucket)
        except sa.exc.SQLAlchemyError as error:
            log.warning("database_away", error=type(error).__name__)

    def _take(self, bucket: int) -> float:
        """Take the turn. Returns 0, or the seconds until the next try."""
        given = {"bucket": bucket, "lease": LEASE, "farthest": FARTHEST}
        with self._engine.begin() as connection:
            if connection.execute(_TAKE, given).first() is not None:
                return 0.0
            return max(0.01, float(connection.scalar(_WAIT, {"bucket": bucket}) or 0.0))

    def _note(self, bucket: int) -> None:
        with self._engine.begin() as connection:
            connection.execute(_BEGUN, {"bucket": bucket, "between": self._between})
