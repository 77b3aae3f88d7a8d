"""What a delivery posts, as the composer hands it over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.daily.ledger import KeptPost, Memory
from bot.daily.posting import Message
from bot.daily.tables import Subscription


@dataclass(frozen=True, slots=True)
class Composed:
    """A day's briefing, ready to be posted."""

    title: str
    """Names the thread where it is posted into a forum."""
    pages: tuple[Message, ...]
    """One message each. Empty: stay quiet, as there is nothing new."""
    memory: Memory
    """What the subscription knows once they are posted."""
    post: KeptPost | None = None
    """What the pages were made from, where their buttons ask for it."""
    note: str = ""
    """What `/daily status` should say about how they were made."""


class Content(Protocol):
    async def compose(
        self, subscription: Subscription, memory: Memory | None, day: date, now: datetime
    ) -> Composed:
        """What is new for the subscription since `memory`; `day` is local to it."""
