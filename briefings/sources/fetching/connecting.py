"""Connects only to what was checked.

Checking an address before a request is not enough: its name can resolve to another place a moment
later (DNS rebinding), and a redirect leads elsewhere. So every connection is checked where names
become addresses, and again where a socket is made.
"""

import os
import socket
import ssl
from functools import cache
from ipaddress import ip_address

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from briefings.sources.fetching.addresses import IP, Address
from briefings.sources.fetching.networks import (
    AllowList,
    local_name,
    port_refusal,
    refusal,
    special,
)
from briefings.translations import Message, gettext

AddrInfo = tuple[
    int, int, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
]


class RefusedError(OSError):
    """A connection was refused; says why, without the requested address.

    Attributes:
        what: the reason, for any language.
    """

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.what = what


class Guard:
    """Decides which connections are made. `allow` is what the operator adds to public ones."""

    def __init__(self, allow: AllowList) -> None:
        self._allow = allow
        self._granted: set[tuple[IP, int]] = set()

    def check(self, address: Address, *, by_proxy: bool = False) -> None:
        """Check an address before anything is resolved.

        Args:
            by_proxy: whether a proxy resolves the name, so that only the name can be checked.

        Raises:
            RefusedError: it names a place that must not be fetched from.
        """
        no = None
        if address.ip is not None:
            no = refusal(address.ip, address.port, address.host, self._allow)
        elif by_proxy and not self._allow.permits(None, address.port, address.host):
            no = port_refusal(address.port)
            if local_name(address.host):
                no = gettext(
                    "%(host)s is the proxy's own machine, which is not fetched from",
                    host=address.host,
                )
        if no is not None:
            raise RefusedError(no)

    def grant(self, host: str, ip: IP, port: int) -> Message | None:
        """Let `host` lead to `ip`; or say why not."""
        no = refusal(ip, port, host, self._allow)
        if no is None and special(ip) is not None:
            self._granted.add((ip, port))
        return no

    def socket(self, info: AddrInfo) -> socket.socket:
        """A socket for one connection: the last check before it is made.

        Raises:
            RefusedError: nobody granted that address.
        """
        family, kind, proto, _, place = info
        host, port = str(place[0]), int(place[1])
        ip = ip_address(host)
        if (ip, port) not in self._granted:
            no = refusal(ip, port, host, self._allow)
            if no is not None:
                raise RefusedError(no)
        return socket.socket(family, kind, proto)


class GuardedResolver(AbstractResolver):
    """Resolves names, and returns only addresses that may be connected to."""

    def __init__(self, inner: AbstractResolver, guard: Guard) -> None:
        self._inner = inner
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """See `AbstractResolver.resolve`.

        Raises:
            RefusedError: none of the name's addresses may be connected to.
            OSError: the name can't be resolved.
        """
        found = await self._inner.resolve(host, port, family)
        refused = [self._refusal(host, result) for result in found]
        granted = [one for one, no in zip(found, refused, strict=True) if no is None]
        if not found:
            raise OSError(f"{host} has no address")
        if not granted:
            raise RefusedError(next(no for no in refused if no is not None))
        return granted

    def _refusal(self, host: str, found: ResolveResult) -> Message | None:
        try:
            ip = ip_address(found["host"])
        except ValueError:
            return gettext("%(host)s leads to no address that can be read", host=host)
        if getattr(ip, "scope_id", None):
            return gettext("%(host)s leads to a network interface of this machine", host=host)
        return self._guard.grant(host, ip, found["port"])

    async def close(self) -> None:
        await self._inner.close()


def connector(guard: Guard, resolver: AbstractResolver) -> aiohttp.TCPConnector:
    """A pool of connections guarded by `guard`. Names are resolved again for each connection.

    Certificates are checked against the system's authorities, or those of `SSL_CERT_FILE`.
    """
    return aiohttp.TCPConnector(
        resolver=GuardedResolver(resolver, guard),
        use_dns_cache=False,
        socket_factory=guard.socket,
        ssl=_tls(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")),
        limit=0,
        limit_per_host=0,
    )


@cache
def _tls(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    """A context that checks certificates; cached, because reading all authorities takes a while."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
