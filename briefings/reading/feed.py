"""RSS and Atom: every entry with text of its own is an article."""

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

from briefings.reading.article import ReadingError
from briefings.reading.blocks import clean, safe_url
from briefings.reading.draft import Draft
from briefings.reading.fragment import fragment_blocks
from briefings.reading.markup import check_depth

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def read_feed(text: str, url: str | None = None) -> tuple[Draft, ...]:
    """The articles of a feed; entries without text are left out.

    Raises:
        ReadingError: it nests too deep, declares entities, or has no entry with text.
    """
    check_depth(text, is_html=False)
    import feedparser  # takes 0.1 s to import, and only feeds need it

    # the text is decoded already; the feed's own declaration of an encoding would mislead
    data = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    feed = feedparser.parse(
        io.BytesIO(data),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url or "",
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    drafts = [draft for entry in feed.entries if (draft := _draft(entry, feed.feed, url))]
    if not drafts:
        raise ReadingError(
            "the feed has no entry with text: give it the articles' addresses instead"
        )
    return tuple(drafts)


def _draft(entry: Any, feed: Any, base: str | None) -> Draft | None:
    address = safe_url(entry.get("link"), base)
    blocks = fragment_blocks(_content(entry), address)
    if not blocks:
        return None
    source = entry.get("source") or {}
    return Draft(
        blocks=blocks,
        headline=_line(entry.get("title")),
        publisher=_line(source.get("title")) or _line(feed.get("title")),
        author=_line(entry.get("author")),
        date=_date(entry),
        url=address,
        language=_line(feed.get("language")),
    )


def _content(entry: Any) -> str:
    """The longest of an entry's texts: the whole article, where the feed gives it."""
    texts = [part.get("value") for part in entry.get("content") or ()] + [entry.get("summary")]
    return max((text for text in texts if isinstance(text, str)), key=len, default="")


def _date(entry: Any) -> datetime | None:
    parsed = entry.get("published_parsed")
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):  # a year that no clock knows
        return None


def _line(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return clean(re.sub(r"<[^<>]{1,200}>", " ", value)) or None
