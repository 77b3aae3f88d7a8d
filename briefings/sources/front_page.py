"""Tells whether an address is a site's front page, where sites send requests for lost pages."""

import re
from urllib.parse import urlsplit

_FRONT = re.compile(r"/?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?", re.IGNORECASE)


def is_front_page(address: str) -> bool:
    """Whether the address has no path, or a front page's, and no query."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.query and _FRONT.fullmatch(parts.path) is not None
