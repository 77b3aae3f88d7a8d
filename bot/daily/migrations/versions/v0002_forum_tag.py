"""The tag that a subscription's posts in a forum get."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    op.add_column("daily_subscriptions", sa.Column("tag_id", sa.BigInteger))
