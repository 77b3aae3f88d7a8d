"""Alembic's way in; started by `bot.daily.database.migrate`."""

from alembic import context

from briefings.library.migrate import run

run(context)
