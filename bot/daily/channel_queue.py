"""Who posts into a channel: one delivery after the other, so that their messages don't mix.

Of one process: processes that share a database don't wait for each other.
"""

import asyncio
from collections.abc import Awaitable
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary


class ChannelQueues:
    """The turns of all channels; of a channel that nobody posts to, nothing is kept."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def at(self, channel_id: int) -> "ChannelTurn":
        return ChannelTurn(self._locks.setdefault(channel_id, asyncio.Lock()))


class ChannelTurn:
    """Enter it to post; it is given in the order in which it was asked for."""

    def __init__(self, lock: asyncio.Lock) -> None:
        self._lock = lock
        self._mine = False

    async def __aenter__(self) -> Self:
        await self._lock.acquire()
        self._mine = True
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._mine:
            self._lock.release()

    async def give_way(self, wait: Awaitable[None]) -> None:
        """Let the others post during `wait`, then go on when it is our turn again.

        A delivery that has to wait may have to for hours; those of the others are due now.
        """
        self._lock.release()
        self._mine = False
        await wait
        await self.__aenter__()
