"""Keeps work alive: restarts and reports what dies."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping

import structlog

from bot.operations.backoff import backoff

CALM = 600.0
"""Seconds of running after which a new failure counts as the first again."""

RECOVERED = 15.0
"""Seconds of running after which work that had died counts as recovered."""

LONGEST_REASON = 200
"""Characters."""

log = structlog.get_logger()


class Watchdog:
    """Keeps tasks alive until `stop`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._reasons: dict[str, str] = {}
        self._born: dict[str, float] = {}
        """When what runs was started; what waits for its next start is not there."""
        self.restarts: dict[str, int] = {}
        """By name, how often it had to be started again."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the work that is kept alive."""
        return tuple(self._tasks)

    @property
    def failing(self) -> Mapping[str, str]:
        """What has died and not recovered, each with the reason in one line."""
        now = self._clock()
        for name in list(self._reasons):
            if now - self._born.get(name, now) >= RECOVERED:
                del self._reasons[name]
        return dict(self._reasons)

    def keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` for ever."""
        self._tasks[name] = asyncio.create_task(self._live(name, work), name=name)

    def every(self, name: str, seconds: float, work: Callable[[], Awaitable[object]]) -> None:
        """Run `work` repeatedly, `seconds` after it last ended."""

        async def repeat() -> None:
            while True:
                await work()
                self._reasons.pop(name, None)  # it just worked
                await asyncio.sleep(seconds)

        self.keep(name, repeat)

    async def stop(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._tasks.clear()

    async def _live(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        deaths = 0
        while True:
            born = self._born[name] = self._clock()
            try:
                await work()
                reason = "it ended"
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                # A repeated cause of death is shown in full only the first time.
                known = self._reasons.get(name) == _line(reason)
                log.exception("work_died", work=name, reason=_line(reason), exc_info=not known)
            del self._born[name]
            self._reasons[name] = _line(reason)
            deaths = 1 if self._clock() - born > CALM else deaths + 1
            wait = backoff(deaths)
            self.restarts[name] = self.restarts.get(name, 0) + 1
            log.warning("work_restarts", work=name, reason=_line(reason), seconds=round(wait, 1))
            await asyncio.sleep(wait)


def _line(reason: str) -> str:
    """The first line of a reason: in database errors, the statement follows."""
    first = reason.strip().split("\n", 1)[0]
    return first if len(first) <= LONGEST_REASON else f"{first[: LONGEST_REASON - 1]}…"
