"""A loopback Discord in a separate process, driven from a test."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Self

import aiohttp

ROOT = Path(__file__).parents[2]


class RemoteDiscord:
    """Starts `python -m tests.loopback` and talks to its remote control.

    `await remote.call("slash", name="brief", options={"topic": "summit"})`: the verbs and their
    arguments are in `tests/loopback/control.py`. Raises LookupError with the server's error.
    """

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments

    async def __aenter__(self) -> Self:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.loopback",
            *self._arguments,
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self.process.stdout is not None
        started: dict[str, str] = json.loads(await self.process.stdout.readline())
        self.base_url, self.token = started["base_url"], started["token"]
        self._control = started["control_url"]
        self._http = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()
        self.process.terminate()
        await self.process.wait()

    async def call(self, verb: str, **arguments: Any) -> Any:
        async with self._http.post(f"{self._control}/{verb}", json=arguments) as response:
            answer = await response.json()
            if response.status != 200:
                raise LookupError(answer["error"])
            return answer
