"""What a delivery posts, as the composer hands it over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.daily.ledger import KeptPost, Memory
from bot.daily.posting import Message
from bot.daily.tables import Subscription


@dataclass(frozen=True, slots=True)
class Composed:
    """A day's briefing, ready to post."""

    title: str
    """The thread's name, if it is posted in a forum."""
    pages: tuple[Message, ...]
    """One message each. Empty: post nothing, because nothing is new."""
    memory: Memory
    """What the subscription has seen once they are posted."""
    post: KeptPost | None = None
    """What the pages were made from, if their buttons need it."""
    note: str = ""
    """What `/daily status` should say about how they were made."""


class Content(Protocol):
    async def compose(
        self, subscription: Subscription, memory: Memory | None, day: date, now: datetime
    ) -> Composed:
        """What is new for the subscription since `memory`; `day` is local to it."""
