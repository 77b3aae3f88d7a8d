"""The files in a folder, whatever else is in it and whatever happens to it meanwhile."""

import os
from collections.abc import Iterator
from pathlib import Path


def visible_files(folder: Path) -> Iterator[Path]:
    """The files in a folder and its subfolders, in no order, without hidden ones.

    Includes links to files, but follows no links to folders. Includes an unreadable folder itself,
    so that reading it reports why; skips one that has vanished.
    """
    waiting = [os.fspath(folder)]  # recursive calls would not reach the bottom of a deep one
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(inside) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    elif _may_be_file(entry):
                        yield Path(entry.path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            yield Path(inside)


def _may_be_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link into a closed folder, or a cycle of links
        return False
