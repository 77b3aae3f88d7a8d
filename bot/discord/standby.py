"""Waits for shards that another process runs, or says that both can't run."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from bot.shards import Claim, written
from bot.work.membership import AwayError, Holder, TakenError

LOOK_SECONDS = 2.0

PATIENCE = 20.0
"""Seconds to tolerate a process that runs some, but not all, of the wanted shards: while shards
move between processes, they overlap for a moment."""

log = structlog.get_logger()


class Standby:
    """Waits for the shards of this process to be free."""

    def __init__(
        self,
        claim: Callable[[Claim], Awaitable[Holder | None]],
        *,
        look_seconds: float = LOOK_SECONDS,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Args:
        claim: takes the shards; see `bot.work.membership.Membership.claim`.
        """
        self._claim = claim
        self._look_seconds = look_seconds
        self._patience = patience
        self._clock = clock
        self.waiting_for = ""
        """Which process runs the shards; empty where none is waited for."""

    async def until_free(self, shards: Claim, ending: asyncio.Event) -> bool:
        """Take the shards as soon as they are free. False if the process ends first.

        A process that wants exactly the shards of another one stands by for it.

        Raises:
            TakenError: another process keeps running some of them, but not exactly these.
        """
        since = self._clock()
        while not ending.is_set():
            try:
                holder = await self._claim(shards)
            except AwayError:
                log.warning("database_away", shards=written(shards))
            else:
                if holder is None:
                    self._say_taken_over(shards)
                    return True
                if holder.shards != shards and self._clock() - since >= self._patience:
                    raise TakenError(refusal(shards, holder))
                self._say_waiting(shards, holder)
            with suppress(TimeoutError):
                await asyncio.wait_for(ending.wait(), self._look_seconds)
        return False

    def _say_waiting(self, shards: Claim, holder: Holder) -> None:
        if self.waiting_for != holder.name:
            self.waiting_for = holder.name
            log.warning(
                "shards_taken",
                shards=written(shards),
                held_by=holder.name,
                holds=written(holder.shards),
                hint="this process shares the other work, and takes them over when that one ends",
            )

    def _say_taken_over(self, shards: Claim) -> None:
        if self.waiting_for:
            log.info("shards_taken_over", shards=written(shards), held_by=self.waiting_for)
            self.waiting_for = ""


def refusal(shards: Claim, holder: Holder) -> str:
    """Why a process can't run its shards alongside another one, and what to do; one line."""
    if shards is not None and holder.shards is not None and shards.count != holder.shards.count:
        why = "all processes must divide the servers by the same number"
    else:
        why = "no shard can be run twice"
    return (
        f"shards {written(shards)} can't be run while {holder.name} runs {written(holder.shards)} "
        f"on the same database: {why}; stop it, or set BRIEFBOT_SHARDS to shards that are free"
    )
