"""Opens the database for checks, which never create it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from briefings.library.database import create_engine, database_url


@contextmanager
def opened(database: str) -> Iterator[Engine | None]:
    """An engine for the database; None if the SQLite file does not exist yet.

    Raises:
        LibraryError: the database can't be used; the database check reports it.
    """
    url = database_url(database)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        yield None
        return
    engine = create_engine(database)
    try:
        yield engine
    finally:
        engine.dispose()
