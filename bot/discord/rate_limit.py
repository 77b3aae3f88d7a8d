"""The bot's requests to Discord: paced below the limit, and stopped before a ban.

Both are attached to the HTTP session, so that every request counts: commands, retries inside
discord.py and daily posts. Interactions and webhooks, which Discord does not count, pass freely.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
import structlog

log = structlog.get_logger()

WINDOW = 600.0
"""Seconds over which refused requests are counted: Discord's own window."""

DISCORDS_LIMIT = 10_000
"""Refusals (401, 403, 429) in WINDOW after which Discord bans the address for a while."""

LONGEST_REQUEST = 300.0
"""Seconds after which aiohttp has ended every request, answered or not."""

TRIPS = 200
"""Over how many requests the fastest one gives the least round-trip time."""

_UNCOUNTED = ("/interactions/", "/webhooks/")


@dataclass(slots=True, eq=False)
class PacedRequest:
    """A request that the pacer has released."""

    allowed_at: float
    """In seconds on the pacer's clock; it is sent then or later."""


class RequestWindow:
    """Tracks which requests Discord may see within one second. Pure bookkeeping.

    The bot can't know when a request arrives, only that it is after the release and before the
    answer. So a request counts until a second after its answer. However the network, the process or
    Discord delays and bunches requests, Discord then never sees more of them in a second than were
    counted when the last one was released.

    A slow but even network does not lower the rate: every request needs at least the fastest round
    trip, so each counts for that much less.
    """

    def __init__(self) -> None:
        self._under_way: dict[PacedRequest, None] = {}
        self._ended: deque[float] = deque()
        self._trips: deque[float] = deque(maxlen=TRIPS)
        self._last = float("-inf")

    def __len__(self) -> int:
        return len(self._under_way) + len(self._ended)

    @property
    def quickest(self) -> float:
        """The least seconds from a request's release to its answer; 0 until that is known."""
        return min(self._trips) if len(self._trips) == TRIPS else 0.0

    def take(self, now: float) -> PacedRequest:
        """Release a request; `pause` must have been 0."""
        request = PacedRequest(now)
        self._under_way[request] = None
        self._last = now
        return request

    def end(self, request: PacedRequest, now: float) -> None:
        """Note that it was answered, or failed and will not arrive. A second call does nothing."""
        if request in self._under_way:
            del self._under_way[request]
            self._ended.append(now)
            self._trips.append(now - request.allowed_at)

    def pause(self, now: float, allowed: int) -> float:
        """Seconds until the next of `allowed` requests a second may go; 0 means now.

        Pending answers may shorten it.
        """
        counts_for = 1.0 - self.quickest
        while self._ended and self._ended[0] + counts_for <= now:
            self._ended.popleft()
        while self._under_way and (oldest := self._oldest()).allowed_at + LONGEST_REQUEST <= now:
            self.end(oldest, now)
        # At least half the mean spacing: bursts of requests are delayed in bursts.
        spaced = max(self._last + 0.5 / allowed - now, 0.0)
        too_many = len(self) - allowed
        if too_many < 0:
            return spaced
        if too_many < len(self._ended):
            return max(self._ended[too_many] + counts_for - now, spaced)
        return self._oldest().allowed_at + LONGEST_REQUEST - now

    def _oldest(self) -> PacedRequest:
        return next(iter(self._under_way))


class Pacer:
    """Lets at most `rate` - 1 requests be at Discord within any second.

    One is left unused in case the network becomes faster.
    """

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = asyncio.Lock()
        self._window = RequestWindow()
        self.rate = rate
        """Requests a second, over all machines."""
        self._share = 1.0
        self._news = asyncio.Event()

    @property
    def share(self) -> float:
        """This process's part of the rate, if several machines share the work; 0 means none yet."""
        return self._share

    @share.setter
    def share(self, value: float) -> None:
        self._share = value
        self._news.set()

    @property
    def allowance(self) -> int:
        """How many requests may be at Discord within a second."""
        return max(1, int((self.rate - 1) * self.share))

    async def wait(self) -> PacedRequest:
        """Return when the next request may go; hand it back with `ended`."""
        async with self._lock:
            while (pause := self._pause()) > 0:
                self._news.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._news.wait()
            return self._window.take(self._clock())

    def ended(self, request: PacedRequest) -> None:
        """Note that the request was answered, or failed."""
        self._window.end(request, self._clock())
        self._news.set()

    def _pause(self) -> float:
        if self.share <= 0:
            return LONGEST_REQUEST
        return self._window.pause(self._clock(), self.allowance)


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
        """Record an answer; a 429 for a resource shared with others does not count."""
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
        context.paced, context.sent = None, False
        if params.url.scheme in ("http", "https") and not _is_uncounted(params.url.path):
            context.paced = await pacer.wait()

    async def on_sending(_: aiohttp.ClientSession, context: SimpleNamespace, __: Any) -> None:
        # A second time: the other side closed the connection, and aiohttp itself repeats what may
        # be repeated.
        if context.paced is not None and context.sent:
            pacer.ended(context.paced)
            context.paced = await pacer.wait()
        context.sent = True

    async def on_end(
        _: aiohttp.ClientSession,
        context: SimpleNamespace,
        params: aiohttp.TraceRequestEndParams,
    ) -> None:
        if context.paced is not None:
            pacer.ended(context.paced)
        breaker.count(params.response.status, params.response.headers.get("X-RateLimit-Scope"))

    async def on_failure(_: aiohttp.ClientSession, context: SimpleNamespace, __: Any) -> None:
        if context.paced is not None:
            pacer.ended(context.paced)

    trace: Any = aiohttp.TraceConfig()
    trace.on_request_start.append(on_start)
    trace.on_request_headers_sent.append(on_sending)
    trace.on_request_end.append(on_end)
    trace.on_request_exception.append(on_failure)
    return trace  # type: ignore[no-any-return]  # Any above: its signals are typed invariantly


def _is_uncounted(path: str) -> bool:
    return any(part in path for part in _UNCOUNTED)
