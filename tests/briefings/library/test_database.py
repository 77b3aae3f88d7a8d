import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ResourceClosedError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from briefings.library import Library, LibraryError, Version
from briefings.library.bulk import insert_rows
from briefings.library.database import (
    close_engine,
    create_engine,
    database_url,
    reading,
    writing,
)
from briefings.library.errors import explained
from briefings.library.tables import revisions
from briefings.models import Digest
from tests.briefings.library.asking import search, whole
from tests.briefings.library.digests import bridge


def complaint(url: str) -> str:
    """The error on opening `url`: one line, without a traceback."""
    with pytest.raises(LibraryError) as caught, Library.open(url):
        pass
    message = str(caught.value)
    assert "\n" not in message
    assert "secret" not in message
    return message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:///x.db", "sqlite:///x.db"),
        ("sqlite:////data/x.db", "sqlite:////data/x.db"),
        ("sqlite+pysqlite:///x.db", "sqlite:///x.db"),
        ("sqlite://", "sqlite://"),
        ("postgres://u@h/d", "postgresql+psycopg://u@h/d"),
        (
            "postgresql://u@h:5433/d?sslmode=require",
            "postgresql+psycopg://u@h:5433/d?sslmode=require",
        ),
        ("postgresql+psycopg://u@h/d", "postgresql+psycopg://u@h/d"),
    ],
)
def test_urls_are_accepted_as_people_write_them(written: str, meant: str) -> None:
    assert database_url(written).render_as_string(hide_password=False) == meant


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "is no database URL — expected sqlite:///"),
        ("data/library.db", "is no database URL — expected sqlite:///"),
        ("postgresql://u:secret@h:port/d", "'postgresql://u:***@h:port/d' is no database URL"),
        ("mysql://u:secret@h/d", "'mysql://u:***@h/d': 'mysql' is no database known here"),
        ("postgresql+asyncpg://u:secret@h/d", "the driver 'asyncpg' is not used"),
        ("sqlite://library.db", "has two slashes — a file takes three"),
    ],
)
def test_a_wrong_url_is_reported_without_its_password(url: str, said: str) -> None:
    assert said in complaint(url)


def test_a_missing_server_is_reported(tmp_path: Path) -> None:
    said = complaint(f"postgresql://u:secret@/d?host={tmp_path}")
    assert "u:***@" in said
    assert "can't be reached — is the server running" in said


def test_a_refused_connection_is_reported() -> None:
    said = complaint("postgresql://u:secret@127.0.0.1:1/d")
    assert said.endswith("can't be reached — is the server running, and are host and port right?")


def test_a_missing_database_is_reported(postgres: str) -> None:
    said = complaint(postgres.replace("/postgres?", "/nothing?"))
    assert said.endswith("has no database of that name — create it first")


def test_a_missing_driver_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # as if it were not installed
    assert "the driver for postgresql+psycopg is missing" in complaint("postgresql://h/d")


def test_a_file_that_is_not_a_database_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Dear diary, this is no database. " * 50)
    assert "is no SQLite database" in complaint(f"sqlite:///{tmp_path}/x.db")


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    assert "can't be opened" in complaint(f"sqlite:///{tmp_path}")


def test_a_folder_that_cannot_be_created_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = complaint(f"sqlite:///{tmp_path}/file/x.db")
    assert f"the database's folder {tmp_path}/file can't be made" in said


def test_the_folder_is_created(tmp_path: Path) -> None:
    with Library.open(f"sqlite:///{tmp_path}/new/folder/x.db") as library:
        assert library.revision() == 0


def test_a_library_can_live_in_memory() -> None:
    with Library.open("sqlite://") as library:
        library.store(bridge(), "files")
        assert len(search(library, "river")) == 1


def make(url: str) -> None:
    with Library.open(url):
        pass


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("folder", "can't be opened: its folder is missing or may not be written to"),
        ("file", "may only be read"),
    ],
)
def test_a_read_only_database_is_reported(kept: str, said: str) -> None:
    folder = Path(tempfile.mkdtemp())  # unlike pytest's own, any user may enter it
    if kept == "file":
        make(f"sqlite:///{folder}/x.db")
        (folder / "x.db").chmod(0o444)
    folder.chmod(0o555)
    program = f"""
        import os
        from briefings.library import Library, LibraryError
        def main():
            with Library.open("sqlite://"):
                pass  # all is imported while the program's own files may be read
            if os.geteuid() == 0:
                os.setuid(65534)  # root is not bound by permissions
            with Library.open("sqlite:///{folder}/x.db") as library:
                library.remove("files")
        try:
            main()
        except LibraryError as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        check=False,
        # Coverage can't write its data as another user.
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")},
    )
    shutil.rmtree(folder)
    assert done.stderr == ""
    assert done.stdout.startswith(f"the database sqlite:///{folder}/x.db {said}")


def test_a_locked_database_is_reported(sqlite_url: str, tmp_path: Path) -> None:
    with Library.open(f"{sqlite_url}?timeout=0.05") as library:
        other = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="is locked by another program"):
            library.store(bridge(), "files")
        assert whole(library) == Digest()  # reading goes on
        other.execute("ROLLBACK")
        other.close()
        assert library.store(bridge(), "files")


def test_sqlite_checks_foreign_keys_and_keeps_a_write_ahead_log(sqlite_url: str) -> None:
    engine = create_engine(sqlite_url)
    with reading(engine) as connection:
        assert (connection.execute(text("PRAGMA foreign_keys"))).scalar() == 1
        assert (connection.execute(text("PRAGMA journal_mode"))).scalar() == "wal"
    engine.dispose()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PoolTimeoutError("QueuePool limit"), "is too busy: no connection came free"),
        (OSError(28, "No space left on device"), "has no room left on its disk"),
        (ResourceClosedError("closed\nin detail"), "failed: closed — check the URL"),
    ],
)
def test_other_failures_are_one_line_as_well(error: Exception, said: str) -> None:
    with (
        pytest.raises(LibraryError) as caught,
        explained(database_url("postgresql://u:secret@h/d")),
    ):
        raise error
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_closed_output_is_not_a_database_failure() -> None:
    with (
        pytest.raises(BrokenPipeError),
        explained(database_url("sqlite:///library.db")),
    ):
        raise BrokenPipeError


def test_rows_refused_by_the_database_are_an_error_in_one_line(library: Library) -> None:
    twice = [{"revision": 5, "stamp": 1}] * 2
    with (
        pytest.raises(LibraryError, match=r"(?i)unique"),
        writing(library._engine) as connection,
    ):
        insert_rows(connection, revisions, twice)
    assert library.version() == Version(0)


def test_a_connection_in_use_is_closed_when_it_is_given_back(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/library.db")
    connection = engine.connect()
    driver = connection.connection.driver_connection
    assert driver is not None
    close_engine(engine)
    driver.execute("SELECT 1")
    connection.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        driver.execute("SELECT 1")
