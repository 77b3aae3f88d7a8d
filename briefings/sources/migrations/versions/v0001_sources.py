"""Live sources, and the entries that they listed."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "live_sources",
        sa.Column("id", sa.String(10), primary_key=True),
        sa.Column("owner", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("address_key", sa.BigInteger, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.Column("from_file", sa.Boolean, nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("next_due", sa.DateTime),
        sa.Column("queued", sa.DateTime),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("body_hash", sa.String(32)),
        sa.Column("title", sa.Text),
        sa.Column("pace", sa.Integer),
        sa.Column("credited", sa.Text),
        sa.Column("moved_from", sa.Text),
        sa.Column("last_try", sa.DateTime),
        sa.Column("last_success", sa.DateTime),
        sa.Column("last_news", sa.DateTime),
        sa.Column("last_brought", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("failing_since", sa.DateTime),
        sa.Column("reason", sa.String(20)),
        sa.Column("problem", sa.Text),
        sa.Column("notes", sa.JSON, nullable=False),
        sa.UniqueConstraint("owner", "name_key", name="live_sources_name"),
        sa.UniqueConstraint("owner", "address_key", name="live_sources_address"),
    )
    op.create_index("live_sources_due", "live_sources", ["state", "next_due"])
    op.create_table(
        "live_items",
        sa.Column(
            "source",
            sa.String(10),
            sa.ForeignKey("live_sources.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("key", sa.String(16), primary_key=True),
        sa.Column("fingerprint", sa.String(16), nullable=False),
        sa.Column("latest", sa.String(16)),
        sa.Column("fate", sa.String(10), nullable=False),
        sa.Column("first_seen", sa.DateTime, nullable=False),
        sa.Column("last_seen", sa.DateTime, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("address_key", sa.BigInteger),
        sa.Column("article", sa.String(64)),
        sa.Column("published", sa.DateTime),
        sa.Column("changed_at", sa.DateTime),
        sa.Column("versions", sa.Integer, nullable=False),
        sa.Column("skipped", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("live_items_address", "live_items", ["address_key"])
    op.create_index("live_items_article", "live_items", ["article"])
    op.create_index("live_items_fate", "live_items", ["source", "fate"])
