"""The words that a subscription's news must and must not have."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"


def upgrade() -> None:
    none = sa.text("'[]'")
    for name in ("words_in", "words_out"):
        column = sa.Column(name, sa.JSON, nullable=False, server_default=none)
        op.add_column("daily_subscriptions", column)
