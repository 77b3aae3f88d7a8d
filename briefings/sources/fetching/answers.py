"""What came back from an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from http import HTTPStatus

from briefings.sources.fetching.errors import FetchError, Reason
from briefings.sources.fetching.times import retry_at
from briefings.translations import Message as Text
from briefings.translations import gettext

DOCUMENTS = frozenset({200, 203})
"""Statuses of answers with the requested document (RFC 9110, section 15.3)."""
NOT_MODIFIED = 304

_CHARSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}")
_LONGEST_HEADER = 1_000


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it arrived, or the fact that it has not changed."""

    url: str
    """Its final address after redirects, without user and password."""
    status: int
    """200 or 203; 304 if nothing has changed since the validators that were sent."""
    body: bytes = field(repr=False)
    """Decompressed; empty with 304."""
    content_type: str | None
    """The header of that name, e.g. `text/html; charset=utf-8`."""
    etag: str | None
    """Send it next time (RFC 9110, section 8.8.3)."""
    last_modified: str | None
    """Send it next time, as received (RFC 9110, section 8.8.2)."""
    moved_to: str | None = field(repr=False)
    """Where only permanent redirects (301, 308) led: fetch this address from now on. It may
    contain the requested address's password: print it with `shown`."""
    downgraded: bool
    """Whether a redirect led from https to http, so that the answer could have been forged."""
    redirects: int
    fresh_until: datetime | None
    """Until when the publisher promises nothing new (RFC 9111)."""
    bytes_sent: int
    """The size of the body as sent."""
    cut: bool = False
    """Whether it was too large, so that this is only its beginning."""

    @property
    def not_modified(self) -> bool:
        return self.status == NOT_MODIFIED

    @property
    def media_type(self) -> str | None:
        """The content type alone, e.g. `text/html`."""
        return _parsed(self.content_type).get_content_type() if self.content_type else None

    @property
    def charset(self) -> str | None:
        """The encoding named by the content type, in lower case, if it looks like one."""
        name = _parsed(self.content_type).get_param("charset") if self.content_type else None
        if not isinstance(name, str) or not _CHARSET.fullmatch(name.strip("'\" ")):
            return None
        return name.strip("'\" ").lower()


def _parsed(content_type: str | None) -> Message:
    message = Message()
    message["Content-Type"] = content_type or ""
    return message


def header(headers: Mapping[str, str], name: str) -> str | None:
    """A header that may be kept, printed and sent again; None if missing or unusable.

    It has no control characters, is ASCII or Latin-1, and at most 1,000 characters long.
    """
    value = headers.get(name, "").strip()
    if not value or len(value) > _LONGEST_HEADER or not value.isprintable():
        return None
    return value


def refused(status: int, headers: Mapping[str, str], address: str, now: datetime) -> FetchError:
    """The error for an answer that is neither a document nor a redirect.

    It repeats none of the answer's own words, because they come from a stranger.
    """
    reason, advice = _meaning(status)
    when = retry_at(headers.get("Retry-After"), now) if reason in _RETRYABLE else None
    if when is not None:
        advice = gettext("asks to come back at %(when)s UTC", when=f"{when:%Y-%m-%d %H:%M:%S}")
    try:
        answer = f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        answer = f"{status}"
    what = gettext("answered %(answer)s: %(advice)s", answer=answer, advice=advice)
    return FetchError(reason, address, what, status=status, retry_at=when)


_RETRYABLE = {Reason.BUSY, Reason.SERVER}
_MEANINGS = {
    401: (Reason.DENIED, gettext("it wants a login: write it as https://user:password@host/")),
    402: (Reason.DENIED, gettext("it wants to be paid")),
    403: (
        Reason.DENIED,
        gettext("the site does not let programs read it: ask its owner, or use a feed"),
    ),
    404: (Reason.NOT_FOUND, gettext("check the address")),
    407: (Reason.DENIED, gettext("the proxy wants a login: check BRIEFBOT_FETCH_PROXY")),
    410: (Reason.GONE, gettext("its owner took it away for good")),
    429: (Reason.BUSY, gettext("the site wants fewer requests: try again later")),
    451: (Reason.DENIED, gettext("it may not be shown where this program runs")),
    503: (Reason.BUSY, gettext("the site is down for now: try again later")),
}


def _meaning(status: int) -> tuple[Reason, Text]:
    if status in _MEANINGS:
        return _MEANINGS[status]
    if status >= 500:
        return Reason.SERVER, gettext("the site has a fault: try again later")
    return Reason.STATUS, gettext("that is no document: check the address in a browser")
