"""The pages of entries: fetched if the entry is a teaser, and asked again later."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from briefings.identity import day_of
from briefings.ingest.refresh_work import Fetch, Work
from briefings.library import Library
from briefings.models import Article
from briefings.reading import ReadArticle, ReadingError
from briefings.reading.bounded import read_bounded
from briefings.reading.listing import Entry
from briefings.sources.deciding import Wanted, article_of, left_out, unlisted, waits
from briefings.sources.fetching import Fetched, FetchError, Reason, shown
from briefings.sources.front_page import is_front_page
from briefings.sources.model import HELD, Fate, Item, Pages
from briefings.sources.revisits import MOST_MISSES, is_new_version, next_revisit
from briefings.sources.schedule import may_store_version, version_due
from briefings.sources.store import SourceStore

AT_ONCE = 20
"""How many pages one refresh fetches; the rest wait for the next, which comes soon."""
LOST = (Reason.GONE, Reason.NOT_FOUND)


class _Known(NamedTuple):
    """An article in the library."""

    article: Article
    text: str


class EntryPages:
    """Fetches and reads the pages of entries; records results only in the current work."""

    def __init__(self, store: SourceStore, library: Library, fetching: Fetch) -> None:
        self._store = store
        self._library = library
        self._fetching = fetching

    async def take(self, work: Work, listed: Sequence[Wanted]) -> None:
        """Fetch the pages of entries, newest first, as many as one refresh may.

        Args:
            listed: the entries of the list; others that still wait come after them.
        """
        pending = await asyncio.to_thread(self._pending, work, listed)
        for wanted in (*listed, *pending):
            if not work.has_room(AT_ONCE):
                if wanted.item.key not in work.items:
                    work.put_off(_put_off(wanted.item))
                continue
            await self._take(work, wanted)
        for what, count in work.no_pages.items():
            work.notes.append(f"pages of {count} entries can't be had: {what}")

    def _pending(self, work: Work, listed: Sequence[Wanted]) -> list[Wanted]:
        """Entries that still wait for their page and are not among those listed."""
        there = {one.item.key for one in listed} | work.items.keys()
        found = self._store.pending(work.source.id, AT_ONCE + len(there))
        return [
            Wanted(_entry_of(item), item, True, True) for item in found if item.key not in there
        ]

    async def _take(self, work: Work, wanted: Wanted) -> None:
        pages: Sequence[ReadArticle] = ()
        try:
            found, pages = await self._page(work, wanted.entry.url or "")
            wanted = _with_revisit(work, wanted, found)
        except FetchError as error:
            _note_retry(work, error)
            if _is_put_off(work, wanted, error):
                return
            if error.may_pass and not _forbids(error):
                wanted = _with_revisit(work, wanted, None)
            why = str(error.what)
            work.no_pages[why] = work.no_pages.get(why, 0) + 1
        except ReadingError as error:
            what = str(error.what)
            work.no_pages[what] = work.no_pages.get(what, 0) + 1
        article = article_of(wanted.entry, pages, work.outlet)
        if article is None and work.listing is None and wanted.item.fate is Fate.PENDING:
            # Its teaser is in the list, which has not changed and so was not read.
            work.put_off(wanted.item)
            work.see_again = True
        elif article is None:
            work.items[wanted.item.key] = left_out(wanted.item, Fate.EMPTY)
        elif await self._is_version(work, wanted.item, article):
            work.take(wanted, article)
        else:
            work.items[wanted.item.key] = wanted.item

    async def _page(
        self, work: Work, url: str, item: Item | None = None
    ) -> tuple[Fetched, Sequence[ReadArticle]]:
        """A page and its articles; none if it has not changed since `item` was read from it.

        Raises:
            FetchError, ReadingError: it can't be fetched or read.
        """
        work.pages_asked += 1
        found = await self._fetching.fetch(
            url,
            etag=item.page_etag if item else None,
            last_modified=item.page_last_modified if item else None,
            page=True,
        )
        if found.not_modified:
            return found, ()
        if is_front_page(found.url) and not is_front_page(url):
            raise ReadingError("they lead to the site's front page")
        return found, await asyncio.to_thread(read_page, found, work.now)

    # Pages of known articles

    async def revisit(self, work: Work) -> None:
        """Check the pages of recent articles again for changes.

        The feed does not show a correction behind a teaser.
        """
        if work.source.options.pages is Pages.NEVER or not work.has_room(AT_ONCE):
            return
        room = AT_ONCE - work.pages_asked
        due = await asyncio.to_thread(self._store.to_revisit, work.source.id, work.now, room)
        for item in due:
            if not work.has_room(AT_ONCE):
                break
            if item.key not in work.items and item.url is not None:
                await self._revisit(work, item, item.url)

    async def _revisit(self, work: Work, item: Item, url: str) -> None:
        later = replace(item, revisit_at=_next_revisit(work, item))
        try:
            # A page that is back must be read, whatever it was before.
            found, pages = await self._page(work, url, item if item.fate is Fate.STORED else None)
        except FetchError as error:
            _note_retry(work, error)
            if error.reason in LOST and item.fate is Fate.STORED:
                self._missed(work, item, error.reason)
            else:
                work.items[item.key] = later
            return
        except ReadingError:
            work.items[item.key] = later
            return
        work.items[item.key] = later = replace(later, tries=0)
        if found.not_modified:
            return
        known = await asyncio.to_thread(self._known, item)
        if known is None:
            work.items[item.key] = replace(later, revisit_at=None)
            return
        later = replace(later, page_etag=found.etag, page_last_modified=found.last_modified)
        article = _version(known, item, pages, work)
        if article is None:
            return
        if article.text == known.text and item.fate is Fate.STORED:
            work.items[item.key] = later
            return
        if not may_store_version(item.versions, item.changed_at, work.now):
            # Without the validators of a version that is not stored.
            due = version_due(item.versions, item.changed_at)
            work.items[item.key] = replace(item, tries=0, revisit_at=due)
            return
        if await self._is_version(work, item, article):
            del work.items[item.key]
            work.take(Wanted(_entry_of(item), later, False, True), article)

    def _missed(self, work: Work, item: Item, reason: Reason) -> None:
        """Note that a page was not found, perhaps by mishap unless its owner says it is gone."""
        if reason is Reason.GONE or item.tries + 1 >= MOST_MISSES:
            work.withdraw(replace(unlisted(item), revisit_at=_next_revisit(work, item)))
        else:
            work.items[item.key] = replace(item, tries=item.tries + 1)

    async def _is_version(self, work: Work, item: Item, article: ReadArticle) -> bool:
        """Whether a text may replace an entry's stored text, if there is one."""
        if item.fate is not Fate.STORED:
            return True
        known = await asyncio.to_thread(self._known, item)
        if known is None or is_new_version(
            known.text, article.text, known.article.headline, article.headline
        ):
            return True
        work.notes.append(
            f"{shown(item.url or '')} shows far less than before, or something else: "
            "what was stored stays"
        )
        return False

    def _known(self, item: Item) -> _Known | None:
        with self._library.read() as reader:
            found = reader.articles([item.article]) if item.article else {}
            article = found.get(item.article or "")
            text = reader.text(article.id) if article is not None else None
        return _Known(article, text) if article is not None and text is not None else None


def read_page(found: Fetched, now: datetime) -> tuple[ReadArticle, ...]:
    """The articles of a fetched page. It blocks.

    Raises:
        ReadingError: it has none.
    """
    return read_bounded(
        found.body, shown(found.url), content_type=found.content_type, url=found.url, now=now
    )


def _version(
    known: _Known, item: Item, pages: Sequence[ReadArticle], work: Work
) -> ReadArticle | None:
    """The article as its page now has it; what the page does not say stays."""
    stored = known.article
    entry = replace(_entry_of(item), title=stored.headline)
    article = article_of(entry, pages, stored.publisher or work.outlet)
    if article is None:
        return None
    date, note = article.date_published, article.date_published_note
    if day_of(date) is None or date == item.published:
        date, note = stored.date_published, stored.date_published_note
    return replace(
        article,
        author=article.author or stored.author,
        date_published=date,
        date_published_note=note,
        url=stored.url or item.url,
    )


def _with_revisit(work: Work, wanted: Wanted, found: Fetched | None) -> Wanted:
    """An entry with the time of its next visit and the page's validators."""
    return replace(
        wanted,
        item=replace(
            wanted.item,
            revisit_at=_next_revisit(work, wanted.item),
            page_etag=found.etag if found else None,
            page_last_modified=found.last_modified if found else None,
        ),
    )


def _next_revisit(work: Work, item: Item) -> datetime | None:
    begun = min(item.published or item.first_seen, work.now)
    return next_revisit(begun, work.now, work.source.options.revisit_days)


def _note_retry(work: Work, error: FetchError) -> None:
    if error.reason is Reason.BUSY:
        work.retry_at = work.retry_at or error.retry_at


def _forbids(error: FetchError) -> bool:
    """Whether readable rules forbid it: they will also forbid it next time."""
    return error.reason is Reason.ROBOTS and error.retry_at is None


def _is_put_off(work: Work, wanted: Wanted, error: FetchError) -> bool:
    """Whether a failed page is tried again, or its article is withdrawn."""
    lost = error.reason in LOST
    if lost and wanted.item.fate is Fate.STORED:
        work.withdraw(wanted.item)
        return True
    later = waits(wanted.item, may_pass=error.may_pass and not lost and not _forbids(error))
    if later is None:
        return False
    work.put_off(later)
    return True


def _put_off(item: Item) -> Item:
    """An entry whose page is left to a later refresh."""
    if item.fate in HELD:
        return unlisted(item)
    return replace(item, fate=Fate.PENDING)


def _entry_of(item: Item) -> Entry:
    """What is known of an entry that is no longer listed, or was not listed this time."""
    return Entry(item.key, item.fingerprint, url=item.url, published=item.published)
