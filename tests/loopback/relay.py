"""A relay to a port of this machine that can slow or hold back traffic, as networks do."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from typing import Any, Self


class Relay:
    """Forwards what arrives on its own port to `target`, and the answers back.

    Used as an async context manager. Traffic held back is then forwarded all at once. `target` is a
    port of this machine, or a socket's path.
    """

    def __init__(self, target: int | str, seed: int = 0) -> None:
        self.delay = (0.0, 0.0)
        """Seconds, from and to, that each piece takes there; the way back takes none."""
        self._target = target
        self._chance = random.Random(seed)  # noqa: S311  # reproducible delays, no secrets
        self._open = asyncio.Event()
        self._open.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def hold_up(self, every: float, seconds: float) -> None:
        """From now on hold everything back for `seconds`, `every` so many seconds."""

        async def hold() -> None:
            while True:
                self._open.clear()
                await asyncio.sleep(seconds)
                self._open.set()
                await asyncio.sleep(every - seconds)

        self._keep(hold())

    def _keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await (
                asyncio.open_connection("127.0.0.1", self._target)
                if isinstance(self._target, int)
                else asyncio.open_unix_connection(self._target)
            )
        except OSError:
            writer.close()
            return
        self._keep(self._hand_on(reader, far_writer, slow=True))
        self._keep(self._hand_on(far_reader, writer, slow=False))

    async def _hand_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, slow: bool
    ) -> None:
        try:
            while data := await reader.read(65536):
                if slow:
                    await asyncio.sleep(self._chance.uniform(*self.delay))
                    await self._open.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass  # the other end sees the connection close
        finally:
            writer.close()
