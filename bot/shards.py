"""Shards: the parts into which Discord divides a bot's servers, and which of them a process runs.

Discord sends a server's events to the shard `(server's id >> 22) % count`, and direct messages to
shard 0 (https://discord.com/developers/docs/events/gateway, "Sharding"). What Discord calls a
shard has nothing to do with where data is stored: all processes share one database.
"""

import re
from dataclasses import dataclass
from typing import Self

EXAMPLE = "0-15/64"

ALL = "all"
"""How to write that a process runs all shards, however many Discord recommends."""

_WRITTEN = re.compile(r"\s*([0-9]{1,6})\s*(?:-\s*([0-9]{1,6})\s*)?/\s*([0-9]{1,6})\s*")


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards `first` to `last`, both included, of `count` in all."""

    first: int
    last: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The shards as an operator writes them: `0-15/64`, or `3/64` for one alone.

        Raises:
            ValueError: the text has another form, or there are no such shards; says what to write.
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(
                f"write the first and the last shard and how many there are in all: {EXAMPLE}"
            )
        first, count = int(found[1]), int(found[3])
        last = int(found[2]) if found[2] else first
        if count == 0:
            raise ValueError("there is at least one shard: 0-0/1")
        if last < first:
            raise ValueError(f"write the lower number first: {last}-{first}/{count}")
        if last >= count:
            raise ValueError(f"shards are numbered from 0: of {count}, the last is {count - 1}")
        return cls(first, last, count)

    def __str__(self) -> str:
        return f"{self.first}-{self.last}/{self.count}"

    @property
    def ids(self) -> list[int]:
        return list(range(self.first, self.last + 1))

    @property
    def are_all(self) -> bool:
        """Whether other processes have no shard left."""
        return self.last - self.first + 1 == self.count


Claim = Shards | None
"""What a process wants for itself; None: all shards, however many Discord recommends."""


def written(claim: Claim) -> str:
    return ALL if claim is None else str(claim)


def read(text: str) -> Claim:
    """What `written` wrote."""
    return None if text == ALL else Shards.parse(text)


def exclude_each_other(one: Claim, other: Claim) -> bool:
    """Whether two processes with these claims would both answer some server.

    They would, for example, if they divide the servers differently.
    """
    if one is None or other is None or one.count != other.count:
        return True
    return one.first <= other.last and other.first <= one.last


def shard_of(guild_id: int, count: int) -> int:
    """Which of `count` shards gets a server's events."""
    return (guild_id >> 22) % count
