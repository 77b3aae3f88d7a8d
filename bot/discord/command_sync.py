"""Sends the commands to Discord: once, by one process, and again when they change."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
import structlog

from bot.daily.tables import synced_commands
from briefings.library.database import insert
from briefings.library.encoding import hash64

log = structlog.get_logger()


class Record(Protocol):
    """What was last sent to Discord."""

    def turn(self) -> AbstractContextManager[bool]:
        """Whether it is this process's turn to tell Discord, while no other one does."""

    def read(self, application: int) -> str | None: ...

    def write(self, application: int, state: str) -> None: ...


class NoRecord:
    """Sends the commands at each start."""

    @contextmanager
    def turn(self) -> Iterator[bool]:
        yield True

    def read(self, application: int) -> str | None:  # noqa: ARG002  # nothing is known
        return None

    def write(self, application: int, state: str) -> None: ...


class FileRecord(NoRecord):
    """For a single process, in its data folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, application: int) -> str | None:  # noqa: ARG002  # the state tells whose it is
        return self._path.read_text().strip() if self._path.is_file() else None

    def write(self, application: int, state: str) -> None:  # noqa: ARG002  # as above
        self._path.write_text(state + "\n")


class SharedRecord:
    """For all processes that share a PostgreSQL.

    The process whose turn it is holds a lock that ends with its connection: if it dies, another one
    takes over.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @contextmanager
    def turn(self) -> Iterator[bool]:
        with self._engine.connect() as opened:
            connection = opened.execution_options(isolation_level="AUTOCOMMIT")
            key = hash64("briefbot", "commands")
            mine = bool(connection.scalar(sa.select(sa.func.pg_try_advisory_lock(key))))
            try:
                yield mine
            finally:
                if mine:
                    connection.execute(sa.select(sa.func.pg_advisory_unlock(key)))

    def read(self, application: int) -> str | None:
        query = sa.select(synced_commands.c.state)
        with self._engine.connect() as connection:
            return connection.scalar(query.where(synced_commands.c.application == str(application)))

    def write(self, application: int, state: str) -> None:
        statement = insert(self._engine, synced_commands).values(
            application=str(application), state=state
        )
        with self._engine.begin() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["application"], set_={"state": state}
                )
            )


class CommandSync:
    """Tells Discord the commands, unless it already has exactly these."""

    def __init__(self, record: Record, sync: Callable[[], Awaitable[object]]) -> None:
        """Args:
        sync: sends the commands to Discord.
        """
        self._record = record
        self._sync = sync

    async def once(self, api: str, application: int, commands: Sequence[Mapping[str, Any]]) -> bool:
        """Whether Discord has them now. False: another process is telling it; try again."""
        text = json.dumps([api, application, list(commands)], sort_keys=True)
        state = hashlib.sha256(text.encode()).hexdigest()
        turn = self._record.turn()
        mine = await asyncio.to_thread(turn.__enter__)
        try:
            if not mine:
                return False
            if await asyncio.to_thread(self._record.read, application) != state:
                await self._sync()
                log.info("commands_synced", commands=len(commands))
                await asyncio.to_thread(self._record.write, application, state)
        finally:
            await asyncio.to_thread(turn.__exit__, None, None, None)
        return True
