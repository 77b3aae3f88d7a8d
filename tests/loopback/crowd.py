"""A hundred thousand servers that exist only during their announcement.

Each is the same server with other ids, derived from its number. `world` gets the few with some
activity.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.loopback.permissions import BOT, MEMBER
from tests.loopback.snowflakes import DISCORD_EPOCH_MS
from tests.loopback.world import JOINED, Channel, ChannelKind, Guild, Member, Role, User, World

_START_MS = 1_609_459_200_000 - DISCORD_EPOCH_MS  # 2021-01-01: apart from all other ids
_OWNER, _BOT_ROLE, _FIRST_ROLE, _FIRST_CHANNEL = 1, 2, 10, 100
"""The lower bits of ids; the upper ones are the server's."""

_LATER_BITS = re.compile(r'"=(\d+)"')


class Crowd:
    """`count` servers of the bot with `channels` channels and `roles` roles each."""

    def __init__(self, world: World, count: int, *, channels: int = 16, roles: int = 8) -> None:
        self.count = count
        self._world = world
        self._known: set[int] = set()
        self._parts = _LATER_BITS.split(json.dumps(_server(world.bot, channels, roles)))
        self._bits = [int(bits) for bits in self._parts[1::2]]

    @property
    def bytes_of_one(self) -> int:
        """The length of a server's announcement."""
        return len(self._announcement(0))

    def ids(self, shard: int, shards: int) -> list[int]:
        """The servers of a shard that are not in the world."""
        first = next(n for n in range(shards) if (self.id(n) >> 22) % shards == shard)
        numbers = range(first, self.count, shards)
        return [self.id(number) for number in numbers if number not in self._known]

    def announcements(self, ids: Iterable[int]) -> Iterator[str]:
        """The bodies of these servers' GUILD_CREATE events."""
        return map(self._announcement, ids)

    def guild(self, number: int) -> Guild:
        """The server with this number, added to the world for activity in it."""
        guild_id = self.id(number)
        if guild_id in self._world.guilds:
            return self._world.guilds[guild_id]
        self._known.add(number)
        owner = User(guild_id | _OWNER, f"Owner {number}")
        guild = Guild(guild_id, f"Server {number}", owner.id)
        bot_role = guild_id | _BOT_ROLE
        guild.roles[guild_id] = Role(guild_id, "@everyone", MEMBER)
        guild.roles[bot_role] = Role(bot_role, "briefbot", BOT, managed_by=self._world.bot.id)
        guild.members[owner.id] = Member(owner, guild)
        guild.members[self._world.bot.id] = Member(self._world.bot, guild, [bot_role])
        channel = Channel(guild_id | _FIRST_CHANNEL, ChannelKind.TEXT, "channel-0", guild)
        guild.channels[channel.id] = self._world.channels[channel.id] = channel
        self._world.users[owner.id] = owner
        self._world.guilds[guild_id] = guild
        return guild

    @staticmethod
    def id(number: int) -> int:
        """The id of the server with this number."""
        return (_START_MS + number) << 22

    def _announcement(self, guild_id: int) -> str:
        pieces = self._parts[:]
        pieces[1::2] = [f'"{guild_id | bits}"' for bits in self._bits]
        return "".join(pieces)


def _server(bot: User, channels: int, roles: int) -> dict[str, Any]:
    """A server as Discord announces it, with each id replaced by its lower bits, as `=17`."""
    everyone = Role(0, "@everyone", MEMBER)
    of_bot = Role(_BOT_ROLE, "briefbot", BOT, managed_by=bot.id)
    made = [everyone, of_bot, *(Role(_FIRST_ROLE + n, f"role {n}", MEMBER) for n in range(roles))]
    return {
        **Guild(0, "A server of the crowd", _OWNER).payload(),
        "id": "=0",
        "owner_id": f"={_OWNER}",
        "roles": [
            {**role.payload(), "id": f"={role.id}", "position": position}
            for position, role in enumerate(made)
        ],
        "channels": [_channel(number) for number in range(channels)],
        "emojis": [_emoji(number) for number in range(channels)],
        "joined_at": JOINED,
        "large": True,
        "unavailable": False,
        "member_count": 400,
        "members": [
            {
                "user": bot.payload(),
                "roles": [f"={_BOT_ROLE}"],
                "joined_at": JOINED,
                "deaf": False,
                "mute": False,
                "flags": 0,
            }
        ],
        "voice_states": [],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "stickers": [],
    }


def _channel(number: int) -> dict[str, Any]:
    kind = 2 if number % 4 == 3 else 0
    denied = [{"id": "=0", "type": 0, "allow": "0", "deny": "2048"}] if number % 3 == 2 else []
    return {
        "id": f"={_FIRST_CHANNEL + number}",
        "guild_id": "=0",
        "type": kind,
        "name": f"channel-{number}",
        "position": number,
        "parent_id": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
        "nsfw": False,
        "topic": f"What channel {number} is for, in a sentence." if kind == 0 else None,
        "permission_overwrites": denied,
        **({"bitrate": 64000, "user_limit": 0, "rtc_region": None} if kind == 2 else {}),
    }


def _emoji(number: int) -> dict[str, Any]:
    return {
        "id": f"={200 + number}",
        "name": f"emoji_{number}",
        "roles": [],
        "require_colons": True,
        "managed": False,
        "animated": False,
        "available": True,
    }
