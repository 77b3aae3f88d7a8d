"""What progress leaves on a real terminal and in a file."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.bot.processes import ROOT
from tests.waiting import LAST_RESORT

PROGRAM = """
import sys
from bot.cli.progress import each, working
for _ in each(range(40), "Ingesting"):
    pass
with working("Making stories") as tell:
    tell("Making stories: 1234 articles")
print("40 articles stored")
"""
CONTROL = re.compile(r"\x1b\[[?0-9;]*([A-Za-z])")


def on_a_terminal(columns: int, **environment: str) -> str:
    """The program's output to a terminal with `columns` columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=_environment() | {"TERM": "xterm-256color"} | environment,
        cwd=ROOT,
    ) as process:
        os.close(theirs)
        written = bytearray()
        try:
            while piece := os.read(ours, 65_536):
                written += piece
        except OSError:  # Linux's way of saying that the other end is closed
            pass
        assert process.wait(LAST_RESORT) == 0
    os.close(ours)
    return written.decode()


def _environment() -> dict[str, str]:
    ours = ("COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"PYTHONPATH": str(ROOT)}


def shown(written: str, columns: int) -> list[str]:
    """The lines that such a terminal finally shows.

    Raises:
        AssertionError: an erased line was longer than the terminal is wide.
    """
    lines, row, column = [""], 0, 0
    at = 0
    while at < len(written):
        if control := CONTROL.match(written, at):
            at = control.end()
            if control[1] == "A":
                row -= 1
            elif control[1] == "K":
                lines[row] = ""
            continue
        sign, at = written[at], at + 1
        if sign == "\r":
            column = 0
        elif sign == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        else:
            assert column < columns, lines[row]
            lines[row] = lines[row].ljust(column)[:column] + sign + lines[row][column + 1 :]
            column += 1
    return lines


@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_shows_progress_and_keeps_none_of_it(columns: int) -> None:
    written = on_a_terminal(columns)
    assert "Ingesting" in written
    assert "100%" in written
    assert "Making stories: 1234 articles" in written
    assert shown(written, columns) == ["40 articles stored", ""]


def test_a_terminal_that_cannot_erase_shows_nothing() -> None:
    assert on_a_terminal(80, TERM="dumb") == "40 articles stored\r\n"


@pytest.mark.parametrize("forced", [{}, {"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}])
def test_a_file_gets_no_progress(tmp_path: Path, forced: dict[str, str]) -> None:
    log = tmp_path / "log"
    with log.open("w") as file:
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            stdout=subprocess.DEVNULL,
            stderr=file,
            env=_environment() | forced,
            cwd=ROOT,
            check=True,
        )
    assert log.read_text() == ""
