"""Turns a user's input into an interaction's `data`, by the commands the bot synced.

Like Discord's client, it refuses values that the command's definition doesn't allow, unless told to
forge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tests.loopback.world import Channel, Member, Role, User, World


class NotOfferedError(Exception):
    """Discord's client would not let the user do this."""


class OptionKind(IntEnum):
    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


_REFERENCES = (
    OptionKind.USER,
    OptionKind.CHANNEL,
    OptionKind.ROLE,
    OptionKind.MENTIONABLE,
    OptionKind.ATTACHMENT,
)
NUMERIC = (OptionKind.INTEGER, OptionKind.NUMBER)
_GUILD, _BOT_DM = 0, 1
_GUILD_INSTALL, _USER_INSTALL = 0, 1


def refuse_unless_offered(command: Mapping[str, Any], user: User, channel: Channel) -> None:
    """Raises NotOfferedError if the command isn't shown to this user in this channel."""
    contexts = command.get("contexts")
    context = _GUILD if channel.guild else _BOT_DM
    if contexts is not None and context not in contexts:
        raise NotOfferedError(f"{command['name']} is not offered in context {context}: {contexts}")
    if channel.guild is None:
        return
    needs_install = _GUILD_INSTALL if channel.guild.has_bot else _USER_INSTALL
    if needs_install not in (command.get("integration_types") or [_GUILD_INSTALL]):
        raise NotOfferedError(f"{command['name']} is not installed there (type {needs_install})")
    needed = int(command.get("default_member_permissions") or 0)
    if needed & ~channel.permissions(user.id):
        raise NotOfferedError(
            f"{command['name']} needs permissions that {user.name} lacks: {needed}"
        )


@dataclass(slots=True)
class UserInput:
    """Turns values given by name into Discord's nested options and their `resolved` part."""

    world: World
    user: User
    channel: Channel
    forge: bool
    focused: str | None = None
    resolved: dict[str, dict[str, Any]] = field(default_factory=dict)

    def data(
        self, command: Mapping[str, Any], words: Sequence[str], values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The interaction's `data`; `words` name the group and the subcommand, if any."""
        definitions, wraps = command.get("options") or [], []
        for word in words:
            found = next((d for d in definitions if d["name"] == word and d["type"] <= 2), None)
            if found is None:
                raise NotOfferedError(f"/{command['name']} has no subcommand {word!r}")
            wraps.append(found)
            definitions = found.get("options") or []
        if any(definition["type"] <= 2 for definition in definitions):
            names = [definition["name"] for definition in definitions]
            raise NotOfferedError(f"/{command['name']} needs one of the subcommands {names}")
        options = self._options(definitions, values)
        for wrap in reversed(wraps):
            options = [{"name": wrap["name"], "type": wrap["type"], "options": options}]
        return {
            "id": command["id"],
            "name": command["name"],
            "type": command["type"],
            "options": options,
            **self.pointed_to(),
            **({"guild_id": command["guild_id"]} if "guild_id" in command else {}),
        }

    def pointed_to(self) -> dict[str, Any]:
        """`resolved`, or nothing: discord.py takes an empty one as a select's only answer."""
        return {"resolved": self.resolved} if self.resolved else {}

    def _options(
        self, definitions: list[dict[str, Any]], values: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        known = {definition["name"]: definition for definition in definitions}
        missing = [n for n, d in known.items() if d.get("required") and n not in values]
        strange = [name for name in values if name not in known]
        if ((missing and self.focused is None) or strange) and not self.forge:
            raise NotOfferedError(f"options missing: {missing}; options unknown: {strange}")
        forged = {"type": OptionKind.STRING}
        return [
            self._option(name, known.get(name, forged), value) for name, value in values.items()
        ]

    def _option(self, name: str, definition: Mapping[str, Any], value: Any) -> dict[str, Any]:
        kind = OptionKind(definition["type"])
        if name == self.focused:
            if not definition.get("autocomplete"):
                raise NotOfferedError(f"{name} has no autocomplete")
            return {"name": name, "type": kind, "value": str(value), "focused": True}
        if kind in _REFERENCES:
            return {"name": name, "type": kind, "value": self.resolve(kind, definition, value)}
        value = self._chosen(definition, value)
        if not self.forge and self.focused is None:
            _refuse_out_of_range(name, definition, value)
        return {"name": name, "type": kind, "value": value}

    def resolve(self, kind: OptionKind, definition: Mapping[str, Any], value: Any) -> str:
        """The id of an option's target; adds the target to `resolved`."""
        if kind is OptionKind.CHANNEL:
            return self._channel(definition, value)
        if kind is OptionKind.ATTACHMENT:
            kept = self.world.keep_file(value.filename, value.data)
            self.resolved.setdefault("attachments", {})[kept["id"]] = kept
            return str(kept["id"])
        if isinstance(value, Role):
            self.resolved.setdefault("roles", {})[str(value.id)] = value.payload()
            return str(value.id)
        return self._user(value)

    def _chosen(self, definition: Mapping[str, Any], value: Any) -> Any:
        """A choice may be given by name or by value."""
        choices = definition.get("choices") or []
        for choice in choices:
            if value in (choice["name"], choice["value"]):
                return choice["value"]
        if choices and not self.forge:
            raise NotOfferedError(f"{value!r} is none of {[choice['name'] for choice in choices]}")
        return value

    def _user(self, value: User | Member | int) -> str:
        user = self.world.users[value if isinstance(value, int) else value.id]
        self.resolved.setdefault("users", {})[str(user.id)] = user.payload()
        guild = self.channel.guild
        if guild and user.id in guild.members:
            member = guild.members[user.id].payload(with_user=False)
            member["permissions"] = str(int(self.channel.permissions(user.id)))
            self.resolved.setdefault("members", {})[str(user.id)] = member
        return str(user.id)

    def _channel(self, definition: Mapping[str, Any], value: Channel | int) -> str:
        channel = value if isinstance(value, Channel) else self.world.channels[value]
        kinds = definition.get("channel_types")
        if not self.forge and (channel.guild is not self.channel.guild):
            raise NotOfferedError(f"{channel.name} is a channel of another server")
        if not self.forge and kinds and channel.kind not in kinds:
            raise NotOfferedError(f"{channel.name} is of kind {channel.kind}, not of {kinds}")
        self.resolved.setdefault("channels", {})[str(channel.id)] = channel.payload() | {
            "permissions": str(int(channel.permissions(self.user.id)))
        }
        return str(channel.id)


def _refuse_out_of_range(name: str, definition: Mapping[str, Any], value: Any) -> None:
    numeric = definition["type"] in NUMERIC
    size = value if numeric else len(str(value))
    low, high = ("min_value", "max_value") if numeric else ("min_length", "max_length")
    longest = definition.get(high, None if numeric else 6000)
    if size < definition.get(low, size) or (longest is not None and size > longest):
        raise NotOfferedError(f"{name}: {size} is out of range")
