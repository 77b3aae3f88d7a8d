import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from briefings.library import Library, LibraryError
from briefings.library.database import create_engine, writing
from briefings.library.migrate import revisions, upgrade
from briefings.library.store import MIGRATIONS, VERSION_TABLE
from briefings.library.tables import metadata


@pytest.fixture
def engine(library: Library, url: str) -> Iterator[Engine]:
    """Another part of the program's way into the library's database."""
    engine = create_engine(url)
    yield engine
    engine.dispose()


def test_the_file_names_tell_alembics_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert [scripts.get_current_head()] == revisions(MIGRATIONS)[-1:]
    assert sorted(script.revision for script in scripts.walk_revisions()) == revisions(MIGRATIONS)


def test_migrations_make_the_tables_that_the_program_uses(engine: Engine) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "include_name": lambda name, kind, _: kind != "table" or name in metadata.tables,
            },
        )
        return list(compare_metadata(context, metadata))

    with engine.connect() as connection:
        assert differences(connection) == []


def test_a_database_of_a_newer_program_is_left_alone(engine: Engine, url: str) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE library_version SET version_num = 'v9999'"))
    newer = r"is newer than this program: .* v9999, known are up"
    with pytest.raises(LibraryError, match=newer), Library.open(url):
        pass


def test_opening_what_is_up_to_date_needs_no_alembic(sqlite_url: str) -> None:
    make(sqlite_url)
    program = (
        "import sys\n"
        "from briefings.library import Library\n"
        "def main():\n"
        f"    with Library.open({sqlite_url!r}) as library:\n"
        "        print(library.revision(), 'alembic' in sys.modules)\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "False"]


def make(url: str) -> None:
    with Library.open(url):
        pass


STEP = """
from alembic import op
revision = {revision!r}
down_revision = {before!r}
def upgrade():
    op.execute({statement!r})
"""


def other_part(folder: Path, *statements: str) -> Path:
    """The migrations of another part of the program."""
    (folder / "versions").mkdir(parents=True, exist_ok=True)
    (folder / "env.py").write_text((MIGRATIONS / "env.py").read_text())
    before = None
    for number, statement in enumerate(statements, start=1):
        revision = f"v{number:04d}"
        step = STEP.format(revision=revision, before=before, statement=statement)
        (folder / "versions" / f"{revision}_step.py").write_text(step)
        before = revision
    return folder


def test_parts_share_a_database_and_are_brought_up_to_date_step_by_step(
    engine: Engine, tmp_path: Path
) -> None:
    first, second = "CREATE TABLE other (a integer)", "INSERT INTO other VALUES (5)"
    upgrade(engine, other_part(tmp_path / "100%", first), "other_version")
    upgrade(engine, other_part(tmp_path / "100%", first, second), "other_version")
    upgrade(engine, other_part(tmp_path / "100%", first, second), "other_version")
    with engine.connect() as connection:
        found = connection.execute(text("SELECT a FROM other"))
        assert found.scalars().all() == [5]


def test_a_step_that_fails_leaves_nothing_behind(url: str, tmp_path: Path) -> None:
    engine = create_engine(url)
    folder = other_part(tmp_path / "m", "CREATE TABLE other (a integer)", "SELECT nonsense")
    with pytest.raises(LibraryError, match="nonsense"):
        upgrade(engine, folder, "other_version")
    good = other_part(tmp_path / "m", "CREATE TABLE other (a integer)", "SELECT 1")
    upgrade(engine, good, "other_version")
    engine.dispose()


def test_two_that_open_a_new_database_at_once_make_the_tables_once(url: str) -> None:
    def first_revision() -> int:
        with Library.open(url) as library:
            return library.revision()

    with ThreadPoolExecutor(2) as pool:
        opened = [pool.submit(first_revision) for _ in range(2)]
    assert [one.result() for one in opened] == [0, 0]
