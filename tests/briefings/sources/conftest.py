"""Stores of sources on both databases, and sources to put into them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefings.library.database import create_engine
from briefings.sources.migrations import migrate
from briefings.sources.model import Kind, Source
from briefings.sources.store import SourceStore, new_id
from tests.postgres import new_database

NOW = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)


def a_source(name: str = "Quay", **changes: Any) -> Source:
    """A feed that is due now."""
    plain = Source(
        id=new_id(),
        name=name,
        kind=Kind.FEED,
        address=f"https://{name.lower()}.example/feed",
        added_at=NOW,
        next_due=NOW,
    )
    return replace(plain, **changes)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'library.sqlite3'}"
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def store(database: str) -> Iterator[SourceStore]:
    engine = create_engine(database)
    migrate(engine)
    yield SourceStore(engine)
    engine.dispose()
