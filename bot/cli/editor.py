"""The editor that an operator has chosen, for a file to change."""

import asyncio
import os
import shlex
import sys
from pathlib import Path


async def opened_in_editor(path: Path) -> bool:
    """Open a file in `VISUAL` or `EDITOR`, and wait until it is closed.

    Returns:
        False if there is no editor or no terminal: nothing was opened.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not (editor and sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    opened = await asyncio.create_subprocess_exec(*shlex.split(editor), str(path))
    await opened.wait()
    return True
