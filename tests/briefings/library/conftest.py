"""Every test of the library runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefings.library import Library
from tests.briefings.library.digests import bridge
from tests.postgres import emptied, new_database


@pytest.fixture(scope="session")
def reused(postgres: str) -> str:
    """A database on the server that each test in turn gets, emptied."""
    return new_database(postgres)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/library.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    return emptied(request.getfixturevalue("reused"))


@pytest.fixture
def library(url: str) -> Iterator[Library]:
    with Library.open(url) as library:
        yield library


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def stored_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with `bridge`, for tests that only read."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('library')}/library.db"
    else:
        url = new_database(request.getfixturevalue("postgres"))

    with Library.open(url) as library:
        library.store(bridge(), "files")
    return url


@pytest.fixture
def stored(stored_url: str) -> Iterator[Library]:
    """A library with `bridge`, for tests that only read."""
    with Library.open(stored_url) as library:
        yield library
