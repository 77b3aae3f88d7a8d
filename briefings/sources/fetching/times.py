"""When to come back: `Retry-After`, and how long an answer stays fresh."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=7)
"""The longest wait a site can ask for: one wrong header must not silence a feed for ever."""
LONGEST_FRESH = timedelta(days=1)


def http_date(text: str) -> datetime | None:
    """The moment of an HTTP date (RFC 9110, section 5.6.7), in UTC; None if it is not one."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None


def retry_at(header: str | None, now: datetime) -> datetime | None:
    """When a site wants to be asked again: `Retry-After` (RFC 9110, section 10.2.3).

    Seconds or an HTTP date; never earlier than `now`, never later than `LONGEST_WAIT` from it. None
    if it does not say, or not in a readable way.
    """
    text = (header or "").strip()
    if re.fullmatch(r"[0-9]+", text):
        return now + _bounded(text, LONGEST_WAIT)
    moment = http_date(text)
    return None if moment is None else min(max(moment, now), now + LONGEST_WAIT)


def fresh_until(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when the publisher promises nothing new (RFC 9111, section 4.2.1).

    From `Cache-Control: max-age` less `Age`, else from `Expires`; at most `LONGEST_FRESH` from
    `now`. None if it does not say, or says that there is no such time.

    Args:
        headers: an answer's headers, looked up in any case.
        now: aware.
    """
    control = headers.get("Cache-Control", "").lower()
    if re.search(r"\bno-(?:cache|store)\b", control):
        return None
    age = re.search(r"(?:^|[\s,;])max-age\s*=\s*\"?([0-9]+)", control)
    if age is not None:
        spent = headers.get("Age", "").strip()
        passed = _bounded(spent, LONGEST_FRESH) if re.fullmatch(r"[0-9]+", spent) else timedelta()
        left = _bounded(age[1], LONGEST_FRESH) - passed
        return now + left if left > timedelta() else None
    expires = http_date(headers.get("Expires", ""))
    if expires is None or expires <= now:
        return None
    return min(expires, now + LONGEST_FRESH)


def _bounded(seconds: str, most: timedelta) -> timedelta:
    """`seconds`, a number of any length, but at most `most`."""
    digits = seconds.lstrip("0")
    if len(digits) > 9:
        return most
    return min(timedelta(seconds=int(digits or "0")), most)
