"""When shards may begin their sessions: one of a bucket at a time, over all processes.

Discord lets `max_concurrency` shards begin within five seconds; the shards with the same remainder
of their number by it are a bucket, and each bucket has a turn in these five seconds
(https://discord.com/developers/docs/events/gateway, "Max concurrency"). A turn that a process took
and does not use is lost, and nobody waits for it longer than for any other.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Protocol

import sqlalchemy as sa
import structlog

BETWEEN = 5.5
"""Seconds between two turns: Discord's five, and some for ways to it that are not equally long."""

FARTHEST = 600.0
"""Seconds: a turn farther ahead was given out before the database's clock was put back."""

_TAKE = sa.text(
    """
    INSERT INTO discord_session_starts AS taken (bucket, at)
    VALUES (:bucket, timezone('UTC', clock_timestamp()))
    ON CONFLICT (bucket) DO UPDATE SET at = CASE
        WHEN taken.at > timezone('UTC', clock_timestamp()) + make_interval(secs => :farthest)
        THEN timezone('UTC', clock_timestamp())
        ELSE GREATEST(
            taken.at + make_interval(secs => :between), timezone('UTC', clock_timestamp())
        )
    END
    RETURNING EXTRACT(EPOCH FROM at - timezone('UTC', clock_timestamp()))
    """
)

log = structlog.get_logger()

Sleep = Callable[[float], Awaitable[None]]


class SessionStarts(Protocol):
    """Gives out turns to begin a session."""

    async def turn(self, bucket: int) -> None:
        """Return when a shard of the bucket may begin."""


class OwnStarts:
    """Where one process runs all shards."""

    def __init__(
        self,
        between: float = BETWEEN,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._between = between
        self._clock = clock
        self._sleep = sleep
        self._taken: dict[int, float] = {}

    async def turn(self, bucket: int) -> None:
        now = self._clock()
        at = max(self._taken.get(bucket, now - self._between) + self._between, now)
        self._taken[bucket] = at
        await self._sleep(at - now)


class SharedStarts:
    """Where several processes share a PostgreSQL, whose clock holds for all of them."""

    def __init__(
        self, engine: sa.Engine, between: float = BETWEEN, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._engine = engine
        self._between = between
        self._sleep = sleep
        self._own = OwnStarts(between, sleep=sleep)

    async def turn(self, bucket: int) -> None:
        """While the database is away, the turns of the other processes are not known."""
        try:
            wait = await asyncio.to_thread(self._take, bucket)
        except sa.exc.SQLAlchemyError as error:
            log.warning("database_away", error=str(error.__cause__ or error))
            await self._own.turn(bucket)
        else:
            await self._sleep(max(0.0, wait))

    def _take(self, bucket: int) -> float:
        given = {"bucket": bucket, "between": self._between, "farthest": FARTHEST}
        with self._engine.begin() as connection:
            return float(connection.execute(_TAKE, given).scalar_one())
