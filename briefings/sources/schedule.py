"""When a source is asked again: pure decisions from how it publishes and answers."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from briefings.sources.fetching import Reason

SHORTEST = timedelta(minutes=10)
"""No source is asked more often, unless the operator sets it."""
LONGEST = timedelta(hours=6)
"""Every working source is asked at least this often."""
UNKNOWN = timedelta(hours=1)
"""How often a source is asked if nothing shows how often it publishes."""
SOON = timedelta(minutes=1)
"""When to go on if pages are still to be fetched."""
FIRST_RETRY = timedelta(minutes=10)
LAST_RETRY = timedelta(hours=24)
LOST_RETRY = timedelta(days=7)
"""How often a lost source is asked: owners bring some back."""
LOST_AFTER = timedelta(days=14)
"""How long a source must be missing before it counts as gone."""
JITTER = 0.1
"""By which share of the interval a refresh varies, so that not all come at once."""
RECENT = 20
"""How many of a source's last articles show how often it publishes."""
FIRST_GAP = timedelta(minutes=30)
"""The shortest time between two versions of an article; it doubles with each version."""
LAST_GAP = timedelta(hours=16)

LOST = frozenset({Reason.GONE, Reason.NOT_FOUND})


def pace(published: Iterable[datetime], now: datetime) -> timedelta | None:
    """The usual time between a source's articles: a median, at least the time since the last.

    Args:
        published: when its articles were published, aware; future ones don't count.

    Returns:
        None if fewer than three times are known.
    """
    moments = sorted({moment for moment in published if moment <= now}, reverse=True)[:RECENT]
    if len(moments) < 3:
        return None
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(moments)]
    return timedelta(seconds=max(median(gaps), (now - moments[0]).total_seconds() / 4))


def next_success(
    source_id: str,
    now: datetime,
    *,
    pace: timedelta | None,
    fresh_until: datetime | None = None,
    every: timedelta | None = None,
    unfinished: bool = False,
) -> datetime:
    """When a source that answered is asked again.

    Args:
        source_id: spreads the sources, because each has its own jitter.
        pace: from `pace`; it is asked twice in that time, within `SHORTEST` and `LONGEST`.
        fresh_until: until when the publisher promises nothing new; believed up to `LONGEST`.
        every: how often the operator wants it asked, which then decides alone.
        unfinished: whether pages are still to be fetched.
    """
    if unfinished:
        return now + SOON
    if every is not None:
        return now + _jittered(every, source_id, now)
    wanted = UNKNOWN if pace is None else min(max(pace / 2, SHORTEST), LONGEST)
    due = now + _jittered(wanted, source_id, now)
    if fresh_until is not None:
        due = max(due, min(fresh_until, now + LONGEST))
    return due


def next_retry(
    source_id: str,
    now: datetime,
    *,
    failures: int,
    failing_since: datetime,
    reason: Reason | None,
    retry_at: datetime | None = None,
) -> datetime:
    """When a failed source is asked again: ever later, but always again.

    Args:
        failures: how many tries in a row failed, this one included.
        retry_at: when the site said to come back, and never earlier.
        reason: None if the answer could not be read.
    """
    if is_lost(reason, failing_since, now):
        wait = LOST_RETRY
    else:
        wait = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LAST_RETRY)
    due = now + _jittered(wait, source_id, now)
    return max(due, retry_at) if retry_at is not None else due


def is_lost(reason: Reason | None, failing_since: datetime | None, now: datetime) -> bool:
    """Whether a source is gone: its owner says so (410), or it has long been missing (404)."""
    if reason is Reason.GONE:
        return True
    if reason is not Reason.NOT_FOUND or failing_since is None:
        return False
    return now - failing_since >= LOST_AFTER


def may_store_version(versions: int, changed_at: datetime | None, now: datetime) -> bool:
    """Whether an article's change is now stored as a version of its own.

    A page that changes every minute (a live blog, a reader counter) has five versions on its first
    day, and no change is lost for good: the first change after the gap includes those before.

    Args:
        versions: how many changes were stored.
        changed_at: when its text was last stored.
    """
    due = version_due(versions, changed_at)
    return due is None or now >= due


def version_due(versions: int, changed_at: datetime | None) -> datetime | None:
    """From when a change is a version of its own; None: at any time."""
    if changed_at is None:
        return None
    gap: timedelta = min(FIRST_GAP * 2 ** min(versions, 10), LAST_GAP)
    return changed_at + gap


def _jittered(wait: timedelta, source_id: str, now: datetime) -> timedelta:
    return wait * (1 + JITTER * (2 * spread(source_id, now) - 1))


def spread(source_id: str, moment: datetime) -> float:
    """A pseudo-random number from 0 to 1, the same for the same source and moment."""
    data = f"{source_id} {moment.isoformat()}".encode()
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "big") / 0xFFFF_FFFF
