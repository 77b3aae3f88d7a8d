"""`briefbot backup` and `briefbot restore`."""

import asyncio
from pathlib import Path

import typer

from bot.discord.run import StartError
from bot.settings import Settings
from bot.work import backup
from bot.work.membership import TakenError
from briefings.text.secrets import printable


async def back_up(settings: Settings, target: Path) -> None:
    """Copy all data into a new folder, and print what was copied.

    Raises:
        StartError: it is not possible, with the reason.
        LibraryError: the database's address is wrong.
    """
    try:
        said = await asyncio.to_thread(backup.back_up, settings.database, target)
    except backup.BackupError as error:
        raise StartError(str(error)) from None
    for line in said:
        typer.echo(printable(line))
    typer.echo(printable(f"backed up to {target}"))


async def restore(settings: Settings, source: Path, *, replace: bool, post_due: bool) -> None:
    """Replace the database with a backup, and print what was done.

    Raises:
        StartError: it is not possible, with the reason, such as a running bot.
        LibraryError: a newer program made the backup.
    """
    try:
        said = await backup.restore(settings.database, source, replace=replace, post_due=post_due)
    except (backup.BackupError, TakenError) as error:
        raise StartError(str(error)) from None
    for line in said:
        typer.echo(printable(line))
