"""Is an address a site's front page? Sites send there whoever asks for a page that is gone."""

import re
from urllib.parse import urlsplit

_FRONT = re.compile(r"/?(?:(?:index|default|home)(?:\.\w{2,5})?/?)?", re.IGNORECASE)


def is_front_page(address: str) -> bool:
    """Whether the address has no path, or that of a front page, and asks for nothing more."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.query and _FRONT.fullmatch(parts.path) is not None
