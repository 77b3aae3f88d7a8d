"""OPML: lists of feeds that other programs import and export.

Source: http://opml.org/spec2.opml
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import quoteattr

from briefings.reading.blocks import clean
from briefings.reading.prolog import prolog_of

MOST = 10_000
"""How many feeds are taken from one file."""

NO_OPML = "it is no OPML file: export the feeds as OPML"

_OUTLINE = re.compile(
    # comments and CDATA sections first: they contain no outlines. An attribute may contain a >; if
    # quotation marks don't match, the first > ends the outline.
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<outline(?=[\s/>])(?:((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>|([^<>]*+)>)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 20_000
"""How many characters of an outline are read."""
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,60})\s*=\s*(?:"([^"<]{0,8000})"|'([^'<]{0,8000})')""")


class OpmlError(Exception):
    """A file is not OPML; `str` says what to do, without the file's name."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed in an OPML file."""

    address: str
    title: str | None


def parse_opml(text: str) -> list[Outline]:
    """The feeds of an OPML file, each address once, in the file's order.

    No XML parser is needed, so none can be misled: outlines have only attributes.

    Raises:
        OpmlError: it is not OPML, declares entities, or names no feed.
    """
    prolog = prolog_of(text)
    if prolog.declares_entities:
        raise OpmlError("it declares entities of its own: save it without its DOCTYPE")
    if (prolog.root or "").lower() != "opml":
        raise OpmlError(NO_OPML)
    found: dict[str, Outline] = {}
    for match in _OUTLINE.finditer(text, prolog.start):
        said = {
            name.lower(): html.unescape(one or two).strip()
            for name, one, two in _ATTRIBUTE.findall((match[1] or match[2] or "")[:_LONGEST])
        }
        address = said.get("xmlurl", "")
        if address and address not in found:
            title = clean(said.get("title") or said.get("text") or "") or None
            found[address] = Outline(address, title)
        if len(found) == MOST:
            break
    if not found:
        raise OpmlError("it names no feed: its outlines have no xmlUrl")
    return list(found.values())


def write_opml(outlines: Iterable[Outline], made: datetime) -> str:
    """An OPML file of feeds.

    Args:
        made: the moment of making it, aware.
    """
    lines = [
        f'    <outline type="rss" text={_attribute(one.title or one.address)} '
        f"title={_attribute(one.title or one.address)} xmlUrl={_attribute(one.address)}/>"
        for one in outlines
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            "  <head>",
            "    <title>Sources of briefbot</title>",
            f"    <dateCreated>{format_datetime(made)}</dateCreated>",
            "  </head>",
            "  <body>",
            *lines,
            "  </body>",
            "</opml>",
            "",
        ]
    )


def _attribute(text: str) -> str:
    return quoteattr("".join(char if char.isprintable() else " " for char in text))
