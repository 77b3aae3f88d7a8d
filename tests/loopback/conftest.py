from collections.abc import AsyncIterator

import pytest

from tests.loopback import LoopbackDiscord
from tests.loopback.tinybot import TinyBot, running


@pytest.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        server.guild()
        yield server


@pytest.fixture
async def bot(server: LoopbackDiscord) -> AsyncIterator[TinyBot]:
    async with running(server) as bot:
        yield bot
