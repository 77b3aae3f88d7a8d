"""Files that only the bot's own user can read, whatever the umask."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""The rights of the group and of others."""


@contextmanager
def private_files() -> Iterator[None]:
    """Files created meanwhile are only for this process's user: files 0600, folders 0700."""
    before = os.umask(OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def take_from_others(database: Path) -> None:
    """Make a SQLite database's files private if an earlier version left them readable.

    Its folder stays as it is: it may hold other people's files.

    Args:
        database: the file; the queue's and SQLite's own files are next to it.
    """
    beside = database.parent.glob(f"{_literal(database.stem)}*{_literal(database.suffix)}*")
    for path in _readable(beside):
        with suppress(OSError):  # another user's file: it works as before, and `doctor` reports it
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)


def readable_by_others(path: Path) -> bool:
    """Whether users other than its owner may read a file or folder; False if there is none."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    except OSError:
        return False


def _readable(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.is_file() and readable_by_others(path))


def _literal(text: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)
