"""What is counted and measured, independent of how it is exported."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 3.0, 10.0)
"""Upper bounds of answer times: deferred at 1.5, lost at 3."""

Labels = tuple[str, ...]

Values = float | Mapping[Any, float]
"""One value, or values keyed by label values."""


class Outcome(StrEnum):
    """How an interaction ended."""

    ANSWERED = "answered"
    FAILED = "failed"
    LOST = "lost"
    """It came too late, or its subject is gone."""
    REFUSED = "refused"
    """Its user or server had too many requests under way."""


class Kind(StrEnum):
    """Prometheus's type of a figure."""

    COUNTER = "counter"
    GAUGE = "gauge"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its values, keyed by label values."""

    name: str
    kind: Kind
    said: str
    labels: Labels
    values: Mapping[Labels, float]


@dataclass(slots=True)
class Durations:
    """How many answers took how long."""

    total: float = 0.0
    """Seconds."""
    up_to: list[int] = field(default_factory=lambda: [0] * (len(SECONDS) + 1))
    """How many took up to each of SECONDS, or longer than all; each is counted once."""

    def add(self, seconds: float) -> None:
        self.total += seconds
        self.up_to[bisect_left(SECONDS, seconds)] += 1


class InteractionFigures:
    """Interactions by command: how they ended, and after how long."""

    def __init__(self) -> None:
        self.outcomes: Counter[Labels] = Counter()
        """By command and outcome."""
        self.durations: dict[str, Durations] = {}

    def note(self, command: str, outcome: Outcome, seconds: float) -> None:
        self.outcomes[command, outcome.value] += 1
        if outcome is not Outcome.REFUSED:
            self.durations.setdefault(command, Durations()).add(seconds)


def gauge(name: str, said: str, value: Values, *labels: str) -> Figure:
    """A figure that goes up and down."""
    return Figure(name, Kind.GAUGE, said, labels, _values(value))


def counter(name: str, said: str, value: Values, *labels: str) -> Figure:
    """A figure that only goes up, while the process runs."""
    return Figure(name, Kind.COUNTER, said, labels, _values(value))


def _values(value: Values) -> dict[Labels, float]:
    if isinstance(value, Mapping):
        return {tuple(labels): float(one) for labels, one in value.items()}
    return {(): float(value)}
