"""Reads the surroundings of a page's headline: when the article was published, and by whom.

It reads only there, between the headline and the text: other dates and names on the page belong to
other stories, to comments, or to today.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefings.reading.byline_start import BY
from briefings.reading.bylines import person_in
from briefings.reading.date_labels import is_of_change, published_parts, says_published
from briefings.reading.headlines import agree, key_of
from briefings.reading.names import author_names
from briefings.reading.printed_dates import date_line
from briefings.reading.stated_dates import stated_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_BEFORE = 25
_AFTER = 120
"""How many elements before and after the headline are considered."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEVELS = 3
"""How many elements around the headline may also contain what is above it."""
_PROSE = 90
_LINE = 120
_DATE_CLASS = re.compile(
    r"date|time|publi|posted|meta|byline|article__?info|story-info", re.IGNORECASE
)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|byline|writer|by-line|contributor)s?", re.IGNORECASE
)
_STATED = ("datetime", "content", "title")
_DATE_ATTRIBUTES = ("datetime", "content", "title", "data-datetime", "data-published", "data-date")
_OTHER_DATES = re.compile(r"event|birth|deadline|expir|due-?date", re.IGNORECASE)
_OWN_DATES = ("data-datetime", "data-published", "data-date")
"""Attributes that only elements showing a date have."""
_PUBLISHED_CLASSES = frozenset({"published", "dt-published"})
"""hAtom's and microformats2's (https://microformats.org/wiki/h-entry)."""
_ELSEWHERE = re.compile(
    r"relat|teaser|comment|recommend|most-?read|sidebar|promo|popular|latest|trending",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageHead:
    """What it says; None for what it does not say."""

    date: datetime | str | None = None
    author: str | None = None


def page_head(root: "_Element", headline: str | None, language: str | None) -> PageHead:
    """The surroundings of a parsed page's headline."""
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
    """The page's date by microdata or HTML's own mark, if they give only one."""
    found = []
    for element in elements:
        stated = next((it for name in _STATED if (it := element.get(name))), None)
        is_marked = element.get("itemprop") == "datePublished" or (
            element.tag == "time" and element.get("pubdate") is not None
        )
        is_entry = stated and _PUBLISHED_CLASSES & set((element.get("class") or "").split())
        if is_marked or is_entry:
            value = stated or _short_text(element)
            if value and (date := stated_date(value, language)) is not None:
                found.append(date)
    return found[0] if len(set(map(str, found))) == 1 else None


def _zone(elements: Sequence["_Element"], headline: str | None) -> Iterator["_Element"]:
    """The elements around the headline's heading, up to the text's first paragraph."""
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
        if text is None or is_of_change(marks) or _OTHER_DATES.search(marks):
            continue
        if not (
            element.tag == "time"
            or _DATE_CLASS.search(marks)
            or any(element.get(name) for name in _OWN_DATES)
            or says_published(text)
            or BY.match(text)
            or date_line(text)
        ):
            continue
        parts = published_parts(text)
        if text and not parts:  # it only says when it was changed
            continue
        for stated in map(element.get, _DATE_ATTRIBUTES):
            if stated and (date := stated_date(stated, language)) is not None:
                return date
        for part in parts:
            if date := stated_date(part, language) or date_line(part):
                return date
    return None


def _author(zone: Sequence["_Element"]) -> str | None:
    for is_wanted in (_is_rel_author, _is_author_class, _is_signed):
        names: list[str] = []
        for element in zone:
            if not is_wanted(element):
                continue
            name = person_in(_short_text(element))
            if name and not any(name in other or other in name for other in names):
                names.append(name)
        if names:
            return author_names(names)
    return None


def _is_rel_author(element: "_Element") -> bool:
    return "author" in (element.get("rel") or "").split()


def _is_author_class(element: "_Element") -> bool:
    marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    return _AUTHOR_CLASS.search(marks) is not None


def _is_signed(element: "_Element") -> bool:
    """Whether an element begins like a byline, whatever its class: ``By Ann Holt · 3 min``."""
    if element.tag in _HEADINGS:
        return False
    return BY.match(_short_text(element) or "") is not None
