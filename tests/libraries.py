"""Libraries in memory, and answers from them."""

import weakref
from functools import cache
from typing import Any

from sqlalchemy import Connection

from briefings.answers import Answers
from briefings.library import Library
from briefings.library.database import create_engine
from briefings.library.migrate import upgrade
from briefings.library.store import MIGRATIONS, VERSION_TABLE
from briefings.models import Digest


def answers_to(digest: Digest) -> Answers:
    """Answers from a library with the digest."""
    return Answers(library_of(digest))


def library_of(digest: Digest) -> Library:
    """A library in memory with the digest, valid or not; freed with its last reference."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        _driver(_empty()).backup(_driver(connection))
    library = Library(engine)
    weakref.finalize(library, engine.dispose)
    if digest != Digest():
        with library.write() as writer:
            writer.put(digest, "files")
    return library


@cache
def _empty() -> Connection:
    """An empty library: creating the tables takes longer than copying them."""
    engine = create_engine("sqlite://")
    upgrade(engine, MIGRATIONS, VERSION_TABLE)
    return engine.connect()


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
