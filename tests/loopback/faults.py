"""Faults on request: at random (the same for the same seed) or by script."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

POSTS = "POST /channels/*/messages"


class Fault(StrEnum):
    """A way to fail. "After": the request is carried out, and only its answer is lost."""

    FORBIDDEN = "403"
    NOT_FOUND = "404"
    RATE_LIMITED = "429"
    """A limit shared with others: it does not count as a refusal."""
    RATE_LIMITED_GLOBALLY = "429 global"
    """The limit on all the bot's requests."""
    INTERNAL_ERROR = "500"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503"
    GATEWAY_TIMEOUT = "504"
    INTERNAL_ERROR_AFTER = "500 after"
    DROP_BEFORE = "drop before"
    DROP_AFTER = "drop after"

    @property
    def carried_out(self) -> bool:
        return self in (Fault.DROP_AFTER, Fault.INTERNAL_ERROR_AFTER)

    @property
    def status(self) -> int | None:
        """The HTTP status of the answer, or None if the connection is dropped."""
        return int(self[:3]) if self[0].isdigit() else None


@dataclass(slots=True)
class _Script:
    fault: Fault
    on: str
    times: int


@dataclass(slots=True)
class Faults:
    """Which requests fail, and how slow the rest are.

    A request is named by method and path, e.g. "POST /channels/123/messages"; `*` in a pattern
    matches anything.
    """

    seed: int = 0
    latency: float | tuple[float, float] = 0.0
    """Seconds before each request is handled; for a pair, something between the two."""
    retry_after: float = 0.05
    """Seconds that an injected 429 asks to wait."""
    happened: Counter[Fault] = field(default_factory=Counter)
    _chances: dict[str, tuple[tuple[Fault, float], ...]] = field(default_factory=dict)
    _scripts: list[_Script] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)

    def at_random(self, chances: Mapping[str, float], on: str = POSTS) -> None:
        """Make requests fail with these probabilities (0 to 1, in total at most 1).

        Chance depends on the seed, the path and how often the path was requested, not on the order
        of requests to different paths: a run is reproducible.
        """
        if sum(chances.values()) > 1:
            raise ValueError(f"probabilities of more than 1 in total: {dict(chances)}")
        self._chances[on] = tuple((Fault(fault), chance) for fault, chance in chances.items())

    def next(self, fault: str, on: str = POSTS, times: int = 1) -> None:
        """Make the next `times` requests to `on` fail this way, before any random fault."""
        self._scripts.append(_Script(Fault(fault), on, times))

    def clear(self) -> None:
        """Stop all faults."""
        self._chances.clear()
        self._scripts.clear()
        self.latency = 0.0

    def choose(self, request: str) -> Fault | None:
        """The fault for this request, if any."""
        if not self._scripts and not self._chances:
            return None
        fault = self._scripted(request) or self._by_chance(request)
        if fault is not None:
            self.happened[fault] += 1
        return fault

    def delay(self, request: str) -> float:
        """How many seconds this request waits."""
        if isinstance(self.latency, int | float):
            return self.latency
        low, high = self.latency
        self._seen[f"delay {request}"] += 1
        return low + (high - low) * self._draw(f"delay {request}")

    def _scripted(self, request: str) -> Fault | None:
        for script in self._scripts:
            if fnmatchcase(request, script.on):
                script.times -= 1
                if script.times == 0:
                    self._scripts.remove(script)
                return script.fault
        return None

    def _by_chance(self, request: str) -> Fault | None:
        for on, chances in self._chances.items():
            if fnmatchcase(request, on):
                self._seen[request] += 1
                drawn = self._draw(request)
                for fault, chance in chances:
                    drawn -= chance
                    if drawn < 0:
                        return fault
        return None

    def _draw(self, request: str) -> float:
        key = f"{self.seed} {request} {self._seen[request]}".encode()
        return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest()) / 2**64
