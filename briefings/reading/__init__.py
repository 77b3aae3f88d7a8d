"""Reads a document into articles.

`read` takes the bytes of whatever arrived: text scraped from a page, HTML, WordPress's JSON, a
feed, Markdown, or a page with several articles. It is deterministic, works offline, and takes time
linear in the document's size.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from briefings.identity import address_key
from briefings.reading.aggregator import split_page
from briefings.reading.article import Link, ReadArticle, ReadingError, Span, make_id
from briefings.reading.decode import MAX_BYTES, decode
from briefings.reading.draft import Draft
from briefings.reading.feed import read_feed
from briefings.reading.finish import finish
from briefings.reading.markdown import looks_like_markdown, read_markdown
from briefings.reading.page import lay_out, page_lines
from briefings.reading.prolog import prolog_of
from briefings.reading.webpage import read_html
from briefings.reading.wordpress import read_json
from briefings.translations import gettext

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "Format",
    "Link",
    "ReadArticle",
    "ReadingError",
    "Span",
    "format_of",
    "make_id",
    "read",
    "read_data",
    "read_file",
]

_NO_ARTICLE = "no article's text found in it: give the page's text, HTML, feed or WordPress JSON"
_HEAD = 4_000

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
_PAGE_ROOTS = frozenset({"html", "head", "body"})
_FEED = re.compile(
    # after what a broken server printed first: a warning, a stray tag
    r"<(?:rss\b[^<>]{0,2000}\bversion\s*=|(?:\w{1,20}:)?feed\b[^<>]{0,2000}\bxmlns[^<>]{0,40}Atom|"
    r"\w{1,20}:RDF\b[^<>]{0,2000}\bxmlns)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(?:\?xml|!--|[a-zA-Z][\w:-]{0,30}[\s/>])")
_ELEMENT = re.compile(
    r"</?(?:p|div|article|section|h[1-6]|ul|blockquote|figure|main|table)\b[^<>]{0,1000}>",
    re.IGNORECASE,
)


class Format(Enum):
    JSON = "json"
    FEED = "feed"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"


SUFFIXES = {
    ".json": Format.JSON,
    ".jsonfeed": Format.JSON,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".rdf": Format.FEED,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}
"""The format for the ending of a name, in lower case with its dot."""
_TYPES = {
    "application/json": Format.JSON,
    "application/feed+json": Format.JSON,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
    "text/markdown": Format.MARKDOWN,
}


def read(
    data: bytes,
    name: str = "",
    *,
    content_type: str | None = None,
    url: str | None = None,
    now: datetime | None = None,
) -> tuple[ReadArticle, ...]:
    """The articles in a document: at least one.

    Args:
        data: the document as it arrived, at most `MAX_BYTES`.
        name: its name in errors; the ending helps to recognise the format.
        content_type: the header of that name, if it came with one.
        url: where it was fetched from; resolves its links, and is a page's address.
        now: the time of reading, aware; future dates are not believed. Default: the system's clock.

    Raises:
        ReadingError: it cannot be read; says why and what to do in one line.
    """
    try:
        text = decode(data, content_type)
        drafts = _READERS[format_of(text, name, content_type)](text, url)
    except ReadingError as error:
        raise ReadingError(error.what, name) from error
    articles: dict[tuple[str, str | None], ReadArticle] = {}
    for draft in drafts:
        article = finish(draft, now or datetime.now(UTC))
        if article is not None:
            # entries with the same text are two articles if their addresses or titles differ:
            # subscribers' stories share one sentence
            articles.setdefault((article.text, article.url or article.headline), article)
    if not articles:
        raise ReadingError(_NO_ARTICLE, name)
    return _with_own_addresses(articles.values())


def _with_own_addresses(articles: Collection[ReadArticle]) -> tuple[ReadArticle, ...]:
    """The articles, without addresses that several of them share.

    Such an address (a home page, a live blog) does not lead to any one of them. One address is one
    article, so each would count as a new version of the one before.
    """
    sharing = Counter(address_key(article.url) for article in articles if article.url)
    return tuple(
        replace(article, url=None)
        if article.url and sharing[address_key(article.url)] > 1
        else article
        for article in articles
    )


def read_file(path: Path) -> tuple[ReadArticle, ...]:
    """The articles in a file; a file that is too large is refused without reading all of it.

    Raises:
        ReadingError: as for `read`, or the file cannot be opened.
    """
    return read(read_data(path), str(path))


def read_data(path: Path) -> bytes:
    """The bytes of a file, at most one more than `MAX_BYTES`.

    Raises:
        ReadingError: it cannot be opened, or is a pipe, which might block, or a device, which never
            ends.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ReadingError("is no file but a device or a pipe: save its text in one", str(path))
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"cannot be opened ({reason})", str(path)) from error


def format_of(text: str, name: str = "", content_type: str | None = None) -> Format:
    """The format of `text`: its content decides, then its type and name.

    Raises:
        ReadingError: it is XML that declares entities.
    """
    prolog = prolog_of(text)
    root = (prolog.root or "").lower()
    if root.rpartition(":")[2] in _FEED_ROOTS:
        return Format.FEED
    if root in _PAGE_ROOTS or (prolog.doctype or "").startswith("html"):
        return Format.HTML
    if prolog.declares_entities:
        # an HTML parser expands no entities, whatever a page declares; others might
        raise ReadingError(
            gettext("the XML declares entities of its own: save it without its DOCTYPE")
        )
    head = text[prolog.start : prolog.start + _HEAD]
    if _JSON.match(head):
        return Format.JSON
    stray = _FEED.search(head)
    if stray is not None and not _PAGE.search(head, 0, stray.start()):
        return Format.FEED
    said = _TYPES.get((content_type or "").split(";")[0].strip().lower())
    said = said or SUFFIXES.get(Path(name).suffix.lower())
    if said is not None:
        return said
    if _MARKUP.match(head) or len(_ELEMENT.findall(head)) >= 2:
        return Format.HTML
    return Format.MARKDOWN if looks_like_markdown(text) else Format.TEXT


def _read_text(text: str, url: str | None) -> tuple[Draft, ...]:
    lines = page_lines(text)
    cards = split_page(lines)
    if cards:
        return tuple(cards)
    draft = lay_out(lines, url=url)
    return (draft,) if draft else ()


_READERS: dict[Format, Callable[[str, str | None], tuple[Draft, ...]]] = {
    Format.JSON: lambda text, _: read_json(text),
    Format.FEED: read_feed,
    Format.HTML: read_html,
    Format.MARKDOWN: read_markdown,
    Format.TEXT: _read_text,
}
