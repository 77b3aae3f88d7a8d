"""Rate limits as Discord announces and enforces them.

Source: https://discord.com/developers/docs/topics/rate-limits. The real per-route limits are not
published; these are about what clients report.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zlib import crc32

FORGET_ABOVE = 20_000
BAN_WINDOW_S = 600.0
_REFUSALS = frozenset({401, 403, 429})


@dataclass(frozen=True, slots=True)
class Limits:
    """How many requests are allowed.

    `routes` maps "METHOD /template" to (requests, seconds); each channel, server and webhook has
    its own count. `bans_after`: after so many 401, 403 or 429 answers in ten minutes, the address
    is banned.
    """

    per_second: int | None = 50
    routes: Mapping[str, tuple[int, float]] = field(
        default_factory=lambda: MappingProxyType(
            {
                "POST /channels/{channel}/messages": (5, 5.0),
                "PATCH /channels/{channel}/messages/{message}": (5, 5.0),
                "POST /channels/{channel}/threads": (5, 5.0),
                "POST /webhooks/{application}/{token}": (5, 2.0),
                "PATCH /webhooks/{application}/{token}/messages/{message}": (5, 2.0),
            }
        )
    )
    bans_after: int | None = 10_000

    @classmethod
    def none(cls) -> Limits:
        return cls(per_second=None, routes={}, bans_after=None)


@dataclass(frozen=True, slots=True)
class Verdict:
    headers: Mapping[str, str]
    retry_after: float | None = None
    """Seconds to wait, if the request is refused."""
    is_global: bool = False


_NO_LIMIT = Verdict(MappingProxyType({}))


class RateLimiter:
    """Counts requests in windows that begin with their first request."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}
        self._refusals: deque[float] = deque()

    def admit(self, route: str, major: str, *, counted: bool, now: float) -> Verdict:
        """Whether the request may pass; `counted`: whether the bot's total limit applies."""
        if counted and self.limits.per_second is not None:
            ends, used = self._count(("", ""), 1.0, now)
            if used > self.limits.per_second:
                return self._refused(_NO_LIMIT.headers, ends - now, is_global=True)
        if route not in self.limits.routes:
            return _NO_LIMIT
        limit, seconds = self.limits.routes[route]
        ends, used = self._count((route, major), seconds, now)
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(0, limit - used)),
            "X-RateLimit-Reset-After": f"{ends - now:.3f}",
            "X-RateLimit-Bucket": f"{crc32(route.encode()):x}",
        }
        if used > limit:
            return self._refused(headers, ends - now, is_global=False)
        return Verdict(headers)

    def _count(self, key: tuple[str, str], seconds: float, now: float) -> tuple[float, int]:
        ends, used = self._windows.get(key, (0.0, 0))
        if ends <= now:
            ends, used = now + seconds, 0
            if len(self._windows) > FORGET_ABOVE:
                self._windows = {k: w for k, w in self._windows.items() if w[0] > now}
        self._windows[key] = (ends, used + 1)
        return ends, used + 1

    def _refused(self, headers: Mapping[str, str], wait: float, *, is_global: bool) -> Verdict:
        extra = {"X-RateLimit-Scope": "global" if is_global else "user"}
        if is_global:
            extra["X-RateLimit-Global"] = "true"
        return Verdict({**headers, **extra}, round(max(wait, 0.001), 3), is_global)

    def note(self, status: int, now: float, *, shared: bool) -> None:
        """Counts an answer towards the ban, if it counts: not the 429 of a shared resource."""
        if status in _REFUSALS and not shared:
            self._refusals.append(now)

    def banned(self, now: float) -> bool:
        if self.limits.bans_after is None:
            return False
        while self._refusals and self._refusals[0] < now - BAN_WINDOW_S:
            self._refusals.popleft()
        return len(self._refusals) >= self.limits.bans_after
