"""Alembic's entry: runs the revisions on the connection that `bot.daily.database` passes in."""

from alembic import context

from bot.daily.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="daily_version",
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
