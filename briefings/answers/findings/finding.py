"""What the daily news needs to know about a kind of finding; each file here declares its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact
from briefings.models import Topic
from briefings.translations.message import Said

Shown = Mapping[str, Mapping[str, Any]]
"""What is remembered of posted facts, by identity; see `briefings.answers.news.Seen`."""


def _never(_catalog: Catalog, _identity: str) -> bool:
    return False


def _nothing(_catalog: Catalog, _shown: Shown, _day: date) -> Iterable[Fact]:
    return ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of finding."""

    kind: str
    """The beginning of its facts' keys. Posted keys are remembered, so it must never change."""
    subject: Said
    """What a correction calls it; empty if it is never shown by itself."""
    facts: Callable[[Catalog, Topic, date], Iterable[Fact]]
    """What the library says on a topic as of a day, as far as it can be shown."""
    now: Callable[[Catalog, Shown, date], Iterable[Fact]] = _nothing
    """What the library now says instead of what was posted, as of a day."""
    is_new: bool = True
    """Whether an unseen fact is news."""
    withdrawable: bool = False
    """Whether it is a correction if a fact is gone although its articles still exist."""
    renumbered: bool = False
    """Whether its identities count places in an article, and so change with a new version."""
    went_on: Callable[[Catalog, str], bool] = _never
    """Tells whether the fact of this identity is gone only because time has passed."""
