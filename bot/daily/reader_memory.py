"""Remembers readers' last briefs without holding up an answer.

Nobody waits for writing, or long for reading: while the database is slow or unavailable, a brief
comes without marks and is not remembered.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import structlog

from bot.daily.last_briefs import Given, LastBrief, LastBriefs
from bot.operations.logs import QUIET

PATIENCE = 0.3
"""Seconds that an answer waits for its reader's last briefs."""

MOST_READING = 16
"""How many questions may wait for that at once; others are answered without."""

MOST_UNWRITTEN = 5_000
"""How many briefs may wait to be written; more are dropped."""

MOST_TOGETHER = 100
"""How many are written in one transaction, so that others can write in between."""

LAST_SECONDS = 2.0
"""How long writing may take when the bot stops."""

THREADS = 2
"""Threads for reading only, so that a hanging database blocks nothing else."""

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
        """A reader's last briefs; None if they can't be read in time."""
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
        except Exception as error:  # noqa: BLE001  # any error: answer without it
            self._complain("last_briefs_unread", reason=_line(error))
        return None

    def _was_read(self, found: "asyncio.Future[Sequence[LastBrief]]") -> None:
        self._reading -= 1
        if not found.cancelled():
            found.exception()  # if it came too late, nobody else retrieves it

    def note(self, given: Given) -> None:
        """Store a sent brief soon."""
        if len(self._unwritten) >= MOST_UNWRITTEN:
            return
        self._unwritten.append(given)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write(), name="last-briefs")

    async def _write(self) -> None:
        """Write until nothing is left; briefs that came meanwhile together."""
        loop = asyncio.get_running_loop()
        try:
            while self._unwritten:
                given = self._unwritten[:MOST_TOGETHER]
                del self._unwritten[:MOST_TOGETHER]
                try:
                    await loop.run_in_executor(self._writer, self._kept.note, given)
                except Exception as error:  # noqa: BLE001  # only the next one's marks suffer
                    self._complain("last_briefs_unwritten", reason=_line(error))
        finally:
            self._writing = None

    async def written(self) -> None:
        """Return when everything noted is written, or has failed."""
        while self._writing is not None:
            await asyncio.shield(self._writing)

    async def stop(self) -> None:
        """Write the rest, unless that takes too long."""
        try:
            async with asyncio.timeout(LAST_SECONDS):
                await self.written()
        except TimeoutError:
            self._complain("last_briefs_unwritten", reason="the bot ended before")
        for pool in (self._readers, self._writer):
            pool.shutdown(wait=False, cancel_futures=True)

    def _complain(self, event: str, **why: object) -> None:
        """Log an error, unless just logged: it recurs with each brief."""
        now = self._clock()
        if now - self._complained.get(event, -QUIET) >= QUIET:
            self._complained[event] = now
            log.warning(event, **why)


def _line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
