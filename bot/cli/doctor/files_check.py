"""The data folder: whether it can be written to, and who can read it."""

import os
from pathlib import Path

from bot.cli.doctor.finding import Case, Finding, bad, good, note
from bot.operations.private_files import readable_by_others


async def check(case: Case) -> list[Finding]:
    folder = case.settings.data_dir
    if not folder.exists():
        return [good(f"{folder} will be made")] if _can_make(folder) else [_not_writable(folder)]
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return [_not_writable(folder)]
    found = []
    for path in sorted(folder.glob("briefbot*.sqlite3*")):
        if not os.access(path, os.W_OK):
            found.append(bad(f"{path} can't be written to", "give it to the bot's user (chown)"))
        elif readable_by_others(path):
            found.append(note(f"other users can read {path}", f"chmod 600 {path}"))
    return found or [good(f"{folder} is the bot's own")]


def _can_make(folder: Path) -> bool:
    parent = next(one for one in folder.absolute().parents if one.exists())
    return parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)


def _not_writable(folder: Path) -> Finding:
    return bad(
        f"{folder} can't be written to",
        "give the bot's user the right to, or set BRIEFBOT_DATA_DIR to another folder",
    )
