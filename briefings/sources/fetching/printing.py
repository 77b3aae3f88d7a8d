"""Makes addresses and headers printable: no password, nothing that steers a terminal."""

import re

MASK = "***"
LONGEST_SHOWN = 300
"""How many characters of an address are shown."""

_PARTS = re.compile(r"([^/\\?#]*[/\\]{2})?([^/\\?#]*)(.*)", re.DOTALL)
_SECRET = re.compile(
    r"(?<=[?&;])((?:[\w.-]{0,40}(?:token|secret|passw|api_?key|signature|credential)[\w.-]{0,40}"
    r"|key|pass|pwd|auth|sig)=)[^&;#]*",
    re.IGNORECASE,
)
_LONGEST_LOOKED_AT = 2_000


def one_line(text: str) -> str:
    """`text` on one line, without control, format or unassigned characters."""
    spaced = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(spaced.split())


def shown(address: str) -> str:
    """An address in a form that may be printed or logged.

    User name and password are left out (RFC 9110, section 4.2.4 deprecates them in addresses);
    values in the query whose name suggests a secret (`token`, `api_key` …) are masked. It works on
    any text, even if it is not an address.
    """
    text = _without_secrets(address, _LONGEST_LOOKED_AT)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def shareable(address: str) -> str:
    """An address safe to pass on: as `shown`, but not shortened."""
    return _without_secrets(address, None)


def is_masked(address: str) -> bool:
    """Whether an address passed on had a secret removed."""
    return f"={MASK}" in address


def _without_secrets(address: str, most: int | None) -> str:
    match = _PARTS.fullmatch(address)
    assert match is not None  # noqa: S101  # every part of the pattern may be empty
    scheme, authority, rest = match[1] or "", match[2], match[3]
    if "@" in authority:
        authority = authority.rpartition("@")[2]
    elif "@" in rest and ":" in authority and not authority.startswith("["):
        # "user:pass/word@host": an apparent port may be the beginning of the password.
        authority, rest = MASK, "@" + rest.rpartition("@")[2]
    return one_line(scheme + authority + _SECRET.sub(rf"\1{MASK}", rest[:most]))
