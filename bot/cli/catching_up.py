"""Makes stories of articles that an earlier version stored, with a progress display."""

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from bot.cli.counting import counted
from briefings.ingest.stories import Stories


def catch_up(stories: Stories) -> None:
    """Make the missing stories, showing the progress on a terminal.

    Raises:
        LibraryError: the database fails; the stories made so far are kept.
    """
    console = Console(stderr=True)
    columns = SpinnerColumn(), TextColumn("{task.description}")
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("Making stories of what was stored before", total=None)
        done = 0
        for step in stories.catch_up():
            done += step
            what = f"Making stories of what was stored before: {counted(done, 'article')}"
            progress.update(task, description=what)
