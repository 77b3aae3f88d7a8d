"""What the bot keeps about servers: as little as it needs, because there may be 100,000.

discord.py keeps everything about a server that the intents let Discord announce. The bot needs only
the names, kinds and permissions of places it can post to, and the roles behind the permissions.
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
"""Kinds of channels that never get a daily post. No other channel depends on their permissions:
Discord copies a category's to its channels."""

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
"""From how many servers on it pays to exempt them from Python's collector."""

Parsers = MutableMapping[str, Callable[[Any], Any]]


class Announcements:
    """Removes what is not needed from announced servers before discord.py reads them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        """Names that many servers have: "general" is kept once."""

    def install(self, parsers: Parsers) -> None:
        """`parsers` are discord.py's, by event."""
        parse = parsers["GUILD_CREATE"]
        parsers["GUILD_CREATE"] = lambda data: parse(self.lessened(data))

    def lessened(self, guild: dict[str, Any]) -> dict[str, Any]:
        """The same dictionary without what is not needed.

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
    """Exempt all existing objects from Python's collector: servers stay.

    For 25,000 servers it would have to check 1.5 million objects, which stops the process for half
    a second each time.
    """
    freeze()
