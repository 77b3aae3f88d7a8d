"""Decides whom to credit if a feed has another outlet's name."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from briefings.reading.names import is_named_after
from briefings.text.folding import fold


def host_of(address: str | None) -> str | None:
    """The host of an address, without ``www.``."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def is_claimed(title: str, places: Iterable[str], known: Mapping[str, Iterable[str]]) -> str | None:
    """The host that rightly owns a feed's name; None if the feed may use the name.

    A feed may use a name that matches its own host or its articles' host, or a name that nobody
    else has. If two use one name, it belongs to the host that matches it.

    Args:
        title: the feed's name for its outlet.
        places: addresses of the feed and of its articles.
        known: hosts of other sources and articles, by their outlet's name.
    """
    own = {host for place in places if (host := host_of(place))}
    if any(is_named_after(f"https://{host}", title) for host in own):
        return None
    for name, hosts in known.items():
        if fold(name) != fold(title):
            continue
        for host in hosts:
            if host not in own and is_named_after(f"https://{host}", title):
                return host
    return None
