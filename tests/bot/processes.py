"""The bot as a process of its own, on the small Discord of `tests.loopback`."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.loopback import LoopbackDiscord

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


async def start(
    discord: LoopbackDiscord, data: Path, *arguments: str, **settings: str
) -> asyncio.subprocess.Process:
    """Start `briefbot run` (or other `arguments`), not waiting for it to be ready."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *(arguments or ("run",)),
        cwd=data,
        env=environment(discord, data, **settings),
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def stop(process: asyncio.subprocess.Process) -> tuple[int, str]:
    """SIGTERM; what it exited with and what it had said on standard error."""
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    _, errors = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode is not None
    return process.returncode, errors.decode()


@asynccontextmanager
async def running(
    discord: LoopbackDiscord, data: Path, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, logged in and connected; stopped at the end."""
    process = await start(discord, data, **settings)
    try:
        await discord.connected(within=30)
        yield process
    finally:
        if process.returncode is None:
            await stop(process)
