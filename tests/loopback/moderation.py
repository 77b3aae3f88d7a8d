"""Events in servers: created, joined, left; channels deleted, permissions changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tests.loopback.gateway import Gateway
from tests.loopback.messages import Message
from tests.loopback.permissions import NOTHING, Overwrite, Permission
from tests.loopback.world import Channel, ChannelKind, Guild, Member, Role, User, World

USUAL = {"general": ChannelKind.TEXT}


class Moderation:
    """The servers' side of `LoopbackDiscord`: announces each change to the bot, as Discord does."""

    world: World
    gateway: Gateway

    def guild(
        self,
        name: str = "Readers",
        channels: Mapping[str, ChannelKind] = USUAL,
        *,
        members: Mapping[str, Permission] | None = None,
        locale: str = "en-US",
        with_bot: bool = True,
    ) -> Guild:
        """A server with the bot in it, channels by name, and members with their permissions
        beyond @everyone's. `guild["general"]` is the channel of that name."""
        guild = self.world.add_guild(name, locale=locale)
        for channel, kind in channels.items():
            self.world.add_channel(guild, channel, kind)
        for member, permissions in (members or {}).items():
            self.world.add_member(guild, self.world.add_user(member), permissions)
        if with_bot:
            self._tell_guild(guild)
        else:
            self.world.remove_bot(guild)
        return guild

    def user(self, name: str, *, locale: str = "en-US", accepts_dms: bool = True) -> User:
        """A user who is not in a server yet."""
        user = self.world.add_user(name, locale=locale)
        user.accepts_dms = accepts_dms
        return user

    def member(self, guild: Guild, who: str | User, permissions: Permission = NOTHING) -> Member:
        """A new member, with their permissions beyond @everyone's."""
        user = self.world.add_user(who) if isinstance(who, str) else who
        return self.world.add_member(guild, user, permissions)

    def role(self, guild: Guild, name: str) -> Role:
        role = self.world.add_role(guild, name, NOTHING)
        payload = {"guild_id": str(guild.id), "role": role.payload()}
        self.gateway.dispatch("GUILD_ROLE_CREATE", payload, guild.id)
        return role

    def channel(
        self,
        guild: Guild,
        name: str,
        kind: ChannelKind = ChannelKind.TEXT,
        *,
        denied: Permission = NOTHING,
    ) -> Channel:
        """A new channel; `denied` is what the bot may not do in it."""
        channel = self.world.add_channel(guild, name, kind)
        if denied:
            channel.overwrites[self.world.bot.id] = Overwrite(1, deny=denied)
        self._tell_channel("CHANNEL_CREATE", channel)
        return channel

    def dm(self, user: User | Member) -> Channel:
        """The direct messages between this user and the bot."""
        return self.world.dm(user.user if isinstance(user, Member) else user)

    def deny(self, channel: Channel, permissions: Permission) -> None:
        """Denies the bot permissions in a channel, e.g. posting there is answered with 403."""
        before = channel.overwrites.get(self.world.bot.id, Overwrite(1))
        channel.overwrites[self.world.bot.id] = Overwrite(
            1, before.allow & ~permissions, before.deny | permissions
        )
        self._tell_channel("CHANNEL_UPDATE", channel)

    def allow(self, channel: Channel, permissions: Permission) -> None:
        """Grants the bot permissions in a channel."""
        before = channel.overwrites.get(self.world.bot.id, Overwrite(1))
        channel.overwrites[self.world.bot.id] = Overwrite(
            1, before.allow | permissions, before.deny & ~permissions
        )
        self._tell_channel("CHANNEL_UPDATE", channel)

    def require_tag(self, forum: Channel, *, required: bool = True) -> None:
        """Makes the forum require a tag (or not): a post without one is answered with 400."""
        forum.requires_tag = required
        self._tell_channel("CHANNEL_UPDATE", forum)

    def add_tag(self, forum: Channel, name: str, *, moderated: bool = False) -> str:
        """Adds a tag to the forum, for all or only for moderators; returns its id."""
        key = str(self.world.snowflakes.now())
        forum.tags[key] = name
        if moderated:
            forum.moderated.add(key)
        self._tell_channel("CHANNEL_UPDATE", forum)
        return key

    def delete_channel(self, channel: Channel) -> None:
        """Deletes the channel and its threads: they are unknown (404)."""
        self.world.remove_channel(channel)
        kind = "THREAD_DELETE" if channel.kind.is_thread else "CHANNEL_DELETE"
        self._tell_channel(kind, channel)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Archives a thread; a locked one accepts no more posts."""
        thread.archived, thread.locked = True, locked
        self._tell_channel("THREAD_UPDATE", thread)

    def kick(self, guild: Guild) -> None:
        """Removes the bot from the server; every request there is answered with 403."""
        self.world.remove_bot(guild)
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild.id)

    def invite(self, guild: Guild) -> None:
        """Adds the bot to the server again."""
        self.world.add_bot(guild)
        self._tell_guild(guild)

    def outage(self, guild: Guild) -> None:
        """Makes the server unavailable; `recover` ends it, without `invite`."""
        payload = {"id": str(guild.id), "unavailable": True}
        self.gateway.dispatch("GUILD_DELETE", payload, guild.id)

    def recover(self, guild: Guild) -> None:
        self._tell_guild(guild)

    def write(self, channel: Channel, content: str, *, user: User | Member) -> Message:
        """A message from a person, e.g. for a message command; the bot lacks the intent for its
        event."""
        author = user.user if isinstance(user, Member) else user
        raw = json.dumps({"content": content}).encode()
        return self.keep(Message(self.world.snowflakes.now(), channel, author, raw))

    def messages(self, channel: Channel, *, seen_by: User | Member | None = None) -> list[Message]:
        """The channel's messages, oldest first; ephemeral ones only for their user."""
        reader = seen_by.id if seen_by else None
        return [m for m in channel.messages.values() if m.visible_to in (None, reader)]

    def posts(self) -> list[Message]:
        """All the bot's messages in all channels, oldest first, without ephemeral ones."""
        kept = self.world.messages.values()
        return [m for m in kept if m.author is self.world.bot and not m.ephemeral]

    def keep(self, message: Message) -> Message:
        message.channel.messages[message.id] = message
        self.world.messages[message.id] = message
        return message

    def forget(self, message: Message) -> None:
        """Deletes the message."""
        message.deleted = True
        del message.channel.messages[message.id], self.world.messages[message.id]

    def _tell_guild(self, guild: Guild) -> None:
        payload: dict[str, Any] = guild.create_payload(self.world.bot.id)
        self.gateway.dispatch("GUILD_CREATE", payload, guild.id)

    def _tell_channel(self, event: str, channel: Channel) -> None:
        guild_id = channel.guild.id if channel.guild else None
        self.gateway.dispatch(event, channel.payload(), guild_id)
