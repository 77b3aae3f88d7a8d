"""Passes on a body's pieces as long as they arrive fast enough."""

import asyncio
from collections.abc import AsyncIterator

from aiohttp import StreamReader

from briefings.sources.fetching.limits import Limits


class TooSlowError(Exception):
    """Fewer than `Limits.least` bytes arrived within a `Limits.window`."""


async def paced(content: StreamReader, limits: Limits) -> AsyncIterator[bytes]:
    """The pieces of a body.

    A server that sends a byte now and then (slow loris) never lets a wait for the next byte time
    out, so this measures how much arrives in each period.

    Raises:
        TooSlowError: they arrive too slowly.
    """
    clock = asyncio.get_running_loop().time
    ends, got = clock() + limits.window, 0
    while True:
        try:
            async with asyncio.timeout_at(ends):
                data = await content.readany()
        except TimeoutError:
            data = None
        if data == b"":
            return
        if data:
            got += len(data)
            yield data
        if clock() >= ends:
            if got < limits.least:
                raise TooSlowError
            ends, got = clock() + limits.window, 0
