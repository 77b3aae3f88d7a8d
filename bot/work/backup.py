"""Copies all SQLite data while the bot runs, and restores it.

A backup is a folder: the library and the daily briefings in `briefbot.sqlite3`, work in progress in
`queue.sqlite3`, and `backup.json`, which says when it was made and what belongs to it. PostgreSQL
has its own tools, pg_dump and pg_restore.
"""

import asyncio
import hashlib
import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.daily.migrations import migrate
from bot.daily.store import Store
from bot.work.daily_briefings import queue_url, utc_now
from bot.work.membership import Alone
from briefings.library import Library
from briefings.library.database import create_engine, database_url

MANIFEST = "backup.json"
DATABASE, QUEUE = "briefbot.sqlite3", "queue.sqlite3"
FORMAT = 1
"""Increased when an older program could not read a newer backup."""

PIECE = 1 << 20


class BackupError(Exception):
    """A backup can't be made or restored; `str` says why and what to do, in one line."""


def back_up(database: str, target: Path, clock: Callable[[], datetime] = utc_now) -> list[str]:
    """Copy the database and the queue into a new folder; returns what was copied.

    SQLite's own backup copies each file as of one moment, whoever writes to it meanwhile. The queue
    is copied first: the database then knows everything in it.

    Raises:
        BackupError: there is nothing to copy, the target exists, or the disk is full.
    """
    source = _sqlite_file(database)
    if not source.is_file():
        raise BackupError(f"{source} does not exist: there is nothing to back up")
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise BackupError(f"{target} exists: name a new folder")
    except (OSError, ValueError) as error:  # a name too long or with a zero byte, a closed folder
        raise BackupError(f"the backup {target} can't be made: {error}") from None
    part = target.with_name(f"{target.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        made = clock()
        queue = _queue_file(database)
        copied = {QUEUE: queue} if queue.is_file() else {}
        copied[DATABASE] = source
        for name, file in copied.items():
            _copy(file, part / name)
        files = {name: _digest(part / name) for name in copied}
        manifest = {"format": FORMAT, "made_at": made.isoformat(), "files": files}
        (part / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        if target.exists():
            target.rmdir()
        part.rename(target)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(part, ignore_errors=True)
        raise BackupError(f"the backup {target} can't be made: {error}") from None
    return [f"{name}: {(target / name).stat().st_size:,} bytes" for name in files]


async def restore(
    database: str,
    backup: Path,
    *,
    replace: bool = False,
    post_due: bool = False,
    clock: Callable[[], datetime] = utc_now,
) -> list[str]:
    """Replace the database with a backup; returns what was done.

    Args:
        replace: whether to do so if there is a database; it is kept next to the new one.
        post_due: let the bot make the posts that became due after the backup. Without this they are
            dropped: the bot may have made them after the backup, and would make them again.

    Raises:
        BackupError: the backup is damaged or newer than the program, there is a database, or a bot
            runs on it.
        TakenError: a bot runs on the database.
        LibraryError: a newer program made the backup.
    """
    target = _sqlite_file(database)
    manifest = await asyncio.to_thread(_checked, backup)
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = Alone(target)
    await lock.join()
    try:
        return await asyncio.to_thread(
            _put_back, database, backup, manifest, clock(), replace=replace, post_due=post_due
        )
    finally:
        await lock.leave()


def _put_back(
    database: str,
    backup: Path,
    manifest: dict[str, Any],
    now: datetime,
    *,
    replace: bool,
    post_due: bool,
) -> list[str]:
    target, queue = _sqlite_file(database), _queue_file(database)
    said = []
    if target.exists() or queue.exists():
        if not replace:
            raise BackupError(
                f"{target} exists: restore with --replace, which keeps it under another name"
            )
        for old in (target, queue):
            said += _set_aside(old, now)
    kept = {DATABASE: target, **({QUEUE: queue} if post_due else {})}
    try:
        for name, place in kept.items():
            if name in manifest["files"]:
                part = place.with_name(f"{place.name}.part")
                shutil.copyfile(backup / name, part)
                part.replace(place)
                said.append(f"{place}: restored")
    except OSError as error:
        raise BackupError(f"{backup} can't be restored: {error}") from None
    with Library.open(database):
        pass  # brings the backup of an older program up to date
    if not post_due:
        made_at = datetime.fromisoformat(manifest["made_at"])
        said.append(_write_off(database, made_at, now))
    return said


def _write_off(database: str, made_at: datetime, now: datetime) -> str:
    engine = create_engine(database)
    try:
        migrate(engine)
        count = Store(engine).write_off(made_at, now)
    finally:
        engine.dispose()
    return f"{count} daily posts that were under way are written off; the next ones are made"


def _checked(backup: Path) -> dict[str, Any]:
    """The manifest of an intact backup."""
    try:
        manifest = json.loads(_small(backup / MANIFEST))
        made, files = manifest["format"], dict(manifest["files"])
        datetime.fromisoformat(manifest["made_at"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise BackupError(
            f"{backup} is no backup: name a folder that `briefbot backup` made"
        ) from None
    if made != FORMAT:
        raise BackupError(f"{backup} was made by another version of the program: update it")
    for name, digest in files.items():
        if name not in (DATABASE, QUEUE) or not (backup / name).is_file():
            raise BackupError(f"{backup} is not whole: {name!r} is missing")
        if _digest(backup / name) != digest:
            raise BackupError(f"{backup} is damaged: {name} is not as it was when it was made")
    if DATABASE not in files:
        raise BackupError(f"{backup} is not whole: {DATABASE!r} is missing")
    return dict(manifest)


def _small(file: Path) -> bytes:
    """A manifest's content. Raises ValueError if it is not one: a pipe, or too large."""
    state = file.stat()
    if not stat.S_ISREG(state.st_mode) or state.st_size > PIECE:
        raise ValueError(f"{file.name} is no manifest")
    return file.read_bytes()


def _set_aside(file: Path, now: datetime) -> list[str]:
    """Rename a database's files; returns the new names."""
    said = []
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%S}"
    for end in ("", "-wal", "-shm"):
        old = file.with_name(file.name + end)
        if old.exists():
            aside = old.with_name(f"{file.name}.before-{stamp}{end}")
            old.rename(aside)
            said += [] if end else [f"{old}: kept as {aside.name}"]
    return said


def _copy(source: Path, target: Path) -> None:
    """Copy as of one moment; WAL lets others write meanwhile."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as there,
        closing(sqlite3.connect(target)) as here,
    ):
        there.backup(here)
        here.execute("PRAGMA journal_mode = DELETE")  # one file, without a separate log
        (found,) = here.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(f"{source.name} is damaged ({found})")
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _digest(file: Path) -> str:
    state = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            state.update(piece)
    return state.hexdigest()


def _sqlite_file(database: str) -> Path:
    url = database_url(database)
    if url.get_backend_name() != "sqlite":
        raise BackupError(
            "on PostgreSQL use its own tools: pg_dump --format=custom makes a backup while the bot "
            "runs, pg_restore restores it (docs/operators.md has the commands)"
        )
    if url.database in (None, "", ":memory:"):
        raise BackupError("the database is in memory: there is nothing to back up")
    return Path(str(url.database))


def _queue_file(database: str) -> Path:
    return Path(str(sa.make_url(queue_url(database)).database))
