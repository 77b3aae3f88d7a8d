"""Which database it is, which folding made its indexes, and how common words are.

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
    if op.get_bind().dialect.name == "postgresql":
        # PostgreSQL knows the frequency only of the thousand words that it lists itself. It assumes
        # any other is in one of 200 records, and reads the whole table for a word in none.
        for name in ("library_article_words", "library_quote_words"):
            op.execute(f"ALTER TABLE {name} ALTER COLUMN terms SET STATISTICS 1000")
