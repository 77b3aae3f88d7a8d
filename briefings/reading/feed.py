"""RSS 0.9 to 2.0, RDF and Atom: every entry with its own text is an article."""

import html
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from briefings.reading.article import ReadingError
from briefings.reading.blocks import safe_url
from briefings.reading.draft import Draft
from briefings.reading.fragment import fragment_blocks
from briefings.reading.listing import Form, Found, FoundList
from briefings.reading.markup import check_depth
from briefings.reading.names import author_names, outlet_of_feed, title_line
from briefings.reading.prolog import prolog_of
from briefings.reading.stated_dates import stated_date
from briefings.translations import gettext

_NOWHERE = "https://feed.invalid/"
_NOWHERE_BASE = f"{_NOWHERE}-/-/"
"""The base against which feedparser resolves addresses if it knows no other: deep enough to
distinguish ``a``, ``../a`` and ``/a`` afterwards."""
_AUTHOR = re.compile(
    r"(?P<open><(?:author|dc:creator)(?:\s[^<>]{0,200})?>\s*(?:<!\[CDATA\[)?)"
    r"(?P<text>[^<>@]{0,200}(?:<|&lt;)?[^<>@]{1,100}@[^<>]{0,300}>?)(?=\s*(?:\]\]>)?\s*</)"
)
_MAIL = re.compile(r"(?:&lt;|<)?(?:mailto:)?[^\s<>()@;]{1,100}@[^\s<>()@&]{1,100}(?:&gt;|>)?")
_BRACKETED = re.compile(r"\(([^()]{1,100})\)")
_DATES = (
    "published", "dc_issued", "prism_publicationdate", "created", "dc_created", "dcterms_available",
    "updated",
)  # fmt: skip
"""Where feedparser puts the dates of an entry, likeliest first."""
_CHANGED_NOTE = "The feed says only when the article was last changed."


def read_feed(text: str, url: str | None = None) -> tuple[Draft, ...]:
    """The articles of a feed; entries without text are left out.

    Raises:
        ReadingError: it nests too deeply, declares entities, or has no entry with text.
    """
    feed = _parse(_without_prolog(text))
    about = _Feed(feed, url)
    drafts = [draft for entry in feed.entries if (draft := about.draft(entry)).blocks]
    if not drafts:
        raise ReadingError(
            "the feed has no entry with text: give it the articles' addresses instead"
        )
    return tuple(drafts)


def list_feed(text: str, url: str | None, most: int) -> FoundList:
    """The entries of a feed, including those without text; of very many, the `most` newest.

    Raises:
        ReadingError: it nests too deeply or declares entities.
    """
    text, total = _newest_items(_without_prolog(text), most)
    feed = _parse(text)
    about = _Feed(feed, url)
    found = tuple(about.found(entry) for entry in feed.entries)
    withdrawn = tuple(html.unescape(one[1] or one[2]) for one in _DELETED.finditer(text))
    total = max(total, len(found))
    return FoundList(Form.FEED, about.outlet, about.site, found, total, withdrawn)


def _without_prolog(text: str) -> str:
    prolog = prolog_of(text)
    if prolog.declares_entities:
        raise ReadingError(
            gettext("the feed declares entities of its own: save it without its DOCTYPE")
        )
    # the text is already decoded, so the feed's own encoding declaration would mislead
    return text[prolog.start :] if prolog.root else text


_DELETED = re.compile(
    r"""<(?:[a-z][\w-]{0,20}:)?deleted-entry\b[^<>]{0,2000}?\bref\s*=\s*"""
    r"""(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')""",
    re.IGNORECASE,
)
"""Entries that an Atom feed declares withdrawn (RFC 6721)."""
_ITEM = re.compile(r"<((?:[a-zA-Z][\w-]{0,20}:)?(?:item|entry))(?=[\s/>])")
_ITEM_DATE = re.compile(
    r"<(?:[a-zA-Z][\w-]{0,20}:)?(?:pubDate|published|date|updated|issued|modified)\s*>\s*"
    r"(?:<!\[CDATA\[)?\s*([^<>]{6,60}?)\s*(?:\]\]>)?\s*</"
)


def _newest_items(text: str, most: int) -> tuple[str, int]:
    """`text` with only the `most` newest of its items, and how many it has. Linear time.

    The parser takes a millisecond for each item; a reader of the newest 500 of 100,000 need not
    wait for all. Items without a date count as old as the one above them.
    """
    spans = _items(text)
    if len(spans) <= most:
        return text, len(spans)
    order: list[tuple[float, int]] = []
    dated = float("inf")
    for number, (start, end) in enumerate(spans):
        match = _ITEM_DATE.search(text, start, end)
        moment = _quick_date(match[1]) if match else None
        dated = moment if moment is not None else dated
        order.append((-dated, number))
    chosen = sorted(number for _, number in sorted(order)[:most])
    head, tail = text[: spans[0][0]], text[spans[-1][1] :]
    return head + "".join(text[slice(*spans[number])] for number in chosen) + tail, len(spans)


def _items(text: str) -> list[tuple[int, int]]:
    """The places of a feed's items, without those cut short."""
    spans: list[tuple[int, int]] = []
    at = 0
    while match := _ITEM.search(text, at):
        end = text.find(f"</{match[1]}", match.end())
        close = text.find(">", end) + 1 if end >= 0 else 0
        if not close:
            break
        spans.append((match.start(), close))
        at = close
    return spans


def _quick_date(written: str) -> float | None:
    """A date in one of the two usual forms, in seconds since 1970."""
    try:
        moment = (
            datetime.fromisoformat(written)
            if written[:4].isdigit()
            else parsedate_to_datetime(written)
        )
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError):
        return None


def _parse(text: str) -> Any:
    check_depth(text, is_html=False)
    import feedparser  # takes 0.1 s to import, and only feeds need it

    # RSS asks for "address (name)"; feedparser recognises this only for some domains
    text = _AUTHOR.sub(lambda match: match["open"] + _without_mail(match["text"]), text)
    data = text.encode("utf-8", "replace")
    return feedparser.parse(
        io.BytesIO(data),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": _NOWHERE_BASE,
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _without_mail(names: str) -> str:
    """``a@x.example (Ann), b@x.example (Bo)`` without addresses: ``Ann, Bo``."""
    left = _MAIL.sub(" ", names)
    inside = _BRACKETED.findall(left)
    return (
        ", ".join(inside) if len(inside) > 1 and not _BRACKETED.sub("", left).strip(" ,;") else left
    )


class _Feed:
    """What a feed says for all of its entries."""

    def __init__(self, parsed: Any, url: str | None) -> None:
        feed = parsed.feed
        self._is_atom = str(parsed.get("version") or "").startswith("atom")
        self.site = self._resolve(feed.get("link"), url)
        # Atom's addresses are relative to the feed's, RSS's to the site's, which it must name
        self._base = (url or self.site) if self._is_atom else (self.site or url)
        self.outlet = outlet_of_feed(title_line(feed.get("title")), self.site or url)
        language = feed.get("language")
        self._language = title_line(language)
        self._authors = author_names(
            author.get("name") for author in feed.get("authors") or () if self._is_atom
        )

    @staticmethod
    def _resolve(address: Any, base: str | None) -> str | None:
        """`address`, as feedparser resolved it, or against `base` if it knew no base."""
        if not isinstance(address, str) or not address.strip():
            return None
        for prefix, relative in ((_NOWHERE_BASE, ""), (f"{_NOWHERE}-/", "../"), (_NOWHERE, "/")):
            if address.startswith(prefix):
                address = relative + address[len(prefix) :]
        return safe_url(address, base)

    def found(self, entry: Any) -> Found:
        """An entry with what distinguishes it from others."""
        draft = self.draft(entry)
        name = entry.get("id")
        changed = dict.get(entry, "updated")
        if draft.headline is None and draft.blocks and not draft.url:
            draft = replace(draft, headline=draft.blocks[0].text[:120])
        return Found(
            id=name if isinstance(name, str) and name.strip() else None,
            draft=draft,
            changed=changed if isinstance(changed, str) and "published" in entry else "",
            is_full=bool(entry.get("content")),
        )

    def draft(self, entry: Any) -> Draft:
        """The article of an entry; without blocks if it has no text."""
        address = self._resolve(entry.get("link"), self._base)
        markup, base = _content(entry)
        if base is None or base.startswith(_NOWHERE):
            base = address or self._base
        blocks = fragment_blocks(markup, base)
        source = entry.get("source") or {}
        date, note = self._date(entry)
        return Draft(
            blocks=blocks,
            headline=title_line(entry.get("title")),
            publisher=title_line(source.get("title")) or self.outlet,
            author=self._author(entry),
            date=date,
            date_note=note,
            url=address,
            language=_language(entry) or self._language,
        )

    def _author(self, entry: Any) -> str | None:
        names = author_names(author.get("name") for author in entry.get("authors") or ())
        if names is None and self._authors != self.outlet:
            return self._authors
        return names

    def _date(self, entry: Any) -> tuple[datetime | str | None, str | None]:
        """When an entry was published, and a note on the source of the date, usually None."""
        for key in _DATES:
            # not entry.get: feedparser substitutes one date for another, with a warning
            value = dict.get(entry, key)
            date = stated_date(value, self._language) if isinstance(value, str) else None
            if date is not None:
                return date, _CHANGED_NOTE if key == "updated" and self._is_atom else None
        return None, None


def _content(entry: Any) -> tuple[str, str | None]:
    """The longest of an entry's texts, the whole article if the feed has it, and its base."""
    parts = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    texts = [(part.get("value"), part.get("base")) for part in parts]
    texts.append((entry.get("summary"), None))
    found = ((text, base) for text, base in texts if isinstance(text, str))
    return max(found, key=lambda part: len(part[0]), default=("", None))


def _language(entry: Any) -> str | None:
    for part in entry.get("content") or ():
        if part.get("language"):
            return title_line(part["language"])
    return None
