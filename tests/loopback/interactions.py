"""An interaction from the user's side: what was sent, and the answer."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol

from tests.loopback.messages import Message, MessageFlag
from tests.loopback.world import Channel, User
from tests.waiting import LAST_RESORT


class InteractionKind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class CallbackKind(IntEnum):
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


ANSWERS_TO = {
    InteractionKind.COMMAND: {4, 5, 9},
    InteractionKind.COMPONENT: {4, 5, 6, 7, 9},
    InteractionKind.AUTOCOMPLETE: {8},
    InteractionKind.MODAL: {4, 5, 6, 7},
}
"""The kinds of callback allowed for each kind of interaction."""


class Until(Protocol):
    """Waits for a condition, as `LoopbackDiscord.until` does."""

    def __call__(self, happened: Callable[[], bool], within: float = ...) -> Awaitable[None]: ...


@dataclass(slots=True, eq=False)
class Interaction:
    id: int
    kind: InteractionKind
    user: User
    channel: Channel
    data: dict[str, Any]
    app_in_guild: bool
    """False if only the user installed the app: five follow-ups at most."""
    pressed: Message | None = None
    """The message with the button, select or dialog."""
    edits_before: int = 0
    """How often that message had been edited when it was pressed."""
    until: Until = field(kw_only=True, repr=False)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    sent_at: float = 0.0
    """When INTERACTION_CREATE was sent, in seconds on the event loop's clock."""
    answered_at: float | None = None
    callback: dict[str, Any] | None = None
    """The body of the first answer: `type` and usually `data`."""
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    """Discord's error codes for refused answers: 10062 too late, 40060 twice …"""

    @property
    def latency(self) -> float:
        """Seconds from sending INTERACTION_CREATE to receiving the callback."""
        if self.answered_at is None:
            raise LookupError("the bot has not answered")
        return self.answered_at - self.sent_at

    async def response(self, within: float = LAST_RESORT) -> dict[str, Any]:
        """Wait for the callback. Raises TimeoutError after `within` seconds."""
        await self.until(lambda: self.callback is not None, within)
        assert self.callback is not None
        return self.callback

    async def message(self, within: float = LAST_RESORT) -> Message:
        """The message that the user finally sees, no longer "is thinking …"."""
        await self.until(self._settled, within)
        assert self.original is not None
        return self.original

    def _settled(self) -> bool:
        if self.original is None or self.original.loading or self.callback is None:
            return False
        deferred = self.callback["type"] == CallbackKind.DEFERRED_UPDATE
        return not deferred or len(self.original.earlier) > self.edits_before

    async def followup(self, number: int = 1, within: float = LAST_RESORT) -> Message:
        """The follow-up with this number, by default the first."""
        await self.until(lambda: len(self.followups) >= number, within)
        return self.followups[number - 1]

    async def choices(self, within: float = LAST_RESORT) -> list[dict[str, Any]]:
        """The autocomplete choices: dictionaries of `name` and `value`."""
        offered: list[dict[str, Any]] = (await self.response(within))["data"]["choices"]
        return offered

    async def modal(self, within: float = LAST_RESORT) -> dict[str, Any]:
        """The dialog that opened: `custom_id`, `title` and `components`."""
        callback = await self.response(within)
        if callback["type"] != CallbackKind.MODAL:
            raise LookupError(f"no dialog but a callback of type {callback['type']}")
        dialog: dict[str, Any] = callback["data"]
        return dialog


def flags_of(data: dict[str, Any], kind: CallbackKind) -> MessageFlag:
    """The flags of the message that a callback creates."""
    given = MessageFlag(int(data.get("flags") or 0))
    kept = given & (MessageFlag.EPHEMERAL | MessageFlag.COMPONENTS_V2)
    return kept | MessageFlag.LOADING if kind is CallbackKind.DEFERRED_MESSAGE else kept
