"""Tells which document names are web addresses."""

import re

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
"""The beginning of any address (RFC 3986, section 3)."""
