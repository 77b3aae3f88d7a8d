"""What changed between two readings of the settings, and what a running bot can take over."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.settings import Settings, environment_name

AT_ONCE: Mapping[str, frozenset[str]] = {
    "logs": frozenset({"log_level"}),
    "templates": frozenset({"templates"}),
    "digest": frozenset({"digest"}),
    "sources": frozenset({"sources"}),
    "topics": frozenset({"topics"}),
    "feeds": frozenset({"feeds_servers", "feeds_limit", "feeds_tries"}),
    "daily_limit": frozenset({"daily_limit"}),
    "catch_up": frozenset({"catch_up_hours"}),
    "rate": frozenset({"requests_per_second"}),
}
"""The settings that take effect while the bot runs, by the part of the bot that takes them over."""

_SAID = frozenset(
    {
        "catch_up_hours",
        "daily_limit",
        "feeds_limit",
        "feeds_servers",
        "feeds_tries",
        "log_level",
        "pictures",
        "requests_per_second",
        "shards",
        "speakers",
        "templates",
    }
)
"""Settings with short values that hold no secret."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs."""

    parts: tuple[str, ...]
    """The keys of AT_ONCE with a changed setting."""
    after_restart: tuple[str, ...]
    """The names of settings that take effect at the next start."""


def changes(before: Settings, after: Settings) -> Changes:
    """What differs between the settings in effect and those read again."""
    different = {
        name for name in type(after).model_fields if getattr(before, name) != getattr(after, name)
    }
    at_once = frozenset[str]().union(*AT_ONCE.values())
    return Changes(
        tuple(part for part, names in AT_ONCE.items() if names & different),
        tuple(sorted(environment_name(name) for name in different - at_once)),
    )


def in_words(before: Settings, after: Settings, part: str) -> list[str]:
    """How the settings of a part changed: `BRIEFBOT_DAILY_LIMIT: 500 → 20`."""
    lines = []
    for name in sorted(AT_ONCE[part]):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            values = f": {_shown(old)} → {_shown(new)}" if name in _SAID else ""
            lines.append(environment_name(name) + values)
    return lines


def _shown(value: object) -> str:
    return "unset" if value in (None, "") else str(value)
