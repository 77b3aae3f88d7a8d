"""Alembic's way in; started by `bot.daily.migrations.migrate`."""

from alembic import context

from briefings.library.migrate import run

run(context)
