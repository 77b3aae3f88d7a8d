"""A client that runs some of the bot's shards, and starts and ends them in good order.

discord.py starts shards one after the other and serves none of them before all have started: 16
shards take a minute and a half, a thousand over an hour. Here each is served from its first moment,
and as many start at a time as Discord allows.
"""

import asyncio
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from typing import Any

import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket

from bot.settings import DISCORD_API
from bot.shards import Claim, Shards
from bot.work.session_starts import OwnStarts, SessionStarts

LAST_WORD_SECONDS = 2.0
"""How long an ending process tries to hand on the turns that it has taken."""

log = structlog.get_logger()


class ShardedClient(discord.AutoShardedClient):
    """Runs the given shards, or all that Discord recommends."""

    def __init__(
        self,
        *,
        api: str = DISCORD_API,
        claim: Claim = None,
        **options: Any,
    ) -> None:
        if claim is not None:
            options |= {"shard_ids": claim.ids, "shard_count": claim.count}
        super().__init__(**options)
        self.api = api
        self.claim = claim
        self.starts: SessionStarts = OwnStarts()
        """Says when each shard may begin its session."""
        self._at_once = 1
        """How many buckets there are: Discord's `max_concurrency`."""
        self._beginning: set[asyncio.Task[None]] = set()
        self._unanswered: dict[int, int] = {}
        """By bucket: the shard whose session was begun, and which Discord has not answered yet."""
        self.ending = asyncio.Event()
        """Set once the process ends."""

    @property
    def own_shards(self) -> list[int]:
        """This process's shards; none until Discord's recommendation is known."""
        return list(self._connection.shard_ids)

    async def launch_shards(self) -> None:
        """Start all shards' sessions; returns once that is under way.

        Raises:
            GatewayNotFound: Discord does not say where the gateway is.
        """
        recommended, gateway = await self._gateway()
        if self.is_closed() or self.ending.is_set():
            return
        self.shard_count = self.shard_count or recommended
        ids = self.shard_ids or range(self.shard_count)
        self._connection.shard_count = self.shard_count
        self._connection.shard_ids = list(ids)
        log.info(
            "shards_begin",
            shards=str(Shards(ids[0], ids[-1], self.shard_count)),
            recommended=recommended,
            at_once=self._at_once,
        )
        for bucket in range(self._at_once):
            mine = [one for one in ids if one % self._at_once == bucket]
            if mine:
                self._keep(self._begin_all(gateway, mine))

    async def _gateway(self) -> tuple[int, yarl.URL]:
        """How many shards Discord recommends, and where the gateway is.

        If too few of the day's sessions are left, it waits until there are enough again: Discord
        takes the token away from a bot that starts more.
        """
        while True:
            recommended, url, limits = await self.http.get_bot_gateway()
            self._at_once = max(1, limits.get("max_concurrency", 1))
            needed = len(self.shard_ids or range(self.shard_count or recommended))
            remaining = limits.get("remaining", needed)
            if remaining >= needed or self.ending.is_set():
                break
            seconds = limits.get("reset_after", 60_000) / 1000
            log.error(
                "session_starts_used_up",
                remaining=remaining,
                needed=needed,
                seconds=round(seconds),
                hint="Discord allows no more sessions today; find out what restarts the bot",
            )
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ending.wait(), seconds)
        gateway = yarl.URL(url)
        if self.api != DISCORD_API:
            # discord.py falls back to Discord's own address when a session can't be resumed.
            DiscordWebSocket.DEFAULT_GATEWAY = gateway
        return recommended, gateway

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._beginning.add(task)
        task.add_done_callback(self._beginning.discard)

    async def _begin_all(self, gateway: yarl.URL, ids: Iterable[int]) -> None:
        for shard_id in ids:
            await self.launch_shard(gateway, shard_id)

    async def before_identify_hook(
        self,
        shard_id: int | None,
        *,
        initial: bool = False,  # noqa: ARG002  # the turns know better
    ) -> None:
        """Wait for the shard's turn. discord.py begins the session as soon as this returns."""
        shard = shard_id or 0
        bucket = shard % self._at_once
        if self._unanswered.get(bucket) == shard:  # its connection broke before the answer
            await self._hand_on(bucket)
        await self.starts.turn(bucket)
        if self.ending.is_set():
            raise asyncio.CancelledError
        self._unanswered[bucket] = shard

    async def on_shard_connect(self, shard_id: int) -> None:
        """Note that Discord has the session: only now it is certain to precede the next one."""
        bucket = shard_id % self._at_once
        if self._unanswered.get(bucket) == shard_id:
            await self._hand_on(bucket)

    async def _hand_on(self, bucket: int) -> None:
        self._unanswered.pop(bucket, None)
        await self.starts.begun(bucket)

    async def leave_gateway(self) -> None:
        """End all sessions; earlier events have been dispatched when this returns."""
        self.ending.set()
        beginning = list(self._beginning)
        for task in beginning:
            task.cancel()
        await asyncio.gather(*beginning, return_exceptions=True)
        with suppress(TimeoutError):  # a missing database must not keep the process from ending
            async with asyncio.timeout(LAST_WORD_SECONDS):
                await asyncio.gather(*map(self._hand_on, list(self._unanswered)))
        shards = list(self.shards.values())
        await asyncio.gather(*(shard.disconnect() for shard in shards), return_exceptions=True)
        for _ in range(3):  # until dispatched work has begun
            await asyncio.sleep(0)
