"""The library's tables.

What sources brought is in `articles`, `quotes` and `entries` (people, topics, positions, events,
discrepancies), one record per row: what queries need is a column, everything is in `payload`, the
JSON of its model. A row's `key` is never used again, and a changed record is a new row, so what was
read by a key stays right for ever. `place` is its position within its section; it survives changes.

All other tables are derived from these rows, unless they are `shadowed`: they hold what questions
need, and each record changes only its own part of them. Tables read in the order of their primary
keys are kept in that order (in SQLite). In addition there are the full-text indexes
`library_article_words` and `library_quote_words`, which are virtual tables of FTS5 in SQLite and
tables with a ``tsvector`` in PostgreSQL; they have only the newest records, `postings` all others.

What is kept about stories is in `story_tables`.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()

ID = 64
"""The longest id of a record, in characters."""
_WORD = String(64).with_variant(String(64, collation="C"), "postgresql")
"""A folded word, compared by code points: words with one beginning are an index range."""
_MARKED = String(80).with_variant(String(80, collation="C"), "postgresql")
"""A word as in indexes: perhaps with a mark before it, or an id or a pair instead."""

state = Table(
    "library_state",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only_one_row"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("next_key", Integer, nullable=False, server_default="1"),
    Column("stamp", BigInteger, nullable=False, server_default="0"),
    Column("indexed_by", BigInteger, nullable=False, server_default="0"),
    Column("archived", Integer, nullable=False, server_default="0"),
)
"""One row: how often the library changed, the next free key, the revision's stamp, the version
of the program's indexing (see `rebuilding`), and the last key in `postings`."""

revisions = Table(
    "library_revisions",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("stamp", BigInteger, nullable=False),
)
"""The last revisions with their stamps; see `history`."""

sources = Table(
    "library_sources",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("name", String(200), nullable=False, unique=True),
    Column("stored", Integer, nullable=False, index=True),
    Column("articles", Integer, nullable=False),
    Column("quotes", Integer, nullable=False),
)
"""Who brought records; `stored` is the last revision that did, the counts say what it has."""


def _record_columns() -> tuple[Column[Any], ...]:
    return (
        Column("key", Integer, primary_key=True, autoincrement=False),
        Column("place", Integer, nullable=False),
        Column("id", String(ID), nullable=False),
        Column("source", Integer, ForeignKey("library_sources.key"), nullable=False),
        Column("shadowed", Boolean, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("payload", Text, nullable=False),
    )


articles = Table(
    "library_articles",
    metadata,
    *_record_columns(),
    Column("text", LargeBinary),
    Column("machine", Boolean, nullable=False),
    Column("outlet", Text),
    Column("origin", Text),
    Column("newness", Integer, nullable=False),
    Column("text_hash", BigInteger, index=True),
    Column("headline", BigInteger, nullable=False, index=True),
    Index("library_articles_id", "id"),
    Index("library_articles_source", "source"),
)
"""`text` is compressed by zlib. `outlet` and `origin` are casefolded, for counting; `text_hash`
is of the text's SHA-256, `headline` a hash that its spellings share."""

quotes = Table(
    "library_quotes",
    metadata,
    *_record_columns(),
    Column("article", String(ID), nullable=False),
    Column("creator", String(ID)),
    Column("utterance", String(ID), nullable=False),
    Column("wording", BigInteger, nullable=False),
    Index("library_quotes_id", "id"),
    Index("library_quotes_source", "source"),
    Index("library_quotes_article", "article"),
    Index("library_quotes_utterance", "utterance", "place"),
    Index("library_quotes_wording", "wording"),
)
"""`wording` is a hash of the exact words; see `encoding.wording_hash`."""

entries = Table(
    "library_entries",
    metadata,
    *_record_columns(),
    Column("section", String(20), nullable=False),
    Index("library_entries_id", "section", "id"),
    Index("library_entries_source", "source"),
    Index("library_entries_revision", "section", "revision"),
)
"""Actors, topics, positions, events and discrepancies."""

removed = Table(
    "library_removed",
    metadata,
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("section", String(20), primary_key=True),
    Column("id", String(ID), primary_key=True),
    sqlite_with_rowid=False,
)
"""Removed actors and topics, for those who follow by revision."""

utterances = Table(
    "library_utterances",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("id", String(ID), nullable=False),
    Column("creator", String(ID)),
    Column("revision", Integer, nullable=False),
    Column("newness", Integer, nullable=False),
    Column("telling", Integer),
    Column("length", Integer, nullable=False),
    Column("topics", Text, nullable=False),
    Index("library_utterances_id", "id"),
    Index("library_utterances_creator", "creator", "newness", "key", "length"),
    Index("library_utterances_newness", "newness", "key"),
)
"""The same words of one speaker over all reports of them. `newness` sorts the newest first,
`telling` what a briefing should quote first (None: not at all); `length` is the characters
needed to show it; `topics` are space-separated ids."""

utterance_topics = Table(
    "library_utterance_topics",
    metadata,
    Column("topic", String(ID), primary_key=True),
    Column("newness", Integer, primary_key=True),
    Column("utterance", Integer, primary_key=True, autoincrement=False),
    Column("creator", String(ID)),
    Column("telling", Integer),
    Column("length", Integer, nullable=False),
    Index("library_utterance_topics_creator", "topic", "creator", "newness", "utterance", "length"),
    Index(
        "library_utterance_topics_telling",
        "topic",
        "telling",
        "newness",
        "utterance",
        "creator",
        # The same in PostgreSQL, but saying so here would import its dialect at each start.
        sqlite_where=text("telling IS NOT NULL"),
    ),
    Index("library_utterance_topics_utterance", "utterance"),
    sqlite_with_rowid=False,
)

listings = Table(
    "library_listings",
    metadata,
    Column("about", String(ID + 2), primary_key=True),
    Column("section", String(20), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, primary_key=True),
    Column("planned", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("key", Integer, nullable=False),
    Index("library_listings_key", "key"),
    sqlite_with_rowid=False,
)
"""Positions, events and discrepancies in list order: for a topic (``t:ID``), for an actor
(``a:ID``), and for everything (an empty `about`). Also the pinned topics (``pinned``) and the
stories that each of them holds (``t:ID``)."""

evidence = Table(
    "library_evidence",
    metadata,
    Column("topic", String(ID), primary_key=True),
    Column("article", String(ID), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("machine", Boolean, nullable=False),
    Column("outlet", Text),
    Column("origin", Text),
    Column("quotes", Integer, nullable=False),
    Column("citations", Integer, nullable=False),
    Column("weight", Integer, nullable=False),
    Column("newness", Integer, nullable=False),
    Column("part", Integer, nullable=False, server_default="0"),
    Index("library_evidence_article", "article"),
    Index("library_evidence_newness", "topic", "newness", "place"),
    Index("library_evidence_weight", "topic", "machine", "weight", "place"),
    sqlite_with_rowid=False,
)
"""How many quotations and other citations on a topic rest on an article; for the empty topic,
all articles. `weight` is minus their sum: the smallest comes first. `newness` sorts the latest
published articles first, unknown dates last. `part` is 1 if the article belongs to the topic's
story, whatever rests on it, else 0."""

outlets = Table(
    "library_outlets",
    metadata,
    Column("topic", String(ID), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How many of a topic's articles each ``outlet`` printed, and their ``origin``."""

topic_counts = Table(
    "library_topic_counts",
    metadata,
    Column("topic", String(ID), primary_key=True),
    *(
        Column(name, Integer, nullable=False, server_default="0")
        for name in (
            "quotes",
            "citations",
            "utterances",
            "positions",
            "events",
            "discrepancies",
            "articles",
            "machine",
            "outlets",
            "origins",
        )
    ),
    Column("revision", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""For the empty topic, the whole library."""

actor_counts = Table(
    "library_actor_counts",
    metadata,
    Column("actor", String(ID), primary_key=True),
    *(
        Column(name, Integer, nullable=False, server_default="0")
        for name in ("utterances", "positions", "mentions")
    ),
    Column("revision", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""`mentions` counts the records that name the actor; at 0 nothing needs it any more."""

voices = Table(
    "library_voices",
    metadata,
    Column("topic", String(ID), primary_key=True),
    Column("creator", String(ID), primary_key=True),
    Column("utterances", Integer, nullable=False),
    Index("library_voices_creator", "creator"),
    sqlite_with_rowid=False,
)
"""How many utterances each actor has on a topic."""

addresses = Table(
    "library_addresses",
    metadata,
    Column("address", BigInteger, primary_key=True, autoincrement=False),
    Column("article", String(ID), primary_key=True),
    Column("url", Text, nullable=False),
    Column("first", Boolean, nullable=False),
    Index("library_addresses_article", "article"),
    sqlite_with_rowid=False,
)
"""An article's addresses: the one that its record gives (`first`), and others."""

versions = Table(
    "library_versions",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("article", String(ID), nullable=False, index=True),
    Column("headline", Text, nullable=False),
    Column("sha256", String(64)),
    Column("text", LargeBinary),
    Column("seen", String(40), nullable=False),
)
"""Earlier versions of an article, and when the change was `seen`: an ISO 8601 time."""

sketches = Table(
    "library_sketches",
    metadata,
    Column("pair", BigInteger, primary_key=True, autoincrement=False),
    Column("quote", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""The keys of quotations with a pair of a speaker's words; see `sketches`."""

words = Table(
    "library_words",
    metadata,
    Column("word", _WORD, primary_key=True),
    Column("quotes", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""How many quotations and articles have a word."""

postings = Table(
    "library_postings",
    metadata,
    Column("kind", String(1), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("word", _MARKED, primary_key=True),
    Column("bitmap", LargeBinary, nullable=False),
)
"""The articles (`kind` "a") or quotations ("q") that have a word: a bitmap of their keys for each
`part` of all keys. See `postings`."""

names = Table(
    "library_names",
    metadata,
    Column("word", _WORD, primary_key=True),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("section", String(20), nullable=False),
    Column("id", String(ID), nullable=False),
    Column("weight", Integer, nullable=False),
    Index("library_names_key", "key"),
    sqlite_with_rowid=False,
)
"""The words of actors' and topics' texts; `weight` is higher for those of the name. For actors
also marked words for whole names and the sound of surnames; see `indexing.name_keys`."""
