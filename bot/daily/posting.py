"""Posting one message, and what can happen."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from briefings.translations.message import Said

Message = Mapping[str, Any]
"""A message as JSON. Its composer and its poster agree on the content."""


@dataclass(frozen=True, slots=True)
class Posted:
    channel_id: int
    """Where the message is; in a forum, the thread made for it."""
    message_id: int


class PostError(Exception):
    """A message was not posted, or may not have been; `reason` says why."""

    def __init__(self, reason: Said) -> None:
        super().__init__(str(reason))
        self.reason = reason


class UnsureError(PostError):
    """The connection broke or the platform failed: it may have been posted. Try again."""


class NotNowError(PostError):
    """Certainly not posted; try again, after `seconds` if the platform gave a time."""

    def __init__(self, reason: Said, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class BlockedError(PostError):
    """The bot may not post there, or the place is gone; says why."""


class RefusedError(PostError):
    """The platform will never accept this message; says why.

    `lasting`: it will also refuse the next day's message, until a moderator changes something.
    """

    def __init__(self, reason: Said, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


class Trouble(StrEnum):
    """What moderators are notified of."""

    BLOCKED = "blocked"
    """Nothing can be posted; the subscription waits and goes on by itself."""
    REFUSED = "refused"
    """Today's briefing was refused, and the next ones will be until something changes."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What moderators should know about a channel's daily briefing."""

    guild_id: int
    channel_id: int
    trouble: Trouble
    reason: Said
    """One or more sentences."""


class Poster(Protocol):
    """Posts messages. Does not retry what may have been posted."""

    key_memory: timedelta
    """How long posting again with the same key is sure to return the first message."""

    async def post(self, channel_id: int, message: Message, key: str) -> Posted:
        """Post a message; within `key_memory`, a key makes at most one. Raises PostError."""

    async def start_thread(
        self, channel_id: int, name: str, message: Message, tag_id: int | None = None
    ) -> Posted:
        """Make a post in a forum, with or without a tag. It has no key. Raises PostError."""

    def find_messages(
        self, channel_id: int, message: Message, since: datetime
    ) -> AsyncIterator[Posted]:
        """The bot's own messages that read like this one, oldest first. Raises PostError.

        Only those posted at or after `since`, less the difference that clocks may have.
        """

    def find_threads(
        self, guild_id: int, channel_id: int, name: str, message: Message, since: datetime
    ) -> AsyncIterator[Posted]:
        """The bot's posts in the forum with this name that begin with this message.

        Oldest first, since `since` as in `find_messages`. Raises PostError.
        """

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Publish in an announcement channel, unless already published. Raises PostError."""

    async def notify(self, channel_id: int, notice: Notice) -> bool:
        """Post a notice in a channel; False if that is impossible."""

    async def notify_user(self, user_id: int, notice: Notice) -> bool:
        """Send a notice as a direct message; False if that is impossible."""

    async def problem(self, guild_id: int, channel_id: int) -> Said | None:
        """Why the bot can't post in a channel of the server; None if it can."""


class SharedRate(Protocol):
    """The rate of all requests, shared by the processes."""

    share: float
    """This process's share, from 0 to 1."""
