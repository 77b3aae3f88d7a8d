"""A document becomes articles.

`read` takes the bytes of whatever arrived: text scraped from a page, HTML, WordPress's JSON, a
feed, Markdown, or a page that holds several articles. It is deterministic, works offline, and
takes time linear in the document's size.
"""

import re
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from briefings.reading.aggregator import split_page
from briefings.reading.article import Link, ReadArticle, ReadingError, Span, make_id
from briefings.reading.decode import MAX_BYTES, decode
from briefings.reading.draft import Draft
from briefings.reading.feed import read_feed
from briefings.reading.finish import finish
from briefings.reading.markdown import looks_like_markdown, read_markdown
from briefings.reading.page import lay_out, page_lines
from briefings.reading.webpage import read_html
from briefings.reading.wordpress import read_json

__all__ = [
    "MAX_BYTES",
    "Link",
    "ReadArticle",
    "ReadingError",
    "Span",
    "make_id",
    "read",
    "read_file",
]

_NO_ARTICLE = "no article's text found in it: give the page's text, HTML, feed or WordPress JSON"
_HEAD = 4_000

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>)?\s*(?:<!--[^>]{0,2000}-->\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>)?\s*(?:<!--[^>]{0,2000}-->\s*)*<(?:!doctype|html|head|body)\b",
    re.IGNORECASE,
)
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


_SUFFIXES = {
    ".json": Format.JSON,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
}
_TYPES = {
    "application/json": Format.JSON,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
    "text/markdown": Format.MARKDOWN,
}


def read(
    data: bytes, name: str = "", *, content_type: str | None = None, url: str | None = None
) -> tuple[ReadArticle, ...]:
    """The articles that a document holds: at least one.

    Args:
        data: the document as it arrived, at most `MAX_BYTES`.
        name: what to call it in errors; its ending helps to tell the format.
        content_type: the header of that name, if it came with one.
        url: where it was fetched from: resolves its links, and is the address of a page.

    Raises:
        ReadingError: it cannot be read, in one line that says why and what to do.
    """
    try:
        text = decode(data, content_type)
        drafts = _READERS[_format(text, name, content_type)](text, url)
    except ReadingError as error:
        raise ReadingError(str(error), name) from error
    articles: dict[str, ReadArticle] = {}
    for draft in drafts:
        article = finish(draft)
        if article is not None:
            articles.setdefault(article.text, article)
    if not articles:
        raise ReadingError(_NO_ARTICLE, name)
    return tuple(articles.values())


def read_file(path: Path) -> tuple[ReadArticle, ...]:
    """The articles in a file; one that is too large is refused without being read whole.

    Raises:
        ReadingError: as for `read`, or the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadingError(f"cannot be opened ({error.strerror})", str(path)) from error
    return read(data, str(path))


def _format(text: str, name: str, content_type: str | None) -> Format:
    """What `text` is: its content decides, then its type and name."""
    head = text[:_HEAD]
    if _FEED.match(head):
        return Format.FEED
    if _PAGE.match(head):
        return Format.HTML
    if _JSON.match(head):
        return Format.JSON
    said = _TYPES.get((content_type or "").split(";")[0].strip().lower())
    said = said or _SUFFIXES.get(Path(name).suffix.lower())
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
