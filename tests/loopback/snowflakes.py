"""Discord's ids: the milliseconds since 2015 in the upper bits, a counter in the lower 22."""

from collections.abc import Callable

DISCORD_EPOCH_MS = 1_420_070_400_000
_FIXED_START_MS = 1_704_067_200_000 - DISCORD_EPOCH_MS  # 2024-01-01, long before any test's "now"


class Snowflakes:
    """Gives out ids, each greater than the last of its kind."""

    def __init__(self, wall_clock: Callable[[], float]) -> None:
        self._wall_clock = wall_clock
        self._last = 0
        self._fixed = 0

    def fixed(self) -> int:
        """An id for a server, a channel or a user: the same in each run of a test.

        Each is a millisecond after the last, so that servers spread over all shards (`(id >> 22) %
        shards`).
        """
        self._fixed += 1
        return (_FIXED_START_MS + self._fixed) << 22

    def now(self) -> int:
        """An id for a current event: a message, an interaction."""
        moment = (int(self._wall_clock() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last = max(moment, self._last + 1)
        return self._last


def created_at(snowflake: int) -> float:
    """When the id was given out, in seconds since 1970."""
    return ((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000
