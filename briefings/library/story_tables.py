"""The library's tables of stories, with what each keeps about its articles.

What a story says is among the other records; see `tables`.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from briefings.library.tables import ID, metadata

stories = Table(
    "library_stories",
    metadata,
    Column("id", String(ID), primary_key=True),
    Column("became", String(ID)),
    Column("was_part_of", Text, nullable=False),
    Column("as_of", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("due", Boolean, nullable=False),
    Column("records", Text, nullable=False),
    Index("library_stories_newest", "as_of", "id"),
    Index("library_stories_due", "due"),
)
"""A story by its topic's id: the story that it now belongs to (`became`), the space-separated
ids of stories that its articles belonged to before, its last day, and how many articles it has.
One that is `due` must be told again. `records` is JSON: by section and id, what distinguishes
the states of the records made from the story."""

story_articles = Table(
    "library_story_articles",
    metadata,
    Column("article", String(ID), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("story", String(ID), nullable=False, index=True),
    Column("revision", Integer, nullable=False, index=True),
    Column("made_by", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("grouped_by", LargeBinary, nullable=False),
    Column("findings", LargeBinary, nullable=False),
)
"""What stories keep about an article: its number in order of arrival, its story, what it is
compared by, and what was found in it, both as written by version `made_by` of the program.
`revision` is the library's at the row's last change."""

story_state = Table(
    "library_story_state",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only_one_row"), primary_key=True),
    Column("made_by", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("words", Text, nullable=False),
)
"""One row: the version of the program that read all articles, the revision at which an article
was last removed, and which words are everywhere, as JSON."""

story_edits = Table(
    "library_story_edits",
    metadata,
    Column("story", String(ID), primary_key=True),
    Column("edits", Text, nullable=False),
    Column("file", String(64), nullable=False),
)
"""The changes made to a story by hand, as JSON, and a hash of the file they came from."""
