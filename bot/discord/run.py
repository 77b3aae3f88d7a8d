"""`briefbot run`: the bot as a process on Discord."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import discord
import structlog

from bot.discord.client import Briefbot
from bot.operations import memory
from bot.service import BriefingService
from bot.settings import DISCORD_API, Settings
from bot.sources import following
from bot.work.membership import TakenError

log = structlog.get_logger()


class StartError(Exception):
    """The bot can't start or go on; `str` says why and what to do, in one line."""


def prepare_data_dir(settings: Settings) -> None:
    """Make the data folder.

    Raises:
        StartError: it can't be made or written to.
    """
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StartError(
            f"{folder} can't be written to ({error.strerror}): give the bot's user the right to, "
            "or set BRIEFBOT_DATA_DIR to another folder"
        ) from None


async def run(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM.

    Raises:
        StartError: no token, a refused one, or a Discord that can't be reached.
        LibraryError, DigestError: as `BriefingService.open`.
    """
    token = settings.discord_token
    if token is None or not token.get_secret_value().strip():
        raise StartError(
            "DISCORD_TOKEN is not set: put it into the environment or .env (README.md tells where "
            "to get one), or try the bot without one: briefbot playground"
        )
    memory.frugal()
    prepare_data_dir(settings)
    if settings.discord_api != DISCORD_API:
        discord.http.Route.BASE = settings.discord_api.rstrip("/")
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(
            BriefingService.open(settings.database, settings.digest_folders, settings.templates)
        )
        client = Briefbot(
            service,
            api=settings.discord_api,
            sync_record=settings.data_dir / "commands-synced",
            pictures=settings.pictures,
            database=settings.database,
            requests_per_second=settings.requests_per_second,
            catch_up=timedelta(hours=settings.catch_up_hours),
            daily_limit=settings.daily_limit,
            following=following(settings),
            launching=memory.loading,
        )
        stack.push_async_callback(client.close)
        memory.settle()
        if settings.http_port is not None:
            from bot.operations.health import serve

            await stack.enter_async_context(serve(client, settings.http_port))
        stop = _stop_on_signals(client.close)
        try:
            await client.start(token.get_secret_value().strip())
        except discord.LoginFailure:
            raise StartError(
                "Discord refused the token: copy it again from the Developer Portal "
                "(your application, Bot, Reset Token) into DISCORD_TOKEN"
            ) from None
        except discord.PrivilegedIntentsRequired:
            raise StartError(
                "Discord refused the intents: enable them for the application in the Developer "
                "Portal (Bot, Privileged Gateway Intents)"
            ) from None
        except discord.ConnectionClosed as error:
            raise StartError(
                f"Discord closed the connection for good (code {error.code})"
            ) from None
        except TakenError as error:
            raise StartError(str(error)) from None
        except (OSError, discord.HTTPException) as error:
            if stop.is_set():
                return
            raise StartError(f"{settings.discord_api} can't be used: {error}") from None
        finally:
            log.info("stopped")


def _stop_on_signals(close: Callable[[], Awaitable[None]]) -> asyncio.Event:
    """Close gracefully on the first SIGINT or SIGTERM."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    closing: set[asyncio.Task[None]] = set()

    def on_signal(name: str) -> None:
        if not stop.is_set():
            stop.set()
            log.info("stopping", signal=name)
            closing.add(asyncio.ensure_future(close()))

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, on_signal, signal.Signals(number).name)
    return stop
