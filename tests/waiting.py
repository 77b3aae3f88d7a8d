"""How tests wait: for a condition, never for a time."""

import asyncio
from collections.abc import Callable

LAST_RESORT = 180.0
"""Seconds after which a test gives up waiting, however slow the machine is.

Tests about something else also set the product's limits to it.
"""


async def until(happened: Callable[[], object]) -> None:
    """Wait until a condition holds that nothing announces.

    Raises:
        TimeoutError: it did not hold within `LAST_RESORT` seconds.
    """
    async with asyncio.timeout(LAST_RESORT):
        while not happened():  # noqa: ASYNC110  # nothing tells of it
            await asyncio.sleep(0.01)
