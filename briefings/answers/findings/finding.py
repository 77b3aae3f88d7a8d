"""What the daily news need to know of a kind of finding: each file here declares its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact
from briefings.models import Topic
from briefings.translations.message import Said

Shown = Mapping[str, Mapping[str, Any]]
"""By identity what is remembered of what was posted: see `briefings.answers.news.Seen`."""


def _never(_catalog: Catalog, _identity: str) -> bool:
    return False


def _nothing(_catalog: Catalog, _shown: Shown, _day: date) -> Iterable[Fact]:
    return ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of finding."""

    kind: str
    """Begins the keys of its facts, of which what was posted is remembered: it must stay."""
    subject: Said
    """What a correction calls it; empty where it is never shown by itself."""
    facts: Callable[[Catalog, Topic, date], Iterable[Fact]]
    """What the library says on a topic as of a day, as far as it can be told."""
    now: Callable[[Catalog, Shown, date], Iterable[Fact]] = _nothing
    """What the library says now in the place of what was posted, as of a day."""
    is_new: bool = True
    """Does a fact that was not seen make news?"""
    withdrawable: bool = False
    """Is it a correction when a fact is gone, although its articles are still there?"""
    renumbered: bool = False
    """Do its identities count places in an article, so that those of a new version are others?"""
    went_on: Callable[[Catalog, str], bool] = _never
    """Is the fact of this identity gone only because time went on?"""
