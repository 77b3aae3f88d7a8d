"""The bot's requests to Discord: paced below the limit, and stopped before a ban.

Both hang on the HTTP session, so that every request counts: commands, retries inside discord.py
and daily posts alike. What Discord does not count, interactions and webhooks, goes past.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
import structlog

log = structlog.get_logger()

WINDOW = 600.0
"""Over how many seconds refused requests are counted: Discord's own window."""

DISCORDS_LIMIT = 10_000
"""Refusals (401, 403, 429) in WINDOW after which Discord bans the address for a while."""

_UNCOUNTED = ("/interactions/", "/webhooks/")


@dataclass(slots=True)
class Slot:
    """A request that may start; `at` becomes the moment at which it was really sent."""

    at: float


class Pacer:
    """Lets at most `rate` requests, less one, be sent in any second, and not all at once.

    One is left unused, for requests do not all travel equally long.
    """

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = asyncio.Lock()
        self._slots: deque[Slot] = deque()
        self._rate = rate
        self._share = 1.0
        self._has_share = asyncio.Event()
        self._has_share.set()

    @property
    def share(self) -> float:
        """This process's part of the rate, where several machines share the work; 0: none yet."""
        return self._share

    @share.setter
    def share(self, value: float) -> None:
        self._share = value
        if value > 0:
            self._has_share.set()
        else:
            self._has_share.clear()

    @property
    def allowance(self) -> int:
        """How many requests may be sent within a second."""
        return max(1, int((self._rate - 1) * self.share))

    async def wait(self) -> Slot:
        """Return when the next request may start."""
        async with self._lock:
            await self._has_share.wait()
            await asyncio.sleep(self._pause())
            slot = Slot(self._clock())
            self._slots.append(slot)
            return slot

    def sent(self, slot: Slot) -> None:
        """The request has gone out only now: connecting, or a busy process, took its time."""
        slot.at = self._clock()

    def _pause(self) -> float:
        now, allowed = self._clock(), self.allowance
        while len(self._slots) > allowed:
            self._slots.popleft()
        if not self._slots:
            return 0.0
        # Half the mean distance at least: a burst that is held up somewhere would meet the next.
        spaced = self._slots[-1].at + 0.5 / allowed - now
        full = self._slots[0].at + 1.0 - now if len(self._slots) == allowed else 0.0
        return max(spaced, full, 0.0)


class Breaker:
    """Counts refused requests and says when to stop posting."""

    def __init__(
        self, threshold: int = DISCORDS_LIMIT // 10, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._refused: deque[float] = deque()
        self.threshold = threshold

    @property
    def refused(self) -> int:
        """Refusals in the last ten minutes."""
        horizon = self._clock() - WINDOW
        while self._refused and self._refused[0] <= horizon:
            self._refused.popleft()
        return len(self._refused)

    @property
    def is_open(self) -> bool:
        """Whether posting must wait."""
        return self.refused >= self.threshold

    def count(self, status: int, scope: str | None = None) -> None:
        """Take note of an answer; a 429 of a resource shared with others does not count."""
        if status not in (401, 403, 429) or (status == 429 and scope == "shared"):
            return
        was_open = self.is_open
        self._refused.append(self._clock())
        if self.is_open and not was_open:
            log.error("breaker_opened", refused=len(self._refused), minutes=WINDOW / 60)

    def seconds_until_closed(self) -> float:
        """How long posting must wait; 0 when it need not."""
        if not self.is_open:
            return 0.0
        return self._refused[len(self._refused) - self.threshold] + WINDOW - self._clock()


def http_trace(pacer: Pacer, breaker: Breaker) -> aiohttp.TraceConfig:
    """For discord.py's `http_trace`: paces each request and counts each refusal."""

    async def on_start(
        _: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestStartParams
    ) -> None:
        if params.url.scheme in ("http", "https") and not _is_uncounted(params.url.path):
            context.slot = await pacer.wait()

    async def on_sent(_: aiohttp.ClientSession, context: SimpleNamespace, __: Any) -> None:
        slot = getattr(context, "slot", None)
        if slot is not None:
            pacer.sent(slot)

    async def on_end(
        _: aiohttp.ClientSession, __: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        breaker.count(params.response.status, params.response.headers.get("X-RateLimit-Scope"))

    trace: Any = aiohttp.TraceConfig()
    trace.on_request_start.append(on_start)
    trace.on_request_headers_sent.append(on_sent)
    trace.on_request_end.append(on_end)
    return trace  # type: ignore[no-any-return]  # Any above: its signals are typed invariantly


def _is_uncounted(path: str) -> bool:
    return any(part in path for part in _UNCOUNTED)
