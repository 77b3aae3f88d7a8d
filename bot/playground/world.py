"""The simulated server: its channels, its people and what greets a newcomer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, UserHandle

SERVER = "The reading room"
READER = "Robin (reader)"
MODERATOR = "Mika (moderator)"

WELCOME = """\
# Welcome
This is the real bot in a simulated Discord: nothing leaves your machine.
Type a slash in the box below and choose a command, or copy one of these:
- `/brief topic:summit`
- `/quote person:whitcoff`
- `/positions topic:territory`
- `/help`
Misspell a name: it will be found. Press the buttons below the replies."""


@dataclass(frozen=True, slots=True)
class Place:
    """A channel that can be opened, and who may look at it."""

    key: str
    name: str
    purpose: str
    channel: ChannelHandle
    viewers: tuple[MemberActor | UserHandle, ...]


@dataclass(frozen=True, slots=True)
class World:
    guild: GuildHandle
    reader: MemberActor
    moderator: MemberActor
    places: tuple[Place, ...]

    def place(self, key: str) -> Place | None:
        return next((place for place in self.places if place.key == key), None)


async def build(env: Env) -> World:
    """Make the server with its channels and members, and say welcome."""
    guild = env.create_guild(name=SERVER)
    role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    reader_user = env.create_user("robin", global_name=READER)
    reader = guild.add_member(reader_user)
    moderator = guild.add_member(env.create_user("mika", global_name=MODERATOR), roles=[role])
    both = (reader, moderator)
    channels: Sequence[tuple[str, str, Any]] = (
        ("welcome", "start here", guild.create_text_channel("welcome")),
        ("reading-room", "for reading", guild.create_text_channel("reading-room")),
        ("daily-briefing", "for the daily post", guild.create_text_channel("daily-briefing")),
        ("announcements", "an announcement channel", guild.create_news_channel("announcements")),
        (
            "no-bots",
            "here the bot may not speak",
            guild.create_text_channel("no-bots", overwrites=_silence(env)),
        ),
    )
    places = [Place(key, f"#{key}", purpose, channel, both) for key, purpose, channel in channels]
    places.append(
        Place(
            "dm",
            "Direct message",
            "the bot without a server",
            reader_user.dm_channel,
            (reader_user,),
        )
    )
    await moderator.send(places[0].channel, WELCOME)
    return World(guild, reader, moderator, tuple(places))


def _silence(env: Env) -> dict[Any, discord.PermissionOverwrite]:
    return {env.bot.user: discord.PermissionOverwrite(send_messages=False)}
