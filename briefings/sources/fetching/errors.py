"""Why an address was not fetched: one exception, with a kind that programs can act on."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from briefings.sources.fetching.printing import one_line, shown
from briefings.translations import Message, Sentences, gettext
from briefings.translations.message import Said, Value


class Reason(StrEnum):
    """What kind of failure it was, so that a status view can say what to do."""

    ADDRESS = "address"
    """The address can't be read: somebody has to correct it."""
    FORBIDDEN = "forbidden"
    """It leads into a network that is not public: the operator may allow it."""
    ROBOTS = "robots"
    """The site's robots.txt asks not to fetch it, or can't be read at the moment."""
    UNREACHABLE = "unreachable"
    """No such host, or nobody answers there."""
    TLS = "tls"
    """The connection could not be made secure."""
    TIMEOUT = "timeout"
    """It took longer than a limit allows."""
    TOO_SLOW = "too slow"
    """It kept sending, but too slowly."""
    TOO_LARGE = "too large"
    """The body is longer than a limit allows, as sent or once decompressed."""
    HEADERS = "headers"
    """The answer has too many or too long headers."""
    ENCODING = "encoding"
    """The body is compressed in a way that is not known, or is damaged."""
    INCOMPLETE = "incomplete"
    """The answer stopped before its end."""
    PROTOCOL = "protocol"
    """What came back is not HTTP."""
    REDIRECT = "redirect"
    """Too many redirects, a circle, or one that leads nowhere."""
    DENIED = "denied"
    """401, 402, 403 or 451: it wants a login, or does not want us."""
    NOT_FOUND = "not found"
    """404."""
    GONE = "gone"
    """410: it was there, and its owner says that it will not come back."""
    BUSY = "busy"
    """429 or 503: try again later, at `FetchError.retry_at` where the site said when."""
    SERVER = "server"
    """Another 5xx: the site has a fault of its own."""
    STATUS = "status"
    """Any other answer that is not a document."""


_PASSING = {
    Reason.ROBOTS,
    Reason.UNREACHABLE,
    Reason.TLS,
    Reason.TIMEOUT,
    Reason.TOO_SLOW,
    Reason.INCOMPLETE,
    Reason.PROTOCOL,
    Reason.NOT_FOUND,
    Reason.BUSY,
    Reason.SERVER,
}


class FetchError(Exception):
    """An address was not fetched: `str` is one line that says where, why and what to do.

    The line holds no password and no control character, whatever the address or the answer held.

    Attributes:
        reason: the kind of failure.
        what: the line without the address, to be said in any language.
        place: the address, as it may be shown.
        status: the HTTP status, where one was received.
        retry_at: when the site said to come back (aware), where it did.
        moved_to: the address that permanent redirects led to before it failed. It may hold a
            password: print it with `shown`.
    """

    def __init__(
        self,
        reason: Reason,
        address: str,
        what: Said,
        *,
        status: int | None = None,
        retry_at: datetime | None = None,
    ) -> None:
        self.reason = reason
        self.status = status
        self.retry_at = retry_at
        self.what = _printable(what)
        self.place = shown(address)
        self.moved_to: str | None = None
        super().__init__(one_line(f"{self.place}: {self.what}"))

    @property
    def said(self) -> Message:
        """Where and why, to be said in any language."""
        return gettext("%(address)s: %(why)s", address=self.place, why=self.what)

    @property
    def may_pass(self) -> bool:
        """Whether trying again later can help without anybody changing anything."""
        return self.reason in _PASSING


def _printable(said: Said) -> Said:
    """`said` with each value of others' words on one line, without control characters."""
    match said:
        case Message(values=values):
            return replace(said, values=tuple((name, _one_line(one)) for name, one in values))
        case Sentences(parts=parts):
            return replace(said, parts=tuple(map(_one_line, parts)))
    return one_line(said)


def _one_line(value: Value) -> Value:
    return _printable(value) if isinstance(value, str | Message | Sentences) else value
