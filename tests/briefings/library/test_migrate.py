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
from sqlalchemy import Connection, Engine, inspect, text

from briefings.digest.layout import SECTIONS, AnyRecord
from briefings.library import Library, LibraryError
from briefings.library.database import create_engine, writing
from briefings.library.migrate import revisions, upgrade
from briefings.library.store import MIGRATIONS, VERSION_TABLE
from briefings.library.tables import metadata
from briefings.models import Article, Digest
from tests.briefings.library.asking import search, whole
from tests.briefings.library.digests import bridge


@pytest.fixture
def engine(library: Library, url: str) -> Iterator[Engine]:
    """Another component's connection to the library's database."""
    engine = create_engine(url)
    yield engine
    engine.dispose()


def test_the_file_names_give_alembics_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert [scripts.get_current_head()] == revisions(MIGRATIONS)[-1:]
    assert sorted(script.revision for script in scripts.walk_revisions()) == revisions(MIGRATIONS)


def test_migrations_create_the_tables_that_the_program_uses(engine: Engine) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": VERSION_TABLE,
                "include_name": lambda name, kind, _: kind != "table" or name in metadata.tables,
            },
        )
        return list(compare_metadata(context, metadata))

    assert "library_stories" in metadata.tables  # they are in their own file
    with engine.connect() as connection:
        assert differences(connection) == []


def test_a_database_of_a_newer_program_is_left_alone(engine: Engine, url: str) -> None:
    with writing(engine) as connection:
        connection.execute(text("UPDATE library_version SET version_num = 'v9999'"))
    newer = r"is newer than this program: .* v9999, known are up"
    with pytest.raises(LibraryError, match=newer), Library.open(url):
        pass


def test_opening_an_up_to_date_database_needs_neither_alembic_nor_another_dialect(
    sqlite_url: str,
) -> None:
    make(sqlite_url)
    program = (
        "import sys\n"
        "from briefings.library import Library\n"
        "def main():\n"
        f"    with Library.open({sqlite_url!r}) as library:\n"
        "        others = {'alembic', 'sqlalchemy.dialects.postgresql'}\n"
        "        print(library.revision(), others & sys.modules.keys())\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "set()"]


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
    """The migrations of another component."""
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


def test_two_processes_opening_a_new_database_create_the_tables_once(url: str) -> None:
    def first_revision() -> int:
        with Library.open(url) as library:
            return library.revision()

    with ThreadPoolExecutor(2) as pool:
        opened = [pool.submit(first_revision) for _ in range(2)]
    assert [one.result() for one in opened] == [0, 0]


@pytest.fixture
def former_url(url: str) -> str:
    """A database as created by the first version of this program."""
    engine = create_engine(url)
    first = engine_with_first_version_only(engine)
    with writing(first) as connection:
        for stored, (source, digest) in enumerate(FORMER.items(), start=1):
            connection.execute(
                text("INSERT INTO library_sources VALUES (:name, :stored, :sha256)"),
                {"name": source, "stored": stored, "sha256": "0" * 64},
            )
            for section in SECTIONS:
                for record in getattr(digest, section):
                    former_record(connection, source, section, record)
        connection.execute(text("UPDATE library_state SET revision = 2"))
    engine.dispose()
    return url


FORMER = {
    "files": bridge(),
    "ingested:ferry": Digest(
        articles=(
            Article(
                id="ferry",
                headline="A ferry\0 stays",
                date_published="2025-08-18",
                text="“Wait,” she said.\n\nMore\0.",
                url="https://example.org/ferry",
            ),
        ),
        actors=(bridge().actors[0].model_copy(update={"name": "Ada", "affiliation": None}),),
    ),
    "empty": Digest(),
}


def engine_with_first_version_only(engine: Engine) -> Engine:
    from alembic import command

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with writing(engine) as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "v0001")
    return engine


def former_record(connection: Connection, source: str, section: str, record: AnyRecord) -> None:
    """Insert a row as the first version wrote it."""
    count = connection.execute(text("SELECT count(*) FROM library_records")).scalar() or 0
    connection.execute(
        text(
            "INSERT INTO library_records (key, source, section, id, shadowed, payload) "
            "VALUES (:key, :source, :section, :id, :shadowed, :payload)"
        ),
        {
            "key": count + 1,
            "source": source,
            "section": section,
            "id": record.id,
            "shadowed": source == "files" and record.id == "mayor",
            "payload": record.model_dump_json(exclude_defaults=True),
        },
    )


def test_an_earlier_versions_data_is_complete_after_the_upgrade(former_url: str) -> None:
    for _ in range(2):  # reopening moves nothing twice
        with Library.open(former_url) as library:
            assert library.sources() == ("files", "ingested:ferry", "empty")
            assert library.revision() == 5  # moving counts as storing: caches are reread
            digest = whole(library)
            assert [article.id for article in digest.articles] == ["bridge", "ferry"]
            assert digest.articles[1] == FORMER["ingested:ferry"].articles[0]
            assert {actor.name for actor in digest.actors} == {"Ada", "The City"}
            assert digest.quotes == bridge().quotes
            assert digest.positions == bridge().positions
            assert digest.topics == bridge().topics
            assert [hit.id for hit in search(library, "river")] == ["bridge"]
            with library.read() as reader:
                assert reader.at_addresses(["http://example.org/ferry/"])
    engine = create_engine(former_url)
    with engine.connect() as connection:
        assert not [name for name in inspect(connection).get_table_names() if "former" in name]
    engine.dispose()


def test_a_move_that_fails_is_done_when_the_library_is_opened_next(former_url: str) -> None:
    engine = create_engine(former_url)
    with writing(engine) as connection:
        row = {"payload": '{"id": "bad"}'}
        connection.execute(
            text("UPDATE library_records SET payload = :payload WHERE id = 'hold'"), row
        )
    with pytest.raises(LibraryError, match="can't be read"), Library.open(former_url):
        pass
    with writing(engine) as connection:
        payload = bridge().quotes[0].model_dump_json(exclude_defaults=True)
        connection.execute(
            text("UPDATE library_former_records SET payload = :payload WHERE id = 'hold'"),
            {"payload": payload},
        )
    engine.dispose()
    with Library.open(former_url) as library:
        assert whole(library).quotes == bridge().quotes
