"""One refresh of a source: what it needs, and what it has gathered so far."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from briefings.reading import ReadArticle
from briefings.reading.listing import Listing
from briefings.sources.deciding import Plan, Wanted, is_wanted, left_out
from briefings.sources.fetching import Fetched
from briefings.sources.model import Fate, Item, Kind, Source


class Fetch(Protocol):
    """What is needed from a `briefings.sources.fetching.Fetcher`."""

    async def fetch(
        self,
        address: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        page: bool = False,
        cut: bool = False,
    ) -> Fetched: ...


@dataclass(slots=True)
class Work:
    """What one refresh gathers on its way."""

    source: Source
    now: datetime
    listing: Listing | None = None
    fetched: Fetched | None = None
    kind: Kind | None = None
    address: str | None = None
    plan: Plan = field(default_factory=Plan)
    items: dict[str, Item] = field(default_factory=dict)
    coming: list[tuple[Wanted, ReadArticle]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    credited: str | None = None
    body_hash: str | None = None
    unfinished: bool = False
    see_again: bool = False
    """Whether to read a stored article again even if it has not changed."""
    pages_asked: int = 0
    retry_at: datetime | None = None
    no_pages: dict[str, int] = field(default_factory=dict)
    """How many pages failed, by reason."""
    brought: int = 0
    changed: int = 0

    def put_off(self, item: Item) -> None:
        """Leave an entry's page to a later refresh."""
        self.items[item.key] = item
        if item.fate is Fate.PENDING:
            self.unfinished = True
        else:
            self.see_again = True

    def take(self, wanted: Wanted, article: ReadArticle) -> None:
        """Mark an entry's article for storing, if its words are wanted."""
        if not is_wanted(article, self.source.options):
            self.items[wanted.item.key] = left_out(wanted.item, Fate.FILTERED)
            return
        if self.credited and (not article.publisher or article.publisher == self.title):
            article = replace(article, publisher=self.credited)
        if article.url is None and wanted.entry.url is not None:
            article = replace(article, url=wanted.entry.url)
        self.coming.append((wanted, article))

    def withdraw(self, item: Item) -> None:
        """Mark an entry's article as withdrawn by its outlet."""
        self.items[item.key] = replace(item, fate=Fate.WITHDRAWN)

    def has_room(self, most: int) -> bool:
        """Whether fewer than `most` pages were requested and the site has not asked for a pause."""
        return self.pages_asked < most and self.retry_at is None

    @property
    def title(self) -> str | None:
        return (self.listing.title if self.listing else None) or self.source.title

    @property
    def outlet(self) -> str | None:
        """The outlet for articles that name none."""
        return self.credited or self.title
