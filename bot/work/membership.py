"""Which processes share the work, and who finishes what a dead one had begun.

Each process holds a lock that ends with it, however it ends: on PostgreSQL an advisory lock of
its own connection, on SQLite a lock on a file. Whoever can take another's lock knows that it is
dead; no clock and no heartbeat is trusted. A machine that vanishes from the network is noticed
by TCP's keep-alive, within a minute.
"""

import asyncio
import hashlib
import os
import socket
import sqlite3
import uuid
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
import structlog

from bot.daily.tables import executors

ALONE = "alone"
"""The name of the only process on SQLite: it recovers by itself what it had begun."""

_KEEP_ALIVE = {
    "tcp_keepalives_idle": 20,
    "tcp_keepalives_interval": 5,
    "tcp_keepalives_count": 4,
}
"""Seconds, seconds, probes: the server notices within a minute that a machine vanished."""

log = structlog.get_logger()

Recover = Callable[[Sequence[str]], Awaitable[None]]


class TakenError(Exception):
    """Another process works on this SQLite file; says what to do."""


class Membership(Protocol):
    """This process's place among those that share the work."""

    name: str

    async def join(self) -> None:
        """Be known as alive. Raises TakenError."""

    async def count(self) -> int:
        """How many are alive, this one included."""

    async def check(self, recover: Recover) -> int:
        """Have the work of dead processes taken over; how many are alive, this one included."""

    async def leave(self) -> None:
        """Be gone in good order."""


class Alone:
    """On SQLite one process works, and makes sure of that."""

    name = ALONE

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._lock: sqlite3.Connection | None = None

    async def join(self) -> None:
        lock = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=0)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            lock.close()
            raise TakenError(
                f"another process already posts from {self._path.with_suffix('')}: stop it, or "
                "set BRIEFBOT_DATABASE_URL to a PostgreSQL that both can share"
            ) from None
        self._lock = lock

    async def count(self) -> int:
        return 1

    async def check(self, recover: Recover) -> int:  # noqa: ARG002 - nobody else to recover from
        return 1

    async def leave(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


class Shared:
    """On PostgreSQL several processes work; `engine` is of the database that they share."""

    def __init__(self, engine: sa.Engine) -> None:
        self.name = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:12]}"
        self._engine = engine
        self._connection: sa.Connection | None = None
        self._alive = 1

    async def join(self) -> None:
        await asyncio.to_thread(self._join)

    async def count(self) -> int:
        self._alive = await asyncio.to_thread(self._count)
        return self._alive

    async def check(self, recover: Recover) -> int:
        """Also joins again where the connection, and with it the lock, was lost.

        The others are taken to be as many as before while the database is away.
        """
        try:
            others = await asyncio.to_thread(self._others)
        except sa.exc.OperationalError:
            log.warning("database_away", executor=self.name)
            with suppress(sa.exc.OperationalError):
                await asyncio.to_thread(self._join)
            return self._alive
        alive = 1
        for other in others:
            if await asyncio.to_thread(self._take, other):
                try:
                    await recover([other])
                    await asyncio.to_thread(self._bury, other)
                finally:
                    await asyncio.to_thread(self._let_go, other)
            else:
                alive += 1
        self._alive = alive
        return alive

    async def leave(self) -> None:
        if self._connection is not None:
            # The row stays: what was in progress is taken over by others, or at the next start.
            await asyncio.to_thread(self._close)

    def _join(self) -> None:
        self._close()
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        for setting, value in _KEEP_ALIVE.items():
            connection.exec_driver_sql(f"SET {setting} = {value}")
        connection.execute(sa.select(sa.func.pg_advisory_lock(_key(self.name))))
        self._connection = connection
        there = connection.scalar(sa.select(executors.c.id).where(executors.c.id == self.name))
        if there is None:
            now = datetime.now(UTC)
            connection.execute(sa.insert(executors).values(id=self.name, started_at=now))

    def _close(self) -> None:
        if self._connection is not None:
            # Not back into the pool: the lock would live on in it.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _others(self) -> list[str]:
        query = sa.select(executors.c.id).where(executors.c.id != self.name)
        return list(self._held.scalars(query.order_by(executors.c.started_at)))

    def _count(self) -> int:
        others = self._others()
        dead = [other for other in others if self._take(other)]
        for other in dead:
            self._let_go(other)
        return 1 + len(others) - len(dead)

    def _take(self, other: str) -> bool:
        return bool(self._held.scalar(sa.select(sa.func.pg_try_advisory_lock(_key(other)))))

    def _bury(self, other: str) -> None:
        self._held.execute(sa.delete(executors).where(executors.c.id == other))

    def _let_go(self, other: str) -> None:
        self._held.execute(sa.select(sa.func.pg_advisory_unlock(_key(other))))

    @property
    def _held(self) -> sa.Connection:
        if self._connection is None:
            raise sa.exc.OperationalError("not connected", None, OSError())
        return self._connection


def _key(name: str) -> int:
    """The advisory lock's number: 64 bits, signed."""
    digest = hashlib.sha256(f"briefbot daily {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
