"""Makes stories of articles that an earlier version stored, with a progress display."""

from bot.cli.counting import counted
from bot.cli.progress import working
from briefings.ingest.stories import Stories


def catch_up(stories: Stories) -> None:
    """Make the missing stories, showing the progress on a terminal.

    Raises:
        LibraryError: the database fails; the stories made so far are kept.
    """
    with working("Making stories") as tell:
        done = 0
        for step in stories.catch_up():
            done += step
            tell(f"Making stories: {counted(done, 'article')}")
