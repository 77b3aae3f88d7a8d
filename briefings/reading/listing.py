"""Lists the entries of a feed, a news sitemap or a list of posts, skipping known texts.

`briefings.reading.read` makes articles from a document and leaves out entries without text.
Following a feed needs more and less than that: entries with only a link, what identifies an entry,
whether it has changed, and no known texts.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from briefings.reading.article import ReadArticle, ReadingError
from briefings.reading.draft import Draft
from briefings.reading.finish import finish
from briefings.reading.phrases import READ_ON

CLOCKS_DIFFER = timedelta(days=2)
"""By how much clocks and zones may make an entry later than the time of reading."""
MOST = 500
"""How many entries of one document are taken, newest first, unless set otherwise."""
LONGEST_TITLE = 200
"""How many characters are taken from a list's name for its outlet."""
_KEY_LENGTH = 16
_LAST = 3
"""Among how many of the last paragraphs a link to the rest may be."""


class Form(StrEnum):
    """What a document is to somebody who wants to follow it."""

    FEED = "feed"
    """RSS, RDF, Atom or JSON Feed."""
    POSTS = "posts"
    """A list of posts from WordPress's REST interface."""
    SITEMAP = "sitemap"
    INDEX = "index"
    """A sitemap of sitemaps."""
    PAGE = "page"
    """A web page: not a list, but it may name feeds."""
    TEXT = "text"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list."""

    key: str
    """What identifies it, in hexadecimal digits: a hash of its id, else of its address."""
    fingerprint: str
    """It changes whenever its title, address, text or time of change does."""
    url: str | None = None
    title: str | None = None
    published: datetime | None = None
    """Aware; None if not stated to the hour, or in the future."""
    article: ReadArticle | None = None
    """The article in its own text; None if it has none, or is known and unchanged."""
    is_full: bool = False
    """Whether the format says that its text is the whole article, not a summary."""
    is_cut: bool = False
    """Whether its text ends with a link to the rest."""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    url: str
    title: str | None
    type: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a document lists."""

    form: Form
    title: str | None = None
    """The list's name for its outlet."""
    site: str | None = None
    """The address of the site whose list it is."""
    entries: tuple[Entry, ...] = ()
    """Newest first if they are dated, else in the document's order."""
    total: int = 0
    """How many entries the document has; more than `entries` if there are too many."""
    future: int = 0
    """How many of its entries are dated later than the time of reading."""
    gone: tuple[str, ...] = ()
    """Keys of entries that the document declares withdrawn."""
    children: tuple[str, ...] = ()
    """The sitemaps of an index, newest first."""
    links: tuple[FeedLink, ...] = ()
    """The feeds that a page names, in order."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as a format's reader found it."""

    id: str | None
    draft: Draft
    """Without blocks if the entry has no text."""
    changed: str = ""
    """When the entry was changed, in its own form."""
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class FoundList:
    """A list as a format's reader found it."""

    form: Form
    title: str | None
    site: str | None
    found: tuple[Found, ...]
    total: int
    gone: tuple[str, ...] = ()
    """Ids of withdrawn entries."""


def entry_key(id_: str) -> str:
    """What identifies an entry, from its id or address."""
    return _hash(id_)


def make_listing(
    found: FoundList, now: datetime, known: Mapping[str, str] | None = None, most: int = MOST
) -> Listing:
    """The listing of what was found.

    Args:
        now: the time of reading, aware; future dates are not believed.
        known: fingerprints of known entries, by key; their texts are not read.
        most: how many entries are taken.
    """
    entries: dict[str, Entry] = {}
    drafts: dict[str, Draft] = {}
    for one in found.found:
        name = one.id or one.draft.url or one.draft.headline
        if not name:
            continue
        entry = _entry(one, entry_key(name), now)
        if entry.key not in entries:
            entries[entry.key] = entry
            drafts[entry.key] = one.draft
    chosen = newest(entries.values())[:most]
    told = known or {}
    return Listing(
        form=found.form,
        title=(found.title or "")[:LONGEST_TITLE] or None,
        site=found.site,
        entries=tuple(
            entry
            if told.get(entry.key) == entry.fingerprint or not drafts[entry.key].blocks
            else replace(entry, article=finish(drafts[entry.key], now))
            for entry in chosen
        ),
        total=found.total,
        future=sum(_is_future(one.draft, now) for one in found.found),
        gone=tuple(entry_key(id_) for id_ in found.gone),
    )


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Entries, newest first; those without a time keep their places."""
    dated, order = None, []
    for number, entry in enumerate(entries):
        # One without a time is about as old as the one above: feeds are written newest first.
        dated = entry.published or dated
        order.append((-(dated.timestamp() if dated else float("inf")), number, entry))
    return [entry for *_, entry in sorted(order, key=lambda one: one[:2])]


def _entry(one: Found, key: str, now: datetime) -> Entry:
    draft = one.draft
    texts = [block.text for block in draft.blocks]
    return Entry(
        key=key,
        fingerprint=_hash(draft.headline or "", draft.url or "", one.changed, *texts),
        url=draft.url,
        title=draft.headline,
        published=_moment(draft, now),
        is_full=one.is_full,
        is_cut=any(READ_ON.fullmatch(text) for text in texts[-_LAST:]),
    )


def _moment(draft: Draft, now: datetime) -> datetime | None:
    for value in (draft.date, draft.posted):
        if isinstance(value, datetime) and value <= now + CLOCKS_DIFFER:
            return value.astimezone(UTC)
    return None


def _is_future(draft: Draft, now: datetime) -> bool:
    return isinstance(draft.date, datetime) and draft.date > now + CLOCKS_DIFFER


def _hash(*parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_KEY_LENGTH // 2).hexdigest()


_LINK = re.compile(r"<link\b[^<>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\b(rel|type|href|title)\s*=\s*(?:"([^"<>]{0,2000})"|'([^'<>]{0,2000})'|([^\s"'<>]{1,2000}))""",
    re.IGNORECASE,
)
_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
    }
)
_LOOKED_AT = 500_000
"""How many characters of a page are searched for links to feeds, which are in its head."""
_MOST_LINKS = 50


def feed_links(page: str, url: str | None) -> tuple[FeedLink, ...]:
    """The feeds that a page names (https://html.spec.whatwg.org/#rel-alternate), in its order."""
    from briefings.reading.blocks import clean, safe_url

    found: dict[str, FeedLink] = {}
    for match in _LINK.finditer(page, 0, _LOOKED_AT):
        said = {
            name.lower(): clean(one or two or three)
            for name, one, two, three in _ATTRIBUTE.findall(match[0])
        }
        kind = said.get("type", "").lower().partition(";")[0].strip()
        address = safe_url(said.get("href"), url)
        rel = said.get("rel", "").lower().split()
        if "alternate" in rel and kind in _FEED_TYPES and address and "/oembed" not in address:
            found.setdefault(address, FeedLink(address, said.get("title") or None, kind))
        if len(found) == _MOST_LINKS:
            break
    return tuple(found.values())


def list_document(
    data: bytes,
    name: str = "",
    *,
    content_type: str | None = None,
    url: str | None = None,
    now: datetime | None = None,
    known: Mapping[str, str] | None = None,
    most: int = MOST,
) -> Listing:
    """What a document lists.

    Args:
        data, name, content_type, url, now: as for `briefings.reading.read`.
        known, most: as for `make_listing`.

    Raises:
        ReadingError: it can't be read; says why and what to do in one line. A web page is not an
            error: its listing has no entries.
    """
    from briefings.reading import Format, format_of
    from briefings.reading.decode import decode

    try:
        text = decode(data, content_type)
        form = format_of(text, name, content_type)
        moment = now or datetime.now(UTC)
        if form is Format.HTML:
            sitemap = _sitemap(text, moment, most)
            return sitemap or Listing(Form.PAGE, links=feed_links(text, url))
        if form is Format.FEED:
            from briefings.reading.feed import list_feed

            return make_listing(list_feed(text, url, most), moment, known, most)
        if form is Format.JSON:
            from briefings.reading.wordpress import list_json

            return make_listing(list_json(text), moment, known, most)
    except ReadingError as error:
        raise ReadingError(error.what, name) from error
    return Listing(Form.TEXT)


def _sitemap(text: str, now: datetime, most: int) -> Listing | None:
    """The listing of a sitemap; None for anything else."""
    from briefings.reading.sitemap import is_sitemap, list_sitemap

    if not is_sitemap(text):
        return None
    found, children = list_sitemap(text, now, most)
    return replace(make_listing(found, now, None, most), children=tuple(children))


def published_times(entries: Collection[Entry]) -> list[datetime]:
    """When the entries were published, newest first."""
    return sorted((entry.published for entry in entries if entry.published), reverse=True)
