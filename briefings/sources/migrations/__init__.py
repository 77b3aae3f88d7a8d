"""Makes and upgrades the tables of the live sources."""

from pathlib import Path

import sqlalchemy as sa

from briefings.library.migrate import upgrade

VERSION_TABLE = "live_version"


def migrate(engine: sa.Engine) -> None:
    """Bring the tables up to date; several processes may start at once.

    Raises:
        LibraryError: the database is newer than the program, or can't be used.
    """
    upgrade(engine, Path(__file__).parent, VERSION_TABLE)
