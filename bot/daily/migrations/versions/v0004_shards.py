"""What several processes agree on: their shards, the commands, and when sessions begin."""

import sqlalchemy as sa
from alembic import op

from briefings.library.columns import UtcDateTime

revision = "v0004"
down_revision = "v0003"


def upgrade() -> None:
    op.add_column("daily_executors", sa.Column("shards", sa.String(32)))
    op.create_table(
        "discord_commands",
        sa.Column("application", sa.String(20), primary_key=True),
        sa.Column("state", sa.String(64), nullable=False),
    )
    op.create_table(
        "discord_session_starts",
        sa.Column("bucket", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
