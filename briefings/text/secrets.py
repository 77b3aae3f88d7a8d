"""Masks secrets in text to print: passwords in addresses, and values named as secrets."""

import re

MASK = "***"

_PASSWORD = re.compile(r"(://[^\s/:@'\"]*):[^\s'\"]*@")
"""In `scheme://user:password@host`; a password may contain @ or /."""
_VALUE = re.compile(  # a colon after the value is the sentence's
    r"(?<=[?&;])([\w.-]*(?:token|secret|passw|api_?key|signature|credential)[\w.-]*"
    r"|key|pass|pwd|auth|sig)=[^\s&;#'\"]*?(?=:?(?:[\s&;#'\"]|\Z))",
    re.IGNORECASE,
)


def without_secrets(text: str) -> str:
    """`text` with passwords and secret values of the addresses in it masked."""
    return _VALUE.sub(rf"\1={MASK}", _PASSWORD.sub(rf"\1:{MASK}@", text))


def printable(text: str) -> str:
    """`text` without control, format and unassigned characters: it steers no terminal."""
    return "".join(c for c in text if c.isprintable())
