"""Which names of documents are web addresses, and which of these are fetched."""

import re
from urllib.parse import urlsplit

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
"""How an address begins (RFC 3986, section 3), of whatever kind."""


def refusal(address: str) -> str | None:
    """Why an address is not fetched, in one line; None where it is."""
    if address.partition(":")[0].lower() not in {"http", "https"}:
        return f"{address}: only http and https addresses are fetched"
    try:
        host = urlsplit(address).hostname
    except ValueError:
        host = None
    return None if host else f"{address}: the address names no host"
