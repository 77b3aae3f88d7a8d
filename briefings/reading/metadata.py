"""What an HTML page says of itself: JSON-LD, meta elements, its title."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from briefings.reading.blocks import clean, safe_url
from briefings.reading.printed_dates import timestamp

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle",
                  "OpinionNewsArticle", "BlogPosting", "LiveBlogPosting", "WebPage")  # fmt: skip
_MAX_LD = 1_000_000
_MAX_NODES = 2_000


@dataclass(frozen=True, slots=True)
class Metadata:
    """Of a page; None where the page does not tell."""

    headline: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: datetime | str | None = None
    url: str | None = None
    language: str | None = None


def page_metadata(root: "_Element", url: str | None) -> Metadata:
    """The metadata of a parsed page, which was fetched from `url`, if that is known."""
    linked = _linked_article(root)
    metas = _metas(root)
    canonical = next(
        (link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None
    )
    address = safe_url(url) or safe_url(canonical) or safe_url(metas.get("og:url"))
    return Metadata(
        headline=_first(
            linked.get("headline"), metas.get("og:title"), _text(root, "h1"), _text(root, "title")
        ),
        publisher=_first(_name(linked.get("publisher")), metas.get("og:site_name")),
        author=_first(
            _name(linked.get("author")), metas.get("author"), metas.get("article:author")
        ),
        date=_date(
            linked.get("datePublished"),
            metas.get("article:published_time"),
            metas.get("datepublished"),
            metas.get("date"),
            metas.get("pubdate"),
            *(
                time.get("datetime")
                for time in root.iter("time")
                if time.get("itemprop") == "datePublished"
            ),
        ),
        url=address,
        language=_first(linked.get("inLanguage"), _html_language(root), metas.get("og:locale")),
    )


def _html_language(root: "_Element") -> str | None:
    html = root if root.tag == "html" else next(root.iter("html"), None)
    return None if html is None else html.get("lang")


def _metas(root: "_Element") -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if key and meta.get("content"):
            found.setdefault(key.lower(), meta.get("content") or "")
    return found


def _linked_article(root: "_Element") -> dict[str, Any]:
    """The first article that the page's JSON-LD describes; empty without one."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        source = script.text or ""
        if len(source) > _MAX_LD:
            continue
        try:
            data = json.loads(source, strict=False)
        except (ValueError, RecursionError):  # a broken description is none
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(kind in _ARTICLE_TYPES for kind in kinds) and node.get("headline"):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    queue = [data]
    for _ in range(_MAX_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue += node
        elif isinstance(node, dict):
            yield node
            queue.append(node.get("@graph"))


def _name(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, or the names of several."""
    if isinstance(value, list):
        names = [name for item in value[:10] if (name := _name(item))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _first(*values: Any) -> str | None:
    """The first that is a line of text, not an address."""
    for value in values:
        if isinstance(value, str) and (line := clean(value)) and not line.startswith("http"):
            return line
    return None


def _text(root: "_Element", tag: str) -> str | None:
    element = next(root.iter(tag), None)
    return None if element is None else " ".join("".join(map(str, element.itertext())).split())


def _date(*values: Any) -> datetime | str | None:
    found = (timestamp(value) for value in values if isinstance(value, str))
    return next((value for value in found if value is not None), None)
