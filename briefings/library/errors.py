"""The store's only error: a clear line for the operator, whatever the database said."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from briefings.text.secrets import without_secrets


class LibraryError(Exception):
    """The database can't be used; the message is one line that says why and what to do."""


_CAUSES = (
    (
        r"unable to open database file",
        "can't be opened: its folder is missing or may not be written to — check the folder",
    ),
    (
        r"readonly database|read-only",
        "may only be read — let the bot write to the file and its folder, or choose another",
    ),
    (
        r"database (table )?is locked|busy|lock timeout",
        "is locked by another program — stop that program, or try again later",
    ),
    (
        r"not a database|malformed",
        "is no SQLite database, or a damaged one — restore a copy, or choose another file",
    ),
    (r"disk is full|No space left", "has no room left on its disk — make room"),
    (
        r"password authentication failed|no password supplied",
        "refuses the user or the password — check both in the URL",
    ),
    (r"database \".*\" does not exist", "has no database of that name — create it first"),
    (
        r"Connection refused|could not translate|resolve|timeout|No such file|connection failed",
        "can't be reached — is the server running, and are host and port right?",
    ),
)


def show(url: URL) -> str:
    """A database URL as people write it: without the driver, and without its password."""
    shown = url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
    return without_secrets(shown)


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turns the database's errors into a `LibraryError`."""
    try:
        yield
    except DBAPIError as error:
        raise LibraryError(_line(url, str(error.orig))) from error
    except PoolTimeoutError as error:
        raise LibraryError(
            f"the database {show(url)} is too busy: no connection came free — try again later"
        ) from error
    except BrokenPipeError:
        raise  # from a reader of our output: drivers have their own errors
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise LibraryError(_line(url, str(error))) from error


def _line(url: URL, said: str) -> str:
    for pattern, meaning in _CAUSES:
        if re.search(pattern, said, re.IGNORECASE):
            return f"the database {show(url)} {meaning}"
    first = said.strip().partition("\n")[0]
    return f"the database {show(url)} failed: {first} — check the URL and the server's log"
