"""What is kept of an answer, and what is reported."""

from datetime import UTC, datetime

import pytest

from briefings.sources.fetching import Fetched, Reason
from briefings.sources.fetching.answers import header, refused

NOW = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)


def fetched(content_type: str | None) -> Fetched:
    return Fetched(
        url="https://news.example/",
        status=200,
        body=b"",
        content_type=content_type,
        etag=None,
        last_modified=None,
        moved_to=None,
        downgraded=False,
        redirects=0,
        fresh_until=None,
        bytes_sent=0,
    )


@pytest.mark.parametrize(
    ("content_type", "media_type", "charset"),
    [
        ("text/html; charset=UTF-8", "text/html", "utf-8"),
        ('Text/HTML;charset="windows-1252"; x=y', "text/html", "windows-1252"),
        ("text/xml; charset='iso-8859-1'", "text/xml", "iso-8859-1"),
        ("application/rss+xml", "application/rss+xml", None),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=utf 8\x00", "text/html", None),
        ("text/html; charset*=utf-8''koi8-r", "text/html", None),
        (None, None, None),
    ],
)
def test_media_type_and_charset(
    content_type: str | None, media_type: str | None, charset: str | None
) -> None:
    found = fetched(content_type)
    assert (found.media_type, found.charset) == (media_type, charset)


@pytest.mark.parametrize(
    ("value", "kept"),
    [(' "abc" ', '"abc"'), ("", None), ("\x1b[2J", None), ("a" * 1001, None), ("a\udcff", None)],
)
def test_headers_that_are_kept_can_be_printed(value: str, kept: str | None) -> None:
    assert header({"ETag": value}, "ETag") == kept


@pytest.mark.parametrize(
    ("status", "reason", "may_pass"),
    [
        (401, Reason.DENIED, False),
        (403, Reason.DENIED, False),
        (404, Reason.NOT_FOUND, True),
        (410, Reason.GONE, False),
        (418, Reason.STATUS, False),
        (204, Reason.STATUS, False),
        (429, Reason.BUSY, True),
        (500, Reason.SERVER, True),
        (503, Reason.BUSY, True),
        (599, Reason.SERVER, True),
    ],
)
def test_every_status_has_a_reason(status: int, reason: Reason, *, may_pass: bool) -> None:
    error = refused(status, {}, "https://u:pw@news.example/", NOW)
    assert (error.reason, error.status, error.may_pass) == (reason, status, may_pass)
    assert str(error).startswith(f"https://news.example/: answered {status}")
    assert error.retry_at is None


def test_the_time_to_retry_is_reported() -> None:
    error = refused(429, {"Retry-After": "60"}, "https://news.example/", NOW)
    assert error.retry_at == datetime(2031, 5, 6, 12, 1, tzinfo=UTC)
    assert str(error).endswith("asks to come back at 2031-05-06 12:01:00 UTC")
    assert refused(404, {"Retry-After": "60"}, "https://news.example/", NOW).retry_at is None
