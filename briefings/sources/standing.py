"""The state of a source after a try: pure decisions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from briefings.sources.fetching import Fetched, FetchError, Reason
from briefings.sources.model import Kind, Source
from briefings.sources.schedule import next_retry, next_success, pace
from briefings.sources.status import READING
from briefings.translations.message import Said, stored

MOST_NOTES = 6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a try brought."""

    fetched: Fetched | None = None
    """None for a folder."""
    published: Sequence[datetime] = ()
    """When its entries were published; none if nothing new was listed."""
    brought: int = 0
    title: str | None = None
    kind: Kind | None = None
    address: str | None = None
    """Where it was found, if not at the given address."""
    credited: str | None = None
    body_hash: str | None = None
    notes: Sequence[str] = ()
    unfinished: bool = False
    """Whether pages are still to be fetched."""
    see_again: bool = False
    """Whether the answer must be read again even if unchanged."""
    retry_at: datetime | None = None
    """When a site asked us to come back for pages."""


def succeeded(source: Source, outcome: Outcome, now: datetime) -> Source:
    """The state of a source that has answered."""
    fetched = outcome.fetched
    moved = fetched.moved_to if fetched else None
    address = outcome.address or moved or source.address
    usual = pace(outcome.published, now) or _kept_pace(source, now)
    due = next_success(
        source.id,
        now,
        pace=usual,
        fresh_until=fetched.fresh_until if fetched else None,
        every=source.options.every,
        unfinished=outcome.unfinished,
    )
    if outcome.retry_at is not None:
        due = max(due, outcome.retry_at)
    after = replace(
        source,
        kind=outcome.kind or source.kind,
        address=address,
        moved_from=source.address if address != source.address else source.moved_from,
        next_due=due,
        queued=None,
        title=outcome.title or source.title,
        credited=outcome.credited,
        pace=round(usual.total_seconds()) if usual else None,
        last_try=now,
        last_success=now,
        failures=0,
        failing_since=None,
        reason=None,
        problem=None,
        notes=tuple(outcome.notes[:MOST_NOTES]),
    )
    if outcome.brought:
        after = replace(after, last_news=now, last_brought=outcome.brought)
    if outcome.see_again or fetched is None:
        return replace(after, etag=None, last_modified=None, body_hash=None)
    return replace(
        after,
        etag=fetched.etag or (source.etag if fetched.not_modified else None),
        last_modified=fetched.last_modified
        or (source.last_modified if fetched.not_modified else None),
        body_hash=outcome.body_hash or source.body_hash,
    )


def _kept_pace(source: Source, now: datetime) -> timedelta | None:
    """The known pace, slower the longer nothing has come."""
    if source.pace is None:
        return None
    silent = (now - source.last_news) / 4 if source.last_news else timedelta()
    return max(timedelta(seconds=source.pace), silent)


def failed(source: Source, now: datetime, error: FetchError | Said) -> Source:
    """The state of a source that could not be fetched or, with a line that says why, read.

    Its articles, validators and address stay.
    """
    failures, since = source.failures + 1, source.failing_since or now
    reason: Reason | None = error.reason if isinstance(error, FetchError) else None
    due = next_retry(
        source.id,
        now,
        failures=failures,
        failing_since=since,
        reason=reason,
        retry_at=error.retry_at if isinstance(error, FetchError) else None,
    )
    return replace(
        source,
        next_due=due,
        queued=None,
        last_try=now,
        failures=failures,
        failing_since=since,
        reason=reason.value if reason else READING,
        problem=stored(error.what if isinstance(error, FetchError) else error),
    )
