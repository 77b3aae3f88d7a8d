"""Which files stand in a folder, whatever else does, and whatever happens to it meanwhile."""

import os
from collections.abc import Iterator
from pathlib import Path


def visible_files(folder: Path) -> Iterator[Path]:
    """The files in a folder and in its folders, in no order; hidden ones are left out.

    Links to files are given, links to folders are not followed. A folder that can't be looked into
    is given itself, so that whoever reads it learns why; one that is gone meanwhile is passed over.
    """
    waiting = [os.fspath(folder)]  # a call for each would not reach the bottom of a deep one
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
    except OSError:  # a link into a folder that is closed, or a circle of links
        return False
