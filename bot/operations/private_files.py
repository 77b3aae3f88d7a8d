"""Files that nobody but the bot's own user can read, whatever the umask says."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""What the group and others may do."""


@contextmanager
def private_files() -> Iterator[None]:
    """Whatever this process makes meanwhile is its user's alone: files 0600, folders 0700."""
    before = os.umask(OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def take_from_others(database: Path) -> None:
    """Make the files of a SQLite database private that an earlier version made readable.

    Its folder stays as it is: others' files may be in it.

    Args:
        database: the file; those of the queue and SQLite's own stand beside it.
    """
    beside = database.parent.glob(f"{_literal(database.stem)}*{_literal(database.suffix)}*")
    for path in _readable(beside):
        with suppress(OSError):  # another user's: it works as before, and `doctor` says so
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)


def readable_by_others(path: Path) -> bool:
    """Whether users other than its owner may read a file or folder; False where there is none."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    except OSError:
        return False


def _readable(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.is_file() and readable_by_others(path))


def _literal(text: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)
