"""Alembic's way in; started by `briefings.sources.migrations.migrate`."""

from alembic import context

from briefings.library.migrate import run

run(context)
