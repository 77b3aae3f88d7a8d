"""When readers had their last brief on a topic."""

import sqlalchemy as sa
from alembic import op

from briefings.library.columns import UtcDateTime

revision = "v0006"
down_revision = "v0005"


def upgrade() -> None:
    op.create_table(
        "reader_last_briefs",
        sa.Column("user_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("place", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("next_place", sa.Integer, nullable=False),
        sa.Column("since", UtcDateTime),
        sa.Column("since_place", sa.Integer),
    )
    op.create_index("ix_reader_last_briefs_at", "reader_last_briefs", ["at"])
    op.create_index("ix_reader_last_briefs_place", "reader_last_briefs", ["place"])
