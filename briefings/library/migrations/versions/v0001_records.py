"""Sources, their records, and the full-text index."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "library_state",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.CheckConstraint("id = 1", name="only_one_row"),
    )
    op.create_table(
        "library_sources",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("stored", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "library_records",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("source", sa.String(200), sa.ForeignKey("library_sources.name"), nullable=False),
        sa.Column("section", sa.String(20), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("shadowed", sa.Boolean, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("body", sa.Text),
    )
    op.create_index("library_records_id", "library_records", ["section", "id"])
    op.create_index("library_records_source", "library_records", ["source"])
    op.execute("INSERT INTO library_state (id, revision) VALUES (1, 0)")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE record_terms USING fts5("
            "title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
        )
    else:
        op.execute(
            "CREATE TABLE record_terms (key integer PRIMARY KEY "
            "REFERENCES library_records ON DELETE CASCADE, terms tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX record_terms_terms ON record_terms USING gin (terms)")
