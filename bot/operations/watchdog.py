"""Work that must not end: what dies is started again, and that is said."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.operations.backoff import backoff

CALM = 600.0
"""Seconds of life after which a new death counts as the first again."""

log = structlog.get_logger()


class Watchdog:
    """Keeps tasks alive until `stop`."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self.restarts: dict[str, int] = {}
        """By name, how often it had to be started again."""

    def keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` for ever."""
        self._tasks[name] = asyncio.create_task(self._live(name, work), name=name)

    def every(self, name: str, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
        """Run `work` again and again, `seconds` after it last ended."""

        async def repeat() -> None:
            while True:
                await work()
                await asyncio.sleep(seconds)

        self.keep(name, repeat)

    async def stop(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._tasks.clear()

    async def _live(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        deaths = 0
        clock = asyncio.get_running_loop().time
        while True:
            born = clock()
            try:
                await work()
                reason = "it ended"
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                log.exception("work_died", work=name)
            deaths = 1 if clock() - born > CALM else deaths + 1
            wait = backoff(deaths)
            self.restarts[name] = self.restarts.get(name, 0) + 1
            log.warning("work_restarts", work=name, reason=reason, seconds=round(wait, 1))
            await asyncio.sleep(wait)
