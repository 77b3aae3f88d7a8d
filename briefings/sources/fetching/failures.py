"""What can go wrong in the connection, in words that say what to do."""

import ssl

import aiohttp

from briefings.sources.fetching.connecting import RefusedError
from briefings.sources.fetching.errors import FetchError, Reason
from briefings.sources.fetching.limits import Limits
from briefings.translations import Message, gettext
from briefings.translations.message import Said

_Kinds = type[Exception] | tuple[type[Exception], ...]

_FAILURES: tuple[tuple[_Kinds, Reason, Message], ...] = (
    (
        aiohttp.ClientConnectorDNSError,
        Reason.UNREACHABLE,
        gettext("its host can't be found: check the address, or try again later"),
    ),
    (
        aiohttp.ClientConnectorCertificateError,
        Reason.TLS,
        gettext(
            "its certificate is not valid, so that anybody could answer in its place: tell "
            "its owner"
        ),
    ),
    (
        (aiohttp.ClientSSLError, ssl.SSLError),
        Reason.TLS,
        gettext("no secure connection can be made: check whether the address begins with http://"),
    ),
    (
        aiohttp.ClientHttpProxyError,
        Reason.UNREACHABLE,
        gettext("the proxy does not let it through: check BRIEFBOT_FETCH_PROXY"),
    ),
    (
        aiohttp.ClientConnectorError,
        Reason.UNREACHABLE,
        gettext("its host does not accept connections: check the address, or try again later"),
    ),
    (
        aiohttp.ServerDisconnectedError,
        Reason.INCOMPLETE,
        gettext("closed the connection without an answer: try again later"),
    ),
    (
        aiohttp.ClientPayloadError,
        Reason.INCOMPLETE,
        gettext("the answer stopped before its end: try again later"),
    ),
)


def failure(error: Exception, address: str, limits: Limits) -> FetchError:
    """The error to raise for an error of aiohttp or the system while fetching `address`."""
    reason, what = _meaning(error, limits)
    return FetchError(reason, address, what)


def _meaning(error: Exception, limits: Limits) -> tuple[Reason, Said]:
    inner = getattr(error, "os_error", error)
    if isinstance(inner, RefusedError):
        return Reason.FORBIDDEN, inner.what
    for kinds, reason, what in _FAILURES:
        if isinstance(error, kinds):
            return reason, what
    if isinstance(error, aiohttp.ClientResponseError):
        # aiohttp's two parsers, in C and in Python, share only these words.
        if error.message.startswith(("Too many headers", "Got more than")):
            return Reason.HEADERS, gettext(
                "its answer has more than %(most)s headers, or one longer than %(size)s bytes: "
                "tell its owner",
                most=limits.header_count,
                size=limits.header_size,
            )
        broken = gettext("what answers there does not speak proper HTTP: check the address")
        return Reason.PROTOCOL, broken
    return Reason.UNREACHABLE, gettext("the connection broke: try again later")
