"""A source's status, in words that say what to do, without any platform's markup."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from briefings.sources.fetching import Reason, shown
from briefings.sources.model import Fate, Kind, Source, State
from briefings.sources.schedule import is_lost

READING = "reading"
"""The `Source.reason` if a document was fetched but could not be read."""


_BROUGHT = (Fate.STORED, Fate.SHARED, Fate.WITHDRAWN, Fate.EXPIRED)


class Health(StrEnum):
    NEW = "new"
    """It has not been asked yet."""
    WORKS = "works"
    FAILS = "fails"
    GONE = "gone"
    """Its owner removed it, or it has long been missing. It is kept, and asked now and then."""
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Status:
    """What an operator sees about a source."""

    source: Source
    health: Health
    articles: int
    """How many articles it brought in all."""
    lines: tuple[str, ...]
    """Plain text, one line each; partly untrusted, because it may contain a source's own words."""

    @property
    def place(self) -> str:
        """The source's address, without passwords."""
        return shown(self.source.address)


def status(source: Source, fates: Mapping[Fate, int], skipped: int = 0) -> Status:
    """The status of a source.

    Args:
        fates: how many of its entries have which fate.
        skipped: how many changes of its articles are not versions of their own.
    """
    health = health_of(source)
    brought = sum(fates.get(fate, 0) for fate in _BROUGHT)
    lines = [_headline(source, health), *_brought(source, fates, brought)]
    if source.last_try is not None and health is Health.WORKS and source.next_due is not None:
        lines.append(f"next: {when(source.next_due)}")
    if source.moved_from is not None:
        lines.append(f"it moved here for good from {shown(source.moved_from)}")
    if skipped:
        lines.append(
            f"{skipped} changes of articles came too soon after another to be versions of their own"
        )
    lines += source.notes
    return Status(source, health, brought, tuple(lines))


def health_of(source: Source) -> Health:
    if source.state is State.PAUSED:
        return Health.PAUSED
    if source.failures:
        since = source.failing_since
        tried = source.last_try or since
        lost = tried is not None and is_lost(_reason(source), since, tried)
        return Health.GONE if lost else Health.FAILS
    return Health.WORKS if source.last_success else Health.NEW


def when(moment: datetime) -> str:
    """A moment for operators: to the minute, in UTC."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def _headline(source: Source, health: Health) -> str:
    name = source.name
    match health:
        case Health.PAUSED:
            return f"paused: briefbot sources resume {name!r} goes on"
        case Health.NEW:
            return "not asked yet: a running bot does so within a minute"
        case Health.WORKS:
            return f"works: last asked {when(source.last_success or source.added_at)}"
        case Health.GONE:
            return (
                f"gone since {_since(source)}: {source.why}; it is kept and asked once a week: "
                f"briefbot sources remove {name!r} forgets it, what it brought stays"
            )
        case Health.FAILS:
            tries = "1 try" if source.failures == 1 else f"{source.failures} tries"
            again = f"; next try {when(source.next_due)}" if source.next_due else ""
            worked = source.last_success
            last = f"; it last worked {when(worked)}" if worked else "; it never worked"
            return f"fails since {_since(source)} ({tries}): {source.why}{last}{again}"


def _since(source: Source) -> str:
    return when(source.failing_since or source.added_at)


def _brought(source: Source, fates: Mapping[Fate, int], brought: int) -> list[str]:
    if not source.last_success:
        return []
    said = "1 article" if brought == 1 else f"{brought} articles"
    if source.last_news is not None:
        said += f", the last {source.last_brought} on {when(source.last_news)}"
    words = {
        Fate.SHARED: "{} of them brought by another source first",
        Fate.PENDING: "{} whose page is still to be fetched",
        Fate.FILTERED: "{} left out by words",
        Fate.EMPTY: "{} without a text that can be read",
        Fate.WITHDRAWN: "{} withdrawn by the outlet",
        Fate.EXPIRED: "{} removed for their age",
    }
    rest = [text.format(fates[fate]) for fate, text in words.items() if fates.get(fate)]
    what = "documents" if source.kind is Kind.FOLDER else "entries"
    return [f"brought {said}", *([f"{what}: {', '.join(rest)}"] if rest else [])]


def _reason(source: Source) -> Reason | None:
    try:
        return Reason(source.reason) if source.reason else None
    except ValueError:
        return None
