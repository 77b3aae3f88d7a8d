"""Alembic's entry: runs the revisions on the connection that `briefings.library.migrate` has."""

from alembic import context

from briefings.library.migrate import run

run(context)
