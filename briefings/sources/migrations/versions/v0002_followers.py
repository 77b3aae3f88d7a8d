"""Which servers follow a source."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    op.create_table(
        "live_followers",
        sa.Column(
            "source",
            sa.String(10),
            sa.ForeignKey("live_sources.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("server", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("added_by", sa.BigInteger, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("server", "name_key", name="live_followers_name"),
    )
