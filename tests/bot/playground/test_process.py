"""`briefbot playground` as a process: its lines, its exit codes."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.processes import ended, reaped
from tests.waiting import LAST_RESORT

ROOT = Path(__file__).resolve().parents[3]


@asynccontextmanager
async def started(
    data: Path, *arguments: str, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "playground", *arguments),
        cwd=data,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with reaped(process):
        yield process


async def line_of(process: asyncio.subprocess.Process) -> str:
    """The next line that the process prints."""
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), LAST_RESORT)).decode()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_where_it_is_and_stops_cleanly_leaving_nothing(
    tmp_path: Path, digest: Path, number: signal.Signals
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    async with started(
        tmp_path, "--no-open", "--port", "0", "--digest", str(digest), TMPDIR=str(temporary)
    ) as process:
        first = await line_of(process)
        assert re.match(r"The playground is at http://127\.0\.0\.1:\d+/ \(Ctrl\+C ends it\)", first)
        assert (await line_of(process)).startswith("It shows ")
        assert (await line_of(process)).startswith("Its clock shows ")
        process.send_signal(number)
        assert await ended(process) == (0, "", ""), "no warning, no traceback"
    assert list(temporary.iterdir()) == []


async def test_a_taken_port_is_one_line(tmp_path: Path, digest: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        async with started(
            tmp_path, "--no-open", "--port", port, "--digest", str(digest)
        ) as process:
            code, _, errors = await ended(process)
    assert code == 1
    assert errors.splitlines() == [
        f"port {port} can't be used (Address already in use): choose another with --port"
    ]


async def test_without_a_browser_it_says_so_and_runs(tmp_path: Path, digest: Path) -> None:
    async with started(
        tmp_path, "--port", "0", "--digest", str(digest), BROWSER="/bin/false", PATH="/nonexistent"
    ) as process:
        lines = [await line_of(process) for _ in range(4)]
        assert lines[3] == "No browser could be opened: open that address in one\n"
        process.send_signal(signal.SIGTERM)
        assert (await ended(process))[0] == 0


async def test_a_broken_digest_is_reported_and_nothing_starts(tmp_path: Path, digest: Path) -> None:
    (digest / "bridge.yaml").write_text("article: [")
    async with started(tmp_path, "--no-open", "--port", "0", "--digest", str(digest)) as process:
        code, output, errors = await ended(process)
    assert (code, output) == (1, "")
    assert "bridge.yaml:" in errors
    assert "Traceback" not in errors


async def test_a_missing_extra_is_one_line(tmp_path: Path, digest: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['watchfiles'] = None\n")
    async with started(
        tmp_path, "--no-open", "--port", "0", PYTHONPATH=f"{tmp_path}:{ROOT}"
    ) as process:
        code, _, errors = await ended(process)
    assert code == 1
    assert errors.splitlines() == [
        "the playground needs watchfiles: pip install 'briefbot[playground]'"
    ]
