"""Places for slow work, shared fairly: daily posts first, then whoever had the least.

Every request belongs to an owner, a server. No owner holds more than one place at a time, and
trials leave one place free for posts, so that neither many requests of one server nor trials of
many servers hold up posts that are due.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


class CrowdedError(Exception):
    """An owner already has too many requests waiting."""


@dataclass(slots=True, eq=False)
class _Ticket:
    owner: int
    post: bool
    number: int
    place: asyncio.Future[None] = field(default_factory=asyncio.Future)


class FairPlaces:
    """At most `total` requests at work, at most `total` - 1 of them trials."""

    def __init__(self, total: int, most_waiting: int) -> None:
        """`most_waiting` trials of one owner may wait; any number of posts may."""
        self._total = total
        self._most_waiting = most_waiting
        self._waiting: list[_Ticket] = []
        self._working: set[_Ticket] = set()
        self._served: dict[int, int] = {}
        """When each owner that waits had its last turn: the lower, the longer ago."""
        self._number = 0

    @asynccontextmanager
    async def place(self, owner: int, *, post: bool) -> AsyncIterator[None]:
        """Wait for a place and hold it.

        Args:
            owner: whose share it counts against.
            post: whether it is a daily post, which goes before trials and previews.

        Raises:
            CrowdedError: too many trials of the owner are already waiting.
        """
        waiting = sum(one.owner == owner and not one.post for one in self._waiting)
        if not post and waiting >= self._most_waiting:
            raise CrowdedError
        self._number += 1
        ticket = _Ticket(owner, post, self._number)
        self._waiting.append(ticket)
        self._hand_out()
        try:
            await ticket.place
            yield
        finally:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            self._working.discard(ticket)
            self._forget(owner)
            self._hand_out()

    def _hand_out(self) -> None:
        while (ticket := self._next()) is not None:
            self._waiting.remove(ticket)
            self._working.add(ticket)
            self._number += 1
            self._served[ticket.owner] = self._number
            ticket.place.set_result(None)

    def _next(self) -> _Ticket | None:
        if len(self._working) >= self._total:
            return None
        busy = Counter(one.owner for one in self._working)
        trials = sum(not one.post for one in self._working)
        may = [
            one
            for one in self._waiting
            if not busy[one.owner]
            and (one.post or trials < self._total - 1)
            and not one.place.cancelled()
        ]
        return min(may, key=self._order, default=None)

    def _order(self, one: _Ticket) -> tuple[bool, int, int]:
        return (not one.post, self._served.get(one.owner, 0), one.number)

    def _forget(self, owner: int) -> None:
        if not any(one.owner == owner for one in self._waiting):
            self._served.pop(owner, None)
