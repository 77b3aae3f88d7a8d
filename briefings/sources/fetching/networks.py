"""Which addresses may be connected to: public ones, and those that the operator allows."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from briefings.sources.fetching.addresses import IP, ipv4
from briefings.translations import Message, gettext

_SPECIAL: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (gettext("this machine itself"), ("127.0.0.0/8", "::1/128")),
    (gettext("the unspecified address"), ("0.0.0.0/8", "::/128")),
    (
        gettext("a private network"),
        ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
    ),
    (
        gettext("a link-local address, where clouds keep their secrets"),
        ("169.254.0.0/16", "fe80::/10"),
    ),
    # Azure's metadata and DNS: public by the registry, but the machine's own host.
    (gettext("a cloud's metadata service"), ("168.63.129.16/32",)),
    (gettext("a provider's shared network"), ("100.64.0.0/10",)),
    (gettext("a multicast address"), ("224.0.0.0/4", "ff00::/8")),
    (gettext("an IPv4 address written as IPv6"), ("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96")),
    (
        gettext("a tunnel (6to4, Teredo) to an IPv4 address"),
        ("2002::/16", "2001::/32", "192.88.99.0/24"),
    ),
    (gettext("a network's own translation (NAT64)"), ("64:ff9b:1::/48",)),
    (
        gettext("an address for documentation or measurements"),
        (
            "192.0.2.0/24",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "198.18.0.0/15",
            "2001:db8::/32",
            "3fff::/20",
        ),
    ),
    (gettext("a reserved address"), ("192.0.0.0/24", "240.0.0.0/4", "2001::/23")),
)
"""What is not public: the IANA's special-purpose registries (RFC 6890, as of 2025), multicast
(RFC 5771, RFC 4291), and addresses that only look public."""

_NETWORKS = tuple((ip_network(net), kind) for kind, nets in _SPECIAL for net in nets)
_GLOBAL = IPv6Network("2000::/3")
"""Everything assigned for the public internet (RFC 4291, section 2.5.4)."""
_NAT64 = IPv6Network("64:ff9b::/96")
"""Has an IPv4 address in its last 32 bits (RFC 6052); IPv6-only networks reach IPv4 sites only
through it."""

_BAD_PORTS = frozenset(
    {1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102}
    | {103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427}
    | {465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989}
    | {990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666}
    | {6667, 6668, 6669, 6679, 6697, 10080}
)
"""Ports of non-web services that could mistake a request for a command
(https://fetch.spec.whatwg.org/#port-blocking)."""


def special(ip: IP) -> Message | None:
    """The kind of a non-public address `ip`; None for a public one."""
    if isinstance(ip, IPv6Address) and ip in _NAT64:
        return special(ip_address(int(ip) & 0xFFFF_FFFF))
    for network, kind in _NETWORKS:
        if ip.version == network.version and ip in network:
            return kind
    if isinstance(ip, IPv6Address) and ip not in _GLOBAL:
        return gettext("a reserved address")
    return None


@dataclass(frozen=True, slots=True)
class _Entry:
    host: str | None
    network: IPv4Network | IPv6Network | None
    port: int | None


@dataclass(frozen=True, slots=True)
class AllowList:
    """What the operator allows to be fetched although it is not public: intranets, tests."""

    entries: tuple[_Entry, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "AllowList":
        """Read a list of hosts, addresses and networks, each with or without a port.

        They are separated by commas or spaces: `wiki.corp.example, 10.1.0.0/16, 127.0.0.1:8080,
        [fd00::/8]:8080`. A host's name allows all addresses it resolves to; without a port, every
        port is allowed.

        Raises:
            ValueError: an entry is none of these.
        """
        return cls(tuple(_entry(word) for word in re.split(r"[\s,]+", text) if word))

    def with_host(self, host: str, port: int) -> "AllowList":
        """The same list with one more host, e.g. the operator's proxy."""
        return AllowList((*self.entries, _entry(f"[{host}]:{port}" if ":" in host else host, port)))

    def permits(self, ip: IP | None, port: int, host: str) -> bool:
        """Whether `ip`, reached by the name `host`, is allowed; without `ip`, the name alone."""
        return any(_covers(entry, ip, port, host) for entry in self.entries)


def _covers(entry: _Entry, ip: IP | None, port: int, host: str) -> bool:
    if entry.port not in {None, port}:
        return False
    if entry.network is None:
        return entry.host == host
    return ip is not None and ip.version == entry.network.version and ip in entry.network


_ENTRY = re.compile(
    r"\[(?P<six>[0-9a-f:.]+(?:/[0-9]{1,3})?)\](?::(?P<port6>[0-9]{1,5}))?"
    r"|(?P<bare>[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*(?:/[0-9]{1,3})?)"
    r"|(?P<name>[a-z0-9._-]+(?:/[0-9]{1,2})?)(?::(?P<port>[0-9]{1,5}))?"
)


def _entry(word: str, port: int | None = None) -> _Entry:
    match = _ENTRY.fullmatch(word.lower())
    given = match and (match["port"] or match["port6"])
    if match is None or (given is not None and not 0 < int(given) < 65_536):
        raise ValueError(f"write hosts, addresses or networks, not {word!r}: 10.1.0.0/16, wiki:80")
    place = match["six"] or match["bare"] or match["name"]
    port = int(given) if given else port
    try:
        return _Entry(None, ip_network(place), port)
    except ValueError:
        if "/" in place or ":" in place:
            raise ValueError(f"{word}: {_meant(place)}") from None
    name = place.removesuffix(".")
    if ipv4(name) is not None:
        raise ValueError(f"{word}: write the address as {ipv4(name)}")
    return _Entry(name, None, port)


def _meant(place: str) -> str:
    """What to write instead of an invalid address or network."""
    try:
        network = ip_network(place, strict=False)
    except ValueError:
        return "is neither an address nor a network: write 10.1.2.3, 10.1.0.0/16 or fd00::/8"
    return f"is an address within a network: write {network}"


def refusal(ip: IP, port: int, host: str, allow: AllowList) -> Message | None:
    """Why a connection to `ip` on `port`, reached by `host`, is refused; None if allowed."""
    if allow.permits(ip, port, host):
        return None
    kind = special(ip)
    if kind is None:
        return port_refusal(port)
    if str(ip) == host:
        return gettext(
            "%(host)s is not a public address (%(kind)s): an operator can allow it with "
            "BRIEFBOT_FETCH_ALLOW",
            host=host,
            kind=kind,
        )
    return gettext(
        "%(host)s leads to %(ip)s, which is not a public address (%(kind)s): an operator can allow "
        "it with BRIEFBOT_FETCH_ALLOW",
        host=host,
        ip=str(ip),
        kind=kind,
    )


def port_refusal(port: int) -> Message | None:
    """Why nothing is fetched from `port` of any host; None if it is allowed."""
    if port in _BAD_PORTS:
        return gettext(
            "port %(port)s belongs to another service than the web: check the address",
            port=str(port),
        )
    return None


def local_name(host: str) -> bool:
    """Whether a name means this machine, whoever resolves it (RFC 6761, section 6.3)."""
    return host == "localhost" or host.endswith(".localhost")
