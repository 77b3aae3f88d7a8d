"""A folder as a source: its files are its entries."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefings.reading import ReadingError
from briefings.reading.listing import Entry, Form, Listing, entry_key
from briefings.sources.files import find_files, read_document
from briefings.sources.model import Item

MOST_PROBLEMS = 5
"""How many unreadable files are named."""


def list_folder(
    folder: str, known: Mapping[str, Item], most: int
) -> tuple[Listing, Sequence[Path]]:
    """The new and rewritten files of a folder, last written first.

    Args:
        known: the earlier entries, by key.
        most: how many files are taken at once.

    Returns:
        The listing, whose entries have no text yet and whose total counts all files to read,
        and the files of its entries.

    Raises:
        ReadingError: there is no such folder.
    """
    root = Path(folder)
    if not root.is_dir():
        raise ReadingError("no such folder: has it moved, or is its disk not there?", folder)
    found: list[tuple[float, str, Path, str]] = []
    for path in find_files([root]):
        try:
            stat = path.stat()
        except OSError:  # removed since it was listed
            continue
        key = entry_key(os.fspath(path.relative_to(root)))
        state = f"{stat.st_mtime_ns} {stat.st_size}".encode()
        fingerprint = hashlib.blake2b(state, digest_size=8).hexdigest()
        item = known.get(key)
        if path != root and (item is None or fingerprint not in (item.fingerprint, item.latest)):
            found.append((-stat.st_mtime, key, path, fingerprint))
    chosen = sorted(found)[:most]
    entries = tuple(Entry(key, fingerprint) for _, key, _, fingerprint in chosen)
    return Listing(Form.TEXT, entries=entries, total=len(found)), [one[2] for one in chosen]


def read_listed(listing: Listing, files: Sequence[Path]) -> tuple[Listing, list[str]]:
    """The listing with its files' articles, and one line for each unreadable file.

    A file with several articles has an entry for each.
    """
    entries: list[Entry] = []
    problems: list[str] = []
    for entry, path in zip(listing.entries, files, strict=True):
        try:
            articles = read_document(path)
        except ReadingError as error:
            problems.append(str(error))
            entries.append(entry)
            continue
        for number, article in enumerate(articles):
            key = entry.key if not number else entry_key(f"{entry.key} {number}")
            entries.append(
                replace(entry, key=key, title=article.headline, article=article, is_full=True)
            )
    more = len(problems) - MOST_PROBLEMS
    if more > 0:
        problems = [*problems[:MOST_PROBLEMS], f"{more} more files can't be read"]
    return replace(listing, entries=tuple(entries)), problems
