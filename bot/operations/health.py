"""How the bot is doing, as its operator sees it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Health:
    """The bot's state."""

    connected: bool
    """Logged in, and connected to Discord with at least one shard."""
    failing: Mapping[str, str]
    """Which background work has died and not recovered, and why."""
    working: tuple[str, ...]
    """All background work."""
    guilds: int
    shards: int
    shards_connected: int
    digest_problems: tuple[str, ...]
    waiting_for: str = ""
    """The process that still runs this one's shards; empty if none does."""

    @property
    def is_well(self) -> bool:
        return (self.connected or bool(self.waiting_for)) and not self.failing
