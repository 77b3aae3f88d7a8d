"""What is stored, in SQLite and in PostgreSQL."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

import pytest
import sqlalchemy as sa

from bot.daily.ledger import Ledger
from bot.daily.migrations import migrate
from bot.daily.store import Store, new_id
from bot.daily.tables import Subscription
from briefings.library.database import create_engine

NOW = datetime(2026, 5, 2, 6, 0, tzinfo=UTC)


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    engine = create_engine(url)
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
