"""What is kept of servers: as little as the bot needs, because it may be in a hundred thousand.

discord.py keeps whatever Discord announces of a server that the intents allow. The bot asks it for
names, kinds and permissions of places that can be posted to, and for roles, which decide them.
"""

from collections.abc import Callable, MutableMapping
from typing import Any

from discord import ChannelType

from bot.operations.memory import freeze

UNUSED_CHANNELS = frozenset(
    kind.value
    for kind in (
        ChannelType.category,
        ChannelType.voice,
        ChannelType.stage_voice,
    )
)
"""Kinds of channels that no daily post goes to. Their permissions pass to no other channel:
Discord copies a category's to the channels in it."""

UNUSED = (
    "emojis",
    "features",
    "guild_scheduled_events",
    "presences",
    "soundboard_sounds",
    "stage_instances",
    "stickers",
    "voice_states",
)
"""Lists in an announcement that the bot has no use for."""

MOST_NAMES = 10_000

MANY = 1_000
"""So many servers are worth keeping from Python's collector."""

Parsers = MutableMapping[str, Callable[[Any], Any]]


class Announcements:
    """Takes out of announced servers what is not needed, before discord.py reads them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        """Names that many servers have: "general" is kept once."""

    def install(self, parsers: Parsers) -> None:
        """`parsers` are discord.py's, by event."""
        parse = parsers["GUILD_CREATE"]
        parsers["GUILD_CREATE"] = lambda data: parse(self.lessened(data))

    def lessened(self, guild: dict[str, Any]) -> dict[str, Any]:
        """The announcement without what is not needed; the same dictionary.

        Raises:
            Exception: it does not look like a server.
        """
        for name in UNUSED:
            if name in guild:
                guild[name] = []
        if "channels" in guild:
            guild["channels"] = [
                self._named({**one, "topic": None})
                for one in guild["channels"]
                if one["type"] not in UNUSED_CHANNELS
            ]
        for role in guild.get("roles", ()):
            self._named(role)
        return guild

    def _named(self, thing: dict[str, Any]) -> dict[str, Any]:
        name = thing["name"]
        if len(self._names) >= MOST_NAMES:
            self._names.clear()
        thing["name"] = self._names.setdefault(name, name)
        return thing


def keep_for_good() -> None:
    """Let Python's collector leave alone what is there now: servers stay.

    Of 25,000 servers it would have to look at 1.5 million objects, which stops the process for half
    a second each time.
    """
    freeze()
