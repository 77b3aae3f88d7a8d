"""Bot processes that share one PostgreSQL, each with some of the shards."""

import asyncio
import re
import signal
import socket
import sys
import time
from pathlib import Path

import aiohttp
import psycopg

from bot.shards import Shards
from tests.bot.processes import environment
from tests.loopback import LoopbackDiscord

SHARDS = 64
WITHIN = 1_800.0
"""Seconds to wait for something to happen before giving up."""


class Process:
    """A bot process and what it reports about itself."""

    def __init__(self, fleet: "Fleet", shards: Shards) -> None:
        self._fleet = fleet
        self.shards = shards
        self._port = _free_port()
        self._running: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        discord, folder = self._fleet.discord, self._fleet.folder
        settings = {
            "BRIEFBOT_DATABASE_URL": self._fleet.database,
            "BRIEFBOT_HTTP_PORT": str(self._port),
            "BRIEFBOT_PICTURES": "off",
            "BRIEFBOT_LOG_LEVEL": "WARNING",
            "BRIEFBOT_FETCH_ALLOW": "127.0.0.0/8",
            "BRIEFBOT_SOURCES": self._fleet.sources,
        }
        self._running = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-W", "ignore", "-m", "bot", "run", "--shards", str(self.shards)),
            cwd=folder,
            env=environment(discord, folder, **settings),
        )

    async def up(self) -> None:
        """Waits until all its shards are connected."""
        await self._fleet.discord.until(lambda: self.connected == len(self.shards.ids), WITHIN)

    @property
    def connected(self) -> int:
        return sum(one.shard in self.shards.ids for one in self._fleet.discord.gateway.connected)

    async def end(self, number: int = signal.SIGTERM) -> float:
        """Send a signal; return the seconds until the process ended."""
        if self._running is None:
            return 0.0
        began = time.monotonic()
        if self._running.returncode is None:
            self._running.send_signal(number)
        await self._running.wait()
        return time.monotonic() - began

    async def metrics(self) -> dict[str, float]:
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"http://127.0.0.1:{self._port}/metrics") as response,
        ):
            text = await response.text()
        return {
            name: float(value)
            for name, value in re.findall(r"^(\w+) ([\d.e+]+)$", text, re.MULTILINE)
        }


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Fleet:
    """The processes on one database."""

    def __init__(
        self, discord: LoopbackDiscord, folder: Path, database: str, sources: str, count: int
    ) -> None:
        self.discord = discord
        self.folder = folder
        self.database = database
        self.sources = sources
        each = SHARDS // count
        self.processes = [
            Process(self, Shards(first, first + each - 1, SHARDS))
            for first in range(0, SHARDS, each)
        ]

    async def end(self) -> None:
        await asyncio.gather(*(one.end() for one in self.processes))

    def connections(self) -> int:
        """How many connections the database has."""
        with psycopg.connect(self.database) as connection:
            query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            row = connection.execute(query).fetchone()
        return int(row[0]) - 1 if row else 0
