"""A live source: what is followed, how, and how it stands."""

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
"""The owner of those that servers added, and share; any other owner is one server, by its id."""


@dataclass(frozen=True, slots=True)
class Options:
    """What can be set for each source."""

    pages: Pages = Pages.AUTO
    words_in: tuple[str, ...] = ()
    """Only articles with one of these words are taken."""
    words_out: tuple[str, ...] = ()
    """Articles with one of these words are left out."""
    most: int = MOST
    """Entries that are taken of one document: the newest."""
    keep_days: int | None = None
    """Articles are removed so many days after they were published; None keeps all."""
    revisit_days: int = DAYS
    """How old an article may be for its page to be asked again for corrections; 0: never."""
    every: timedelta | None = None
    """How often it is asked; None: by what it publishes."""


class State(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    """By somebody: waits for being resumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as it stands in the database."""

    id: str
    name: str
    """What commands call it; unique among those of its owner, whatever its case."""
    kind: Kind
    address: str = field(repr=False)
    """It may hold a password: print it with `briefings.sources.fetching.shown`."""
    added_at: datetime
    owner: int = OPERATOR
    from_file: bool = False
    """Whether the configuration names it: it goes when that does no longer."""
    options: Options = field(default_factory=Options)
    state: State = State.ACTIVE

    next_due: datetime | None = None
    queued: datetime | None = None
    """The `next_due` for which a refresh was put into the queue."""
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    """Of the last document that was read: servers without validators send the same again."""
    title: str | None = None
    """The outlet as the source calls it."""
    credited: str | None = None
    """To whom its articles are credited where its title is another outlet's name."""
    pace: int | None = None
    """Seconds that usually pass between two of its articles."""
    moved_from: str | None = field(default=None, repr=False)
    """The address before the last permanent redirect."""
    last_try: datetime | None = None
    last_success: datetime | None = None
    last_news: datetime | None = None
    """When it last brought an article."""
    last_brought: int = 0
    """How many articles came then."""
    failures: int = 0
    """How many tries in a row failed."""
    failing_since: datetime | None = None
    reason: str | None = None
    """The kind of the failure: a `briefings.sources.fetching.Reason`, or ``reading``."""
    problem: str | None = None
    """Why it fails, in one line that says what to do, as `briefings.translations.message.stored`
    made it."""
    notes: tuple[str, ...] = ()
    """What else an operator should know of the last refresh, a line each."""

    @property
    def why(self) -> Said:
        """Why it fails, to be said in any language."""
        return restored(self.problem or "")

    @property
    def is_due(self) -> bool:
        """Whether a refresh is planned that nobody has put into the queue."""
        return self.next_due is not None and self.queued != self.next_due


class Fate(StrEnum):
    """What became of an entry."""

    STORED = "stored"
    """An article of the library, which this source keeps up to date."""
    SHARED = "shared"
    """An article that another source brought first, and keeps up to date."""
    PENDING = "pending"
    """Its page is still to be fetched."""
    FILTERED = "filtered"
    """Left out for its words."""
    EMPTY = "empty"
    """It has no text, and its page can't be read."""
    WITHDRAWN = "withdrawn"
    """Its article was taken back by the outlet."""
    EXPIRED = "expired"
    """Its article was removed: it is older than the source's are kept."""


HELD = frozenset({Fate.STORED, Fate.SHARED, Fate.WITHDRAWN})
"""What became of entries whose article is in the library."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry that a source listed, and what became of it."""

    key: str
    fingerprint: str
    fate: Fate
    first_seen: datetime
    last_seen: datetime
    url: str | None = None
    article: str | None = None
    """The library's id of its article."""
    latest: str | None = None
    """The fingerprint of a change that came too soon to be a version; None where there is none."""
    published: datetime | None = None
    changed_at: datetime | None = None
    """When its text was last stored."""
    versions: int = 0
    """How many changes of it were stored."""
    skipped: int = 0
    """How many changes came too soon after another, and are no versions of their own."""
    tries: int = 0
    """How often fetching its page has failed in a row."""
    revisit_at: datetime | None = None
    """When its page is asked again whether it has changed; None: not any more, or it has none."""
    page_etag: str | None = None
    page_last_modified: str | None = None
