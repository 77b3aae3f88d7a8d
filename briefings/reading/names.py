"""Names in metadata: authors, outlets, and the titles next to them."""

import html
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from briefings.reading.blocks import clean
from briefings.reading.credits import is_outlet

_TITLE_TAGS = (
    "a|abbr|acronym|b|bdi|big|br|cite|code|div|em|font|h[1-6]|i|img|ins|mark|p|q|s|small|span|strike|strong|"
    "sub|sup|tt|u|wbr"
)
_TAG = re.compile(
    # text between < and > is a tag only if it can be one: "< 3% while wages >" can't
    rf"</?(?:{_TITLE_TAGS})"
    r"(?:\s+[\w:-]{1,40}\s*=\s*(?:\"[^\"<>]{0,500}\"|'[^'<>]{0,500}'|[^\s<>\"']{1,500})){0,10}\s*/?>",
    re.IGNORECASE,
)
_CLOSING = re.compile(rf"</(?:{_TITLE_TAGS})>", re.IGNORECASE)
_MAIL = re.compile(r"<?(?:mailto:)?[^\s<>()@,;]{1,100}@[^\s<>()@,;]{1,100}>?")
_BY = re.compile(r"\A(?i:by|von|par|por|door|av|di)\s+(?=[^\W\d_a-z])")
_MAX_NAMES = 10
_MAX_NAME = 120
_SEPARATOR = re.compile(r"\s+(?:[|–—»›>·•:/-]|::|»»)\s+|\s*[|»›]\s*|:\s+")
_FEED_WORDS = re.compile(
    r"(?:\s*[\[(]?\b(?:rss(?: 2\.0)?|atom|xml)\b[\])]?)?(?:\s+(?:news )?feeds?)?\s*$", re.IGNORECASE
)
_SECTIONS = re.compile(
    r"(?:home(?:page)?|(?:latest|top|breaking|all|recent|local|world|national|international)"
    r"(?: news| stories| articles| headlines| posts| updates)?|news|headlines|front page|"
    r"rss|feed|atom)",
    re.IGNORECASE,
)


def title_line(value: Any) -> str | None:
    """A title's text as one line, without tags, escaped once or twice; None if it is not text."""
    if not isinstance(value, str):
        return None
    line = _TAG.sub(" ", value)
    if "&lt;" in line and _CLOSING.search(unescaped := html.unescape(line)):
        line = _TAG.sub(" ", unescaped)
    return re.sub(r" +([,.;:!?])", r"\1", clean(line)) or None


def author_names(values: Iterable[Any]) -> str | None:
    """The names among `values`, joined by commas; an address is not a name."""
    names: list[str] = []
    for value in values:
        name = _author_name(value)
        if name and name not in names:
            names.append(name)
    return ", ".join(names[:_MAX_NAMES]) or None


def _author_name(value: Any) -> str | None:
    line = title_line(value)
    if line is None or line.lower().startswith(("http:", "https:", "www.", "@")):
        return None
    line = _MAIL.sub(" ", line)
    line = " ".join(line.split()).strip(' ,;()<>[]"|·')
    line = _BY.sub("", line, count=1)
    if not any(letter.isalpha() for letter in line) or len(line) > _MAX_NAME:
        return None
    return line


def outlet_of_feed(title: str | None, site: str | None) -> str | None:
    """The outlet in a feed's title: ``Politics - The Lark`` and ``The Lark | World`` are feeds of
    The Lark.

    Of several parts it is the one that matches the site's address, else the only one that reads
    like an outlet; if neither decides, the title stays whole.
    """
    if title is None:
        return None
    title = _FEED_WORDS.sub("", title).rstrip(" |–—-»›>·•:/") or title
    parts = [part for piece in _SEPARATOR.split(title) if (part := piece.strip())]
    if len(parts) < 2:
        return title
    named = [part for part in parts if is_named_after(site, part) and not _SECTIONS.fullmatch(part)]
    if named:
        return max(named, key=len)
    outlets = [part for part in parts if is_outlet(part) and not _SECTIONS.fullmatch(part)]
    if len(outlets) == 1:
        return outlets[0]
    rest = [part for part in parts if not _SECTIONS.fullmatch(part)]
    return rest[0] if len(rest) == 1 else title


def is_named_after(address: str | None, name: str) -> bool:
    """Whether a host (``bbc.co.uk``, ``ellerycourier.example``) is named after `name`."""
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return False
    labels = [label for label in host.split(".") if label != "www"]
    if not labels:
        return False
    words = re.findall(r"[^\W_]+", name.casefold())
    words = [word for word in words if word not in {"the", "of", "and"}]
    joined, initials = "".join(words), "".join(word[0] for word in words)
    for label in labels[:-1] or labels:
        plain = label.replace("-", "").removeprefix("the")
        if len(plain) > 2 and (
            joined.startswith(plain)
            or (len(joined) > 2 and plain.startswith(joined))
            or (len(initials) > 2 and plain.startswith(initials))
            or (len(words) < 4 and plain in words)
        ):
            return True
    return False
