"""Runs a server's template in a process of its own: `python -m bot.daily.template_process`.

It reads a pickle of ours from stdin: the template's folder, the briefing and its readers' language.
It writes JSON to stdout: `{"title": …, "blocks": […]}`, or `{"error": …}`. Whatever the template
does, it does here, where the operating system limits memory, time and files.
"""

import json
import math
import pickle
import sys
import time
from pathlib import Path
from typing import Any

from briefings.rendering.renderer import Renderer
from briefings.translations import Language, gettext
from briefings.translations.message import stored

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 8
"""Processor time for everything a template does: it is tried on several briefings, and each may
take `sandbox.MAX_SECONDS`."""


def limit() -> None:
    """Limit this process. If the system offers no such limits, the parent limits the time."""
    try:
        import resource
    except ImportError:  # pragma: no cover  # Windows
        return
    # Starting is our work and is slow on a slow machine: the template's time begins here.
    until = math.ceil(time.process_time()) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (until, until))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def render(folder: Path, briefing: Any, language: Language) -> dict[str, Any]:
    """The reply made by the template in the folder, or what is wrong with it."""
    renderer = Renderer(folder, language=language)
    reply = renderer.render(briefing)
    if renderer.problems:
        first = renderer.problems[0]
        what = gettext("line %(line)s: %(problem)s", line=str(first.line), problem=first.message)
        return {"error": stored(what)}
    blocks = [
        {
            "kind": block.kind.value,
            "text": block.text,
            "columns": [[column.name, column.text] for column in block.columns],
            "folded": block.folded,
            "unpictured": block.unpictured,
        }
        for block in reply.blocks
    ]
    return {"title": reply.title, "blocks": blocks}


def main() -> None:
    limit()
    try:
        folder, briefing, language = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  # our own parent wrote it
        made = render(Path(folder), briefing, language)
    except MemoryError:
        made = {"error": stored(gettext("the template takes too much memory"))}
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main()
