"""File names that control terminals, URLs with passwords: neither is printed as is."""

import shutil
import sys
from pathlib import Path

import pytest

from bot.cli.common import say
from briefings.library import LibraryError
from briefings.library.database import create_engine, database_url
from briefings.reading import MAX_BYTES
from briefings.sources.files import find_files
from tests.bot.cli.conftest import run

NAME = "x\x1b[31mred.yaml"


class Terminal:
    """Receives output as a terminal does: nothing is stripped."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None: ...

    def isatty(self) -> bool:
        return True


def test_no_line_controls_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    say(f"{NAME}:2: is not YAML", "\x9b31m\u202e and http://ada:geheim@host/x?token=t")
    assert terminal.text == (
        "x[31mred.yaml:2: is not YAML\n31m and http://ada:***@host/x?token=***\n"
    )


@pytest.mark.parametrize("command", ["check", "extract", "ingest", "forget"])
def test_a_hostile_file_name_is_reported_without_its_escape(tmp_path: Path, command: str) -> None:
    (tmp_path / NAME).write_text("bad: [")
    result = run(command, NAME)
    assert "red.yaml" in result.stderr
    assert "\x1b" not in result.output


def test_a_backup_says_where_it_is_without_an_escape(stored_digest: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(stored_digest, tmp_path / "data" / "briefbot.sqlite3")
    made = run("backup", "x\x1b[31mcopy")
    assert "backed up to x[31mcopy" in made.stdout
    assert "\x1b" not in run("restore", "x\x1b[31mcopy", "--replace").output


def test_a_device_is_not_a_list_of_feeds(tmp_path: Path) -> None:
    refused = run("sources", "import", "/dev/zero")
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
    assert "device" in refused.stderr


def test_an_endless_list_of_feeds_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "feeds.opml").open("wb") as file:
        file.truncate(MAX_BYTES * 20)  # a sparse file
    assert "is larger than" in run("sources", "import", "feeds.opml").stderr


def test_a_link_that_leads_out_of_a_folder_is_not_read(tmp_path: Path) -> None:
    """Write access to the folder must not give read access to all the bot's files."""
    inbox = tmp_path / "inbox"
    (inbox / "old").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("DISCORD_TOKEN=x")
    (inbox / "old" / "story.txt").write_text("The town said.")
    (inbox / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inbox / "up.txt").symlink_to("../secret.txt")
    (inbox / "around").symlink_to("..")
    (inbox / "again.txt").symlink_to("old/story.txt")
    found = {path.name for path in find_files([inbox])}
    assert found == {"story.txt", "again.txt"}
    assert list(find_files([inbox / "out.txt"])) == [inbox / "out.txt"]  # the operator named it


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://127.0.0.1:1/x?password=geheim",
        "postgresql://ada:geheim@127.0.0.1:1/x",
        "mysql://ada:geheim@127.0.0.1/x",
        "postgresql://ada:ge heim@[::1/x",
        "sqlite://ada:geheim@/x",
        "sqlite://:geheim@/x",
    ],
)
def test_an_unusable_database_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("BRIEFBOT_DATABASE_URL", url)
    result = run("ask", "/help")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "heim" not in result.output


def test_a_wrong_setting_is_repeated_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_DISCORD_API", "ftp://ada:geheim@host/api")
    result = run("ask", "/help")
    assert "BRIEFBOT_DISCORD_API: write an address" in result.stderr
    assert "geheim" not in result.output


def test_a_database_error_does_not_reveal_the_query(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with (
        pytest.raises(Exception, match="parameters hidden") as failed,
        engine.begin() as connection,
    ):
        connection.exec_driver_sql("SELECT * FROM nowhere WHERE a = ?", ("what was typed",))
    assert "typed" not in str(failed.value)
    engine.dispose()


def test_user_names_in_sqlite_addresses_are_refused() -> None:
    with pytest.raises(LibraryError, match="a file takes three"):
        database_url("sqlite://ada@/x")
