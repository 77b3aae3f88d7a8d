"""What every dialect does to text and addresses from articles before it writes them."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

INVISIBLE = "▯"
"""Shown for a value of only invisible characters."""

MAX_MARKS = 6
"""Longest run of combining marks kept on one letter; longer ones smear over other lines."""

_SPACES = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
# Spaces of other widths (no-break, ideographic) belong to the text and stay.
_KEPT_SPACE = re.compile(r"[^\S\t-\r\x1c-\x20\x85\u2028\u2029]")
_DROPPED = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters, those of escape sequences too
    "\u00ad\u180e\u200b\u2060-\u2064\ufeff"  # zero width, needed by no word
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # change the direction of what follows
    "\u3164\uffa0\ufff9-\ufffb"  # blank letters, interlinear annotation
    "\U000e0000-\U000e0fff"  # tags
    "]+"
)
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile(
    rf"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{{{MAX_MARKS}}})"
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f\u115f\u1160\u17b4\u17b5\u2800\\s]+")
"""And blanks of single scripts, which stay in their words."""
_DROPPED_LETTERS = re.compile("[\u3164\uffa0\U000e0100-\U000e01ef]")
"""What of `_DROPPED` Python calls printable: blank letters, and selectors that can hide a text."""
_LAYOUT_MARKS = (":::", "###", "---")
_WORD_JOINER = "\N{WORD JOINER}"  # invisible
_UNSAFE_IN_URL = re.compile(r"~(?=~)|[^A-Za-z0-9\-._~:/?#@!$&',;=+%]")


def clean(text: str) -> str:
    """`text` on one line, without invisible characters that could mislead.

    Runs of white space become one space. Control characters, zero-width characters and those that
    change the writing direction are removed; the joiners that emoji and Indic scripts need stay.
    """
    if not text.isprintable() or (not text.isascii() and _DROPPED_LETTERS.search(text)):
        text = _SPACES.sub(_one_space, _DROPPED.sub("", _BROKEN.sub("\ufffd", text)))
    elif "  " in text:
        text = _SPACES.sub(_one_space, text)
    return text if text.isascii() else _MARKS.sub(r"\1", text)


def _one_space(run: re.Match[str]) -> str:
    kept = _KEPT_SPACE.search(run[0])
    return kept[0] if kept else " "


def is_invisible(text: str) -> bool:
    """Whether the cleaned `text` is not empty but has nothing visible."""
    return not _JOINERS.sub("", text)


def no_layout_mark(text: str) -> str:
    """`text` that can't be a layout mark, even alone on a line; see `rendering.parsing`.

    A dialect needs it if its escaping leaves these marks as they are.
    """
    return _WORD_JOINER + text if text.lstrip().startswith(_LAYOUT_MARKS) else text


@lru_cache(maxsize=2048)
def safe_url(url: str | None) -> str | None:
    """`url` made unable to end a link or the markup around it; None if that is impossible.

    Only http and https addresses with a host are accepted.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
            return None
        if not host.isascii():
            host = host.encode("idna").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return None
    if not re.fullmatch(r"[A-Za-z0-9.-]+", host):
        return None
    whole = urlunsplit((parts.scheme, host + port, *parts[2:]))
    return _UNSAFE_IN_URL.sub(lambda found: _percent(found[0]), whole)


def _percent(character: str) -> str:
    if character == "~":
        return "%7E"
    return quote(character, safe="", errors="replace")
