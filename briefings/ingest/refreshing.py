"""Refreshes a source: fetches and lists it, reads and stores new entries, and records that.

Whatever stops the program, nothing is lost or stored twice: articles are stored before that is
recorded, and an article that comes again is recognised.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from briefings.identity import Sameness
from briefings.ingest.gathering import Gatherer, moment_of
from briefings.ingest.origin import INGESTED
from briefings.ingest.refresh_work import Fetch, Work
from briefings.ingest.storing import Kept, Storing, StoringHere
from briefings.library import Library, LibraryError
from briefings.reading import ReadArticle, ReadingError
from briefings.reading.listing import published_times
from briefings.sources.deciding import Wanted, unlisted
from briefings.sources.discovery import DiscoveryError
from briefings.sources.fetching import FetchError
from briefings.sources.model import Fate, Item, Kind, Source
from briefings.sources.standing import Outcome, failed, succeeded
from briefings.sources.status import Health, health_of
from briefings.sources.store import SourceStore
from briefings.translations.message import Said

EXPIRED_AT_ONCE = 200
"""How many articles one refresh removes for their age."""
CAUGHT_UP_AT_ONCE = 10
"""How many articles without stories, from an earlier version, one step reads …"""
PAUSE = 0.5
"""… and for how many seconds others then have the processor to themselves."""

_OWN = (Fate.STORED, Fate.WITHDRAWN)
"""The fates of entries whose article this source keeps up to date."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did."""

    source: Source
    """The source's new state."""
    brought: int = 0
    """How many articles are new to the source."""
    changed: int = 0
    """How many articles have a new text."""
    problem: str | None = None
    """Why it failed; None if it did not."""
    is_unfinished: bool = False
    """Whether pages of entries are left for the next refresh, which comes soon."""


class Refresher:
    """Refreshes sources, several at a time; stores articles one batch at a time."""

    def __init__(
        self,
        store: SourceStore,
        library: Library,
        fetching: Fetch,
        *,
        storing: Storing | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        is_needed: Callable[[Sequence[str]], set[str]] = lambda _: set(),
    ) -> None:
        """Args:
        storing: stores the articles; this process by default.
        is_needed: finds, among the ids of articles due for removal, those that must stay because a
            post rests on them.
        """
        self._store = store
        self._library = library
        self._gatherer = Gatherer(store, library, fetching)
        self._keeping = storing or StoringHere(library, clock=clock)
        self._clock = clock
        self._is_needed = is_needed
        self._storing = asyncio.Lock()
        self.waiting = 0
        """How many wait for their turn to store."""
        self._are_stories_due = False

    async def refresh(self, source: Source) -> Refreshed:
        """Ask a source, store what is new, and record its state.

        Raises:
            LibraryError: the database fails; the refresh can be done again.
        """
        work = Work(source, self._clock(), credited=source.credited)
        try:
            await self._gatherer.gather(work)
        except (FetchError, ReadingError, DiscoveryError) as error:
            what = error if isinstance(error, FetchError) else _message(error)
            async with self._turn():
                after = await asyncio.to_thread(
                    self._settle_failed, source, failed(source, work.now, what)
                )
            why = str(after.why)
            log.info("source_failed", source=source.name, problem=why)
            return Refreshed(after, problem=why)
        async with self._turn():
            after = await asyncio.to_thread(self._settle, work)
        if work.brought or work.changed:
            log.info("source_brought", source=source.name, new=work.brought, changed=work.changed)
        return Refreshed(after, work.brought, work.changed, is_unfinished=work.unfinished)

    async def keep_stories(self) -> None:
        """Make stories from what an earlier version stored, and tell due ones again.

        Refreshes and answers get their turn in between.

        Raises:
            LibraryError: the database fails; finished steps are kept.
        """
        done = 0
        while True:
            async with self._storing:
                step = await asyncio.to_thread(self._keeping.catch_up, CAUGHT_UP_AT_ONCE)
            if step is None:
                break
            done += step
            log.debug("stories_caught_up", articles=done)
            await asyncio.sleep(PAUSE)
        if done:
            log.info("stories_caught_up", articles=done)
        async with self._storing:
            await asyncio.to_thread(self._keeping.tell_due)
            await asyncio.to_thread(self._keeping.rest)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Lets one refresh store at a time; the last of those waiting has due stories told.

        Many feeds each add a little to a large story, which takes long to tell.
        """
        self.waiting += 1
        try:
            await self._storing.acquire()
        finally:
            self.waiting -= 1
        try:
            yield
            if self._are_stories_due and not self.waiting:
                await self._tell_due()
        finally:
            self._storing.release()

    async def _tell_due(self) -> None:
        try:
            await asyncio.to_thread(self._keeping.tell_due)
        except LibraryError as error:  # the articles are stored; `keep_stories` tries again
            log.warning("stories_not_told", reason=str(error))
        else:
            self._are_stories_due = False

    def _settle(self, work: Work) -> Source:
        """Store what came, then record it."""
        self._put(work)
        self._expire(work)
        after = succeeded(work.source, self._outcome(work), work.now)
        self._store.settle(work.source, after, work.items.values(), work.plan.seen)
        return after

    def _settle_failed(self, source: Source, after: Source) -> Source:
        """Record that a source failed; the articles of a page that is gone are withdrawn."""
        gone: list[Item] = []
        if source.kind is Kind.PAGE and health_of(after) is Health.GONE:
            found = self._store.items(source.id).values()
            gone = [unlisted(item) for item in found if item.fate is Fate.STORED]
            self._keeping.withdraw([item.article for item in gone if item.article])
            # If it comes back unchanged, it must be read again.
            after = replace(after, etag=None, last_modified=None, body_hash=None)
        withdrawn = [replace(item, fate=Fate.WITHDRAWN) for item in gone]
        self._store.settle(source, after, withdrawn)
        return after

    def _put(self, work: Work) -> None:
        """Store the articles and the fates of their entries; mark the withdrawn ones."""
        new = [one for one, _ in work.coming if one.item.fate not in _OWN]
        # Another source may have brought the same article meanwhile.
        urls = [one.entry.url for one in new if one.entry.url]
        elsewhere = self._store.brought_elsewhere(work.source.id, urls)
        coming = [one for one in work.coming if one[0].entry.url not in elsewhere]
        for wanted in new:
            shared = elsewhere.get(wanted.entry.url or "")
            if shared is not None:
                work.items[wanted.item.key] = replace(wanted.item, fate=Fate.SHARED, article=shared)
        back: list[str] = []
        stored = self._keeping.add([article for _, article in coming], tell_due=False)
        self._are_stories_due |= bool(stored)
        for (wanted, article), one in zip(coming, stored, strict=True):
            work.items[wanted.item.key] = _brought(wanted, article, one, work)
            if wanted.item.fate is Fate.WITHDRAWN:
                back.append(one.article)
        if back:
            self._keeping.restore(back)
        withdrawn = [
            item.article
            for item in work.items.values()
            if item.fate is Fate.WITHDRAWN and item.article
        ]
        if withdrawn:
            self._keeping.withdraw(withdrawn)

    def _expire(self, work: Work) -> None:
        """Remove articles that are too old for the source and that nothing rests on."""
        days = work.source.options.keep_days
        if days is None:
            return
        before = work.now - timedelta(days=days)
        old = self._store.expiring(work.source.id, before, EXPIRED_AT_ONCE)
        needed = self._is_needed([item.article for item in old if item.article])
        expired = [item for item in old if item.article and item.article not in needed]
        for item in expired:
            self._library.remove(f"{INGESTED}{item.article}")
            work.items[item.key] = replace(item, fate=Fate.EXPIRED)
        if expired:
            self._keeping.tell_due()

    def _outcome(self, work: Work) -> Outcome:
        listing = work.listing
        return Outcome(
            fetched=work.fetched,
            published=published_times(listing.entries) if listing else (),
            brought=work.brought,
            title=listing.title if listing else None,
            kind=work.kind,
            address=work.address,
            credited=work.credited,
            body_hash=work.body_hash,
            notes=list(dict.fromkeys(work.notes if listing else [*work.source.notes, *work.notes])),
            unfinished=work.unfinished,
            see_again=work.see_again or work.plan.held_back > 0 or work.address is not None,
            retry_at=work.retry_at,
        )


def _brought(wanted: Wanted, article: ReadArticle, stored: Kept, work: Work) -> Item:
    """The fate of an entry whose article was stored."""
    item = wanted.item
    was_stored = item.fate in _OWN
    fate = Fate.SHARED if stored.sameness in (Sameness.ELSEWHERE, Sameness.LEFT) else Fate.STORED
    if was_stored:
        fate = Fate.STORED
    elif fate is Fate.STORED:
        work.brought += 1
    has_changed = stored.sameness is Sameness.CHANGED
    is_as_before = stored.sameness is Sameness.KNOWN and was_stored
    work.changed += has_changed and was_stored
    return replace(
        item,
        fate=fate,
        article=stored.article,
        published=item.published or moment_of(article),
        changed_at=item.changed_at if is_as_before else work.now,
        versions=item.versions + (has_changed and was_stored),
        latest=None,
        tries=0,
    )


def _message(error: ReadingError | DiscoveryError) -> Said:
    return error.what if isinstance(error, ReadingError) else str(error)
