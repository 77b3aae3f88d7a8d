"""Alembic's way in; started by `briefings.library.migrate.upgrade`."""

from alembic import context

from briefings.library.migrate import run

run(context)
