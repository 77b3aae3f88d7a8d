"""The bot as a separate process, on the small Discord of `tests.loopback`."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.loopback import LoopbackDiscord
from tests.waiting import LAST_RESORT

ROOT = Path(__file__).resolve().parents[2]


def environment(discord: LoopbackDiscord, data: Path, **settings: str) -> dict[str, str]:
    """The environment of a bot that runs on `discord` with its data in `data`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("BRIEFBOT_") and name != "DISCORD_TOKEN"
    }
    return {
        **kept,
        "DISCORD_TOKEN": discord.token,
        "BRIEFBOT_DISCORD_API": discord.base_url,
        "BRIEFBOT_DATA_DIR": str(data),
        "PYTHONPATH": str(ROOT),
        **settings,
    }


@asynccontextmanager
async def reaped(process: asyncio.subprocess.Process) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that does not outlive the block, however the block ends."""
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@asynccontextmanager
async def started(
    discord: LoopbackDiscord, data: Path, *arguments: str, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`briefbot run` (or other `arguments`), just started."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *(arguments or ("run",)),
        cwd=data,
        env=environment(discord, data, **settings),
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    async with reaped(process):
        yield process


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Wait for the end; return the exit code and both outputs."""
    output, errors = await asyncio.wait_for(process.communicate(), LAST_RESORT)
    return process.returncode, output.decode(), errors.decode()


@asynccontextmanager
async def running(
    discord: LoopbackDiscord, data: Path, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, logged in and connected; stopped at the end."""
    async with started(discord, data, **settings) as process:
        early = asyncio.create_task(process.wait())
        connected = asyncio.create_task(discord.connected())
        await asyncio.wait({early, connected}, return_when=asyncio.FIRST_COMPLETED)
        if early.done():
            connected.cancel()
            raise AssertionError(await ended(process))
        await connected
        yield process
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await ended(process)
        await early
