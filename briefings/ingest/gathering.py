"""Fetches and lists what a source offers, and reads what is new."""

import asyncio
import hashlib
from dataclasses import replace
from datetime import datetime

from briefings.ingest.entry_pages import LOST, EntryPages, read_page
from briefings.ingest.refresh_work import Fetch, Work
from briefings.library import Library
from briefings.reading import ReadArticle, ReadingError
from briefings.reading.bounded import list_bounded
from briefings.reading.listing import Entry, Form, Listing, entry_key, newest
from briefings.sources.credit import host_of, is_claimed
from briefings.sources.deciding import Wanted, plan, unlisted, vanished
from briefings.sources.discovery import KINDS, discover
from briefings.sources.fetching import Fetched, FetchError, shown
from briefings.sources.folders import list_folder, read_listed
from briefings.sources.front_page import is_front_page
from briefings.sources.model import Fate, Item, Kind, Pages, Source
from briefings.sources.store import SourceStore
from briefings.translations import gettext


class NoListError(ReadingError):
    """A source's answer lists no articles."""

    def __init__(self, form: Form) -> None:
        super().__init__(
            gettext(
                "sends a web page (HTML) in place of a list of articles: open it in a browser; it "
                "may have moved, or want a login"
            )
            if form is Form.PAGE
            else gettext(
                "sends a text in place of a list of articles: open it in a browser; it may have "
                "moved, or want a login"
            )
        )


class Gatherer:
    """Asks sources and reads what is new; records results only in the current work."""

    def __init__(self, store: SourceStore, library: Library, fetching: Fetch) -> None:
        self._store = store
        self._library = library
        self._fetching = fetching
        self._pages = EntryPages(store, library, fetching)

    async def gather(self, work: Work) -> None:
        """Fetch and read: fills `coming` with articles and `items` with the rest.

        Raises:
            FetchError, ReadingError, DiscoveryError: the source can't be fetched or read.
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
            pages = _take_texts(work)
            await self._look_for_withdrawn(work, work.listing)
        await self._pages.take(work, pages)
        await self._pages.revisit(work)

    async def _list(self, work: Work) -> Listing | None:
        """The entries of a source on the web; None if nothing has changed."""
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
            raise NoListError(listing.form)
        return await self._discover(work, found)

    async def _discover(self, work: Work, found: Fetched) -> Listing:
        """Find the feed of a page that nobody tried when naming it."""
        there = await discover(work.source.address, self._fetching.fetch)
        work.kind, work.address = there.kind, there.address
        work.fetched = replace(found, etag=None, last_modified=None, moved_to=None)
        work.body_hash = None
        forms = {kind: form for form, kind in KINDS.items() if form is not Form.INDEX}
        return Listing(forms[there.kind], there.title, entries=there.entries, total=there.total)

    async def _with_children(self, work: Work, listing: Listing) -> Listing:
        """A sitemap index with the entries of its newest sitemaps."""
        entries: list[Entry] = list(listing.entries)
        problems: list[FetchError | ReadingError] = []
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
                problems.append(error)
                continue
            entries += child.entries
            listing = replace(listing, title=listing.title or child.title)
        if problems and not entries:
            raise ReadingError(problems[0].said)
        work.notes += map(str, problems)
        chosen = newest({entry.key: entry for entry in entries}.values())
        return replace(listing, entries=tuple(chosen[: work.source.options.most]))

    async def _list_page(self, work: Work, found: Fetched) -> Listing:
        """A single page as a list of its articles, usually one."""
        if is_front_page(found.url) and not is_front_page(work.source.address):
            raise ReadingError(
                "leads to the site's front page now: the page was probably taken away; its address "
                "is kept"
            )
        articles = await asyncio.to_thread(read_page, found, work.now)
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
        """Decide what to do with the entries, after looking up whose articles they are."""
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
        if not source.kind.leads_to_pages:
            options = replace(options, pages=Pages.NEVER)
        gone = set(listing.gone)
        entries = [entry for entry in listing.entries if entry.key not in gone]
        work.plan = plan(entries, known, elsewhere, options, work.now)
        work.items = {item.key: item for item in work.plan.settled}
        for item in self._store.items(source.id, listing.gone).values():
            if item.fate is Fate.STORED:
                work.withdraw(unlisted(item))

    def _credit(self, source: Source, listing: Listing) -> str | None:
        """The outlet to credit if the list has another outlet's name."""
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

    # Withdrawn articles

    async def _look_for_withdrawn(self, work: Work, listing: Listing) -> None:
        """Check the pages of entries that have vanished while others stayed."""
        if not work.source.kind.leads_to_pages:
            return
        before = await asyncio.to_thread(self._store.last_listed, work.source.id)
        whole = listing.total == len(listing.entries)
        for item in vanished(listing.entries, before, is_whole=whole):
            try:
                await self._fetching.fetch(item.url or "", page=True)
            except FetchError as error:
                if error.reason in LOST:
                    work.withdraw(unlisted(item))


def _take_texts(work: Work) -> list[Wanted]:
    """Take the entries whose own text is the article; returns those that need their page."""
    pages: list[Wanted] = []
    for wanted in work.plan.wanted:
        if wanted.needs_page:
            pages.append(wanted)
        elif wanted.entry.article is not None:
            work.take(wanted, wanted.entry.article)
    return pages


def _is_settled(item: Item) -> bool:
    """Whether an entry with the same fingerprint need not be read again."""
    return item.fate is not Fate.PENDING


def _name(article: ReadArticle) -> str:
    return article.url or article.headline or article.text


def moment_of(article: ReadArticle) -> datetime | None:
    """When an article was published, if known to the hour."""
    published = article.date_published
    return published if isinstance(published, datetime) else None
