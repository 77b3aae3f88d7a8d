"""Subscriptions, deliveries, and what they have shown."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "daily_subscriptions",
        sa.Column("id", sa.String(10), primary_key=True),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("into", sa.String(8), nullable=False),
        sa.Column("at", sa.Time, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("days", sa.SmallInteger, nullable=False),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("style", sa.String(8), nullable=False),
        sa.Column("role_id", sa.BigInteger),
        sa.Column("publish", sa.Boolean, nullable=False),
        sa.Column("quiet", sa.Boolean, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("state_since", sa.DateTime, nullable=False),
        sa.Column("owed_since", sa.DateTime, nullable=False),
        sa.Column("settled", sa.Date),
        sa.Column("next_due", sa.DateTime),
        sa.Column("seen", sa.String(64)),
    )
    op.create_index("ix_daily_subscriptions_guild_id", "daily_subscriptions", ["guild_id"])
    op.create_index(
        "ix_daily_subscriptions_state_next_due", "daily_subscriptions", ["state", "next_due"]
    )
    op.create_table(
        "daily_deliveries",
        sa.Column(
            "subscription_id",
            sa.String(10),
            sa.ForeignKey("daily_subscriptions.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("outcome", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("queued_at", sa.DateTime, nullable=False),
        sa.Column("finished_at", sa.DateTime),
        sa.Column("pages", sa.SmallInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
    )
    op.create_index("ix_daily_deliveries_outcome", "daily_deliveries", ["outcome"])
    op.create_table(
        "daily_pages",
        sa.Column("subscription_id", sa.String(10), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("page", sa.SmallInteger, primary_key=True),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("first_tried", sa.DateTime, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.UniqueConstraint("message_id", name="uq_daily_pages_message_id"),
        sa.ForeignKeyConstraint(
            ["subscription_id", "day"],
            ["daily_deliveries.subscription_id", "daily_deliveries.day"],
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "daily_memories",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "daily_guilds",
        sa.Column("guild_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("left_at", sa.DateTime),
        sa.Column("template", sa.Text),
    )
    op.create_index("ix_daily_guilds_left_at", "daily_guilds", ["left_at"])
    op.create_table(
        "daily_executors",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("started_at", sa.DateTime, nullable=False),
    )
