"""The tables of live sources and their listed entries, and the rows as values."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from briefings.library.columns import UtcDateTime
from briefings.sources.model import Fate, Item, Kind, Options, Pages, Source, State

metadata = sa.MetaData()

sources = sa.Table(
    "live_sources",
    metadata,
    sa.Column("id", sa.String(10), primary_key=True),
    sa.Column("owner", sa.BigInteger, nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("name_key", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("address_key", sa.BigInteger, nullable=False),
    sa.Column("added_at", UtcDateTime, nullable=False),
    sa.Column("from_file", sa.Boolean, nullable=False),
    sa.Column("options", sa.JSON, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("next_due", UtcDateTime),
    sa.Column("queued", UtcDateTime),
    sa.Column("etag", sa.Text),
    sa.Column("last_modified", sa.Text),
    sa.Column("body_hash", sa.String(32)),
    sa.Column("title", sa.Text),
    sa.Column("pace", sa.Integer),
    sa.Column("credited", sa.Text),
    sa.Column("moved_from", sa.Text),
    sa.Column("last_try", UtcDateTime),
    sa.Column("last_success", UtcDateTime),
    sa.Column("last_news", UtcDateTime),
    sa.Column("last_brought", sa.Integer, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("failing_since", UtcDateTime),
    sa.Column("reason", sa.String(20)),
    sa.Column("problem", sa.Text),
    sa.Column("notes", sa.JSON, nullable=False),
    sa.UniqueConstraint("owner", "name_key", name="live_sources_name"),
    sa.UniqueConstraint("owner", "address_key", name="live_sources_address"),
    sa.Index("live_sources_due", "state", "next_due"),
)
"""`name_key` is the name without case, `address_key` a hash that spellings of an address share."""

items = sa.Table(
    "live_items",
    metadata,
    sa.Column("source", sa.ForeignKey("live_sources.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("key", sa.String(16), primary_key=True),
    sa.Column("fingerprint", sa.String(16), nullable=False),
    sa.Column("latest", sa.String(16)),
    sa.Column("fate", sa.String(10), nullable=False),
    sa.Column("first_seen", UtcDateTime, nullable=False),
    sa.Column("last_seen", UtcDateTime, nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("address_key", sa.BigInteger),
    sa.Column("article", sa.String(64)),
    sa.Column("published", UtcDateTime),
    sa.Column("changed_at", UtcDateTime),
    sa.Column("versions", sa.Integer, nullable=False),
    sa.Column("skipped", sa.Integer, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("revisit_at", UtcDateTime),
    sa.Column("page_etag", sa.Text),
    sa.Column("page_last_modified", sa.Text),
    sa.Index("live_items_address", "address_key"),
    sa.Index("live_items_article", "article"),
    sa.Index("live_items_fate", "source", "fate"),
    sa.Index("live_items_revisit", "source", "revisit_at"),
)
"""`address_key` is a hash that spellings of the entry's address share."""

followers = sa.Table(
    "live_followers",
    metadata,
    sa.Column("source", sa.ForeignKey("live_sources.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("server", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("name_key", sa.String(200), nullable=False),
    sa.Column("added_by", sa.BigInteger, nullable=False),
    sa.Column("added_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("server", "name_key", name="live_followers_name"),
)
"""Which servers follow a source, under which name, and who added it when."""


def source_of_row(row: sa.RowMapping) -> Source:
    """The source in a row of `sources`."""
    values = {name: row[name] for name in Source.__dataclass_fields__}
    return Source(
        **{
            **values,
            "kind": Kind(row["kind"]),
            "state": State(row["state"]),
            "options": options_of_json(row["options"]),
            "notes": tuple(row["notes"]),
        }
    )


def row_of_source(source: Source) -> dict[str, Any]:
    """The columns of a source, without the keys of its name and address."""
    values = {name: getattr(source, name) for name in Source.__dataclass_fields__}
    return {
        **values,
        "kind": source.kind.value,
        "state": source.state.value,
        "options": options_to_json(source.options),
        "notes": list(source.notes),
    }


def options_to_json(options: Options) -> dict[str, Any]:
    """Options as stored: those that differ from the defaults."""
    usual = Options()
    found = {
        name: getattr(options, name)
        for name in Options.__dataclass_fields__
        if getattr(options, name) != getattr(usual, name)
    }
    if options.every is not None:
        found["every"] = options.every.total_seconds()
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in found.items()
    }


def options_of_json(stored: dict[str, Any]) -> Options:
    """The options from `options_to_json`'s result."""
    known = {name: value for name, value in stored.items() if name in Options.__dataclass_fields__}
    options = Options(**known)
    return replace(
        options,
        pages=Pages(options.pages),
        words_in=tuple(options.words_in),
        words_out=tuple(options.words_out),
        every=timedelta(seconds=known["every"]) if "every" in known else None,
    )


def item_of_row(row: sa.RowMapping) -> Item:
    """The entry in a row of `items`."""
    values = {name: row[name] for name in Item.__dataclass_fields__}
    return Item(**{**values, "fate": Fate(row["fate"])})


def row_of_item(item: Item) -> dict[str, Any]:
    """The columns of an entry, without its source and its address's key."""
    values = {name: getattr(item, name) for name in Item.__dataclass_fields__}
    return {**values, "fate": item.fate.value}
