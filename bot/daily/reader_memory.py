"""Remembers readers' last briefs without holding up an answer.

Nobody waits for what is written, and nobody waits long for what is read: where the database is
slow or away, a brief is given without marks, and is not remembered.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import structlog

from bot.daily.last_briefs import Given, LastBrief, LastBriefs
from bot.operations.logs import QUIET

PATIENCE = 0.3
"""Seconds that an answer waits for what is remembered of its reader."""

MOST_READING = 16
"""So many questions wait for that at the same time; others are answered without."""

MOST_UNWRITTEN = 5_000
"""So many briefs wait to be written down; what is more is forgotten."""

MOST_TOGETHER = 100
"""So many are written in one transaction: others can write in between."""

LAST_SECONDS = 2.0
"""How long may be written when the bot ends."""

THREADS = 2
"""Of reading. They are no others', so that a database that hangs holds up nothing else."""

log = structlog.get_logger()


class ReaderMemory:
    """Belongs to one event loop."""

    def __init__(
        self,
        kept: LastBriefs,
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.patience = patience
        self._kept = kept
        self._clock = clock
        self._complained: dict[str, float] = {}
        self._readers = ThreadPoolExecutor(THREADS, thread_name_prefix="last-briefs")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="last-briefs-written")
        self._reading = 0
        self._unwritten: list[Given] = []
        self._writing: asyncio.Task[None] | None = None

    async def of(self, user: int) -> Sequence[LastBrief] | None:
        """What is remembered of a reader; None where that can't be known in time."""
        if self._reading >= MOST_READING:
            return None
        self._reading += 1
        loop = asyncio.get_running_loop()
        found = loop.run_in_executor(self._readers, self._kept.of, user)
        found.add_done_callback(self._was_read)
        try:
            async with asyncio.timeout(self.patience):
                return await asyncio.shield(found)
        except TimeoutError:
            self._complain("last_briefs_late", seconds=self.patience)
        except Exception as error:  # noqa: BLE001  # whatever it is, there is an answer without it
            self._complain("last_briefs_unread", reason=_line(error))
        return None

    def _was_read(self, found: "asyncio.Future[Sequence[LastBrief]]") -> None:
        self._reading -= 1
        if not found.cancelled():
            found.exception()  # nobody else looks, if it came too late

    def note(self, given: Given) -> None:
        """Remember a brief that was sent, soon."""
        if len(self._unwritten) >= MOST_UNWRITTEN:
            return
        self._unwritten.append(given)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(), name="last-briefs")

    async def _write(self) -> None:
        """Write until there is nothing more to write; what came meanwhile together."""
        loop = asyncio.get_running_loop()
        try:
            while self._unwritten:
                given = self._unwritten[:MOST_TOGETHER]
                del self._unwritten[:MOST_TOGETHER]
                try:
                    await loop.run_in_executor(self._writer, self._kept.note, given)
                except Exception as error:  # noqa: BLE001  # the next one is marked less, no more
                    self._complain("last_briefs_unwritten", reason=_line(error))
        finally:
            self._writing = None

    async def written(self) -> None:
        """Return when all that was noted is written, or could not be."""
        while self._writing is not None:
            await asyncio.shield(self._writing)

    async def stop(self) -> None:
        """Write what is left, unless that takes long."""
        try:
            async with asyncio.timeout(LAST_SECONDS):
                await self.written()
        except TimeoutError:
            self._complain("last_briefs_unwritten", reason="the bot ended before")
        for pool in (self._readers, self._writer):
            pool.shutdown(wait=False, cancel_futures=True)

    def _complain(self, event: str, **why: object) -> None:
        """Log what went wrong, unless that was just logged: with each brief it happens again."""
        now = self._clock()
        if now - self._complained.get(event, -QUIET) >= QUIET:
            self._complained[event] = now
            log.warning(event, **why)


def _line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
