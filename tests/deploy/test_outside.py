"""CI's checks with external tools fail on a tool's findings, never on a missing tool."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKS = {
    "weaknesses": "pip-audit",
    "flows": "semgrep",
    "dockerfile": "hadolint",
    "compose": "check-jsonschema",
}


def outside(tools: Path, *checks: str) -> subprocess.CompletedProcess[str]:
    """Run with only the commands in `tools`, and nothing that could install others."""
    return subprocess.run(
        [ROOT / ".ci/outside", *checks],
        env={**os.environ, "TOOLS": str(tools), "PYTHON": "/bin/false"},
        capture_output=True,
        text=True,
        check=False,
    )


def made(folder: Path, name: str, text: str) -> None:
    command = folder / "bin" / name
    command.parent.mkdir(exist_ok=True)
    command.write_text(f"#!/bin/sh\n{text}\n")
    command.chmod(0o755)


def test_without_the_tools_each_check_says_so_and_nothing_fails(tmp_path: Path) -> None:
    done = outside(tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert [line.split(": not checked: ")[0] for line in lines] == list(CHECKS)


@pytest.mark.parametrize(("check", "tool"), [*CHECKS.items()][1:])
def test_a_tools_findings_fail_the_check_and_are_shown(
    tmp_path: Path, check: str, tool: str
) -> None:
    made(tmp_path, tool, "echo line 7 is wrong; exit 1")
    done = outside(tmp_path, check)
    assert done.returncode == 1
    assert done.stdout == f"    line 7 is wrong\n{check}: see above\n"
    made(tmp_path, tool, "exit 0")
    assert outside(tmp_path, check).returncode == 0


AUDIT = """while [ "$1" != --output ]; do shift; done
echo '{"dependencies": [{"name": "spam", "version": "1.0", "vulns": [%s]}, {"name": "x"}]}' > "$2"
exit %d"""


def test_a_known_weakness_fails_with_the_version_that_fixes_it(tmp_path: Path) -> None:
    made(tmp_path, "pip-audit", AUDIT % ('{"id": "PYSEC-1", "fix_versions": ["1.1"]}', 1))
    made(tmp_path, "python", 'exec python3 "$@"')
    done = outside(tmp_path, "weaknesses")
    assert done.returncode == 1
    assert "spam 1.0: PYSEC-1, mended in 1.1" in done.stdout
    made(tmp_path, "pip-audit", AUDIT % ("", 0))
    assert outside(tmp_path, "weaknesses").stdout == "weaknesses: none is known\n"


def test_an_unreachable_index_fails_nothing(tmp_path: Path) -> None:
    made(tmp_path, "pip-audit", "echo no route to the index >&2; exit 1")
    done = outside(tmp_path, "weaknesses")
    assert done.returncode == 0
    assert "not checked" in done.stdout
    assert "no route to the index" in done.stdout


def test_an_unknown_check_is_refused(tmp_path: Path) -> None:
    assert outside(tmp_path, "weather").returncode == 2
