"""Sitemaps, including those for news.

Sources: https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from briefings.reading.blocks import clean, safe_url
from briefings.reading.draft import Draft
from briefings.reading.listing import Form, Found, FoundList
from briefings.reading.names import title_line
from briefings.reading.prolog import prolog_of
from briefings.reading.stated_dates import stated_date

MOST_CHILDREN = 5
"""How many sitemaps of an index are read: news sitemaps first, newest first."""

_ROOTS = {"urlset": Form.SITEMAP, "sitemapindex": Form.INDEX}
_PREFIX = r"(?:[a-z][\w-]{0,20}:)?"
_BLOCKS = {
    Form.SITEMAP: re.compile(rf"<({_PREFIX}url)\s*>(.*?)</\1\s*>", re.DOTALL),
    Form.INDEX: re.compile(rf"<({_PREFIX}sitemap)\s*>(.*?)</\1\s*>", re.DOTALL),
}
_FIELD = re.compile(
    rf"<{_PREFIX}(loc|lastmod|name|language|publication_date|title)\s*>\s*"
    r"(?:<!\[CDATA\[)?(.{0,4000}?)(?:\]\]>)?\s*</",
    re.DOTALL,
)


def is_sitemap(text: str) -> bool:
    """Whether a document's root element is a sitemap's or a sitemap index's."""
    return _form(text) is not None


def _form(text: str) -> Form | None:
    root = (prolog_of(text).root or "").lower().rpartition(":")[2]
    return _ROOTS.get(root)


def list_sitemap(text: str, now: datetime, most: int) -> tuple[FoundList, list[str]]:
    """The pages of a sitemap; of an index, the addresses of its sitemaps, newest first.

    Future times are not believed. From a sitemap with very many pages, only the `most` latest
    published or changed are taken. Linear time.
    """
    form = _form(text) or Form.SITEMAP
    rows = [fields for fields in _rows(text, form) if fields.get("loc")]
    if form is Form.INDEX:
        dated = sorted(rows, key=lambda fields: _order(fields, now))
        dated.sort(key=lambda fields: "news" not in fields["loc"].lower())
        return FoundList(form, None, None, (), len(rows)), [
            fields["loc"] for fields in dated[:MOST_CHILDREN]
        ]
    rows.sort(key=lambda fields: _order(fields, now))
    found = tuple(_found(fields) for fields in rows[:most])
    title = next((one.draft.publisher for one in found if one.draft.publisher), None)
    return FoundList(form, title, None, found, len(rows)), []


def _rows(text: str, form: Form) -> Iterator[dict[str, str]]:
    for match in _BLOCKS[form].finditer(text):
        fields: dict[str, str] = {}
        for name, value in _FIELD.findall(match[2]):
            fields.setdefault(name, html.unescape(value).strip())
        address = safe_url(fields.get("loc"))
        yield {**fields, "loc": address or ""}


def _order(fields: dict[str, str], now: datetime) -> tuple[bool, str]:
    """Sorts newest first, entries without a time last."""
    written = fields.get("publication_date") or fields.get("lastmod") or ""
    stated = stated_date(written) if written else None
    if isinstance(stated, datetime):
        if stated > now + timedelta(days=2):
            return True, ""
        seconds = stated.timestamp()
    elif stated:
        seconds = datetime.fromisoformat(f"{stated}T00:00:00+00:00").timestamp()
    else:
        return True, ""
    return False, f"{10**11 - seconds:020.3f}"


def _found(fields: dict[str, str]) -> Found:
    published = fields.get("publication_date")
    draft = Draft(
        blocks=(),
        headline=title_line(fields.get("title")),
        publisher=clean(fields.get("name", "")) or None,
        date=stated_date(published) if published else None,
        url=fields["loc"],
        language=fields.get("language"),
    )
    return Found(fields["loc"], draft, changed=fields.get("lastmod", ""))
