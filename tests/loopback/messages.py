"""A message as this Discord stores it, and what a reader can see and press in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING, Any

from tests.loopback.snowflakes import created_at

if TYPE_CHECKING:
    from tests.loopback.world import Channel, User


class MessageFlag(IntFlag):
    CROSSPOSTED = 1 << 0
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    COMPONENTS_V2 = 1 << 15


PLAIN = MessageFlag(0)


class ComponentKind(IntEnum):
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX = 23


_SHOWN = ("content", "embeds", "components", "allowed_mentions")
_MENTION = re.compile(r"@everyone|@here|<@&\d+>|<@!?\d+>")


@dataclass(slots=True, eq=False)
class Message:
    """Stored as the received JSON, so that ten thousand of them take little memory."""

    id: int
    channel: Channel
    author: User
    raw: bytes
    flags: MessageFlag = PLAIN
    attachments: tuple[dict[str, Any], ...] = ()
    visible_to: int | None = None
    """The only user who sees an ephemeral message."""
    interaction_id: int | None = None
    edited: float | None = None
    earlier: list[bytes] = field(default_factory=list)
    """Its content before each edit."""
    deleted: bool = False

    @property
    def fields(self) -> dict[str, Any]:
        """The message's parts as the bot sent them, in Discord's words."""
        parsed: dict[str, Any] = json.loads(self.raw) if self.raw else {}
        return parsed

    @property
    def content(self) -> str:
        return self.fields.get("content") or ""

    @property
    def embeds(self) -> list[dict[str, Any]]:
        return self.fields.get("embeds") or []

    @property
    def components(self) -> list[dict[str, Any]]:
        return self.fields.get("components") or []

    @property
    def nonce(self) -> str | None:
        return self.fields.get("nonce")

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & MessageFlag.EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it is a deferral's "is thinking …"."""
        return bool(self.flags & MessageFlag.LOADING)

    @property
    def crossposted(self) -> bool:
        return bool(self.flags & MessageFlag.CROSSPOSTED)

    @property
    def text(self) -> str:
        """All its readable text, a line for each part: content, embeds, components."""
        fields = self.fields
        lines = [fields.get("content") or ""]
        for embed in fields.get("embeds") or []:
            lines += [embed.get("title") or "", embed.get("description") or ""]
            for item in embed.get("fields") or []:
                lines += [item["name"], item["value"]]
            lines.append((embed.get("footer") or {}).get("text") or "")
        for component in walk(fields.get("components") or []):
            lines += [component.get("content") or "", component.get("label") or ""]
        return "\n".join(line for line in lines if line)

    @property
    def pings(self) -> frozenset[str]:
        """Whom it notifies: the mentions in its text that its allowed_mentions permit."""
        fields = self.fields
        texts = [fields.get("content") or ""]
        texts += [c.get("content") or "" for c in walk(fields.get("components") or [])]
        found = frozenset(_MENTION.findall("\n".join(texts)))
        allowed = fields.get("allowed_mentions")
        return found if allowed is None else frozenset(m for m in found if _allows(allowed, m))

    def component(self, name: str) -> dict[str, Any] | None:
        """The button or select with this custom_id, label or placeholder."""
        for key in ("custom_id", "label", "placeholder"):
            for component in walk(self.components):
                if component.get(key) == name and "custom_id" in component:
                    return component
        return None

    def edit(self, changes: Mapping[str, Any], at: float) -> None:
        self.earlier.append(self.raw)
        shown = {key: changes[key] for key in _SHOWN if key in changes}
        self.raw = json.dumps(self.fields | shown).encode()
        self.flags &= ~MessageFlag.LOADING
        self.flags |= MessageFlag(changes.get("flags") or 0) & MessageFlag.COMPONENTS_V2
        self.edited = at

    def payload(self) -> dict[str, Any]:
        fields = self.fields
        nonce = fields.get("nonce")
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": 20 if self.interaction_id else 0,
            "author": self.author.payload(),
            "content": fields.get("content") or "",
            "timestamp": timestamp(created_at(self.id)),
            "edited_timestamp": timestamp(self.edited) if self.edited else None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": list(self.attachments),
            "embeds": [{"type": "rich", **embed} for embed in fields.get("embeds") or []],
            "components": numbered(fields.get("components") or []),
            "pinned": False,
            "flags": int(self.flags),
            **({"nonce": nonce} if nonce is not None else {}),
        }


def _allows(allowed: Mapping[str, Any], mention: str) -> bool:
    if mention.startswith("@"):
        return "everyone" in (allowed.get("parse") or ())
    kind = "roles" if "&" in mention else "users"
    named = {str(snowflake) for snowflake in allowed.get(kind) or ()}
    return kind in (allowed.get("parse") or ()) or mention.strip("<@&!>") in named


def timestamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, including nested ones, in screen order."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for single in ("component", "accessory"):
            if single in component:
                yield from walk([component[single]])


def numbered(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Gives each component without an `id` the next free one, as Discord does."""
    taken = {component.get("id") for component in walk(components)}
    following = 0
    for component in walk(components):
        if not component.get("id"):
            following += 1
            while following in taken:
                following += 1
            component["id"] = following
    return components
