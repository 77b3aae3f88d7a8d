"""What the bot sent: each request, and which of Discord's limits it uses and breaks."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simcord import HttpLogEntry

from bot.discord.messages.limits import usage, violations

MESSAGE_FIELDS = {"components", "embeds", "content"}


@dataclass(frozen=True, slots=True)
class Sent:
    """One request of the bot's."""

    method: str
    path: str
    body: str
    """The JSON, indented; empty where there was none."""
    usage: dict[str, tuple[int, int]]
    """(used, allowed) by limit; empty if it is not a message."""
    violations: tuple[str, ...]
    """Why Discord would refuse it."""

    @property
    def is_message(self) -> bool:
        return bool(self.usage)


def sent(entries: Sequence[HttpLogEntry], most: int) -> list[Sent]:
    """At most the last `most` requests, newest first, without the sync of the commands."""
    calls = [entry for entry in entries if "/commands" not in entry.path]
    return [_sent(entry) for entry in reversed(calls[-most:])]


def _sent(entry: HttpLogEntry) -> Sent:
    message = _message(entry.json)
    return Sent(
        entry.method,
        entry.path,
        "" if entry.json is None else json.dumps(entry.json, ensure_ascii=False, indent=2),
        {} if message is None else usage(message),
        () if message is None else tuple(violations(message)),
    )


def _message(body: Any) -> dict[str, Any] | None:
    """The message within a request's body: an interaction's answer wraps it in `data`."""
    if not isinstance(body, dict):
        return None
    message = body.get("data") if "type" in body and "data" in body else body
    if isinstance(message, dict) and set(message) & MESSAGE_FIELDS:
        return message
    return None
