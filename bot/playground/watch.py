"""Watches an operator's files: saved changes show at once, and so do their errors."""

from collections.abc import Callable, Sequence
from pathlib import Path

import structlog
from watchfiles import awatch

from bot.service import BriefingService

log = structlog.get_logger()

SETTLE = 100
"""Milliseconds during which a burst of writes is gathered."""


def problems_of(service: BriefingService) -> tuple[str, ...]:
    """What is wrong with the files being served, one line each: file, line, what."""
    return service.problems + tuple(map(str, service.renderer.problems))


async def watch(
    service: BriefingService,
    digest: Sequence[Path],
    templates: Path | None,
    tell: Callable[[str], None],
) -> None:
    """Read saved files again and report the result, until cancelled."""
    folders = [path.resolve() for path in (*digest, *([templates] if templates else []))]
    async for changes in awatch(*folders, debounce=SETTLE, step=SETTLE // 2):
        names = sorted({Path(path).name for _, path in changes})
        log.info("files_changed", files=names)
        before = problems_of(service)
        if templates is not None and any(_inside(path, templates) for _, path in changes):
            await service.reload_templates()
        await service.refresh()
        tell(_outcome(names, before, problems_of(service)))


def _inside(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(folder.resolve())


def _outcome(names: Sequence[str], before: Sequence[str], after: Sequence[str]) -> str:
    read = ", ".join(f"`{name.replace('`', '')}`" for name in names)
    if after:
        lines = "\n".join(problem.replace("```", "'''") for problem in after)
        return (
            f"**{len(after)} {'problem' if len(after) == 1 else 'problems'}** after a change of "
            f"{read}. What served before goes on serving.\n```\n{lines}\n```"
        )
    mended = " Nothing is wrong any more." if before else ""
    return f"Read again: {read}.{mended} Ask once more to see it."
