"""Checks HTML and XML before a parser sees them: how deeply they nest, how many tags they have."""

import re

from briefings.reading.article import ReadingError
from briefings.translations import gettext

MAX_DEPTH = 200
"""The deepest nesting read. libxml2 silently drops anything deeper than 256; pages nest 30 deep."""

MAX_TAGS = 200_000
"""The most tags read. A long news page has some 5,000."""

_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[a-zA-Z][\w:.-]{0,40})[^<>]{0,10000}?(?P<empty>/?)>")
_OPENER = re.compile(
    r"<(?:(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<name>script|style|textarea)\b)", re.IGNORECASE
)
_CLOSERS = {
    "comment": re.compile(r"--!?>"),
    "cdata": re.compile(r"\]\]>"),
    "script": re.compile(r"</script\b", re.IGNORECASE),
    "style": re.compile(r"</style\b", re.IGNORECASE),
    "textarea": re.compile(r"</textarea\b", re.IGNORECASE),
}
_CLOSE_THEMSELVES = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr p li dt dd tr td th
    thead tbody tfoot option optgroup colgroup rt rp body html head
    """.split()  # noqa: SIM905  # a list of words, not of strings
)
"""Void elements, and those whose end tag is optional in HTML."""


def check_depth(markup: str, *, is_html: bool) -> None:
    """Refuse markup that nests deeper than `MAX_DEPTH` or has more than `MAX_TAGS`. Linear time.

    Raises:
        ReadingError: it does.
    """
    depth = tags = 0
    for match in _TAG.finditer(_without_opaque(markup)):
        tags += 1
        if tags > MAX_TAGS:
            raise ReadingError(
                gettext("the markup has more than %(most)s tags: give one article", most=MAX_TAGS)
            )
        name = match["name"].lower()
        if match["empty"] or (is_html and name in _CLOSE_THEMSELVES):
            continue
        depth = max(0, depth - 1) if match["slash"] else depth + 1
        if depth > MAX_DEPTH:
            raise ReadingError(
                gettext(
                    "the markup nests more than %(most)s elements deep: give the article alone",
                    most=MAX_DEPTH,
                )
            )


def _without_opaque(markup: str) -> str:
    """`markup` without comments, scripts and other parts whose text may look like tags."""
    pieces: list[str] = []
    unclosed: set[str] = set()
    at = 0
    opener = _OPENER.search(markup)
    while opener is not None:
        kind = (opener["name"] or opener.lastgroup or "").lower()
        # a closing mark that was not found is not searched for again, which keeps the time linear
        closer = None if kind in unclosed else _CLOSERS[kind].search(markup, opener.end())
        if closer is None:
            unclosed.add(kind)
            opener = _OPENER.search(markup, opener.end())
            continue
        pieces.append(markup[at : opener.start()])
        at = closer.start() if opener["name"] else closer.end()
        opener = _OPENER.search(markup, closer.end())
    pieces.append(markup[at:])
    return " ".join(pieces)
