"""Runs a server's template in a process of its own: `python -m bot.daily.template_process`.

From stdin comes a pickle of ours: the template's folder, the briefing and its readers' language. To
stdout goes JSON: `{"title": …, "blocks": […]}`, or `{"error": …}`. Whatever the template does, it
does it here, where memory, time and files are limited by the operating system.
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
"""Processor time for all that a template does: it is tried on several briefings, and each of them
may take `sandbox.MAX_SECONDS`."""


def limit() -> None:
    """Bound this process. Where the system offers no such limits, time is bound by the parent."""
    try:
        import resource
    except ImportError:  # pragma: no cover  # Windows
        return
    # The start was ours and takes long on a slow machine: the template's time begins here.
    until = math.ceil(time.process_time()) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (until, until))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def render(folder: Path, briefing: Any, language: Language) -> dict[str, Any]:
    """The reply that the template in the folder makes, or what is wrong with it."""
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
