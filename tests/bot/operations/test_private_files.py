"""Only the bot's user can read the files it writes, whatever the umask."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.operations.private_files import private_files, readable_by_others, take_from_others
from bot.settings import readable_secrets

ADDRESS = "postgresql://ada:geheim@host/name"


@pytest.fixture(autouse=True)
def _usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}


def test_files_made_within_are_private_and_later_ones_as_before(tmp_path: Path) -> None:
    with private_files():
        (tmp_path / "folder").mkdir()
        (tmp_path / "file").touch()
    (tmp_path / "later").touch()
    found = modes(tmp_path)
    assert (found["folder"], found["file"], found["later"]) == (0o700, 0o600, 0o644)
    assert readable_by_others(tmp_path / "later")
    assert not readable_by_others(tmp_path / "file")
    assert not readable_by_others(tmp_path / "nowhere")


def test_a_command_makes_private_files_and_closes_earlier_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    (tmp_path / "story.txt").write_text("A headline\n\nThe mill in Orrin closes, said Ada Bell.\n")
    data.mkdir(mode=0o755)
    (data / "briefbot-queue.sqlite3").touch(mode=0o644)
    (data / "somebody-elses.txt").touch(mode=0o644)
    result = CliRunner().invoke(app, ["ingest", "story.txt"])
    assert result.exit_code == 0, result.output
    found = modes(data)
    assert found.pop("somebody-elses.txt") == 0o644
    assert found.pop("data") == 0o755
    assert "briefbot.sqlite3" in found
    assert set(found.values()) == {0o600}
    result = CliRunner().invoke(app, ["backup", "copy"])
    assert result.exit_code == 0, result.output
    found = modes(tmp_path / "copy")
    assert found.pop("copy") == 0o700
    assert "briefbot.sqlite3" in found
    assert set(found.values()) == {0o600}


def test_a_new_data_folder_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["ask", "/help"]).exit_code == 0
    assert set(modes(tmp_path / "data").values()) == {0o700, 0o600}


def test_names_with_pattern_characters_are_taken_literally(tmp_path: Path) -> None:
    for name in ("a[1].db", "a[1]-queue.db", "a1.db"):
        (tmp_path / name).touch(mode=0o644)
    take_from_others(tmp_path / "a[1].db")
    found = modes(tmp_path)
    assert (found["a[1].db"], found["a[1]-queue.db"], found["a1.db"]) == (0o600, 0o600, 0o644)


@pytest.mark.parametrize(
    ("file", "text", "mode", "said"),
    [
        (".env", "DISCORD_TOKEN=x\n", 0o644, ".env holds secrets and is open to other users"),
        (".env", "DISCORD_TOKEN=x\n", 0o620, "(mode 620): chmod 600 .env"),
        (".env", "DISCORD_TOKEN=x\n", 0o600, ""),
        (".env", "BRIEFBOT_PICTURES=off\n", 0o644, ""),
        ("briefbot.toml", f'briefbot_database_url = "{ADDRESS}"\n', 0o644, "chmod 600"),
        ("briefbot.toml", 'briefbot_database_url = "sqlite:///x"\n', 0o644, ""),
        (".env", "DISCORD_TOKEN=\n", 0o644, ""),
    ],
)  # fmt: skip
def test_secrets_that_others_can_read_are_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str, mode: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / file
    path.write_text(text)
    path.chmod(mode)
    lines = readable_secrets()
    assert len(lines) == bool(said)
    assert all(said in line for line in lines)
