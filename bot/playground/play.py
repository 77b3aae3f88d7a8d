"""`briefbot playground`: starts the simulated Discord, the bot in it, and the lobby in front."""

import asyncio
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import typer
from simcord import Env

from bot.discord.client import Briefbot
from bot.discord.reloading import permit
from bot.operations.watchdog import Watchdog
from bot.pinned_topics import pinned_topics
from bot.playground import check_command, language_command
from bot.playground.channel_page import ChannelPage
from bot.playground.clock import Clock
from bot.playground.clock_command import Mover, group
from bot.playground.examples import NEWS, examples
from bot.playground.lobby import Lobby
from bot.playground.server import World, build
from bot.playground.shown import library_at_hand, whose
from bot.playground.simulated import PATIENCE, simulate, speak
from bot.playground.watch import watch
from bot.service import BriefingService
from bot.settings import Settings
from bot.sources import following

CLOCK_MOVED = "clock_moved"
"""The event that tells the bot (`on_clock_moved`) that its clock has jumped: time to check again
what is due."""


@dataclass(frozen=True, slots=True)
class Playground:
    """A running playground."""

    url: str
    env: Env
    world: World
    stage: ChannelPage
    service: BriefingService
    clock: Clock


async def play(settings: Settings, *, port: int, open_browser: bool, data: bool = False) -> None:
    """Run until SIGINT or SIGTERM.

    Args:
        data: show the bot's own library.

    Raises:
        StartError, LibraryError, DigestError: as `playground`.
    """
    stop = _stop_on_signals()
    async with playground(settings, port=port, data=data) as running:
        typer.echo(f"The playground is at {running.url} (Ctrl+C ends it)")
        typer.echo(whose(running.service, settings, data=data))
        if data:
            typer.echo(
                "There is no /feeds here: briefbot sources add follows feeds for this library"
            )
        typer.echo(f"Its clock shows {running.clock.now():%d %B %Y, %H:%M} UTC")
        if open_browser and not await asyncio.to_thread(webbrowser.open, running.url):
            typer.echo("No browser could be opened: open that address in one")
        await stop.wait()


@asynccontextmanager
async def playground(
    settings: Settings,
    *,
    port: int = 0,
    clock: Clock | None = None,
    daily: bool = True,
    data: bool = False,
) -> AsyncIterator[Playground]:
    """A running playground. Its database is a temporary one: trying things out leaves no trace.

    Args:
        port: of the lobby; 0 takes a free one.
        clock: the playground's clock; by default one that starts now or, with the bundled digest,
            when that was news.
        daily: whether there is `/daily`; a process can have only one.
        data: answer from the bot's own library; trying `/daily` still leaves no trace, and there is
            no `/feeds`, which would fill the library.

    Raises:
        StartError: the port is taken.
        LibraryError: there is no room for a database.
        DigestError: the digest files are broken.
    """
    clock = clock or Clock(None if data or settings.digest else NEWS)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="briefbot-")))
        database = f"sqlite:///{folder / 'playground.sqlite3'}"
        service = await stack.enter_async_context(
            BriefingService.open(
                library_at_hand(settings) if data else database,
                settings.digest_folders,
                settings.templates,
                topics=pinned_topics(settings),
                clock=clock.now,
            )
        )
        own = settings.model_copy(update={"database_url": database, "sources": ()})
        client = Briefbot(
            service,
            database=database if daily else None,
            pictures=settings.pictures,
            # The bot's own library is not changed.
            following=None if data else following(own),
            feeds=None if data else replace(permit(settings), servers=None),
            # Feeds are of today even if the library is old news.
            reading_clock=clock.outside,
            shard_count=1,
        )
        client.interactions.patience = PATIENCE / 2  # nothing needs to be deferred here
        if client.pictures is not None:
            client.pictures.longest_wait = PATIENCE / 2
        mover = Mover(clock, lambda: client.dispatch(CLOCK_MOVED))
        commands = group(mover)
        check_command.add_to(commands, client.interactions)
        language_command.add_to(commands, lambda tag: speak(env, tag))
        client.tree.add_command(commands)
        stack.push_async_callback(client.close)
        await client.begin()
        env = await stack.enter_async_context(simulate(client, clock))
        world = build(env, examples(service.answers.directory), feeds=client.feeds is not None)
        stage = await stack.enter_async_context(ChannelPage(env))
        watchdog = Watchdog()
        stack.push_async_callback(watchdog.stop)

        def tell(text: str) -> None:
            world.say((stage.place or world.places[0]).channel, text)

        watchdog.keep("stage", stage.follow)
        watchdog.keep(
            "files",
            partial(watch, service, settings.digest_folders, settings.templates, tell),
        )
        lobby = Lobby(world, stage, service, mover)
        url = await stack.enter_async_context(lobby.serve(port))
        yield Playground(url, env, world, stage, service, clock)


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
