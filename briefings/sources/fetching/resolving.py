"""Resolves names to addresses, in separate threads."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from aiohttp.abc import AbstractResolver, ResolveResult


class SystemResolver(AbstractResolver):
    """Asks the system, like every other program on this machine.

    A look-up can't be cancelled: if a name server does not answer, it blocks its thread for half a
    minute. In the event loop's few threads, some such names would keep all others waiting; here
    each fetch has its own.
    """

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, "look-up")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """See `AbstractResolver.resolve`.

        Raises:
            OSError: the name can't be resolved.
        """
        look_up = partial(
            socket.getaddrinfo, host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
        )
        found = await asyncio.get_running_loop().run_in_executor(self._pool, look_up)
        return [
            {
                "hostname": host,
                "host": str(place[0]),
                "port": int(place[1]),
                "family": kind,
                "proto": protocol,
                # Only numbers: connecting must not resolve anything again.
                "flags": socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            }
            for kind, _, protocol, _, place in found
        ]

    async def close(self) -> None:
        """Let the threads end, without waiting for current look-ups."""
        self._pool.shutdown(wait=False, cancel_futures=True)
