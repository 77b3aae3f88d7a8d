"""Compiled templates are cached, and never used for another text or by another version."""

import importlib.util
import marshal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from briefings.rendering import compiled
from briefings.rendering.compiled import Kept
from briefings.rendering.dialects.discord import DISCORD
from briefings.rendering.dialects.plain import PLAIN
from briefings.rendering.environment import ReplyEnvironment


class Counting(ReplyEnvironment):
    """Counts what it compiles."""

    compiled = 0

    def compile(self, *arguments: Any, **options: Any) -> Any:
        self.compiled += 1
        return super().compile(*arguments, **options)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "templates"
    path.mkdir()
    (path / "ferry.md.j2").write_text("The ferry is {{ state }}.")
    yield path
    compiled._program.cache_clear()


def printed(folder: Path, state: str, dialect: Any = DISCORD) -> tuple[str, int]:
    """The template's output, and how many templates were compiled for it."""
    environment = Counting((), folder, dialect)
    return environment.get_template("ferry.md.j2").render(state=state), environment.compiled


def test_a_template_is_compiled_once(folder: Path) -> None:
    assert printed(folder, "late") == ("The ferry is late.", 1)
    assert printed(folder, "back") == ("The ferry is back.", 0)


def test_a_changed_template_is_compiled_again(folder: Path) -> None:
    printed(folder, "late")
    (folder / "ferry.md.j2").write_text("The boat is {{ state }}.")
    assert printed(folder, "late") == ("The boat is late.", 1)
    assert printed(folder, "late") == ("The boat is late.", 0)


def test_each_dialect_has_its_own(folder: Path) -> None:
    assert printed(folder, "*late*")[0] == "The ferry is \\*late\\*."
    assert printed(folder, "*late*", PLAIN) == ("The ferry is *late*.", 1)
    assert printed(folder, "*late*") == ("The ferry is \\*late\\*.", 0)


def test_another_version_compiles_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed(folder, "late")
    program = folder.parent / "program"
    program.mkdir()
    (program / "filters.py").write_text("")
    monkeypatch.setattr(compiled, "_PROGRAM", program)
    compiled._program.cache_clear()
    assert printed(folder, "late")[1] == 1
    assert printed(folder, "late")[1] == 0


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"nothing of the kind",
        lambda whole: whole[:-10],
        lambda whole: whole[:32] + marshal.dumps("no code"),
        lambda whole: whole[:32] + b"\xff",
    ],
)
def test_damaged_files_are_rebuilt(folder: Path, damaged: Any) -> None:
    printed(folder, "late")
    (kept,) = (folder / "__pycache__").iterdir()
    kept.write_bytes(damaged(kept.read_bytes()) if callable(damaged) else damaged)
    assert printed(folder, "late") == ("The ferry is late.", 1)
    assert printed(folder, "late") == ("The ferry is late.", 0)


def test_an_override_is_not_cached(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "ferry.md.j2").write_text("Own: {{ state }}.")
    for _ in range(2):
        environment = Counting((own,), folder, DISCORD)
        assert environment.get_template("ferry.md.j2").render(state="late") == "Own: late."
        assert environment.compiled == 1
    assert not (own / "__pycache__").exists()


def test_nothing_is_written_if_python_writes_no_bytecode(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert [printed(folder, "late")[1] for _ in range(2)] == [1, 1]
    assert [path.name for path in folder.iterdir()] == ["ferry.md.j2"]


def test_a_read_only_folder_is_not_an_error(folder: Path) -> None:
    (folder / "__pycache__").write_text("in the way")
    assert [printed(folder, "late") for _ in range(2)] == [("The ferry is late.", 1)] * 2


def test_an_interpreter_without_a_code_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_path: str) -> str:
        raise NotImplementedError

    monkeypatch.setattr(importlib.util, "cache_from_source", none)
    kept = Kept(folder / "ferry.md.j2", b"", "any")
    code = compile("0", "ferry", "eval")
    kept.write(code)
    assert kept.read() is None
    assert isinstance(code, CodeType)
    assert printed(folder, "late") == ("The ferry is late.", 1)
