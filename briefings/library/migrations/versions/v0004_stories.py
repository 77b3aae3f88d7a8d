"""Stories: what is kept about them, and about the articles they are made from.

`briefings.ingest` reads existing articles after the library is opened.
"""

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"

_ID = sa.String(64)


def upgrade() -> None:
    op.add_column(
        "library_evidence", sa.Column("part", sa.Integer, nullable=False, server_default="0")
    )
    op.create_table(
        "library_stories",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("became", _ID),
        sa.Column("was_part_of", sa.Text, nullable=False),
        sa.Column("as_of", sa.Integer, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("due", sa.Boolean, nullable=False),
        sa.Column("records", sa.Text, nullable=False),
    )
    op.create_index("library_stories_newest", "library_stories", ["as_of", "id"])
    op.create_index("library_stories_due", "library_stories", ["due"])
    op.create_table(
        "library_story_articles",
        sa.Column("article", _ID, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        sa.Column("story", _ID, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False, index=True),
        sa.Column("made_by", sa.Integer, nullable=False),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("grouped_by", sa.LargeBinary, nullable=False),
        sa.Column("findings", sa.LargeBinary, nullable=False),
    )
    state = op.create_table(
        "library_story_state",
        sa.Column(
            "id", sa.Integer, sa.CheckConstraint("id = 1", name="only_one_row"), primary_key=True
        ),
        sa.Column("made_by", sa.Integer, nullable=False),
        sa.Column("gone", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.bulk_insert(state, [{"id": 1, "made_by": 0, "gone": 0, "words": ""}])
    op.create_table(
        "library_story_edits",
        sa.Column("story", _ID, primary_key=True),
        sa.Column("edits", sa.Text, nullable=False),
        sa.Column("file", sa.String(64), nullable=False),
    )
