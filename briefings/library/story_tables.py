"""The library's tables of stories: which there are, and what each keeps of its articles.

What a story says stands among the other records: see `tables`.
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
"""A story by its topic's id: the story that it is a part of now (`became`), ids of stories that its
articles were part of before, with a space between, the day that it tells of last, and how many
articles it has. One that is `due` is to be told again. `records` is JSON: by section and id, what
tells one state of the records made from the story from another."""

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
"""What stories keep of an article: its number in the order in which articles came, its story, what
it is compared by, and what was found in it, both as version `made_by` of the program writes them.
`revision` is the library's when the row changed last."""

story_state = Table(
    "library_story_state",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="only_one_row"), primary_key=True),
    Column("made_by", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("words", Text, nullable=False),
)
"""One row: the version of the program by which all articles were read, the revision at which an
article was taken out last, and which words are everywhere, as JSON."""

story_edits = Table(
    "library_story_edits",
    metadata,
    Column("story", String(ID), primary_key=True),
    Column("edits", Text, nullable=False),
    Column("file", String(64), nullable=False),
)
"""What was changed by hand in a story, as JSON, and a hash of the file that it was taken from."""
