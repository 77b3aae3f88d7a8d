"""What posts were made from, for their buttons."""

import sqlalchemy as sa
from alembic import op

from briefings.library.columns import UtcDateTime

revision = "v0005"
down_revision = "v0004"


def upgrade() -> None:
    op.create_table(
        "daily_posts",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("before", sa.String(64)),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
    )
    op.create_index("ix_daily_posts_made_at", "daily_posts", ["made_at"])
