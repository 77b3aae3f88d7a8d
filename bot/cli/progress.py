"""A command's progress: shown on a terminal while it works, then removed.

None of it goes to a file, a pipe or a log, even with `FORCE_COLOR`, which makes Rich treat anything
as a terminal. A terminal that can't erase (`TERM=dumb`) shows nothing either.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, track

T = TypeVar("T")


class Tell(Protocol):
    """Reports progress, in at most some 30 characters: a narrow terminal cuts off the rest."""

    def __call__(self, text: str) -> None: ...


def each(things: Sequence[T], what: str) -> Iterator[T]:
    """The items, with a bar that shows how many are done.

    Print other output afterwards: during the bar it would stay on its line.
    """
    console, shown = _console()
    yield from track(things, what, console=console, transient=True, disable=not shown)


@contextmanager
def working(what: str) -> Iterator[Tell]:
    """A spinner for work of unknown length."""
    console, shown = _console()
    columns = SpinnerColumn(), TextColumn("{task.description}")
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task(what, total=None)
        yield lambda text: progress.update(task, description=text)


def _console() -> tuple[Console, bool]:
    """Standard error, and whether progress is shown there."""
    console = Console(stderr=True)
    return console, sys.stderr.isatty() and not console.is_dumb_terminal
