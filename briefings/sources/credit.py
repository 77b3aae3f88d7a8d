"""Whose articles are they, where a feed bears another outlet's name?"""

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
    """The host to which a name belongs that a feed bears without right; None where it may.

    A feed may bear a name that its own host, or that of its articles, is named after; or one that
    nobody else is known by. Where two bear one name, it is that host's which is named after it.

    Args:
        title: what the feed calls its outlet.
        places: addresses of the feed and of its articles.
        known: hosts of other sources and articles, by the name of their outlet.
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
