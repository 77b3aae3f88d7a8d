"""Documents from files and folders."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefings.reading import ReadArticle, ReadingError
from briefings.reading.bounded import read_file_bounded
from briefings.text.visible_files import visible_files


@dataclass(slots=True)
class Outcome:
    """What was read, and what could not be."""

    articles: list[ReadArticle] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """What could not be read, one line each; the rest was."""


def read_files(
    paths: Iterable[Path], track: Callable[[Sequence[Path]], Iterable[Path]] = iter
) -> Outcome:
    """Read documents: files, and folders with everything in them except hidden files.

    Args:
        track: passes on the files one by one, to show the progress.
    """
    outcome = Outcome()
    outcome.articles += read_each(track(list(find_files(paths))), outcome.problems.append)
    return outcome


def read_each(files: Iterable[Path], problem: Callable[[str], object]) -> Iterator[ReadArticle]:
    """The articles in files, read one after the other on demand.

    Args:
        problem: called with one line for each file that can't be read.
    """
    for path in files:
        try:
            yield from read_document(path)
        except ReadingError as error:
            problem(str(error))


def read_document(path: Path) -> tuple[ReadArticle, ...]:
    """The articles in a file.

    Raises:
        ReadingError: it is not a regular file (a pipe, a device, a socket, a folder), or can't be
            read.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # no such file, or an impossible name: reading reports it
        return read_file_bounded(path)
    if stat.S_ISDIR(mode):
        try:
            os.scandir(path).close()
        except OSError as error:
            raise ReadingError(f"cannot be opened ({error.strerror})", str(path)) from None
        raise ReadingError("holds no documents: give a folder with files in it", str(path))
    if not stat.S_ISREG(mode):
        raise ReadingError(
            f"is {_kind(mode)}, not a file: save the document, and give that", str(path)
        )
    return read_file_bounded(path)


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The named files, and those in the named folders, without hidden ones.

    Links that lead out of a folder are left out: through them, somebody who can write to the folder
    could have files published that they can't read themselves.

    A folder without files is returned itself, so that reading it reports the problem.
    """
    for path in paths:
        try:
            is_folder = path.is_dir()
        except (OSError, ValueError):  # an impossible name: reading it reports it
            is_folder = False
        if is_folder:
            yield from sorted(_within(path)) or [path]
        else:
            yield path


def _within(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    return (path for path in visible_files(folder) if _leads_inside(path, root))


def _leads_inside(path: Path, root: Path) -> bool:
    try:
        return not path.is_symlink() or path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a name too long, or a cycle of links: reading says so
        return True


def _kind(mode: int) -> str:
    kinds = (
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISSOCK, "a socket"),
    )
    return next((name for test, name in kinds if test(mode)), "something else")
