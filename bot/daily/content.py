"""What a delivery posts, as whoever writes it hands it over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from bot.daily.ledger import Memory
from bot.daily.tables import Subscription

IS_COMPONENTS_V2 = 1 << 15
TEXT_DISPLAY = 10


@dataclass(frozen=True, slots=True)
class Composed:
    """A day's briefing, ready to be posted."""

    title: str
    """Names the thread where it is posted into a forum."""
    pages: tuple[Mapping[str, Any], ...]
    """Message bodies. None: quiet, as there is nothing new."""
    memory: Memory
    """What the subscription knows once they are posted."""
    note: str = ""
    """What `/daily status` should tell of how they were made."""


class Content(Protocol):
    async def compose(
        self, subscription: Subscription, memory: Memory | None, day: date, now: datetime
    ) -> Composed:
        """What is new for the subscription since `memory`; `day` is local to it."""


def addressed(page: Mapping[str, Any], role_id: int | None) -> dict[str, Any]:
    """The page, mentioning nobody but the role, if one is given: then it pings that role."""
    body = {**page, "allowed_mentions": {"parse": []}}
    if role_id is None:
        return body
    mention = f"<@&{role_id}>"
    body["allowed_mentions"] = {"parse": [], "roles": [str(role_id)]}
    if int(page.get("flags") or 0) & IS_COMPONENTS_V2:
        first = {"type": TEXT_DISPLAY, "content": mention}
        body["components"] = [first, *page.get("components", ())]
    else:
        body["content"] = f"{mention}\n{page.get('content') or ''}".strip()
    return body
