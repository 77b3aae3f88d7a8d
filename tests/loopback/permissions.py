"""A member's permissions in a channel, by Discord's own rules.

Source: https://discord.com/developers/docs/topics/permissions
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.loopback.world import Channel, Guild


class Permission(IntFlag):
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38

    @classmethod
    def everything(cls) -> Permission:
        return cls(sum(cls))


NOTHING = Permission(0)

MEMBER = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
)
"""What @everyone may do in a new server."""

BOT = (
    MEMBER
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
"""What the bot's invitation grants it."""


@dataclass(slots=True)
class Overwrite:
    """A channel's exception for a role (kind 0) or a member (kind 1)."""

    kind: int
    allow: Permission = NOTHING
    deny: Permission = NOTHING

    def on(self, permissions: Permission) -> Permission:
        return (permissions & ~self.deny) | self.allow


def permissions_in(guild: Guild, channel: Channel, user_id: int) -> Permission:
    """The user's permissions in the channel; none if the user isn't a member."""
    member = guild.members.get(user_id)
    if member is None:
        return NOTHING
    base = Permission(guild.roles[guild.id].permissions)
    for role_id in member.roles:
        base |= guild.roles[role_id].permissions
    if guild.owner_id == user_id or base & Permission.ADMINISTRATOR:
        return Permission.everything()
    overwrites = (channel.parent or channel).overwrites
    if guild.id in overwrites:
        base = overwrites[guild.id].on(base)
    of_roles = Overwrite(0)
    for role_id in member.roles:
        if role_id in overwrites:
            of_roles.allow |= overwrites[role_id].allow
            of_roles.deny |= overwrites[role_id].deny
    base = of_roles.on(base)
    if user_id in overwrites:
        base = overwrites[user_id].on(base)
    return base
