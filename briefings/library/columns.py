"""What the tables of several parts have in common."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

NOBODY = 0
"""Replaces the user who added something, once the user's number is deleted."""


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An aware datetime, stored as UTC; SQLite's own has no zone."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: sa.Dialect,  # noqa: ARG002  # SQLAlchemy passes it by position
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone can't be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(
        self,
        value: Any | None,
        dialect: sa.Dialect,  # noqa: ARG002  # SQLAlchemy passes it by position
    ) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)
