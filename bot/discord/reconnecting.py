"""How long to wait before connecting to the gateway again.

discord.py waits ever longer, up to 17 minutes, and starts over only after half an hour without
failures: after an outage the bot would stay away long after Discord is back.
"""

import random
import time
from collections.abc import Callable

import discord

SOON = 32.0
"""Most seconds until the next try, for the first EARLY tries in a row."""
LATE = 256.0
"""The same for later tries. At two minutes on average, the thousand IDENTIFYs a day that Discord
allows are enough (https://discord.com/developers/docs/events/gateway#sharding-max-concurrency)."""
EARLY = 12
PEACE = 300.0
"""Seconds without a failure after which the next one counts as the first."""


class Backoff:
    """Does what a shard needs from `discord.backoff.ExponentialBackoff`."""

    def __init__(
        self,
        draw: Callable[[float, float], float] = random.uniform,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._draw = draw
        self._clock = clock
        self._tries = 0
        self._last = float("-inf")

    def delay(self) -> float:
        """Seconds to wait now, after one more failure; random, so that shards spread out."""
        now = self._clock()
        if now - self._last > PEACE + LATE:
            self._tries = 0
        self._last = now
        self._tries += 1
        most = min(2.0**self._tries, SOON if self._tries <= EARLY else LATE)
        return self._draw(0.0, most)


def come_back_soon() -> None:
    """Make discord.py's shards use `Backoff` from now on.

    discord.py has no setting for this, so it replaces the class where shards look for it.
    """
    vars(discord.shard)["ExponentialBackoff"] = Backoff
