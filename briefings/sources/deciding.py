"""What to do with the entries that a source lists: pure decisions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from briefings.identity import headline_key
from briefings.reading import ReadArticle
from briefings.reading.listing import Entry
from briefings.sources.filters import has_word, wants
from briefings.sources.model import HELD, Fate, Item, Options, Pages
from briefings.sources.schedule import may_store_version
from briefings.sources.teasers import is_teaser

MOST_TRIES = 3
"""How often an entry's page is requested before its teaser is taken instead."""
MOST_CHECKS = 5
"""How many pages of vanished entries one refresh checks."""
_MUCH_SHORTER = 0.8


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry to store."""

    entry: Entry
    item: Item
    """Its known state; for a new one, the initial state."""
    is_new: bool
    needs_page: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with the entries of a list."""

    wanted: Sequence[Wanted] = ()
    """Newest first."""
    settled: Sequence[Item] = ()
    """Entries with nothing stored, and their fates."""
    seen: Sequence[str] = ()
    """Keys of known, unchanged entries."""
    held_back: int = 0
    """How many changes came too soon after another and must be seen again."""


@dataclass(slots=True)
class _Sorting:
    wanted: list[Wanted] = field(default_factory=list)
    settled: list[Item] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    held_back: int = 0


def plan(
    entries: Iterable[Entry],
    known: Mapping[str, Item],
    elsewhere: Mapping[str, str],
    options: Options,
    now: datetime,
) -> Plan:
    """What to do with the entries of a list.

    Args:
        entries: newest first.
        known: the known entries, by key.
        elsewhere: articles that other sources brought and keep up to date, by address.
    """
    sorting = _Sorting()
    for entry in entries:
        _sort(sorting, entry, known.get(entry.key), elsewhere, options, now)
    return Plan(sorting.wanted, sorting.settled, sorting.seen, sorting.held_back)


def _sort(
    sorting: _Sorting,
    entry: Entry,
    item: Item | None,
    elsewhere: Mapping[str, str],
    options: Options,
    now: datetime,
) -> None:
    if item is not None and _is_as_known(entry, item):
        sorting.seen.append(entry.key)
        return
    begun = item or new_item(entry, now)
    current = replace(begun, last_seen=now, url=entry.url, published=entry.published)
    if item is not None and item.fate is Fate.STORED and _is_too_soon(item, now):
        sorting.settled.append(replace(_skipping(current, entry), latest=entry.fingerprint))
        sorting.held_back += 1
        return
    current = replace(_skipping(current, entry), fingerprint=entry.fingerprint, latest=None)
    shared = elsewhere.get(entry.url) if entry.url else None
    if shared is not None and current.fate not in (Fate.STORED, Fate.WITHDRAWN):
        sorting.settled.append(replace(current, fate=Fate.SHARED, article=shared))
        return
    if has_word(_text(entry), options.words_out):
        sorting.settled.append(left_out(current, Fate.FILTERED))
        return
    needs_page = _needs_page(entry, options.pages)
    if entry.article is None and not needs_page:
        sorting.settled.append(left_out(current, Fate.EMPTY))
        return
    sorting.wanted.append(Wanted(entry, current, item is None, needs_page))


def _skipping(item: Item, entry: Entry) -> Item:
    """An entry with one more change counted as skipped if another follows a waiting one."""
    if item.latest in (None, entry.fingerprint):
        return item
    return replace(item, skipped=item.skipped + 1)


def new_item(entry: Entry, now: datetime) -> Item:
    """An entry in its initial state."""
    return Item(
        entry.key,
        entry.fingerprint,
        Fate.PENDING,
        now,
        now,
        url=entry.url,
        published=entry.published,
    )


def left_out(item: Item, fate: Fate) -> Item:
    """An entry that is not stored in this state; its earlier article stays."""
    return item if item.fate in HELD else replace(item, fate=fate)


def _is_as_known(entry: Entry, item: Item) -> bool:
    if item.fate is Fate.PENDING:
        return False
    if item.fate is Fate.EXPIRED:
        return True
    return item.fingerprint == entry.fingerprint


def _is_too_soon(item: Item, now: datetime) -> bool:
    return not may_store_version(item.versions, item.changed_at, now)


def _needs_page(entry: Entry, pages: Pages) -> bool:
    if entry.url is None or pages is Pages.NEVER:
        return False
    return pages is Pages.ALWAYS or is_teaser(entry)


def _text(entry: Entry) -> str:
    return f"{entry.title or ''}\n{entry.article.text if entry.article else ''}"


def is_wanted(article: ReadArticle, options: Options) -> bool:
    """Whether a fully read article's words are wanted."""
    text = f"{article.headline or ''}\n{article.text}"
    return wants(text, options.words_in, options.words_out)


def waits(item: Item, *, may_pass: bool) -> Item | None:
    """An entry whose page could not be fetched, to try again; None if it is not.

    Args:
        may_pass: whether trying again can help.
    """
    if not may_pass or item.tries + 1 >= MOST_TRIES:
        return None
    fate = item.fate if item.fate in HELD else Fate.PENDING
    return replace(unlisted(item), fate=fate, tries=item.tries + 1)


def unlisted(item: Item) -> Item:
    """An entry with a fingerprint that no list has, so that the next listing takes it up."""
    return replace(item, fingerprint="")


def article_of(
    entry: Entry, pages: Sequence[ReadArticle], outlet: str | None
) -> ReadArticle | None:
    """The article of an entry from its page, with what only the entry says.

    Args:
        pages: the articles of its page.
        outlet: its name in the list.

    Returns:
        The entry's own text if its page has no more; None if there is neither.
    """
    page = _chosen(entry, pages)
    teaser = entry.article
    if page is None or (teaser and len(page.text) < _MUCH_SHORTER * len(teaser.text)):
        return teaser
    date, note = page.date_published, page.date_published_note
    if date is None and teaser is not None and teaser.date_published is not None:
        date, note = teaser.date_published, teaser.date_published_note
    elif date is None and entry.published is not None:
        date, note = entry.published, None
    return replace(
        page,
        headline=page.headline or entry.title,
        publisher=page.publisher or (teaser.publisher if teaser else None) or outlet,
        author=page.author or (teaser.author if teaser else None),
        date_published=date,
        date_published_note=note,
        url=page.url or entry.url,
    )


def _chosen(entry: Entry, pages: Sequence[ReadArticle]) -> ReadArticle | None:
    if len(pages) == 1:
        return pages[0]
    named = [one for one in pages if headline_key(one.headline) == headline_key(entry.title)]
    return max(named, key=lambda one: len(one.text), default=None)


def vanished(
    entries: Collection[Entry], before: Mapping[str, Item], *, is_whole: bool
) -> list[Item]:
    """Entries of the last list that are missing among those of this one.

    The oldest leave a list as new ones arrive. One missing while older ones are still listed may
    have been withdrawn: its page tells.

    Args:
        before: the entries of the last list, by their keys.
        is_whole: whether `entries` has everything that the document lists.
    """
    there = {entry.key for entry in entries}
    times = [entry.published for entry in entries if entry.published]
    if not is_whole or not times:
        return []
    oldest = min(times)
    missing = [
        item
        for item in before.values()
        if item.key not in there
        and item.fate is Fate.STORED
        and item.url
        and item.published is not None
        and item.published > oldest
    ]
    return missing[:MOST_CHECKS]
