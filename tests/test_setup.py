"""`make run` installs what running needs, and no more; the locks agree."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = {"coverage", "hypothesis", "mypy", "playwright", "pytest", "ruff", "tantivy"}


needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    blocks = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    return {block.split("==")[0]: re.sub(r"(?m)^ +#.*\n?", "", block) for block in blocks}


def named(requirements: list[str]) -> set[str]:
    names = (re.match(r"[\w.-]+", one) for one in requirements)
    return {re.sub(r"[-_.]+", "-", name[0].lower()) for name in names if name}


def test_the_locks_pin_the_same() -> None:
    everything = pinned("dev")
    for lock in ("run", "play", "build"):
        assert pinned(lock).items() <= everything.items()
    assert pinned("run").keys() <= pinned("play").keys()


def test_what_runs_has_the_playground_and_no_tools() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = named([*project["dependencies"], *extras["playground"], *extras["pictures"]])
    assert wanted <= pinned("play").keys()
    assert not TOOLS & pinned("play").keys()
    assert pinned("dev").keys() >= TOOLS


def dry_run(target: str, environment: Path) -> str:
    """The commands `make` would run for a target in an environment."""
    command = ["make", "--dry-run", target, f"VENV={environment}"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@needs_make
@pytest.mark.parametrize(("target", "lock"), [("run", "play"), ("lint", "dev")])
def test_each_target_installs_what_it_needs(target: str, lock: str, tmp_path: Path) -> None:
    told = dry_run(target, tmp_path)
    assert re.findall(r"-r requirements/(\w+).lock", told) == [lock]


@needs_make
def test_the_tools_include_what_running_needs(tmp_path: Path) -> None:
    assert f"touch {tmp_path}/.ready {tmp_path}/.installed" in dry_run("lint", tmp_path)
    (tmp_path / ".ready").touch()
    assert "pip" not in dry_run("run", tmp_path)
