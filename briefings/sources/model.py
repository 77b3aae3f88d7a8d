"""A live source: what is followed, how, and its state."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from briefings.reading.listing import MOST
from briefings.sources.kinds import Kind as Kind
from briefings.sources.kinds import Pages as Pages
from briefings.sources.revisits import DAYS
from briefings.translations.message import Said, restored

OPERATOR = 0
"""The owner of the sources that the operator added."""
SERVERS = 1
"""The owner of sources that servers share; any other owner is one server, by its id."""


@dataclass(frozen=True, slots=True)
class Options:
    """What can be set for each source."""

    pages: Pages = Pages.AUTO
    words_in: tuple[str, ...] = ()
    """Only articles with one of these words are taken."""
    words_out: tuple[str, ...] = ()
    """Articles with one of these words are left out."""
    most: int = MOST
    """How many entries of one document are taken, newest first."""
    keep_days: int | None = None
    """How many days after publication articles are removed; None keeps all."""
    revisit_days: int = DAYS
    """Up to which age in days an article's page is asked again for corrections; 0: never."""
    every: timedelta | None = None
    """How often it is asked; None: by how often it publishes."""


class State(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    """Paused by somebody until it is resumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source in the database."""

    id: str
    name: str
    """Its name in commands; unique for its owner, ignoring case."""
    kind: Kind
    address: str = field(repr=False)
    """It may contain a password: print it with `briefings.sources.fetching.shown`."""
    added_at: datetime
    owner: int = OPERATOR
    from_file: bool = False
    """Whether the configuration names it; it is removed when that no longer does."""
    options: Options = field(default_factory=Options)
    state: State = State.ACTIVE

    next_due: datetime | None = None
    queued: datetime | None = None
    """The `next_due` whose refresh was put into the queue."""
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    """A hash of the last document: servers without validators send the same one again."""
    title: str | None = None
    """The source's name for the outlet."""
    credited: str | None = None
    """The outlet to credit if its title is another outlet's name."""
    pace: int | None = None
    """The usual seconds between two of its articles."""
    moved_from: str | None = field(default=None, repr=False)
    """The address before the last permanent redirect."""
    last_try: datetime | None = None
    last_success: datetime | None = None
    last_news: datetime | None = None
    """When it last brought an article."""
    last_brought: int = 0
    """How many articles it then brought."""
    failures: int = 0
    """How many tries in a row failed."""
    failing_since: datetime | None = None
    reason: str | None = None
    """The kind of the failure: a `briefings.sources.fetching.Reason`, or ``reading``."""
    problem: str | None = None
    """Why it fails, in one line that says what to do, made by
    `briefings.translations.message.stored`."""
    notes: tuple[str, ...] = ()
    """What else an operator should know about the last refresh, one line each."""

    @property
    def why(self) -> Said:
        """Why it fails, for any language."""
        return restored(self.problem or "")

    @property
    def is_due(self) -> bool:
        """Whether a planned refresh is not yet in the queue."""
        return self.next_due is not None and self.queued != self.next_due


class Fate(StrEnum):
    """What happened to an entry."""

    STORED = "stored"
    """An article of the library, which this source keeps up to date."""
    SHARED = "shared"
    """An article that another source brought first and keeps up to date."""
    PENDING = "pending"
    """Its page is still to be fetched."""
    FILTERED = "filtered"
    """Left out because of its words."""
    EMPTY = "empty"
    """It has no text, and its page can't be read."""
    WITHDRAWN = "withdrawn"
    """The outlet withdrew its article."""
    EXPIRED = "expired"
    """Its article was removed because it was too old for the source."""


HELD = frozenset({Fate.STORED, Fate.SHARED, Fate.WITHDRAWN})
"""The fates of entries whose article is in the library."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that a source listed, and its fate."""

    key: str
    fingerprint: str
    fate: Fate
    first_seen: datetime
    last_seen: datetime
    url: str | None = None
    article: str | None = None
    """The library's id of its article."""
    latest: str | None = None
    """The fingerprint of a change that came too soon to be a version; None if there is none."""
    published: datetime | None = None
    changed_at: datetime | None = None
    """When its text was last stored."""
    versions: int = 0
    """How many of its changes were stored."""
    skipped: int = 0
    """How many changes came too soon after another to be versions of their own."""
    tries: int = 0
    """How often in a row fetching its page has failed."""
    revisit_at: datetime | None = None
    """When its page is next checked for changes; None: no longer, or it has no page."""
    page_etag: str | None = None
    page_last_modified: str | None = None
