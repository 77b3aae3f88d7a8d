"""What the subcommands of `briefbot sources` do: add, list, test, pause and remove sources."""

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import typer

from bot.cli.counting import counted
from bot.cli.extract import least_sure
from bot.daily.ledger import Ledger
from bot.daily.migrations import migrate as migrate_daily
from bot.discord.run import prepare_data_dir
from bot.fetching import fetcher
from bot.settings import Settings
from bot.sources import configured_sources
from briefings.ingest.refreshing import Refreshed, Refresher
from briefings.ingest.storing import StoringHere
from briefings.library import Library
from briefings.library.columns import NOBODY
from briefings.library.database import create_engine
from briefings.reading import ReadingError
from briefings.reading.listing import Entry
from briefings.sources.discovery import Discovered, DiscoveryError, discover
from briefings.sources.fetching import FetchError, shown
from briefings.sources.filters import MOST_WORDS, problem_with
from briefings.sources.followers import Followed, Followers
from briefings.sources.migrations import migrate
from briefings.sources.model import OPERATOR, Kind, Options, Pages, Source, State
from briefings.sources.naming import name_for, problem_with_name
from briefings.sources.preview import prospect
from briefings.sources.refusals import TakenError
from briefings.sources.revisits import DAYS
from briefings.sources.status import Status, status, when
from briefings.sources.store import SourceStore, new_id
from briefings.text.secrets import printable

_AT_ONCE = 8
"""How many sources are asked at a time."""
SHOWN_ENTRIES = 10
"""How many of a source's entries `test` shows."""


def options(
    *,
    pages: Pages = Pages.AUTO,
    words_in: Iterable[str] = (),
    words_out: Iterable[str] = (),
    most: int | None = None,
    keep_days: int | None = None,
    revisit_days: int = DAYS,
    every: int | None = None,
) -> Options:
    """A source's options as the command line gives them; `every` in minutes."""
    return Options(
        pages=pages,
        words_in=tuple(words_in),
        words_out=tuple(words_out),
        most=most or Options().most,
        keep_days=keep_days,
        revisit_days=revisit_days,
        every=timedelta(minutes=every) if every else None,
    )


@contextmanager
def opened(settings: Settings) -> Iterator[SourceStore]:
    """The sources of the configured database.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    if settings.database_url is None:
        prepare_data_dir(settings)
    engine = create_engine(settings.database)
    try:
        migrate(engine)
        store = SourceStore(engine)
        now = datetime.now(UTC)
        configured, problems = configured_sources(settings, now)
        for problem in (*problems, *store.follow_file(configured, now)):
            typer.echo(printable(problem), err=True)
        yield store
    finally:
        engine.dispose()


async def add(
    settings: Settings, address: str, name: str | None, kind: Kind, chosen: Options
) -> list[str]:
    """Find what can be followed at an address, and follow it."""
    problems = _wrong_words(chosen)
    if name is not None and (wrong := problem_with_name(name)):
        problems.append(f"{printable(name)}: {wrong}")
    if problems:
        return problems
    with opened(settings) as store:
        known = store.find(address)
        if known is not None:
            return [f"{shown(address)}: {known.name} follows it already"]
        try:
            found = await _discovered(settings, address, kind)
            taken = [one.name for one in store.all(OPERATOR)]
            now = datetime.now(UTC)
            source = Source(
                id=new_id(),
                name=name or name_for(found.kind, found.address, found.title, taken),
                kind=found.kind,
                address=found.address,
                added_at=now,
                options=chosen,
                next_due=now,
                title=found.title,
            )
            store.add(source)
        except (FetchError, ReadingError, DiscoveryError, TakenError) as error:
            return [printable(str(error))]
    say(f"{source.name}: {_what(found)} is followed from now on")
    for other in found.others:
        say(f"  not taken: {other.title or 'another feed'}, {shown(other.url)}")
    say("a running bot takes what comes within a minute; now: briefbot sources refresh")
    return []


async def _discovered(settings: Settings, address: str, kind: Kind) -> Discovered:
    async with fetcher(settings) as fetching:
        return await discover(address, fetching.fetch, kind)


def _what(found: Discovered) -> str:
    if found.kind is Kind.FOLDER:
        return f"the folder {found.address}"
    if found.kind is Kind.PAGE:
        return f"the page {shown(found.address)}"
    names = {Kind.FEED: "the feed", Kind.WORDPRESS: "the posts at", Kind.SITEMAP: "the sitemap"}
    how = " (found at a usual place; the page names none)" if found.guessed else ""
    large = " (so large that only its beginning is read)" if found.cut else ""
    return f"{names[found.kind]} {shown(found.address)}{how}{large}"


async def try_out(settings: Settings, address: str, chosen: Options) -> list[str]:
    """Show what comes from an address or a source, and store nothing."""
    problems = _wrong_words(chosen)
    if problems:
        return problems
    kind = Kind.AUTO
    with opened(settings) as store:
        known = _find(store, address)
    if known is not None:
        address, kind = known.address, known.kind
        if not chosen.words_in and not chosen.words_out:
            chosen = known.options
    try:
        found = await _discovered(settings, address, kind)
    except (FetchError, ReadingError, DiscoveryError) as error:
        return [printable(str(error))]
    title = f", “{found.title}”" if found.title else ""
    say(f"{_what(found)}{title}")
    for other in found.others:
        say(f"also named there: {other.title or 'another feed'}, {shown(other.url)}")
    if not found.kind.leads_to_pages:
        say("briefbot extract shows what is read of its documents")
        return []
    say("1 entry:" if found.total == 1 else f"{found.total:,} entries; the newest:")
    for entry in found.entries[:SHOWN_ENTRIES]:
        say(f"  {_entry_line(entry, chosen)}")
    return []


def _entry_line(entry: Entry, chosen: Options) -> str:
    day = f"{entry.published:%Y-%m-%d %H:%M}" if entry.published else "no date"
    return f"{day}  {entry.title or '(no title)'} – {prospect(entry, chosen)}"


async def pause(settings: Settings, name: str) -> list[str]:
    """Stop asking a source until it is resumed."""
    with opened(settings) as store:
        source = _find(store, name)
        if source is None:
            return [_unknown(name, store)]
        store.pause(source.id)
    say(f"{source.name}: paused; briefbot sources resume {source.name!r} goes on")
    return []


async def resume(settings: Settings, name: str) -> list[str]:
    """Ask a source again."""
    with opened(settings) as store:
        source = _find(store, name)
        if source is None:
            return [_unknown(name, store)]
        store.resume(source.id, datetime.now(UTC))
    say(f"{source.name}: goes on")
    return []


async def remove(settings: Settings, name: str) -> list[str]:
    """Stop following a source."""
    with opened(settings) as store:
        source = _find(store, name)
        if source is None:
            return [_unknown(name, store)]
        if source.from_file:
            return [f"{source.name}: the configuration names it: take it out of there instead"]
        servers = Followers(store.engine).by_source().get(source.id, [])
        store.remove(source.id)
    say(f"{source.name}: no longer followed; what it brought stays in the library")
    for one in servers:
        say(f"  taken from {_follower(one)}")
    return []


async def refresh(settings: Settings, name: str | None) -> list[str]:
    """Ask sources now, all active ones or the one of this name, and print what came."""
    with opened(settings) as store, Library.open(settings.database) as library:
        chosen = [one for one in store.all() if one.state is State.ACTIVE]
        if name is not None:
            source = _find(store, name)
            if source is None:
                return [_unknown(name, store)]
            chosen = [source]
        if not chosen:
            say("nothing is followed: briefbot sources add ADDRESS")
        async with fetcher(settings) as fetching:
            storing = StoringHere(
                library, clock=lambda: datetime.now(UTC), named_from=least_sure(settings)
            )
            refresher = Refresher(
                store, library, fetching, storing=storing, is_needed=_posted(settings)
            )
            slots = asyncio.Semaphore(_AT_ONCE)
            problems: list[str] = []

            async def one(source: Source) -> None:
                async with slots:
                    done = await refresher.refresh(source)
                if done.problem:
                    problems.append(printable(f"{source.name}: {done.problem}"))
                else:
                    say(f"{source.name}: {_came(done)}")

            await asyncio.gather(*map(one, chosen))
            return problems


def _posted(settings: Settings) -> Callable[[Sequence[str]], set[str]]:
    """Finds which of some articles daily posts rest on."""

    def posted(ids: Sequence[str]) -> set[str]:
        engine = create_engine(settings.database)
        try:
            migrate_daily(engine)
            return Ledger(engine).posted() & set(ids)
        finally:
            engine.dispose()

    return posted


def _came(done: Refreshed) -> str:
    changed = f", {done.changed} as a new version" if done.changed else ""
    later = "; more pages are fetched in a minute" if done.is_unfinished else ""
    return f"{counted(done.brought, 'new article')}{changed}{later}"


async def show_status(settings: Settings, *, as_json: bool = False, if_any: bool = False) -> None:
    """Print the state of each source.

    Args:
        if_any: print nothing if nothing is followed.
    """
    with opened(settings) as store:
        found = store.all()
        counts, skipped = store.counts(), store.skipped()
        servers = Followers(store.engine).by_source()
    statuses = [status(one, counts.get(one.id, {}), skipped.get(one.id, 0)) for one in found]
    if as_json:
        printed = [_as_json(one, servers.get(one.source.id, [])) for one in statuses]
        typer.echo(json.dumps(printed, ensure_ascii=False, indent=2))
        return
    if not statuses and not if_any:
        say("nothing is followed: briefbot sources add ADDRESS")
    for one in statuses:
        say(f"{one.source.name} ({one.source.kind}, {one.place})")
        for line in (*one.lines, *map(_follower, servers.get(one.source.id, []))):
            say(f"  {line}")


def _follower(one: Followed) -> str:
    called = "" if one.name == one.source.name else f" as {one.name}"
    by = f" by user {one.added_by}" if one.added_by != NOBODY else ""
    return f"server {one.server}{called}, added{by} on {when(one.added_at)}"


def _as_json(one: Status, servers: Iterable[Followed]) -> dict[str, Any]:
    source = one.source
    moments = {
        name: value.isoformat() if isinstance(value := getattr(source, name), datetime) else None
        for name in ("last_try", "last_success", "last_news", "next_due", "failing_since")
    }
    return {
        "name": source.name,
        "kind": source.kind.value,
        "address": one.place,
        "health": one.health.value,
        "articles": one.articles,
        "failures": source.failures,
        "problem": str(source.why) or None,
        "notes": list(source.notes),
        "servers": [
            {
                "server": str(each.server),
                "name": each.name,
                "added_by": str(each.added_by) if each.added_by != NOBODY else None,
                "added_at": each.added_at.isoformat(),
            }
            for each in servers
        ],
        **moments,
    }


def _wrong_words(chosen: Options) -> list[str]:
    words = (*chosen.words_in, *chosen.words_out)
    if len(words) > MOST_WORDS:
        return [f"a source has at most {MOST_WORDS} words to filter by"]
    return [f"{printable(word)!r}: {wrong}" for word in words if (wrong := problem_with(word))]


def _find(store: SourceStore, name: str) -> Source | None:
    """The operator's source with this name or address, else one that servers follow."""
    return store.find(name) or store.find(name, None)


def _unknown(name: str, store: SourceStore) -> str:
    import difflib

    names: Sequence[str] = [one.name for one in store.all()]
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]}?" if near else "briefbot sources list shows them"
    return printable(f"{name}: no such source: {hint}")


def say(line: str) -> None:
    """Print a line that may hold what others wrote."""
    typer.echo(printable(line))
