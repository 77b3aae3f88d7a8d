"""What stands around a page's headline: when the article was published, and by whom.

Only there, between the headline and the text: the page's other dates and names are those of
other stories, of comments, and of today.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefings.reading.credits import byline
from briefings.reading.headlines import agree, key_of
from briefings.reading.names import author_names
from briefings.reading.printed_dates import date_line
from briefings.reading.stated_dates import stated_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEFORE = 25
_AFTER = 120
"""Elements before and behind the headline that are looked at."""
_LEVELS = 3
"""Elements around the headline that may also hold what stands over it."""
_PROSE = 90
_LINE = 120
_DATE_CLASS = re.compile(
    r"date|time|publi|posted|meta|byline|article__?info|story-info", re.IGNORECASE
)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|byline|writer|by-line|contributor)s?", re.IGNORECASE
)
_DATE_ATTRIBUTES = ("datetime", "content", "title", "data-datetime", "data-published", "data-date")
_CHANGED = re.compile(r"modif|updat|aktualis|actualis|edited", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"relat|teaser|comment|recommend|most-?read|sidebar|promo|popular|latest|trending",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|von|par|por|door|di|av|af)\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:\s+[\w.'’-]+){1,4}")
_LOWER = re.compile(r"\b(?:the|and|of|in|on|for|to|more|all|posts|staff writer)\b")


@dataclass(frozen=True, slots=True)
class PageHead:
    """What it says; None where it does not."""

    date: datetime | str | None = None
    author: str | None = None


def page_head(root: "_Element", headline: str | None, language: str | None) -> PageHead:
    """What stands around the headline of a parsed page."""
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    marked = _marked_date(elements, language)
    zone = list(_zone(elements, headline))
    return PageHead(
        date=marked or _date(zone, language),
        author=_author(zone),
    )


def text_of(element: "_Element") -> str:
    """An element's text in one line."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def _short_text(element: "_Element") -> str | None:
    """An element's text, if it is no longer than a line; None for a longer one."""
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(pieces[-1].strip())
        if length > _LINE:
            return None
    return " ".join(" ".join(pieces).split())


def _marked_date(elements: Sequence["_Element"], language: str | None) -> datetime | str | None:
    """The date that microdata or HTML's own mark say is the page's, if they name only one."""
    found = []
    for element in elements:
        if element.get("itemprop") == "datePublished" or (
            element.tag == "time" and element.get("pubdate") is not None
        ):
            value = element.get("datetime") or element.get("content") or _short_text(element)
            if value and (date := stated_date(value, language)) is not None:
                found.append(date)
    return found[0] if len(set(map(str, found))) == 1 else None


def _zone(elements: Sequence["_Element"], headline: str | None) -> Iterator["_Element"]:
    """The elements around the heading that is the headline, up to the text's first paragraph."""
    at = next(
        (
            index
            for index, element in enumerate(elements)
            if element.tag in {"h1", "h2", "h3"} and agree(text_of(element), headline)
        ),
        None,
    )
    if at is None or not key_of(headline):
        return
    holders = [
        place
        for place in list(elements[at].iterancestors())[:_LEVELS]
        if place.tag not in {"body", "html", "main"}
    ]
    for element in elements[max(0, at - _BEFORE) : at]:
        inside = holders and holders[-1] in element.iterancestors()
        if inside and not _is_elsewhere(element):
            yield element
    for element in elements[at + 1 : at + _AFTER]:
        if element.tag == "p" and len(_short_text(element) or " " * _LINE) > _PROSE:
            return
        if not _is_elsewhere(element):
            yield element


def _is_elsewhere(element: "_Element") -> bool:
    return any(
        place.tag in {"nav", "footer", "aside", "form", "figure"}
        or _ELSEWHERE.search(f"{place.get('class') or ''} {place.get('id') or ''}")
        for place in (element, *list(element.iterancestors())[:3])
    )


def _date(zone: Sequence["_Element"], language: str | None) -> datetime | str | None:
    for element in zone:
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        text = _short_text(element)
        if text is None or _CHANGED.search(marks) or _CHANGED.match(text):
            continue
        if not (element.tag == "time" or _DATE_CLASS.search(marks) or date_line(text)):
            continue
        for stated in map(element.get, _DATE_ATTRIBUTES):
            if stated and (date := stated_date(stated, language)) is not None:
                return date
        if text and (date := stated_date(text, language) or date_line(text)):
            return date
    return None


def _author(zone: Sequence["_Element"]) -> str | None:
    for is_sure in (True, False):
        names: list[str] = []
        for element in zone:
            marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            sure = "author" in (element.get("rel") or "").split()
            if sure != is_sure or not (sure or _AUTHOR_CLASS.search(marks)):
                continue
            name = _person(_short_text(element))
            if name and not any(name in other or other in name for other in names):
                names.append(name)
        if names:
            return author_names(names)
    return None


def _person(text: str | None) -> str | None:
    """The name in a byline, if it is one and nothing else."""
    if text is None:
        return None
    signed = byline(text)
    if signed is not None:
        return signed.author
    name = _BY.sub("", text).strip(" ,|·")
    return name if _NAME.fullmatch(name) and not _LOWER.search(name.lower()) else None
