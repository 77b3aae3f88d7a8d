"""When a source is asked again: pure decisions, by what it publishes and how it answers."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from briefings.sources.fetching import Reason

SHORTEST = timedelta(minutes=10)
"""No source is asked more often, unless the operator sets it."""
LONGEST = timedelta(hours=6)
"""Every source that works is asked at least so often."""
UNKNOWN = timedelta(hours=1)
"""How often one is asked of which nothing tells how often it publishes."""
SOON = timedelta(minutes=1)
"""When to go on where pages are still to be fetched."""
FIRST_RETRY = timedelta(minutes=10)
LAST_RETRY = timedelta(hours=24)
LOST_RETRY = timedelta(days=7)
"""How often a source is asked that is gone: owners bring some back."""
LOST_AFTER = timedelta(days=14)
"""For how long a source must not be found until it counts as gone."""
JITTER = 0.1
"""By which share of the time a refresh comes earlier or later, so that not all come at once."""
RECENT = 20
"""So many of a source's last articles tell how often it publishes."""
FIRST_GAP = timedelta(minutes=30)
"""How long after a version of an article the next may come; it doubles with each version."""
LAST_GAP = timedelta(hours=16)

LOST = frozenset({Reason.GONE, Reason.NOT_FOUND})


def pace(published: Iterable[datetime], now: datetime) -> timedelta | None:
    """The usual time between two articles of a source: a median, not less than that since the last.

    Args:
        published: when its articles were published, aware; those still to come don't count.

    Returns:
        None where fewer than three times are known.
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
        source_id: spreads the sources: each has its own part of the jitter.
        pace: as `pace` gave it: it is asked twice in that time, within `SHORTEST` and `LONGEST`.
        fresh_until: until when the publisher says that nothing new will come; believed up to
            `LONGEST`.
        every: how often the operator wants it to be asked: that alone counts then.
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
    """When a source that failed is asked again: ever later, but always again.

    Args:
        failures: how many tries in a row failed, this one included.
        retry_at: when the site said to come back: never before.
        reason: None where what came could not be read.
    """
    if is_lost(reason, failing_since, now):
        wait = LOST_RETRY
    else:
        wait = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LAST_RETRY)
    due = now + _jittered(wait, source_id, now)
    return max(due, retry_at) if retry_at is not None else due


def is_lost(reason: Reason | None, failing_since: datetime | None, now: datetime) -> bool:
    """Whether a source is gone: its owner says so (410), or it has long not been found (404)."""
    if reason is Reason.GONE:
        return True
    if reason is not Reason.NOT_FOUND or failing_since is None:
        return False
    return now - failing_since >= LOST_AFTER


def may_store_version(versions: int, changed_at: datetime | None, now: datetime) -> bool:
    """Whether a change of an article is stored as a version of its own now.

    A page that changes each minute (a live blog, a counter of readers) has five versions on its
    first day, and none of its changes is lost for good: the first that comes after the gap
    stands for those before.

    Args:
        versions: how many changes were stored.
        changed_at: when its text was last stored.
    """
    due = version_due(versions, changed_at)
    return due is None or now >= due


def version_due(versions: int, changed_at: datetime | None) -> datetime | None:
    """From when on a change is a version of its own; None: at any time."""
    if changed_at is None:
        return None
    gap: timedelta = min(FIRST_GAP * 2 ** min(versions, 10), LAST_GAP)
    return changed_at + gap


def _jittered(wait: timedelta, source_id: str, now: datetime) -> timedelta:
    return wait * (1 + JITTER * (2 * spread(source_id, now) - 1))


def spread(source_id: str, moment: datetime) -> float:
    """A number from 0 to 1 that looks random, the same for the same source and moment."""
    data = f"{source_id} {moment.isoformat()}".encode()
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "big") / 0xFFFF_FFFF
