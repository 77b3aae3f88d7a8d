"""What a source has to offer: fetched, listed, and read as far as it is new."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from briefings.ingest.refresh_work import Fetch, Work
from briefings.library import Library
from briefings.reading import ReadArticle, ReadingError
from briefings.reading.bounded import list_bounded, read_bounded
from briefings.reading.listing import Entry, Form, Listing, entry_key, newest
from briefings.sources.credit import host_of, is_claimed
from briefings.sources.deciding import (
    Wanted,
    article_of,
    is_wanted,
    left_out,
    plan,
    vanished,
    waits,
)
from briefings.sources.discovery import KINDS, discover
from briefings.sources.fetching import Fetched, FetchError, Reason, shown
from briefings.sources.folders import list_folder, read_listed
from briefings.sources.model import Fate, Item, Kind, Pages, Source
from briefings.sources.store import SourceStore

PAGES_AT_ONCE = 20
"""So many pages are fetched in one refresh; the rest waits for the next, which comes soon."""


class Gatherer:
    """Asks sources and reads what is new; stores nothing but marks in the work at hand."""

    def __init__(self, store: SourceStore, library: Library, fetching: Fetch) -> None:
        self._store = store
        self._library = library
        self._fetching = fetching

    async def gather(self, work: Work) -> None:
        """Fetch and read what there is: fills `coming` with articles, `items` with the rest.

        Raises:
            FetchError, ReadingError, DiscoveryError: the source can't be had.
            LibraryError: the database fails.
        """
        if work.source.kind is Kind.FOLDER:
            work.listing = await asyncio.to_thread(self._list_folder, work)
        else:
            work.listing = await self._list(work)
        pages = list[Wanted]()
        if work.listing is not None:
            self._say_of_list(work, work.listing)
            await asyncio.to_thread(self._plan, work, work.listing)
            pages = await self._take_texts(work)
            await self._look_for_withdrawn(work, work.listing)
        await self._take_pages(work, pages)

    async def _list(self, work: Work) -> Listing | None:
        """The entries of a source on the web; None where nothing has changed."""
        source = work.source
        found = await self._fetching.fetch(
            source.address,
            etag=source.etag,
            last_modified=source.last_modified,
            page=source.kind is Kind.PAGE,
            cut=source.kind is not Kind.PAGE,
        )
        work.fetched = found
        if found.downgraded:
            work.notes.append(
                f"led from https to {shown(found.url)}: anybody on the way could have changed it"
            )
        if found.not_modified:
            return None
        work.body_hash = hashlib.blake2b(found.body, digest_size=16).hexdigest()
        if work.body_hash == source.body_hash:
            return None
        if found.cut:
            work.notes.append("it is so large that only its beginning was read")
        if source.kind is Kind.PAGE:
            return await self._list_page(work, found)
        return await self._list_feed(work, found)

    async def _list_feed(self, work: Work, found: Fetched) -> Listing:
        source = work.source
        known = await asyncio.to_thread(self._store.last_listed, source.id)
        listing = await asyncio.to_thread(
            list_bounded,
            found.body,
            shown(source.address),
            content_type=found.content_type,
            url=found.url,
            now=work.now,
            known={key: item.fingerprint for key, item in known.items() if _is_settled(item)},
            most=source.options.most,
        )
        if listing.form in KINDS:
            work.kind = KINDS[listing.form]
            return await self._with_children(work, listing)
        if source.kind is not Kind.AUTO:
            what = "a web page (HTML)" if listing.form is Form.PAGE else "a text"
            raise ReadingError(
                f"sends {what} in place of a list of articles: open it in a browser; it may have "
                "moved, or want a login"
            )
        return await self._discover(work, found)

    async def _discover(self, work: Work, found: Fetched) -> Listing:
        """Find the feed of a page that was named without anybody trying it."""
        there = await discover(work.source.address, self._fetching.fetch)
        work.kind, work.address = there.kind, there.address
        work.fetched = replace(found, etag=None, last_modified=None, moved_to=None)
        work.body_hash = None
        forms = {kind: form for form, kind in KINDS.items() if form is not Form.INDEX}
        return Listing(forms[there.kind], there.title, entries=there.entries, total=there.total)

    async def _with_children(self, work: Work, listing: Listing) -> Listing:
        """A sitemap index with the entries of its newest sitemaps."""
        entries: list[Entry] = list(listing.entries)
        problems: list[str] = []
        for address in listing.children:
            try:
                found = await self._fetching.fetch(address, cut=True)
                child = await asyncio.to_thread(
                    list_bounded,
                    found.body,
                    shown(address),
                    content_type=found.content_type,
                    url=found.url,
                    now=work.now,
                    most=work.source.options.most,
                )
            except (FetchError, ReadingError) as error:
                problems.append(str(error))
                continue
            entries += child.entries
            listing = replace(listing, title=listing.title or child.title)
        if problems and not entries:
            raise ReadingError(problems[0])
        work.notes += problems
        chosen = newest({entry.key: entry for entry in entries}.values())
        return replace(listing, entries=tuple(chosen[: work.source.options.most]))

    async def _list_page(self, work: Work, found: Fetched) -> Listing:
        """A single page as a list of the articles that it holds, mostly one."""
        articles = await self._read(work, found)
        alone = len(articles) == 1
        entries = tuple(
            Entry(
                key=entry_key(found.url if alone else _name(one)),
                fingerprint=entry_key(f"{one.headline}\0{one.text}"),
                url=one.url or found.url,
                title=one.headline,
                published=moment_of(one),
                article=replace(one, url=one.url or found.url) if alone else one,
                is_full=True,
            )
            for one in articles
        )
        return Listing(Form.PAGE, entries=entries, total=len(entries))

    def _list_folder(self, work: Work) -> Listing:
        source = work.source
        known = self._store.items(source.id)
        listing, files = list_folder(source.address, known, source.options.most)
        read, problems = read_listed(listing, files)
        work.notes += problems
        work.unfinished = listing.total > len(files)
        return read

    async def _read(self, work: Work, found: Fetched) -> tuple[ReadArticle, ...]:
        return await asyncio.to_thread(
            read_bounded,
            found.body,
            shown(found.url),
            content_type=found.content_type,
            url=found.url,
            now=work.now,
        )

    def _say_of_list(self, work: Work, listing: Listing) -> None:
        most = work.source.options.most
        if listing.total > most and work.source.kind is not Kind.FOLDER:
            work.notes.append(
                f"lists {listing.total:,} entries: the newest {most:,} are taken (--most)"
            )
        if listing.future:
            work.notes.append(
                f"{listing.future} of its entries are dated in the future: these dates are not used"
            )

    def _plan(self, work: Work, listing: Listing) -> None:
        """Decide what to do with the entries; whose articles they are is looked up before."""
        source = work.source
        if listing.title and listing.title != source.title:
            work.credited = self._credit(source, listing)
        if work.credited:
            work.notes.append(
                f"calls itself “{listing.title or source.title}”, which is another outlet's name: "
                f"its articles are credited to {work.credited}"
            )
        known = self._store.items(source.id, [entry.key for entry in listing.entries])
        urls = [entry.url for entry in listing.entries if entry.url]
        elsewhere = self._store.brought_elsewhere(source.id, urls)
        options = source.options
        if source.kind in (Kind.PAGE, Kind.FOLDER):
            options = replace(options, pages=Pages.NEVER)
        work.plan = plan(listing.entries, known, elsewhere, options, work.now)
        work.items = {item.key: item for item in work.plan.settled}
        for key in listing.gone:
            item = known.get(key) or self._store.items(source.id, [key]).get(key)
            if item is not None and item.fate is Fate.STORED:
                self._withdraw(work, item)

    def _credit(self, source: Source, listing: Listing) -> str | None:
        """To whom articles are credited instead where the list bears another outlet's name."""
        title = listing.title or ""
        places = [source.address, listing.site or "", *(one.url or "" for one in listing.entries)]
        known = {
            name: [host for one in found if (host := host_of(one))]
            for name, found in self._store.titles().items()
        }
        with self._library.read() as reader:
            known.setdefault(title, []).extend(
                host for one in reader.places_of_outlet(title) if (host := host_of(one))
            )
        claimed = is_claimed(title, places, known)
        return host_of(source.address) if claimed else None

    # Texts and pages

    async def _take_texts(self, work: Work) -> list[Wanted]:
        """Take the entries whose own text is the article; gives those that need their page."""
        pages: list[Wanted] = []
        for wanted in work.plan.wanted:
            if wanted.needs_page:
                pages.append(wanted)
            elif wanted.entry.article is not None:
                self._take(work, wanted, wanted.entry.article)
        return pages

    async def _take_pages(self, work: Work, pages: Sequence[Wanted]) -> None:
        """Fetch the pages of entries, the newest first, as many as one refresh may."""
        pending = await asyncio.to_thread(self._pending, work, pages)
        todo = [*pages, *pending]
        for number, wanted in enumerate(todo):
            if number >= PAGES_AT_ONCE or work.retry_at is not None:
                if wanted.item.key not in work.items:
                    work.put_off(_put_off(wanted.item))
                continue
            await self._take_page(work, wanted)
        for what, count in work.no_pages.items():
            work.notes.append(f"pages of {count} entries can't be had: {what}")

    def _pending(self, work: Work, pages: Sequence[Wanted]) -> list[Wanted]:
        """Entries that still wait for their page, and are not among those that were listed."""
        there = {one.item.key for one in pages} | work.items.keys()
        found = self._store.pending(work.source.id, PAGES_AT_ONCE + len(there))
        return [
            Wanted(_entry_of(item), item, True, True) for item in found if item.key not in there
        ]

    async def _take_page(self, work: Work, wanted: Wanted) -> None:
        url = wanted.entry.url or ""
        pages: Sequence[ReadArticle] = ()
        try:
            pages = await self._read(work, await self._fetching.fetch(url, page=True))
        except FetchError as error:
            work.retry_at = work.retry_at or (
                error.retry_at if error.reason is Reason.BUSY else None
            )
            if self._is_put_off(work, wanted, error):
                return
            work.no_pages[error.what] = work.no_pages.get(error.what, 0) + 1
        except ReadingError as error:
            what = error.message
            work.no_pages[what] = work.no_pages.get(what, 0) + 1
        article = article_of(wanted.entry, pages, work.outlet)
        if article is None:
            work.items[wanted.item.key] = left_out(wanted.item, Fate.EMPTY)
        else:
            self._take(work, wanted, article)

    def _is_put_off(self, work: Work, wanted: Wanted, error: FetchError) -> bool:
        """Whether a page that was not had is tried again, or its article is withdrawn."""
        lost = error.reason in (Reason.GONE, Reason.NOT_FOUND)
        if lost and wanted.item.fate is Fate.STORED:
            self._withdraw(work, wanted.item)
            return True
        # Rules that could be read and forbid it will do so next time, too.
        forbids = error.reason is Reason.ROBOTS and error.retry_at is None
        later = waits(wanted.item, may_pass=error.may_pass and not lost and not forbids)
        if later is None:
            return False
        work.put_off(later)
        return True

    def _take(self, work: Work, wanted: Wanted, article: ReadArticle) -> None:
        if not is_wanted(article, work.source.options):
            work.items[wanted.item.key] = left_out(wanted.item, Fate.FILTERED)
            return
        if work.credited and (not article.publisher or article.publisher == work.title):
            article = replace(article, publisher=work.credited)
        if article.url is None and wanted.entry.url is not None:
            article = replace(article, url=wanted.entry.url)
        work.coming.append((wanted, article))

    # Withdrawn articles

    async def _look_for_withdrawn(self, work: Work, listing: Listing) -> None:
        """Look at the pages of entries that have vanished from among others."""
        if work.source.kind in (Kind.FOLDER, Kind.PAGE):
            return
        before = await asyncio.to_thread(self._store.last_listed, work.source.id)
        whole = listing.total == len(listing.entries)
        for item in vanished(listing.entries, before, is_whole=whole):
            try:
                await self._fetching.fetch(item.url or "", page=True)
            except FetchError as error:
                if error.reason in (Reason.GONE, Reason.NOT_FOUND):
                    self._withdraw(work, item)

    def _withdraw(self, work: Work, item: Item) -> None:
        work.items[item.key] = replace(item, fate=Fate.WITHDRAWN, last_seen=work.now)


def _put_off(item: Item) -> Item:
    """An entry whose page is for a later refresh."""
    if item.fate in (Fate.STORED, Fate.SHARED):
        return replace(item, fingerprint="")
    return replace(item, fate=Fate.PENDING)


def _entry_of(item: Item) -> Entry:
    """An entry that is no longer listed, or was not listed again, as far as it is known."""
    return Entry(item.key, item.fingerprint, url=item.url, published=item.published)


def _is_settled(item: Item) -> bool:
    """Whether the text of an entry need not be read again while its fingerprint is the same."""
    return item.fate is not Fate.PENDING


def _name(article: ReadArticle) -> str:
    return article.url or article.headline or article.text


def moment_of(article: ReadArticle) -> datetime | None:
    """When an article was published, where that is known to the hour."""
    published = article.date_published
    return published if isinstance(published, datetime) else None
