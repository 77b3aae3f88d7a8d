"""A table for each kind of record, and tables that answer questions.

`briefings.library.moving` moves what v0001 stored, the way all records go.
"""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"

_WORD = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


def upgrade() -> None:
    op.rename_table("library_records", "library_former_records")
    op.rename_table("library_sources", "library_former_sources")
    op.drop_table("record_terms")
    op.add_column(
        "library_state", sa.Column("next_key", sa.Integer, nullable=False, server_default="1")
    )
    _make_tables()
    for name, positions in (("library_article_words", "none"), ("library_quote_words", "full")):
        _make_index(name, positions)


def _make_index(name: str, positions: str) -> None:
    """A full-text index; articles need no positions, because nobody searches them for phrases."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5("
            f"terms, content = '', columnsize = 0, detail = {positions}, tokenize = 'ascii')"
        )
    else:
        op.execute(f"CREATE TABLE {name} (key integer PRIMARY KEY, terms tsvector NOT NULL)")
        op.execute(f"CREATE INDEX {name}_terms ON {name} USING gin (terms)")


def _make_tables() -> None:
    op.create_table(
        "library_actor_counts",
        sa.Column("actor", sa.String(64), primary_key=True),
        sa.Column("utterances", sa.Integer, nullable=False, server_default="0"),
        sa.Column("positions", sa.Integer, nullable=False, server_default="0"),
        sa.Column("mentions", sa.Integer, nullable=False, server_default="0"),
        sa.Column("revision", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_library_actor_counts_revision", "library_actor_counts", ["revision"])
    op.create_table(
        "library_addresses",
        sa.Column("address", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", sa.String(64), primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("first", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("library_addresses_article", "library_addresses", ["article"])
    op.create_table(
        "library_evidence",
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("article", sa.String(64), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("machine", sa.Boolean, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("origin", sa.Text),
        sa.Column("quotes", sa.Integer, nullable=False),
        sa.Column("citations", sa.Integer, nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("newness", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("library_evidence_article", "library_evidence", ["article"])
    op.create_index("library_evidence_newness", "library_evidence", ["topic", "newness", "place"])
    op.create_index(
        "library_evidence_weight", "library_evidence", ["topic", "machine", "weight", "place"]
    )
    op.create_table(
        "library_listings",
        sa.Column("about", sa.String(66), primary_key=True),
        sa.Column("section", sa.String(20), primary_key=True),
        sa.Column("first", sa.Integer, primary_key=True),
        sa.Column("last", sa.Integer, primary_key=True),
        sa.Column("planned", sa.Integer, primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("key", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("library_listings_key", "library_listings", ["key"])
    op.create_table(
        "library_names",
        sa.Column("word", _WORD, primary_key=True),
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("section", sa.String(20), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("weight", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("library_names_key", "library_names", ["key"])
    op.create_table(
        "library_outlets",
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("articles", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "library_removed",
        sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("section", sa.String(20), primary_key=True),
        sa.Column("id", sa.String(64), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "library_sources",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("stored", sa.Integer, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("quotes", sa.Integer, nullable=False),
    )
    op.create_index("ix_library_sources_stored", "library_sources", ["stored"])
    op.create_table(
        "library_topic_counts",
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("quotes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("citations", sa.Integer, nullable=False, server_default="0"),
        sa.Column("utterances", sa.Integer, nullable=False, server_default="0"),
        sa.Column("positions", sa.Integer, nullable=False, server_default="0"),
        sa.Column("events", sa.Integer, nullable=False, server_default="0"),
        sa.Column("discrepancies", sa.Integer, nullable=False, server_default="0"),
        sa.Column("articles", sa.Integer, nullable=False, server_default="0"),
        sa.Column("machine", sa.Integer, nullable=False, server_default="0"),
        sa.Column("outlets", sa.Integer, nullable=False, server_default="0"),
        sa.Column("origins", sa.Integer, nullable=False, server_default="0"),
        sa.Column("revision", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_library_topic_counts_revision", "library_topic_counts", ["revision"])
    op.create_table(
        "library_utterance_topics",
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("newness", sa.Integer, primary_key=True),
        sa.Column("utterance", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("creator", sa.String(64)),
        sa.Column("telling", sa.Integer),
        sa.Column("length", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "library_utterance_topics_creator",
        "library_utterance_topics",
        ["topic", "creator", "newness", "utterance", "length"],
    )
    op.create_index(
        "library_utterance_topics_telling",
        "library_utterance_topics",
        ["topic", "telling", "newness", "utterance", "creator"],
        sqlite_where=sa.text("telling IS NOT NULL"),
        postgresql_where=sa.text("telling IS NOT NULL"),
    )
    op.create_index("library_utterance_topics_utterance", "library_utterance_topics", ["utterance"])
    op.create_table(
        "library_utterances",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("creator", sa.String(64)),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("newness", sa.Integer, nullable=False),
        sa.Column("telling", sa.Integer),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
    )
    op.create_index(
        "library_utterances_creator", "library_utterances", ["creator", "newness", "key", "length"]
    )
    op.create_index("library_utterances_id", "library_utterances", ["id"])
    op.create_index("library_utterances_newness", "library_utterances", ["newness", "key"])
    op.create_table(
        "library_versions",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("article", sa.String(64), nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("text", sa.LargeBinary),
        sa.Column("seen", sa.String(40), nullable=False),
    )
    op.create_index("ix_library_versions_article", "library_versions", ["article"])
    op.create_table(
        "library_voices",
        sa.Column("topic", sa.String(64), primary_key=True),
        sa.Column("creator", sa.String(64), primary_key=True),
        sa.Column("utterances", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("library_voices_creator", "library_voices", ["creator"])
    op.create_table(
        "library_sketches",
        sa.Column("pair", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("quote", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "library_words",
        sa.Column("word", _WORD, primary_key=True),
        sa.Column("quotes", sa.Integer, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "library_articles",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("source", sa.Integer, sa.ForeignKey("library_sources.key"), nullable=False),
        sa.Column("shadowed", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("text", sa.LargeBinary),
        sa.Column("machine", sa.Boolean, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("origin", sa.Text),
        sa.Column("newness", sa.Integer, nullable=False),
        sa.Column("text_hash", sa.BigInteger),
        sa.Column("headline", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_library_articles_headline", "library_articles", ["headline"])
    op.create_index("ix_library_articles_text_hash", "library_articles", ["text_hash"])
    op.create_index("library_articles_id", "library_articles", ["id"])
    op.create_index("library_articles_source", "library_articles", ["source"])
    op.create_table(
        "library_entries",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("source", sa.Integer, sa.ForeignKey("library_sources.key"), nullable=False),
        sa.Column("shadowed", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("section", sa.String(20), nullable=False),
    )
    op.create_index("library_entries_id", "library_entries", ["section", "id"])
    op.create_index("library_entries_revision", "library_entries", ["section", "revision"])
    op.create_index("library_entries_source", "library_entries", ["source"])
    op.create_table(
        "library_quotes",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("source", sa.Integer, sa.ForeignKey("library_sources.key"), nullable=False),
        sa.Column("shadowed", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("article", sa.String(64), nullable=False),
        sa.Column("creator", sa.String(64)),
        sa.Column("utterance", sa.String(64), nullable=False),
        sa.Column("wording", sa.BigInteger, nullable=False),
    )
    op.create_index("library_quotes_article", "library_quotes", ["article"])
    op.create_index("library_quotes_id", "library_quotes", ["id"])
    op.create_index("library_quotes_source", "library_quotes", ["source"])
    op.create_index("library_quotes_utterance", "library_quotes", ["utterance"])
    op.create_index("library_quotes_wording", "library_quotes", ["wording"])
