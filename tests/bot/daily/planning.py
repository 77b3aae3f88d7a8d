"""A planner with a real store and ledger, whose queue and clock a test controls."""

from collections.abc import Sequence
from typing import Any

from bot.daily.ledger import Ledger
from bot.daily.planner import Planner
from bot.daily.schedule import Run
from bot.daily.store import Store
from bot.daily.tables import Outcome, Subscription
from bot.shards import Shards
from tests.bot.daily.subscribing import NOW, subscription


class Queue:
    """Remembers what was put in; the test says what is alive."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.alive: bool | None = True

    async def enqueue(self, runs: Sequence[Run]) -> None:
        self.runs += runs

    async def is_alive(self, run: Run) -> bool | None:
        assert run.subscription
        return self.alive


class Permissions:
    """The only method that the planner needs from a poster."""

    def __init__(self) -> None:
        self.reason: str | None = None
        self.error: Exception | None = None
        self.broken: set[int] = set()
        """Servers of which nothing can be found out."""

    async def problem(self, guild_id: int, channel_id: int) -> str | None:
        assert guild_id
        assert channel_id
        if self.error:
            raise self.error
        if guild_id in self.broken:
            raise LookupError(guild_id)
        return self.reason


class PlannerTrial:
    def __init__(self, store: Store, ledger: Ledger, shards: Shards | None = None) -> None:
        self.store = store
        self.ledger = ledger
        self.queue = Queue()
        self.permissions = Permissions()
        self.now = NOW
        poster: Any = self.permissions
        self.planner = Planner(
            store, ledger, self.queue, poster, clock=lambda: self.now, shards=shards
        )

    def add(self, **changes: Any) -> Subscription:
        made = subscription(**changes)
        self.store.add(made, limit=1000)
        return made

    def of(self, one: Subscription) -> Subscription:
        found = self.store.get(one.id)
        assert found is not None
        return found

    def endings(self, one: Subscription) -> list[tuple[int, Outcome]]:
        return [(d.day.day, d.outcome) for d in self.ledger.last(one.id)]
