"""What the operator lets servers do with feeds of their own, and how often."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Permit:
    """What the operator lets servers do."""

    servers: frozenset[int] | None = frozenset()
    """The servers whose moderators may add feeds; None means all."""
    feeds: int = 10
    """How many a server may have."""
    tries: int = 5
    """How many addresses a server may try a minute, tests and additions together."""

    def allows(self, server: int) -> bool:
        return self.servers is None or server in self.servers


@dataclass(slots=True)
class Tries:
    """How many addresses each server tried in the last minute."""

    most: int
    clock: Callable[[], float] = time.monotonic
    _of: dict[int, deque[float]] = field(default_factory=dict)

    def take(self, server: int) -> float:
        """Take one try. Returns 0, or the seconds until there will be one."""
        now = self.clock()
        # Forget servers that have not asked for a minute.
        self._of = {key: times for key, times in self._of.items() if times[-1] > now - MINUTE}
        mine = self._of.setdefault(server, deque(maxlen=self.most))
        if len(mine) == self.most and mine[0] > now - MINUTE:
            return mine[0] + MINUTE - now
        mine.append(now)
        return 0.0

    @property
    def servers(self) -> int:
        """How many servers have tried an address lately."""
        return len(self._of)
