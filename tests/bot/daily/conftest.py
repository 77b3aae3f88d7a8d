"""Databases to test on: SQLite in a file, and a real PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.daily.database import connect, migrate
from bot.daily.ledger import Ledger
from bot.daily.store import Store, new_id
from bot.daily.tables import Subscription
from tests.postgres import new_database, postgres_server

NOW = datetime(2026, 5, 2, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server's first database."""
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    return new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    engine = connect(url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def store(engine: sa.Engine) -> Store:
    return Store(engine)


@pytest.fixture
def ledger(engine: sa.Engine) -> Ledger:
    return Ledger(engine)


def subscription(**changes: object) -> Subscription:
    """One that is due at NOW, in summer in Berlin."""
    values: dict[str, object] = {
        "id": new_id(),
        "guild_id": 1,
        "channel_id": 2,
        "at": time(8),
        "zone": "Europe/Berlin",
        "created_by": 3,
        "created_at": NOW.replace(day=1),
        "state_since": NOW.replace(day=1),
        "owed_since": NOW.replace(day=1, hour=12),
        "next_due": NOW,
        **changes,
    }
    return Subscription(**values)  # type: ignore[arg-type]  # the tests' short hand
