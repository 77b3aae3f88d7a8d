"""Posting one message, and what can come of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Payload = Mapping[str, Any]
"""A message's body, as Discord's API takes it."""


@dataclass(frozen=True, slots=True)
class Posted:
    channel_id: int
    """Where the message is; for a forum, the thread that was made for it."""
    message_id: int


class PostError(Exception):
    """A message was not posted, or it is not known whether it was."""


class UnsureError(PostError):
    """The connection broke or Discord stumbled (5xx): it may have been posted. Try again."""


class NotNowError(PostError):
    """Surely not posted; try again, after `seconds` where that was said."""

    def __init__(self, reason: str, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class BlockedError(PostError):
    """The bot may not post there (403), or there is no such place (404); says why."""


class RefusedError(PostError):
    """Discord does not take this message (400), now or ever; says why."""


class Poster(Protocol):
    """Posts to Discord. Does not retry what may have been posted."""

    async def post(self, channel_id: int, payload: Payload, nonce: str) -> Posted:
        """Post a message with an enforced nonce. Raises PostError."""

    async def start_thread(self, channel_id: int, name: str, payload: Payload) -> Posted:
        """Make a forum's post. It has no nonce. Raises PostError."""

    async def find_thread(
        self, guild_id: int, channel_id: int, name: str, after: int
    ) -> Posted | None:
        """The forum's post of ours with this name and an id above `after`. Raises PostError."""

    async def history(self, channel_id: int, after: int) -> Sequence[Payload]:
        """At most 100 messages, the oldest after the id `after`, as JSON. Raises PostError."""

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Publish in an announcement channel; already published is fine. Raises PostError."""

    async def tell(self, channel_id: int, text: str) -> bool:
        """Say something in a channel; False if that is not possible."""

    async def tell_user(self, user_id: int, text: str) -> bool:
        """Say something in a direct message; False if that is not possible."""

    async def problem(self, guild_id: int, channel_id: int) -> str | None:
        """Why the bot can't post in a channel of the server; None if it can."""

    @property
    def me(self) -> int:
        """The bot's own user id."""
