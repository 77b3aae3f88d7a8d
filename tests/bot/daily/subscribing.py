"""A subscription to build others from."""

from datetime import UTC, datetime, time

from bot.daily.store import new_id
from bot.daily.tables import Subscription

NOW = datetime(2026, 5, 2, 6, 0, tzinfo=UTC)


def subscription(**changes: object) -> Subscription:
    """A subscription due at NOW, in summer in Berlin."""
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
