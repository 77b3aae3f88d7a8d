"""How far a command is: shown on a terminal while it works, and taken back when it is done.

Nothing of it goes into a file, a pipe or a log, whatever `FORCE_COLOR` says, which makes Rich take
anything for a terminal. A terminal that can take nothing back (`TERM=dumb`) shows nothing either.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, track

T = TypeVar("T")


class Tell(Protocol):
    """Says how far it is, in at most some 30 characters: a narrow terminal cuts off the rest."""

    def __call__(self, text: str) -> None: ...


def each(things: Sequence[T], what: str) -> Iterator[T]:
    """The things, with a bar that says how many of them are done.

    What is printed while the bar is there stays on its line: print it afterwards.
    """
    console, shown = _console()
    yield from track(things, what, console=console, transient=True, disable=not shown)


@contextmanager
def working(what: str) -> Iterator[Tell]:
    """A line that turns while something of unknown length is done."""
    console, shown = _console()
    columns = SpinnerColumn(), TextColumn("{task.description}")
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task(what, total=None)
        yield lambda text: progress.update(task, description=text)


def _console() -> tuple[Console, bool]:
    """Standard error, and whether progress is shown there."""
    console = Console(stderr=True)
    return console, sys.stderr.isatty() and not console.is_dumb_terminal
