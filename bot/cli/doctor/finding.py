"""What a check finds."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.settings import Settings


class Level(StrEnum):
    """How serious a finding is."""

    GOOD = "ok"
    NOTE = "note"
    """The bot works, but not fully, or not for long."""
    BAD = "PROBLEM"
    """The bot does not work, or loses data."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the report."""

    level: Level
    said: str
    """What was found; one line."""
    todo: str = ""
    """What to do about it; empty if there is nothing to do."""


def good(said: str) -> Finding:
    """A finding that all is well."""
    return Finding(Level.GOOD, said)


def note(said: str, todo: str) -> Finding:
    """A finding that deserves a look."""
    return Finding(Level.NOTE, said, todo)


def bad(said: str, todo: str) -> Finding:
    """A finding that keeps the bot from working."""
    return Finding(Level.BAD, said, todo)


@dataclass(frozen=True, slots=True)
class Answer:
    """What Discord answered."""

    status: int
    """0 if it could not be reached."""
    body: Any
    date: datetime | None = None
    """Discord's clock, in whole seconds."""
    error: str = ""
    """Why it could not be reached."""


@dataclass(frozen=True, slots=True)
class Case:
    """What checks look at. Network, disk and clock are passed in."""

    settings: Settings
    ask: Callable[[str], Awaitable[Answer]]
    """Asks Discord's API for a path, such as `/users/@me`, with the bot's token."""
    now: Callable[[], datetime]
    free_bytes: Callable[[Path], int]
    """The free space on a folder's disk."""
    has_module: Callable[[str], bool]
    """Whether a package of this name is installed."""
    shared: dict[str, Any] = field(default_factory=dict)
    """What one check leaves for the next."""


Check = Callable[[Case], Awaitable[Sequence[Finding]]]
