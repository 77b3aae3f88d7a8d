"""The library's tables.

A record is a row: what is asked for by the database is a column, all of it is in `payload`, the
JSON of its model. Beside these tables there is `record_terms`, the full-text index, which is a
virtual table of FTS5 in SQLite and one with a ``tsvector`` in PostgreSQL: see `indexing`.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

state = Table(
    "library_state",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only_one_row"), primary_key=True),
    Column("revision", Integer, nullable=False),
)
"""One row: how often the library changed."""

sources = Table(
    "library_sources",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("stored", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
)
"""Who brought records: `stored` is the revision that did, `sha256` that of the payloads."""

records = Table(
    "library_records",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("source", String(200), ForeignKey("library_sources.name"), nullable=False),
    Column("section", String(20), nullable=False),
    Column("id", String(64), nullable=False),
    Column("shadowed", Boolean, nullable=False),
    Column("payload", Text, nullable=False),
    Column("title", Text),
    Column("body", Text),
    Index("library_records_id", "section", "id"),
    Index("library_records_source", "source"),
)
"""`shadowed`: a later source has a record of this id. `title` and `body`: what is searched."""
