"""When a source is fetched again."""

from datetime import UTC, datetime, timedelta

import pytest

from briefings.sources.fetching import Reason
from briefings.sources.schedule import (
    FIRST_GAP,
    FIRST_RETRY,
    JITTER,
    LAST_GAP,
    LAST_RETRY,
    LONGEST,
    LOST_AFTER,
    LOST_RETRY,
    SHORTEST,
    SOON,
    UNKNOWN,
    is_lost,
    may_store_version,
    next_retry,
    next_success,
    pace,
    spread,
)

NOW = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def each(gap: timedelta, count: int = 10) -> list[datetime]:
    return [NOW - gap * number for number in range(count)]


def within(moment: datetime, wanted: timedelta) -> bool:
    return abs(moment - NOW - wanted) <= wanted * JITTER


def test_the_pace_is_the_usual_time_between_articles() -> None:
    assert pace(each(HOUR), NOW) == HOUR
    burst = [*each(HOUR), NOW - MINUTE, NOW - 2 * MINUTE]
    assert pace(burst, NOW) == HOUR


def test_the_pace_of_a_source_that_fell_silent_slows_down() -> None:
    silent = [moment - 40 * HOUR for moment in each(MINUTE)]
    assert pace(silent, NOW) == 10 * HOUR


def test_two_times_or_future_times_give_no_pace() -> None:
    assert pace([NOW, NOW - HOUR], NOW) is None
    assert pace([NOW + DAY, NOW + 2 * DAY, NOW + 70 * 365 * DAY], NOW) is None


@pytest.mark.parametrize(
    ("known", "wanted"),
    [(None, UNKNOWN), (2 * HOUR, HOUR), (MINUTE, SHORTEST), (30 * DAY, LONGEST)],
)
def test_a_source_is_asked_twice_in_its_pace_within_bounds(
    known: timedelta | None, wanted: timedelta
) -> None:
    assert within(next_success("a", NOW, pace=known), wanted)


def test_the_publishers_and_the_operators_settings_count() -> None:
    fresh = NOW + 3 * HOUR
    assert next_success("a", NOW, pace=MINUTE, fresh_until=fresh) == fresh
    assert next_success("a", NOW, pace=MINUTE, fresh_until=NOW + 20 * DAY) == NOW + LONGEST
    every = next_success("a", NOW, pace=None, fresh_until=fresh, every=2 * MINUTE)
    assert within(every, 2 * MINUTE)
    assert next_success("a", NOW, pace=HOUR, unfinished=True) == NOW + SOON


def test_sources_added_at_once_are_spread() -> None:
    dues = {next_success(f"source-{number}", NOW, pace=HOUR) for number in range(100)}
    assert len(dues) > 90
    assert all(0 <= spread(str(number), NOW) <= 1 for number in range(100))
    assert spread("a", NOW) == spread("a", NOW) != spread("a", NOW + MINUTE)


def retry(failures: int, reason: Reason | None = Reason.SERVER, **options: datetime) -> datetime:
    given = {"failing_since": NOW, **options}
    return next_retry("a", NOW, failures=failures, reason=reason, **given)


def test_failures_are_retried_at_growing_intervals() -> None:
    assert within(retry(1), FIRST_RETRY)
    assert within(retry(3), 4 * FIRST_RETRY)
    assert within(retry(500), LAST_RETRY)
    assert within(retry(2, None), 2 * FIRST_RETRY)


def test_a_site_that_says_when_is_not_fetched_earlier() -> None:
    assert retry(1, Reason.BUSY, retry_at=NOW + 2 * DAY) == NOW + 2 * DAY
    assert within(retry(1, Reason.BUSY, retry_at=NOW + MINUTE), FIRST_RETRY)


def test_a_gone_source_is_still_fetched_now_and_then() -> None:
    assert within(retry(1, Reason.GONE), LOST_RETRY)
    assert within(retry(1, Reason.NOT_FOUND), FIRST_RETRY)
    assert within(retry(9, Reason.NOT_FOUND, failing_since=NOW - LOST_AFTER), LOST_RETRY)
    assert not is_lost(Reason.NOT_FOUND, None, NOW)
    assert not is_lost(Reason.SERVER, NOW - 99 * DAY, NOW)


def test_an_article_that_changes_each_minute_has_few_versions() -> None:
    versions, changed = 0, NOW
    for minute in range(1, 24 * 60):
        now = NOW + minute * MINUTE
        if may_store_version(versions, changed, now):
            versions, changed = versions + 1, now
    assert versions == 5
    assert may_store_version(0, None, NOW)
    assert may_store_version(0, NOW, NOW + FIRST_GAP)
    assert may_store_version(99, NOW, NOW + LAST_GAP)
