"""`Since`, encoded in a few characters and decoded."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.answers.since import Since

moments = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001  # Hypothesis adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=9)))),
).filter(lambda moment: moment.timestamp() >= 0)
sinces = st.builds(Since, moments, st.integers(1, 2**31 - 1)) | st.just(Since.FIRST)


@given(sinces)
def test_it_decodes_and_is_short(since: Since) -> None:
    text = since.shortened()
    assert Since.restored(text) == since
    assert 1 <= len(text) <= 13
    assert "|" not in text


def test_the_minute_counts() -> None:
    at = datetime(2026, 11, 24, 18, 40, 59, 1, tzinfo=timezone(timedelta(hours=9)))
    assert Since(at, 5).at == datetime(2026, 11, 24, 9, 40, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", ".", "1", "1.", ".1", "1.2.3", "-1.2", "A.b", "1.zzzzzzz"])
def test_an_invalid_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a number is"):
        Since.restored(text)
