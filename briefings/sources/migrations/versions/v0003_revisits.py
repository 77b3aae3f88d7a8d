"""When the page of an entry's article is asked again, and its validators."""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"


def upgrade() -> None:
    op.add_column("live_items", sa.Column("revisit_at", sa.DateTime))
    op.add_column("live_items", sa.Column("page_etag", sa.Text))
    op.add_column("live_items", sa.Column("page_last_modified", sa.Text))
    op.create_index("live_items_revisit", "live_items", ["source", "revisit_at"])
