"""How tests wait: for a state, never for a time."""

import asyncio
from collections.abc import Callable

LAST_RESORT = 180.0
"""Seconds after which a test gives up on what has to come, however slow the machine is.

It is also what limits of the product are set to in tests that are about something else.
"""


async def until(happened: Callable[[], object]) -> None:
    """Wait until something has come about that nothing tells of.

    Raises:
        TimeoutError: it has not, for `LAST_RESORT` seconds.
    """
    async with asyncio.timeout(LAST_RESORT):
        while not happened():  # noqa: ASYNC110  # nothing tells of it
            await asyncio.sleep(0.01)
