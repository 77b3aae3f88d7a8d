"""Servers, channels, members: the parts of this Discord, and their JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from typing import Any

from tests.loopback.messages import Message
from tests.loopback.permissions import BOT, MEMBER, Overwrite, Permission, permissions_in
from tests.loopback.snowflakes import Snowflakes, created_at

JOINED = "2024-01-01T00:00:00+00:00"


REQUIRE_TAG = 1 << 4
"""A forum's flag."""


class ChannelKind(IntEnum):
    TEXT = 0
    DM = 1
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    FORUM = 15

    @property
    def is_thread(self) -> bool:
        return self in (ChannelKind.ANNOUNCEMENT_THREAD, ChannelKind.PUBLIC_THREAD)


@dataclass(slots=True, eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    accepts_dms: bool = True

    def payload(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "username": self.name.lower().replace(" ", "_"),
            "discriminator": "0",
            "global_name": self.name,
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(slots=True, eq=False)
class Role:
    id: int
    name: str
    permissions: Permission
    managed_by: int | None = None
    mentionable: bool = False

    def payload(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(int(self.permissions)),
            "position": 0,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.managed_by is not None,
            "mentionable": self.mentionable,
            "flags": 0,
            **({"tags": {"bot_id": str(self.managed_by)}} if self.managed_by else {}),
        }


@dataclass(slots=True, eq=False)
class Member:
    user: User
    guild: Guild
    roles: list[int] = field(default_factory=list)

    @property
    def id(self) -> int:
        return self.user.id

    def payload(self, *, with_user: bool = True) -> dict[str, Any]:
        return {
            **({"user": self.user.payload()} if with_user else {}),
            "roles": [str(role) for role in self.roles],
            "nick": None,
            "avatar": None,
            "joined_at": JOINED,
            "premium_since": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
        }


@dataclass(slots=True, eq=False)
class Channel:
    id: int
    kind: ChannelKind
    name: str = ""
    guild: Guild | None = None
    parent: Channel | None = None
    recipient: User | None = None
    owner_id: int = 0
    position: int = 0
    archived: bool = False
    locked: bool = False
    requires_tag: bool = False
    """In a forum: whether a post without a tag is refused."""
    tags: dict[str, str] = field(default_factory=dict)
    """In a forum: its tags' names by id; in a forum's post: its own tags."""
    moderated: set[str] = field(default_factory=set)
    """Ids of tags that only moderators may use."""
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)

    def permissions(self, user_id: int) -> Permission:
        """The user's permissions here; all of them in a direct message."""
        if self.guild is None:
            return Permission.everything()
        return permissions_in(self.guild, self, user_id)

    def payload(self) -> dict[str, Any]:
        last = next(reversed(self.messages), None)
        common = {
            "id": str(self.id),
            "type": int(self.kind),
            "last_message_id": str(last) if last else None,
            "flags": REQUIRE_TAG if self.requires_tag else 0,
        }
        if self.guild is None:
            return common | {"recipients": [self.recipient.payload()] if self.recipient else []}
        common |= {
            "guild_id": str(self.guild.id),
            "name": self.name,
            "parent_id": str(self.parent.id) if self.parent else None,
            "rate_limit_per_user": 0,
        }
        if self.kind.is_thread:
            return common | self._thread_fields()
        return common | {
            "position": self.position,
            "nsfw": False,
            "topic": None,
            "permission_overwrites": [
                {
                    "id": str(target),
                    "type": overwrite.kind,
                    "allow": str(int(overwrite.allow)),
                    "deny": str(int(overwrite.deny)),
                }
                for target, overwrite in self.overwrites.items()
            ],
            **({"available_tags": self._tags()} if self.kind is ChannelKind.FORUM else {}),
        }

    def _tags(self) -> list[dict[str, Any]]:
        return [
            {
                "id": key,
                "name": name,
                "moderated": key in self.moderated,
                "emoji_id": None,
                "emoji_name": None,
            }
            for key, name in self.tags.items()
        ]

    def _thread_fields(self) -> dict[str, Any]:
        created = datetime.fromtimestamp(created_at(self.id), UTC).isoformat()
        return {
            "owner_id": str(self.owner_id),
            "message_count": len(self.messages),
            "member_count": 1,
            "total_message_sent": len(self.messages),
            "applied_tags": list(self.tags),
            "thread_metadata": {
                "archived": self.archived,
                "auto_archive_duration": 1440,
                "archive_timestamp": created,
                "create_timestamp": created,
                "locked": self.locked,
            },
        }


@dataclass(slots=True, eq=False)
class Guild:
    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    has_bot: bool = True
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Channel:
        """The channel or thread with this name."""
        return next(channel for channel in self.channels.values() if channel.name == name)

    def payload(self) -> dict[str, Any]:
        return {
            "id": str(self.id),
            "name": self.name,
            "icon": None,
            "owner_id": str(self.owner_id),
            "roles": [role.payload() for role in self.roles.values()],
            "emojis": [],
            "features": ["COMMUNITY"],
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "preferred_locale": self.locale,
            "system_channel_id": None,
            "afk_channel_id": None,
            "afk_timeout": 300,
        }

    def create_payload(self, bot_id: int) -> dict[str, Any]:
        """The body of GUILD_CREATE; without the members intent only the bot's own member."""
        channels = self.channels.values()
        return self.payload() | {
            "joined_at": JOINED,
            "large": len(self.members) > 250,
            "unavailable": False,
            "member_count": len(self.members),
            "voice_states": [],
            "members": [self.members[bot_id].payload()],
            "channels": [c.payload() for c in channels if not c.kind.is_thread],
            "threads": [c.payload() for c in channels if c.kind.is_thread],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "stickers": [],
        }


class World:
    """Everything in this Discord, including the bot's own user. Knows nothing about sockets."""

    def __init__(self, snowflakes: Snowflakes, bot_name: str = "briefbot") -> None:
        self.snowflakes = snowflakes
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[int, bytes] = {}
        self.files_url = ""
        """Where attachments can be fetched, once the server listens."""
        self._dms: dict[int, Channel] = {}
        self.bot = self.add_user(bot_name, bot=True)
        self.application_id = snowflakes.fixed()

    def add_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        user = User(self.snowflakes.fixed(), name, bot, locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, locale: str = "en-US") -> Guild:
        guild = Guild(self.snowflakes.fixed(), name, self.add_user(f"{name} owner").id, locale)
        guild.roles[guild.id] = Role(guild.id, "@everyone", MEMBER)
        owner = self.users[guild.owner_id]
        guild.members[owner.id] = Member(owner, guild)
        self.guilds[guild.id] = guild
        self.add_bot(guild)
        return guild

    def add_bot(self, guild: Guild) -> None:
        role = Role(self.snowflakes.fixed(), self.bot.name, BOT, managed_by=self.bot.id)
        guild.roles[role.id] = role
        guild.members[self.bot.id] = Member(self.bot, guild, [role.id])
        guild.has_bot = True

    def remove_bot(self, guild: Guild) -> None:
        for role_id in guild.members.pop(self.bot.id).roles:
            del guild.roles[role_id]
        guild.has_bot = False

    def add_role(self, guild: Guild, name: str, permissions: Permission) -> Role:
        role = Role(self.snowflakes.fixed(), name, permissions)
        guild.roles[role.id] = role
        return role

    def add_member(self, guild: Guild, user: User, permissions: Permission) -> Member:
        """A new member; permissions beyond @everyone's come from the member's own role."""
        member = Member(user, guild)
        if permissions:
            member.roles.append(self.add_role(guild, user.name, permissions).id)
        guild.members[user.id] = member
        return member

    def add_channel(self, guild: Guild, name: str, kind: ChannelKind) -> Channel:
        channel = Channel(self.snowflakes.fixed(), kind, name, guild, position=len(guild.channels))
        return self._keep(guild, channel)

    def add_thread(self, parent: Channel, name: str, owner: int, thread_id: int) -> Channel:
        """A thread or a forum's post; a thread on a message has that message's id."""
        assert parent.guild is not None
        announcement = parent.kind is ChannelKind.ANNOUNCEMENT
        kind = ChannelKind.ANNOUNCEMENT_THREAD if announcement else ChannelKind.PUBLIC_THREAD
        thread = Channel(thread_id, kind, name, parent.guild, parent, owner_id=owner)
        return self._keep(parent.guild, thread)

    def _keep(self, guild: Guild, channel: Channel) -> Channel:
        guild.channels[channel.id] = channel
        self.channels[channel.id] = channel
        return channel

    def remove_channel(self, channel: Channel) -> None:
        """Deletes the channel and its threads."""
        guild = channel.guild
        assert guild is not None
        for gone in [c for c in guild.channels.values() if channel in (c, c.parent)]:
            del guild.channels[gone.id], self.channels[gone.id]

    def dm(self, user: User) -> Channel:
        """The bot's direct messages with the user."""
        channel = self._dms.get(user.id)
        if channel is None:
            channel = Channel(self.snowflakes.fixed(), ChannelKind.DM, recipient=user)
            self._dms[user.id] = self.channels[channel.id] = channel
        return channel

    def keep_file(self, filename: str, data: bytes, description: str | None = None) -> Any:
        """Stores an attachment; returns its JSON in a message."""
        file_id = self.snowflakes.now()
        self.files[file_id] = data
        url = f"{self.files_url}/attachments/{file_id}/{filename}"
        return {
            "id": str(file_id),
            "filename": filename,
            "description": description,
            "size": len(data),
            "url": url,
            "proxy_url": url,
        }

    def guilds_of_bot(self) -> Iterator[Guild]:
        return (guild for guild in self.guilds.values() if guild.has_bot)
