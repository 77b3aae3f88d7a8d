"""Stories of the articles that an earlier version stored, made with a progress display."""

from bot.cli.counting import counted
from bot.cli.progress import working
from briefings.ingest.stories import Stories


def catch_up(stories: Stories) -> None:
    """Make the stories that are missing, showing on a terminal how far it is.

    Raises:
        LibraryError: the database fails; what is done stays done.
    """
    with working("Making stories") as tell:
        done = 0
        for step in stories.catch_up():
            done += step
            tell(f"Making stories: {counted(done, 'article')}")
