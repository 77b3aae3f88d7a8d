"""Reads web addresses in one way, so that the checked address is the one connected to.

Follows the WHATWG URL Standard (https://url.spec.whatwg.org/#host-parsing) for spellings of hosts,
because that is what authors of links test with: percent-encoding, full-width digits, and IPv4
addresses in octal, hexadecimal and short forms all mean the address that they represent. Where the
standard repairs broken addresses (backslashes, line breaks), they are refused instead.
"""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna

from briefings.sources.fetching.errors import FetchError, Reason
from briefings.translations import Message, gettext

IP = IPv4Address | IPv6Address

LONGEST = 8_000
"""The most characters of an address: what RFC 9110, section 4.1 recommends supporting."""
_LONGEST_HOST = 253
_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address in its parts and its canonical spelling."""

    scheme: str
    host: str
    """ASCII, lower case, without a trailing dot; an IPv6 address without brackets."""
    port: int
    target: str
    """Path and query, as sent."""
    ip: IP | None = None
    """The IP address that `host` is, if it is not a name."""
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """The address without user and password: safe to store as an article's address."""
        return self.origin + self.target

    @property
    def origin(self) -> str:
        """Scheme, host and port (RFC 6454)."""
        return f"{self.scheme}://{self._netloc}"

    @property
    def full(self) -> str:
        """The address with user and password: to fetch, not to print."""
        if self.user is None:
            return self.url
        login = quote(self.user, safe="") + (
            "" if self.password is None else ":" + quote(self.password, safe="")
        )
        return f"{self.scheme}://{login}@{self._netloc}{self.target}"

    @property
    def authorization(self) -> str | None:
        """The header for user and password (RFC 7617), in UTF-8."""
        if self.user is None:
            return None
        return "Basic " + b64encode(f"{self.user}:{self.password or ''}".encode()).decode()

    @property
    def _netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_address(text: str) -> Address:
    """Read an address.

    Raises:
        FetchError: it is not an http(s) address, or programs read it differently.
    """
    text = text.strip(" \t\r\n\f")
    if len(text) > LONGEST:
        raise _wrong(
            text, gettext("longer than %(most)s characters: shorten the address", most=LONGEST)
        )
    if _CONTROL.search(text):
        raise _wrong(text, gettext("has control characters in it: copy the address again"))
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _wrong(text, gettext("its host can't be read: check the address")) from None
    if parts.scheme not in _PORTS:
        raise _wrong(text, gettext("only http and https addresses are fetched"))
    if "\\" in parts.netloc or re.match(r"[^/?#]*//?\\", text):
        raise _wrong(text, gettext("has a backslash before its path: write / instead"))
    login, _, place = parts.netloc.rpartition("@")
    host, port = _split_port(place, text)
    ip = _ip(host, text)
    name = str(ip) if ip is not None else _name(host, text)
    user, colon, password = login.partition(":")
    return Address(
        scheme=parts.scheme,
        host=name,
        port=_port(port, parts.scheme, text),
        target=_target(parts.path, parts.query),
        ip=ip,
        user=unquote(user) if login else None,
        password=unquote(password) if colon else None,
    )


def resolve(base: Address, location: str) -> Address:
    """Where a `Location` (RFC 9110, section 10.2.2) leads from `base`.

    User and password are kept only for the same origin, if the location names none.

    Raises:
        FetchError: it does not lead to an http(s) address.
    """
    # Headers are bytes: invalid UTF-8 arrives as lone surrogates and becomes bytes again.
    location = quote(
        location.strip().encode("utf-8", "surrogateescape"), safe=_SAFE + '"<>\\^`{|} '
    )
    try:
        joined = urljoin(base.url, location)
    except ValueError:
        raise _wrong(base.full, gettext("redirects to an address that can't be read")) from None
    found = parse_address(joined)
    if found.user is not None or found.origin != base.origin:
        return found
    return Address(
        found.scheme, found.host, found.port, found.target, found.ip, base.user, base.password
    )


def _wrong(address: str, what: Message) -> FetchError:
    return FetchError(Reason.ADDRESS, address, what)


def _split_port(place: str, text: str) -> tuple[str, str]:
    if place.startswith("["):
        host, bracket, rest = place.partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise _wrong(text, gettext("its host can't be read: check the brackets"))
        return host + bracket, rest[1:]
    host, _, port = place.partition(":")
    return host, port


def _port(port: str, scheme: str, text: str) -> int:
    if not port:
        return _PORTS[scheme]
    number = int(port) if re.fullmatch(r"[0-9]{1,5}", port) else 0
    if not 0 < number < 65_536:
        raise _wrong(text, gettext("its port is not a number from 1 to 65535"))
    return number


def _ip(host: str, text: str) -> IP | None:
    """The IP address that a host is, in any spelling; None for a name."""
    if host.startswith("["):
        if "%" in host:
            raise _wrong(text, gettext("names a network interface: only public hosts are fetched"))
        try:
            return IPv6Address(host[1:-1])
        except ValueError:
            raise _wrong(
                text, gettext("its IPv6 address can't be read: check the address")
            ) from None
    plain = _mapped(host, text)
    labels = plain.split(".")
    if not re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]):
        return None
    address = ipv4(plain)
    if address is None:
        raise _wrong(
            text, gettext("its host ends in a number but is no IPv4 address: check the address")
        )
    return address


def ipv4(host: str) -> IPv4Address | None:
    """The IPv4 address, in any spelling that the WHATWG's IPv4 parser accepts.

    Parts may be decimal, octal (`017`) or hexadecimal (`0xf`); the last fills the rest, so `127.1`
    and `2130706433` are 127.0.0.1. None if it is not one.
    """
    parts = host.split(".")
    if len(parts) > 4:
        return None
    numbers = [_number(part) for part in parts]
    *firsts, last = numbers
    if last is None or last >= 256 ** (5 - len(parts)):
        return None
    value = last
    for place, number in enumerate(firsts):
        if number is None or number > 255:
            return None
        value += number * 256 ** (3 - place)
    return IPv4Address(value)


def _number(part: str) -> int | None:
    if len(part) > 20:  # no spelling of 32 bits needs more, leading zeros aside
        part = re.sub(r"(?<=^0)0+|(?<=^0x)0+", "", part)[:21]
    if re.fullmatch(r"0x[0-9a-f]*", part):
        return int(part[2:] or "0", 16)
    if re.fullmatch(r"0[0-7]+", part):
        return int(part, 8)
    if re.fullmatch(r"0|[1-9][0-9]*", part):
        return int(part)
    return None


def _mapped(host: str, text: str) -> str:
    """A host in lower case, percent-decoded, without one trailing dot."""
    host = unquote(host)
    if len(host) > 4 * _LONGEST_HOST:
        raise _wrong(text, gettext("its host name is too long: check the address"))
    if not host.isascii():
        try:
            host = idna.uts46_remap(host, std3_rules=False)
        except idna.IDNAError:
            raise _wrong(text, gettext("its host name has letters that none may have")) from None
    return host.lower().removesuffix(".")


def _name(host: str, text: str) -> str:
    """A host's name in ASCII (RFC 5891)."""
    name = _mapped(host, text)
    if not name:
        raise _wrong(text, gettext("the address names no host"))
    if not name.isascii():
        try:
            name = idna.encode(name).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            raise _wrong(text, gettext("its host name has letters that none may have")) from None
    if len(name) > _LONGEST_HOST or not _NAME.fullmatch(name):
        raise _wrong(text, gettext("its host name can't be read: check the address"))
    return name


def _target(path: str, query: str) -> str:
    """Path and query as sent: non-ASCII characters are percent-encoded."""
    raw = (path or "/") + (f"?{query}" if query else "")
    return quote(raw.encode("utf-8", "surrogatepass"), safe=_SAFE)
