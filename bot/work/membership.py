"""Which processes share the work, which shards each runs, and which finishes a dead one's work.

Each process holds a lock that ends with it, however it ends: on PostgreSQL an advisory lock of its
own connection, on SQLite a lock on a file. A process that can take another's lock knows that it is
dead; clocks and heartbeats are not trusted. A machine that vanishes from the network is noticed by
TCP's keep-alive, within a minute.
"""

import asyncio
import hashlib
import os
import socket
import sqlite3
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa
import structlog

from bot.daily.tables import executors
from bot.shards import Claim, exclude_each_other, read, written
from briefings.library.encoding import hash64

ALONE = "alone"
"""The name of the only process on SQLite: it recovers its own work."""

_KEEP_ALIVE = {
    "tcp_keepalives_idle": 20,
    "tcp_keepalives_interval": 5,
    "tcp_keepalives_count": 4,
}
"""Seconds, seconds, probes: the server notices within a minute that a machine vanished."""

log = structlog.get_logger()

Recover = Callable[[Sequence[str]], Awaitable[None]]


class TakenError(Exception):
    """Another process does this one's work; says which, and what to do."""


class AwayError(Exception):
    """The database that the processes share can't be reached."""


_AWAY = (sa.exc.DBAPIError, sa.exc.PendingRollbackError)
"""What SQLAlchemy raises when the connection is lost: the first at once, the second afterwards."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A live process that runs shards."""

    name: str
    shards: Claim


class Membership(Protocol):
    """This process's place among those that share the work."""

    name: str

    async def join(self) -> None:
        """Be known as alive. Raises TakenError."""

    async def count(self) -> int:
        """How many are alive, this one included."""

    async def check(self, recover: Recover) -> int:
        """Take over the work of dead processes; how many are alive, this one included."""

    async def claim(self, shards: Claim) -> Holder | None:
        """Take shards, all or none. Returns None on success, else who holds some of them.

        Raises:
            AwayError: the database can't tell.
        """

    async def release(self) -> None:
        """Leave the shards to others."""

    async def leave(self) -> None:
        """Leave in good order."""


class Alone:
    """On SQLite only one process works, and makes sure of that."""

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

    async def check(self, recover: Recover) -> int:  # noqa: ARG002  # nobody else to recover from
        return 1

    async def claim(self, shards: Claim) -> Holder | None:  # noqa: ARG002  # nobody else has any
        return None

    async def release(self) -> None: ...

    async def leave(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


class Shared:
    """On PostgreSQL several processes work; `engine` is for the database they share."""

    def __init__(self, engine: sa.Engine) -> None:
        self.name = f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:12]}"
        self._engine = engine
        self._connection: sa.Connection | None = None
        self._turn = asyncio.Lock()
        """One thread at a time uses the connection."""
        self._alive = 1
        self._claimed: str | None = None

    async def join(self) -> None:
        async with self._turn:
            await asyncio.to_thread(self._join)

    async def count(self) -> int:
        async with self._turn:
            self._alive = await asyncio.to_thread(self._count)
        return self._alive

    async def check(self, recover: Recover) -> int:
        """Also joins again if the connection, and with it the lock, was lost.

        While the database is away, the number of other processes counts as unchanged.

        Raises:
            TakenError: another process took this one's shards meanwhile.
        """
        async with self._turn:
            try:
                self._alive = await self._look_round(recover)
            except _AWAY:
                log.warning("database_away", executor=self.name)
                with suppress(*_AWAY):
                    await asyncio.to_thread(self._join_again)
            return self._alive

    async def _look_round(self, recover: Recover) -> int:
        alive = 1
        for other in await asyncio.to_thread(self._others):
            if not await asyncio.to_thread(self._take, other):
                alive += 1
                continue
            try:
                await recover([other])
                await asyncio.to_thread(self._bury, other)
            finally:
                await asyncio.to_thread(self._let_go, other)
        return alive

    async def claim(self, shards: Claim) -> Holder | None:
        async with self._turn:
            try:
                holder = await asyncio.to_thread(self._claim, shards)
            except _AWAY as error:
                with suppress(*_AWAY):
                    await asyncio.to_thread(self._join)
                raise AwayError("the database is away") from error
            if holder is None:
                self._claimed = written(shards)
            return holder

    async def release(self) -> None:
        """Does nothing while the database is away: the claim then ends with the connection."""
        async with self._turn:
            self._claimed = None
            with suppress(*_AWAY):
                await asyncio.to_thread(self._note_shards, None)

    async def leave(self) -> None:
        if self._connection is not None:
            # The row stays: others take over the work in progress, or the next start does.
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

    def _join_again(self) -> None:
        self._join()
        if self._claimed is None:
            return
        holder = self._claim(read(self._claimed))
        if holder is not None:
            raise TakenError(
                f"shards {self._claimed}: {holder.name} took over {written(holder.shards)} while "
                "the database was away, so this process ends"
            )

    def _close(self) -> None:
        if self._connection is not None:
            # Not back into the pool: the lock would survive there.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _claim(self, shards: Claim) -> Holder | None:
        key = hash64("briefbot", "claims")  # makes processes claim one after the other
        self._held.execute(sa.select(sa.func.pg_advisory_lock(key)))
        try:
            in_the_way = (one for one in self._holders() if exclude_each_other(one.shards, shards))
            holder = next(in_the_way, None)
            if holder is None:
                self._note_shards(written(shards))
            return holder
        finally:
            self._held.execute(sa.select(sa.func.pg_advisory_unlock(key)))

    def _holders(self) -> Iterator[Holder]:
        """The other live processes that run shards."""
        query = sa.select(executors.c.id, executors.c.shards)
        running = query.where(executors.c.id != self.name, executors.c.shards.is_not(None))
        for name, shards in self._held.execute(running.order_by(executors.c.started_at)).all():
            if self._take(name):
                self._let_go(name)
            else:
                yield Holder(name, read(shards))

    def _note_shards(self, shards: str | None) -> None:
        mine = executors.c.id == self.name
        self._held.execute(sa.update(executors).where(mine).values(shards=shards))

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


def holders(connection: sa.Connection) -> list[Holder]:
    """The live processes that run shards, for outsiders. Takes no lock.

    Raises:
        SQLAlchemyError: the database is not PostgreSQL, or it is not up to date.
    """
    query = sa.select(executors.c.id, executors.c.shards).where(executors.c.shards.is_not(None))
    rows = connection.execute(query.order_by(executors.c.shards)).all()
    locked = set(connection.scalars(_LOCKED))
    return [Holder(name, read(shards)) for name, shards in rows if _key(name) in locked]


_LOCKED = sa.text(
    """
    SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 1 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    """
)
"""The keys of all 64-bit locks."""


def _key(name: str) -> int:
    """The advisory lock's number: 64 bits, signed."""
    digest = hashlib.sha256(f"briefbot daily {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
