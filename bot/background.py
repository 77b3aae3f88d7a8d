"""Work that goes on beside the commands: repeated, watched, stopped with the bot."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

log = structlog.get_logger()

LONGEST_WAIT = 300.0


class Background:
    """Runs jobs until `stop`. A job that fails is said and tried again, ever more slowly."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def every(
        self, seconds: float, job: Callable[[], Awaitable[object]], *, name: str
    ) -> asyncio.Task[None]:
        """Call `job` each time that `seconds` have passed since it last ended."""
        return self.start(self._repeat(seconds, job, name), name=name)

    def start(self, work: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
        """Run `work` once, until it ends or the bot stops."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _repeat(
        self, seconds: float, job: Callable[[], Awaitable[object]], name: str
    ) -> None:
        wait = seconds
        while True:
            await asyncio.sleep(wait)
            try:
                await job()
                wait = seconds
            except Exception:
                wait = min(wait * 2, LONGEST_WAIT)
                log.exception("background_failed", job=name, next_try_in=wait)

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
