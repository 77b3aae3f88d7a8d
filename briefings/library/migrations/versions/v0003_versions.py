"""Which database it is, and which folding its indexes were made by.

`briefings.library.rebuilding` then makes the indexes again.
"""

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"


def upgrade() -> None:
    for name in ("stamp", "indexed_by"):
        op.add_column(
            "library_state", sa.Column(name, sa.BigInteger, nullable=False, server_default="0")
        )
    op.create_table(
        "library_revisions",
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("stamp", sa.BigInteger, nullable=False),
    )
    op.drop_index("library_quotes_utterance", "library_quotes")
    op.create_index("library_quotes_utterance", "library_quotes", ["utterance", "place"])
