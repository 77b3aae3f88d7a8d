"""The simulated server: its channels, its people and its welcome to newcomers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, UserHandle

from bot.discord.messages.measure import CONTENT, clip
from bot.playground.examples import Example
from bot.playground.people import Correspondent, Member

SERVER = "The reading room"
GUIDE = "Playground"
READER = "Robin (reader)"
MODERATOR = "Mika (moderator)"
CORRESPONDENT = "Sasha (direct message)"

WELCOME = """\
# Welcome
This is the real bot in a simulated Discord. {privacy}
**Try it:** paste one of these into the box below and press Enter
{examples}

**Or pick:** type `/`, choose a command, type a few letters of the topic, click what you mean, \
then the arrow at the end of the box. With the keyboard: Enter to choose, Escape, Enter to send.
Then press the buttons below the reply. `/help` lists everything.
**Check quotes** is in a message's menu on Discord; here it is `/playground check text:He said “…”`
-# “Viewing as” above changes who you are. Your browser's Back button leads to more channels."""

NOTHING_LEAVES = "Nothing leaves your machine."
FEEDS = """\
## Feeds
Feeds fill the library by themselves. Paste this, as the moderator (“Viewing as”, above):
- `/feeds add address:https://…` with the address of a news site; its feed is found

`/sources` shows what came, `/playground clock to:+2h` lets time pass, and `/feeds list` says how \
each feed is doing. A site on this machine needs `BRIEFBOT_FETCH_ALLOW=127.0.0.1`."""

DAILY = """\
A briefing can come here every day. Paste these, as the moderator (“Viewing as”, above):
- `/daily add channel:#daily-briefing time:8:00`
- `/playground clock to:tomorrow 8:00`

The second moves the clock of this playground, and the briefing arrives."""

DIRECT = """\
Only you and the bot are here. Paste a command into the box below and press Enter
{examples}

The bot answers commands, not what is merely said to it."""

SILENT = """\
Here the bot has no right to speak by itself. Its answers to commands still come, as on Discord; a \
daily briefing can't be posted here."""


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
    env: Env
    guild: GuildHandle
    reader: Member
    moderator: Member
    correspondent: Correspondent
    guide: UserHandle
    places: tuple[Place, ...]

    def place(self, key: str) -> Place | None:
        return next((place for place in self.places if place.key == key), None)

    def say(self, channel: ChannelHandle, text: str) -> None:
        """Say something as the playground, whatever the channel's permissions."""
        say(self.env, self.guide, channel, text)


def say(env: Env, guide: UserHandle, channel: ChannelHandle, text: str) -> None:
    env.backend.create_message(channel.id, guide.id, clip(text, CONTENT))


def build(env: Env, tries: Sequence[Example], *, feeds: bool = False) -> World:
    """Make the server with its channels and members, and post the welcome.

    Args:
        tries: the commands shown to a newcomer.
        feeds: whether there is `/feeds`.
    """
    guild = env.create_guild(name=SERVER)
    guide = env.create_user("playground", global_name=GUIDE, bot=True)
    guild.add_member(guide)

    def tell(channel: ChannelHandle, text: str) -> None:
        say(env, guide, channel, text)

    role = guild.create_role(
        "Moderators",
        permissions=discord.Permissions(manage_guild=True, manage_channels=True),
        color=discord.Colour.from_rgb(88, 166, 120),
    )
    by_name: dict[str, ChannelHandle] = {}
    robin = env.create_user("robin", global_name=READER)
    guild.add_member(robin)
    reader = Member(env, guild, robin, tell, by_name)
    mika = env.create_user("mika", global_name=MODERATOR)
    guild.add_member(mika, roles=[role])
    moderator = Member(env, guild, mika, tell, by_name)
    correspondent = Correspondent(env, "sasha", CORRESPONDENT, tell)
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
    by_name.update({place.key: place.channel for place in places})
    direct = correspondent.dm_channel
    places.append(Place("dm", "Direct message", "the bot alone", direct, (correspondent,)))
    shown = "\n".join(map(_shown, tries))
    privacy = "Only the feeds that you add are fetched." if feeds else NOTHING_LEAVES
    tell(places[0].channel, WELCOME.format(examples=shown, privacy=privacy))
    if feeds:
        tell(places[1].channel, FEEDS)
    tell(direct, DIRECT.format(examples=shown))
    tell(places[2].channel, DAILY)
    tell(places[4].channel, SILENT)
    return World(env, guild, reader, moderator, correspondent, guide, tuple(places))


def _shown(example: Example) -> str:
    command = example.command.replace("`", "'")
    return f"- `{command}`" + (f" ({example.hint})" if example.hint else "")


def _silence(env: Env) -> dict[Any, discord.PermissionOverwrite]:
    return {env.bot.user: discord.PermissionOverwrite(send_messages=False)}
