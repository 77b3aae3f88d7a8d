"""Which names of documents are web addresses."""

import re

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
"""How an address begins (RFC 3986, section 3), of whatever kind."""
