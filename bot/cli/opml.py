"""What `briefbot sources import` and `export` do."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import typer

from bot.cli.counting import counted
from bot.cli.following import opened, say
from bot.settings import Settings
from briefings.reading import MAX_BYTES, ReadingError, read_data
from briefings.sources.fetching import FetchError, parse_address, shown
from briefings.sources.model import OPERATOR, Kind, Source
from briefings.sources.naming import name_for
from briefings.sources.opml import OpmlError, Outline, parse_opml, write_opml
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
        outlines = parse_opml(data.decode("utf-8-sig", "replace"))
    except ReadingError as error:
        return [printable(str(error))]
    except OpmlError as error:
        return [printable(f"{file}: {error}")]
    problems: list[str] = []
    with opened(settings) as store:
        before = len(store.all(OPERATOR))
        for outline in outlines:
            problems += _import(store, outline)
        added = len(store.all(OPERATOR)) - before
    known = len(outlines) - added - len(problems)
    rest = f"; {known} followed already" if known else ""
    say(f"{counted(added, 'feed')} followed from now on{rest}")
    return problems


def _import(store: SourceStore, outline: Outline) -> list[str]:
    try:
        address = parse_address(outline.address).full
    except FetchError as error:
        return [printable(str(error))]
    if store.find(address) is not None:
        return []
    now = datetime.now(UTC)
    taken = [one.name for one in store.all(OPERATOR)]
    name = name_for(Kind.FEED, address, outline.title, taken)
    store.add(
        Source(id=new_id(), name=name, kind=Kind.AUTO, address=address, added_at=now, next_due=now)
    )
    return []


async def export_opml(settings: Settings, file: Path | None) -> list[str]:
    """Write the feeds as OPML, without passwords, which nobody should pass on unknowingly."""
    with opened(settings) as store:
        outlines = [
            Outline(shown(one.address), one.name)
            for one in store.all(OPERATOR)
            if one.kind in (Kind.FEED, Kind.AUTO)
        ]
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
