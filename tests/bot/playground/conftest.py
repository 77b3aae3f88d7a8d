"""Playgrounds that run in this process, on a small digest, each on its own port."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.playground.play import Playground, playground
from bot.settings import Settings, load_settings
from tests.bot.playground.digests import write_digest


@pytest.fixture
def digest(tmp_path: Path) -> Path:
    """An operator's folder with one file in it."""
    write_digest(tmp_path / "digest")
    return tmp_path / "digest"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(digest: Path, templates: Path, tmp_path: Path) -> Settings:
    return load_settings(digest=(digest,), templates=templates, data_dir=tmp_path / "data")


@pytest.fixture
async def running(settings: Settings) -> AsyncIterator[Playground]:
    # In its own task: simcord binds its clock to the context that enters it, and pytest leaves a
    # fixture in another.
    ready: asyncio.Future[Playground] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()

    async def hold() -> None:
        async with playground(settings, daily=False) as running:
            ready.set_result(running)
            await stop.wait()

    task = asyncio.create_task(hold())
    await asyncio.wait((ready, task), return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        await task
    yield await ready
    stop.set()
    await task


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def said(running: Playground, key: str) -> list[str]:
    """A channel's messages as text, oldest first."""
    place = running.world.place(key)
    assert place is not None
    return [
        message.content or str(message.components or message.embeds)
        for message in running.env.backend.messages[place.channel.id].values()
    ]
