"""Foreign folders: their contents are read or reported, one line each, and no more."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.cli.common import say
from briefings.reading import MAX_BYTES, ReadingError
from briefings.sources.files import find_files, read_document
from briefings.text.visible_files import visible_files
from tests.bot.cli.conftest import STORY, run

NAMES = [b"x\x1b[5mred", b"two\nlines", "a\u202eb".encode(), b"not \xff UTF-8", "e\u0301".encode()]


def fifo(path: Path) -> None:
    os.mkfifo(path)


def bound(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(path))


def endless(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 100)  # a sparse file


def circle(path: Path) -> None:
    path.symlink_to(path.name)


WHAT: dict[str, Callable[[Path], None]] = {
    "a pipe": fifo,
    "a socket": bound,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a circle of links": circle,
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a folder": Path.mkdir,
    "nothing": Path.touch,
    "too large": endless,
    "no text": lambda path: path.write_bytes(bytes(range(256)) * 40) and None,
}


@pytest.mark.parametrize("make", WHAT.values(), ids=WHAT)
@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("ingest", "x.html"),
        ("extract", "x.txt"),
        ("check", "x.yaml"),
        ("check", "x.json"),
        ("sources import", "x.opml"),
    ],
)
def test_a_non_document_is_reported_in_one_line(
    tmp_path: Path, make: Callable[[Path], None], command: str, name: str
) -> None:
    make(tmp_path / name)
    refused = run(*command.split(), name)
    assert refused.exit_code == 1
    (line,) = refused.stderr.splitlines()
    assert line.startswith(f"{name}:")


def test_a_non_document_in_a_folder_is_skipped(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number, make in enumerate(WHAT.values()):
        make(inbox / f"{number}.txt")
    (inbox / "story.txt").write_text(STORY)
    done = run("ingest", "inbox")
    assert "1 article" in done.stdout
    assert len(done.stderr.splitlines()) == 3  # empty, too large, not text


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_read_and_printed_safely(tmp_path: Path, name: bytes) -> None:
    inside = tmp_path / "inbox" / os.fsdecode(name)
    inside.mkdir(parents=True)
    (inside / "story.txt").write_text(STORY)
    (inside / "story.html").touch()
    done = run("ingest", "inbox")
    assert "1 article" in done.stdout
    (line,) = done.stderr.splitlines()
    assert line.isprintable()
    assert "the document is empty" in line
    run("sources", "add", "inbox")
    assert run("sources", "refresh").stdout == "inbox: 1 new article\n"
    inside.with_suffix(".yaml").write_text("topics: []\n")
    asked = run("ask", "/help", "--digest", "inbox")
    assert asked.exit_code == 0


@pytest.mark.parametrize("name", NAMES)
def test_output_files_of_any_name_are_reported_safely(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes
) -> None:
    run("stories")
    monkeypatch.setenv("BRIEFBOT_DATA_DIR", os.fsdecode(name))
    run("stories")
    commands = (
        ("data", "export", "--server", "1", "--output", os.fsdecode(name) + ".json"),
        ("sources", "export", os.fsdecode(name) + ".opml"),
        ("backup", os.fsdecode(name) + ".backup"),
        ("edit-people",),
    )
    for command in commands:
        done = run(*command)
        assert (done.exit_code, done.stderr) == (0, ""), command
        assert done.stdout
        assert all(line.isprintable() for line in done.stdout.splitlines()), command


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder so deep that neither recursion nor a path reaches its bottom."""
    (tmp_path / "deep").mkdir()
    place = os.open(tmp_path / "deep", os.O_RDONLY)
    for _ in range(2_500):
        os.mkdir("a", dir_fd=place)
        place, above = os.open("a", os.O_RDONLY, dir_fd=place), place
        os.close(above)
    os.close(place)
    yield tmp_path / "deep"
    # pytest's own removal recurses too deep
    subprocess.run(["/bin/rm", "-r", tmp_path / "deep"], check=True)


def test_a_folder_is_read_as_deep_as_names_allow(deep: Path) -> None:
    (deep / "a" / "story.txt").write_text(STORY)
    found = list(find_files([deep]))
    assert [path.name for path in found if path.suffix] == ["story.txt"]
    with pytest.raises(ReadingError, match="name too long"):
        read_document(next(path for path in found if not path.suffix))


def test_a_folder_that_changes_while_it_is_read(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}" / "story.txt").write_text(STORY)
    found = visible_files(tmp_path)
    first = next(found)
    for number in range(6):
        if f"{number}" != first.parent.name:
            (tmp_path / f"{number}" / "story.txt").unlink()
            (tmp_path / f"{number}").rmdir()
    assert list(found) == []
    first.unlink()
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_document(first)


CLOSED = """
import os, pathlib, sys
root = pathlib.Path(sys.argv[1])
from briefings.digest import DigestError, load
from briefings.sources.files import read_files
if os.geteuid() == 0:
    os.setuid(65534)  # root is not bound by permissions
print(*read_files([root]).problems, sep="\\n")
try:
    load([root])
except DigestError as error:
    print(*error.problems, sep="\\n")
"""


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for inner, mode in (("listed", 0o744), ("shut", 0o700)):
            (folder / inner).mkdir()
            (folder / inner / "story.txt").write_text(STORY)
            (folder / inner).chmod(mode)
        (folder / "mine.yaml").write_text("topics: []")
        (folder / "mine.yaml").chmod(0o600)
        done = subprocess.run(
            [sys.executable, "-c", CLOSED, name],
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[3])},
        )
    assert done.stderr == ""
    lines = done.stdout.replace(f"{name}/", "").splitlines()
    assert lines == [
        "listed/story.txt: cannot be opened (Permission denied)",
        "mine.yaml: cannot be opened (Permission denied)",
        "shut: cannot be opened (Permission denied)",
        "mine.yaml: can't be read: Permission denied",
    ]


MANIFESTS = {
    "a list": b"[]",
    "no files": b'{"format": 1, "made_at": "2031-05-06"}',
    "others' files": b'{"format": 1, "made_at": "2031-05-06", "files": {"../../x": "y"}}',
    "deep": b"[" * 100_000,
    "no text": b"\xff\xfe",
    "a number without end": b'{"format": 1e999, "made_at": "2031-05-06", "files": {}}',
}


@pytest.mark.parametrize("manifest", MANIFESTS.values(), ids=MANIFESTS)
def test_an_invalid_backup_is_one_line(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "backup.json").write_bytes(manifest)
    refused = run("restore", "backup")
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
    assert not (tmp_path / "data" / "briefbot.sqlite3").exists()


@pytest.mark.parametrize("make", WHAT.values(), ids=WHAT)
def test_anything_in_place_of_a_backup_is_one_line(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "backup").mkdir()
    make(tmp_path / "backup" / "backup.json")
    make(tmp_path / "file")
    for place in ("backup", "file"):
        refused = run("restore", place)
        assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("name", ["x" * 300, "a/" * 3_000, "file/inside"])
def test_an_impossible_backup_name_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    run("stories")
    refused = run("backup", name)
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)


def test_no_name_is_printed_with_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    say(*(os.fsdecode(name) for name in NAMES))
    printed = capsys.readouterr().err.removesuffix("\n").split("\n")
    assert len(printed) == len(NAMES)
    assert all(line.isprintable() for line in printed)
