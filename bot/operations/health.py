"""How the bot is doing, as its operator sees it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot does."""

    connected: bool
    """Logged in, and connected to Discord over one shard at least."""
    failing: Mapping[str, str]
    """Which of its work beside the commands died and is not well again, and why."""
    working: tuple[str, ...]
    """All of that work."""
    guilds: int
    shards: int
    shards_connected: int
    digest_problems: tuple[str, ...]
    waiting_for: str = ""
    """The process that runs this one's shards as yet; empty where none does."""

    @property
    def is_well(self) -> bool:
        return (self.connected or bool(self.waiting_for)) and not self.failing
