"""Brings a database's tables up to date, by Alembic.

Each part of the program that keeps tables has a folder of migrations and a version table of its
own, so that several parts share one database. In such a folder, `env.py` calls `run`, and
`versions/` has a file ``v0001_what.py`` for each step, whose revision is ``v0001``.

Alembic takes a tenth of a second to import, so it is imported only when there is work for it.
"""

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from briefings.library.database import reading, writing
from briefings.library.errors import LibraryError, show


def revisions(script_location: Path) -> list[str]:
    """The revisions in a folder of migrations, oldest first."""
    files = (script_location / "versions").glob("v[0-9]*.py")
    return sorted(file.stem.partition("_")[0] for file in files)


def upgrade(engine: Engine, script_location: Path, version_table: str) -> None:
    """Make missing tables and change outdated ones.

    Two programs that start at the same time wait for each other. All steps are done or, if one
    fails, none.

    Args:
        engine: from `briefings.library.database.create_engine`.
        script_location: a folder of migrations.
        version_table: the table that names the last step; a plain name.

    Raises:
        LibraryError: the database is newer than the program, or can't be used.
    """
    with reading(engine) as connection:
        current = _current(connection, version_table)
    if current == revisions(script_location)[-1]:
        return
    with writing(engine) as connection:
        upgrade_on(connection, script_location, version_table)


def current_revision(engine: Engine, version_table: str) -> str | None:
    """The last step; None if there are no tables yet.

    Raises:
        LibraryError: the database can't be used.
    """
    with reading(engine) as connection:
        return _current(connection, version_table)


def upgrade_on(connection: Connection, script_location: Path, version_table: str) -> None:
    """`upgrade` on a connection in a writing transaction."""
    if connection.dialect.name == "postgresql":  # SQLite already has its write lock
        lock = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
        connection.execute(lock, {"name": version_table})
    known, current = revisions(script_location), _current(connection, version_table)
    if current is not None and current not in known:
        raise LibraryError(
            f"the database {show(connection.engine.url)} is newer than this program: its "
            f"{version_table} is {current}, known are up to {known[-1]} — update the program"
        )
    if current != known[-1]:
        _run_alembic(connection, script_location, version_table)


def _current(connection: Connection, version_table: str) -> str | None:
    if not inspect(connection).has_table(version_table):
        return None
    found = connection.execute(text(f'SELECT version_num FROM "{version_table}"'))  # noqa: S608  # a name of ours
    return found.scalar()


def _run_alembic(connection: Connection, script_location: Path, version_table: str) -> None:
    # Mako, which Alembic uses to write new migrations, would load Pygments, four megabytes for
    # colouring HTML error pages; None marks a module as missing.
    sys.modules.setdefault("mako.ext.pygmentplugin", None)  # type: ignore[arg-type]  # as documented
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection, "version_table": version_table})
    config.set_main_option("script_location", str(script_location).replace("%", "%%"))
    command.upgrade(config, "head")


def run(context: Any) -> None:
    """What an `env.py` does: run the migrations on `upgrade`'s connection.

    Args:
        context: `alembic.context`.
    """
    context.configure(
        connection=context.config.attributes["connection"],
        version_table=context.config.attributes["version_table"],
    )
    with context.begin_transaction():
        context.run_migrations()
