"""Lets one delivery at a time post in a channel, so that their messages do not mix.

Within one process: processes that share a database do not wait for each other.
"""

import asyncio
from collections.abc import Awaitable
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary


class ChannelQueues:
    """A queue for each channel; nothing is kept for a channel that nobody posts to."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def turn(self, channel_id: int) -> "ChannelTurn":
        return ChannelTurn(self._locks.setdefault(channel_id, asyncio.Lock()))


class ChannelTurn:
    """Enter it to post; turns come in the order of the requests."""

    def __init__(self, lock: asyncio.Lock) -> None:
        self._lock = lock
        self._held = False

    async def __aenter__(self) -> Self:
        await self._lock.acquire()
        self._held = True
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._held:
            self._lock.release()

    async def give_way(self, wait: Awaitable[None]) -> None:
        """Let others post during `wait`, then go on when it is this one's turn again.

        A delivery that has to wait may wait for hours; the others are due now.
        """
        self._lock.release()
        self._held = False
        await wait
        await self.__aenter__()
