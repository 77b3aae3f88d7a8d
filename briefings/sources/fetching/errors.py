"""One exception that says why an address was not fetched, with a kind for programs."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from briefings.sources.fetching.printing import one_line, shown
from briefings.translations import Message, Sentences, gettext
from briefings.translations.message import Said, Value


class Reason(StrEnum):
    """The kind of failure, so that a status view can say what to do."""

    ADDRESS = "address"
    """The address can't be read: somebody has to correct it."""
    FORBIDDEN = "forbidden"
    """It leads into a network that is not public: the operator may allow it."""
    ROBOTS = "robots"
    """The site's robots.txt asks not to fetch it, or can't be read at the moment."""
    UNREACHABLE = "unreachable"
    """No such host, or it does not answer."""
    TLS = "tls"
    """The connection could not be made secure."""
    TIMEOUT = "timeout"
    """It took longer than a limit allows."""
    TOO_SLOW = "too slow"
    """It kept sending, but too slowly."""
    TOO_LARGE = "too large"
    """The body is longer than a limit allows, as sent or after decompression."""
    HEADERS = "headers"
    """The answer has too many or too long headers."""
    ENCODING = "encoding"
    """The body's compression is unknown, or the body is damaged."""
    INCOMPLETE = "incomplete"
    """The answer stopped before its end."""
    PROTOCOL = "protocol"
    """What came back is not HTTP."""
    REDIRECT = "redirect"
    """Too many redirects, a circle, or one that leads nowhere."""
    DENIED = "denied"
    """401, 402, 403 or 451: it requires a login, or refuses us."""
    NOT_FOUND = "not found"
    """404."""
    GONE = "gone"
    """410: it existed, and its owner says that it will not come back."""
    BUSY = "busy"
    """429 or 503: try again later, at `FetchError.retry_at` if the site said when."""
    SERVER = "server"
    """Another 5xx: the site itself has a fault."""
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

    The line never contains a password or a control character, whatever the address or the answer
    contains.

    Attributes:
        reason: the kind of failure.
        what: the line without the address, for any language.
        place: the address, in the form that may be shown.
        status: the HTTP status, if one was received.
        retry_at: when the site said to come back (aware), if it did.
        moved_to: the address that permanent redirects led to before it failed. It may contain a
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
        """Where and why, for any language."""
        return gettext("%(address)s: %(why)s", address=self.place, why=self.what)

    @property
    def may_pass(self) -> bool:
        """Whether trying again later may help without any change."""
        return self.reason in _PASSING


def _printable(said: Said) -> Said:
    """`said` with each value from others on one line, without control characters."""
    match said:
        case Message(values=values):
            return replace(said, values=tuple((name, _one_line(one)) for name, one in values))
        case Sentences(parts=parts):
            return replace(said, parts=tuple(map(_one_line, parts)))
    return one_line(said)


def _one_line(value: Value) -> Value:
    return _printable(value) if isinstance(value, str | Message | Sentences) else value
