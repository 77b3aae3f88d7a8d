"""`briefbot data export` and `briefbot data delete`; the bot may be running."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from bot.cli.counting import counted
from bot.daily.kept import KeptData, OfUser, as_file, count_of_user
from bot.daily.ledger import Ledger
from bot.daily.migrations import migrate
from bot.daily.store import Store
from bot.discord.run import StartError
from bot.settings import Settings
from bot.work.kept_feeds import KeptFeeds
from briefings.library.database import close_engine, create_engine, database_url
from briefings.library.errors import explained
from briefings.text.secrets import printable


async def export(
    settings: Settings, server: int | None, user: int | None, output: Path | None
) -> None:
    """Print what is stored about a server or a user, or write it to a new file.

    Raises:
        StartError: there is no database, or the file can't be written.
        LibraryError: the database can't be used.
    """
    with _kept(settings) as kept:
        found = await asyncio.to_thread(_of, kept, server, user)
    _, content = as_file(found, "data", most=sys.maxsize)
    if output is None:
        typer.echo(content.decode())
        return
    try:
        with output.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise StartError(f"{output} already exists: name a new file") from None
    except OSError as error:
        raise StartError(f"{output} can't be written ({error.strerror})") from None
    typer.echo(printable(f"written to {output}"))


async def delete(settings: Settings, server: int | None, user: int | None, *, ask: bool) -> None:
    """Delete what is stored about a server, or a user's number, and print how much that was.

    Args:
        ask: whether to ask first.

    Raises:
        StartError: there is no database.
        LibraryError: the database can't be used.
    """
    with _kept(settings) as kept:
        found = await asyncio.to_thread(_of, kept, server, user)
        if ask:
            typer.confirm(f"{_summary(found, server)}: delete all of it?", abort=True)
        if server is not None:
            await asyncio.to_thread(kept.delete_server, server)
            typer.echo(f"deleted: {_summary(found, server)}")
        elif user is not None:
            deleted = await asyncio.to_thread(kept.delete_user, user)
            typer.echo(f"deleted: {_of_user(deleted)}")


def _of(kept: KeptData, server: int | None, user: int | None) -> dict[str, Any]:
    return kept.of_server(server) if server is not None else kept.of_user(user or 0)


def _summary(found: dict[str, Any], server: int | None) -> str:
    """What an export contains, in a few words."""
    if server is None:
        return _of_user(count_of_user(found))
    counts = _counted(len(found["daily_briefings"]), len(found["feeds"]))
    return counts if found["template"] is None else f"{counts}, a template"


def _counted(briefings: int, feeds: int) -> str:
    return f"{counted(briefings, 'daily briefing')}, {counted(feeds, 'feed')}"


def _of_user(counts: OfUser) -> str:
    added = _counted(counts.briefings, counts.feeds)
    return f"who added {added}; {counted(counts.briefs, 'last brief')}"


@contextmanager
def _kept(settings: Settings) -> Iterator[KeptData]:
    url = database_url(settings.database)
    path = Path(url.database or "")
    if url.get_backend_name() == "sqlite" and not path.is_file():
        raise StartError(f"there is no database {path}: nothing is stored")
    engine = create_engine(settings.database)
    try:
        migrate(engine)
        with explained(engine.url):
            yield KeptData(Store(engine), Ledger(engine), KeptFeeds(engine))
    finally:
        close_engine(engine)
