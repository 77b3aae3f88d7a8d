"""`briefbot playground`: start the simulated Discord, the bot in it, and the lobby before it."""

import asyncio
import signal
import tempfile
import webbrowser
from contextlib import AsyncExitStack
from pathlib import Path

import simcord
import typer

from bot.app import Briefbot
from bot.newsroom import Newsroom
from bot.playground.lobby import Lobby
from bot.playground.stage import Stage
from bot.playground.world import build
from bot.settings import Settings


async def play(settings: Settings, *, port: int, open_browser: bool) -> None:
    """Run until interrupted. The database is a temporary one: trying things out leaves no trace.

    Raises:
        StartError: the port is taken.
        DigestError: the digest files are broken.
    """
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefbot-")))
        database = f"sqlite:///{folder / 'playground.sqlite3'}"
        newsroom = await stack.enter_async_context(
            Newsroom.open(database, settings.digest_folders, settings.templates)
        )
        client = Briefbot(newsroom, database=database, pictures=settings.pictures, shard_count=1)
        env = await stack.enter_async_context(simcord.run(client, check_errors=False))
        world = await build(env)
        stage = await stack.enter_async_context(Stage(env))
        lobby = Lobby(world, stage, newsroom)
        url = await stack.enter_async_context(lobby.serve(port))
        typer.echo(f"The playground is at {url} (Ctrl+C ends it)")
        if open_browser:
            await asyncio.to_thread(webbrowser.open, url)
        await _interrupted()


async def _interrupted() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
