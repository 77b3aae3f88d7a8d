"""Posting one message, and what can come of it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from briefings.translations.message import Said

Message = Mapping[str, Any]
"""A message as JSON. Whoever composes it and whoever posts it agree on what is in it."""


@dataclass(frozen=True, slots=True)
class Posted:
    channel_id: int
    """Where the message is; for a forum, the thread that was made for it."""
    message_id: int


class PostError(Exception):
    """A message was not posted, or it is not known whether it was; `reason` says why."""

    def __init__(self, reason: Said) -> None:
        super().__init__(str(reason))
        self.reason = reason


class UnsureError(PostError):
    """The connection broke or the platform failed: it may have been posted. Try again."""


class NotNowError(PostError):
    """Surely not posted; try again, after `seconds` if the platform gave a time."""

    def __init__(self, reason: Said, seconds: float = 0.0) -> None:
        super().__init__(reason)
        self.seconds = seconds


class BlockedError(PostError):
    """The bot may not post there, or the place is gone; says why."""


class RefusedError(PostError):
    """The platform does not take this message, now or ever; says why.

    `lasting`: the next day's message will be refused too, until a moderator changes something.
    """

    def __init__(self, reason: Said, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


class Trouble(StrEnum):
    """What moderators are notified of."""

    BLOCKED = "blocked"
    """Nothing can be posted; the subscription waits and goes on by itself."""
    REFUSED = "refused"
    """Today's briefing was refused, and the next ones will be until something is changed."""


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
    """For how long posting again under one key surely returns the first message."""

    async def post(self, channel_id: int, message: Message, key: str) -> Posted:
        """Post a message; within `key_memory`, at most one is made for a key. Raises PostError."""

    async def start_thread(
        self, channel_id: int, name: str, message: Message, tag_id: int | None = None
    ) -> Posted:
        """Make a forum's post, with a tag or without. It has no key. Raises PostError."""

    def find_messages(
        self, channel_id: int, message: Message, since: datetime
    ) -> AsyncIterator[Posted]:
        """The bot's own messages that read like this one, oldest first. Raises PostError.

        Those posted at or after `since`, which may be older by as much as clocks differ.
        """

    def find_threads(
        self, guild_id: int, channel_id: int, name: str, message: Message, since: datetime
    ) -> AsyncIterator[Posted]:
        """The forum's posts of the bot with this name that begin with this message.

        Oldest first, from `since` on as in `find_messages`. Raises PostError.
        """

    async def publish(self, channel_id: int, message_id: int) -> None:
        """Publish in an announcement channel; already published is fine. Raises PostError."""

    async def notify(self, channel_id: int, notice: Notice) -> bool:
        """Post a notice in a channel; False if that is not possible."""

    async def notify_user(self, user_id: int, notice: Notice) -> bool:
        """Send a notice as a direct message; False if that is not possible."""

    async def problem(self, guild_id: int, channel_id: int) -> Said | None:
        """Why the bot can't post in a channel of the server; None if it can."""


class SharedRate(Protocol):
    """The rate of all requests, of which each process takes its share."""

    share: float
    """This process's share, from 0 to 1."""
