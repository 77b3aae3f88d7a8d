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
    """Those whose moderators may add feeds; None: all."""
    feeds: int = 10
    """How many a server may have."""
    tries: int = 5
    """How many addresses a server may have fetched a minute, by tests and additions together."""

    def allows(self, server: int) -> bool:
        return self.servers is None or server in self.servers


@dataclass(slots=True)
class Tries:
    """How many addresses each server had fetched in the last minute."""

    most: int
    clock: Callable[[], float] = time.monotonic
    _of: dict[int, deque[float]] = field(default_factory=dict)

    def take(self, server: int) -> float:
        """Take one: 0, or in how many seconds there will be one."""
        now = self.clock()
        # Those of servers that have not asked for a minute are not kept.
        self._of = {key: times for key, times in self._of.items() if times[-1] > now - MINUTE}
        mine = self._of.setdefault(server, deque(maxlen=self.most))
        if len(mine) == self.most and mine[0] > now - MINUTE:
            return mine[0] + MINUTE - now
        mine.append(now)
        return 0.0

    @property
    def servers(self) -> int:
        """How many servers have had an address fetched lately."""
        return len(self._of)
