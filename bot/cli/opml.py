"""What `briefbot sources import` and `export` do."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.cli import common
from bot.cli.counting import counted
from bot.cli.following import opened, say
from bot.settings import Settings
from briefings.reading import MAX_BYTES, ReadingError, read_data
from briefings.reading.decode import decode
from briefings.sources.fetching import FetchError, is_masked, parse_address, shareable, shown
from briefings.sources.model import OPERATOR, Kind, Source
from briefings.sources.naming import Names
from briefings.sources.opml import MOST, NO_OPML, OpmlError, Outline, parse_opml, write_opml
from briefings.sources.refusals import TakenError
from briefings.sources.rows import key_of_address
from briefings.sources.store import SourceStore, new_id
from briefings.text.secrets import printable


async def import_opml(settings: Settings, file: Path) -> list[str]:
    """Follow the feeds of an OPML file, except those already followed.

    They are not fetched first: a list of hundreds is imported at once, and `briefbot sources` says
    later which of them fail.
    """
    try:
        data = await asyncio.to_thread(read_data, file)
        if len(data) > MAX_BYTES:
            return [printable(f"{file}: is larger than {MAX_BYTES / 1e6:,.0f} MB")]
        outlines = parse_opml(_text(data))
    except ReadingError as error:
        return [printable(str(error))]
    except OpmlError as error:
        return [printable(f"{file}: {error}")]
    with opened(settings) as store:
        added, problems = _import(store, outlines)
    known = len(outlines) - added - len(problems)
    rest = f"; {known} followed already" if known else ""
    say(f"{counted(added, 'feed')} followed from now on{rest}")
    if len(outlines) == MOST:
        problems.append(
            printable(f"{file}: only the first {MOST:,} feeds of a file are taken: split it")
        )
    return problems


def _text(data: bytes) -> str:
    """A file's text, in any encoding. Raises OpmlError if it is not text."""
    try:
        return decode(data)
    except ReadingError:
        raise OpmlError(NO_OPML) from None


def _import(store: SourceStore, outlines: Iterable[Outline]) -> tuple[int, list[str]]:
    """Keep the new feeds; return how many there were, and the problems of the others."""
    here = store.all(OPERATOR)
    names = Names(one.name for one in here)
    known = {key_of_address(one.address) for one in here}
    added, problems = 0, []
    for outline in outlines:
        try:
            address = _address(outline)
        except (FetchError, OpmlError) as error:
            problems.append(printable(str(error)))
            continue
        key = key_of_address(address)
        if key in known:
            continue
        known.add(key)
        now = datetime.now(UTC)
        name = names.give(Kind.FEED, address, outline.title)
        source = Source(
            id=new_id(), name=name, kind=Kind.AUTO, address=address, added_at=now, next_due=now
        )
        try:
            store.add(source)
        except TakenError as error:  # the bot or another command added it meanwhile
            problems.append(printable(f"{shown(address)}: {error}"))
        else:
            added += 1
    return added, problems


def _address(outline: Outline) -> str:
    """A feed's address. Raises FetchError or OpmlError if it can't be followed."""
    address = parse_address(outline.address).full
    if is_masked(address):
        raise OpmlError(
            f"{shown(address)}: its secret was left out when it was exported: "
            "write it in, or leave out the feed"
        )
    return address


async def export_opml(settings: Settings, file: Path | None) -> list[str]:
    """Write the feeds as OPML, without passwords, which nobody should pass on unknowingly."""
    with opened(settings) as store:
        feeds = [one for one in store.all(OPERATOR) if one.kind in (Kind.FEED, Kind.AUTO)]
    outlines = [Outline(shareable(one.address), one.name) for one in feeds]
    for one, outline in zip(feeds, outlines, strict=True):
        if outline.address != one.address:
            common.say(f"{one.name}: its address is written without its password or secret")
    text = write_opml(outlines, datetime.now(UTC))
    if file is None:
        typer.echo(text, nl=False)
        return []
    try:
        await asyncio.to_thread(file.write_text, text, encoding="utf-8")
    except OSError as error:
        return [printable(f"{file}: can't be written to ({error.strerror})")]
    say(f"{counted(len(outlines), 'feed')} written to {file}")
    return []
