"""One refresh of a source: what it takes, and what it has gathered so far."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from briefings.reading import ReadArticle
from briefings.reading.listing import Listing
from briefings.sources.deciding import Plan, Wanted
from briefings.sources.fetching import Fetched
from briefings.sources.model import Fate, Item, Kind, Source


class Fetch(Protocol):
    """What is needed of a `briefings.sources.fetching.Fetcher`."""

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
    """Whether an article that is stored is to be read again, changed or not."""
    retry_at: datetime | None = None
    no_pages: dict[str, int] = field(default_factory=dict)
    """Why pages could not be had, and how many."""
    brought: int = 0
    changed: int = 0

    def put_off(self, item: Item) -> None:
        """Leave an entry's page to a later refresh."""
        self.items[item.key] = item
        if item.fate is Fate.PENDING:
            self.unfinished = True
        else:
            self.see_again = True

    @property
    def title(self) -> str | None:
        return (self.listing.title if self.listing else None) or self.source.title

    @property
    def outlet(self) -> str | None:
        """To whom articles are credited that name nobody else."""
        return self.credited or self.title
