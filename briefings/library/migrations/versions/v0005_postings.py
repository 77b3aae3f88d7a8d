"""Sets of keys for words, in addition to full-text indexes that have only the newest records.

`briefings.library.rebuilding` then fills both.
"""

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"

_WORD = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column(
        "library_state", sa.Column("archived", sa.Integer, nullable=False, server_default="0")
    )
    op.create_table(
        "library_postings",
        sa.Column("kind", sa.String(1), primary_key=True),
        sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("word", _WORD, primary_key=True),
        sa.Column("bitmap", sa.LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name != "sqlite":
        # Bitmaps are already compressed: compressing them again would only take time.
        op.execute("ALTER TABLE library_postings ALTER COLUMN bitmap SET STORAGE EXTERNAL")
        return
    # It is no longer searched for phrases, so positions would only take space.
    op.execute("DROP TABLE library_quote_words")
    op.execute(
        "CREATE VIRTUAL TABLE library_quote_words USING fts5("
        "terms, content = '', columnsize = 0, detail = none, tokenize = 'ascii')"
    )
    for name in ("library_article_words", "library_quote_words"):
        op.execute(f"CREATE VIRTUAL TABLE {name}_of USING fts5vocab({name}, instance)")
