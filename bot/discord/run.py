"""`briefbot run`: the bot as a process on Discord."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from itertools import count
from typing import Protocol

import discord
import structlog

from bot.discord.client import Briefbot
from bot.discord.reloading import LOOK_SECONDS, Reloader, permit
from bot.operations import memory, private_files
from bot.operations.backoff import backoff
from bot.pinned_topics import pinned_topics
from bot.service import BriefingService
from bot.settings import DISCORD_API, Settings, load_settings
from bot.sources import following
from bot.work.membership import TakenError
from briefings.library import LibraryError
from briefings.library.database import database_url

LONGEST_REASON = 300
"""Most characters of another program's message that our line repeats."""

_OF_SHARDS = {
    4010: "Discord refused the shards: check BRIEFBOT_SHARDS",
    4011: (
        "the bot is in too many servers for so few shards: leave BRIEFBOT_SHARDS out, or raise "
        "the number of shards (briefbot doctor says what Discord recommends)"
    ),
}
"""The meaning of the gateway's close codes about sharding (Discord's documentation, "Gateway
Close Event Codes")."""

log = structlog.get_logger()


class StartError(Exception):
    """The bot can't start or go on; `str` says why and what to do, in one line."""


def prepare_data_dir(settings: Settings) -> None:
    """Make the data folder, and make files private that earlier versions left readable.

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
    private_files.take_from_others(folder / "briefbot.sqlite3")


def refuse_shards_on_sqlite(settings: Settings) -> None:
    """Refuse a part of the shards on SQLite: it needs a database that processes can share.

    Raises:
        StartError: the database can't be shared.
    """
    if settings.shards is None or settings.shards.are_all:
        return
    if database_url(settings.database).get_backend_name() == "sqlite":
        raise StartError(
            f"BRIEFBOT_SHARDS: {settings.shards} leaves shards to other processes, which can't "
            "share SQLite: set BRIEFBOT_DATABASE_URL to a PostgreSQL for all of them, or leave "
            "the shards out, and one process runs them all"
        )


async def run(settings: Settings, read_again: Callable[[], Settings] = load_settings) -> None:
    """Run until SIGINT or SIGTERM. Reads the settings again on SIGHUP and when their files change.

    Args:
        read_again: reads the settings the way `settings` were read.

    Raises:
        StartError: no token, a refused token, Discord can't be reached, or another process runs the
            shards.
        LibraryError, DigestError: as `BriefingService.open`.
    """
    token = settings.discord_token
    if token is None or not token.get_secret_value().strip():
        raise StartError(
            "DISCORD_TOKEN is not set: put it into the environment or .env (README.md tells where "
            "to get one), or try the bot without one: briefbot playground"
        )
    refuse_shards_on_sqlite(settings)
    memory.frugal()
    memory.take_short_turns()
    prepare_data_dir(settings)
    if settings.discord_api != DISCORD_API:
        discord.http.Route.BASE = settings.discord_api.rstrip("/")
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(
            BriefingService.open(
                settings.database,
                settings.digest_folders,
                settings.templates,
                topics=pinned_topics(settings),
            )
        )
        client = Briefbot(
            service,
            api=settings.discord_api,
            claim=settings.shards,
            sync_record=settings.data_dir / "commands-synced",
            pictures=settings.pictures,
            database=settings.database,
            requests_per_second=settings.requests_per_second,
            catch_up=timedelta(hours=settings.catch_up_hours),
            daily_limit=settings.daily_limit,
            following=following(settings),
            feeds=permit(settings),
            launching=memory.loading,
        )
        stack.push_async_callback(client.close)
        memory.settle()
        if settings.http_port is not None:
            await stack.enter_async_context(_served(client, settings.http_port))
        reloader = Reloader(client, settings, read_again)
        client.watchdog.every("settings", LOOK_SECONDS, reloader.look)
        stop = _heed_signals(client.close, reloader.reload)
        try:
            await patiently(lambda: client.login(token.get_secret_value().strip()), stop, client)
            await patiently(client.connect, stop)
            if client.ended_by is not None:
                raise client.ended_by
        except Exception as error:
            if not stop.is_set():
                raise _start_error(error, settings.discord_api, ready=client.is_ready()) from None
            if not isinstance(error, OSError | discord.DiscordException):
                raise
        finally:
            log.info("stopped")


def _start_error(error: Exception, api: str, *, ready: bool) -> Exception:
    """What to say about an error that ended the bot; the error itself if the bot was `ready`."""
    match error:
        case discord.LoginFailure():
            said = (
                "Discord refused the token: copy it again from the Developer Portal "
                "(your application, Bot, Reset Token) into DISCORD_TOKEN"
            )
        case discord.PrivilegedIntentsRequired():
            said = (
                "Discord refused the intents: enable them for the application in the Developer "
                "Portal (Bot, Privileged Gateway Intents)"
            )
        case discord.ConnectionClosed(code=code) if code in _OF_SHARDS:
            said = _OF_SHARDS[code]
        case discord.ConnectionClosed():
            said = f"Discord closed the connection for good (code {error.code})"
        case TakenError():
            said = str(error)
        case OSError() | discord.DiscordException():
            said = f"{api} can't be used: {in_a_line(error)}"
        case StartError() | LibraryError():
            return error
        case _ if ready:
            return error
        case _:
            log.debug("start_failed", exc_info=error)
            said = (
                f"the bot can't start: {type(error).__name__}: {in_a_line(error)} "
                "(BRIEFBOT_LOG_LEVEL=DEBUG shows where)"
            )
    return StartError(said)


@asynccontextmanager
async def _served(client: Briefbot, port: int) -> AsyncIterator[int]:
    from bot.operations.endpoints import serve

    async with AsyncExitStack() as stack:
        try:
            served = await stack.enter_async_context(serve(client, port))
        except OSError as error:
            raise StartError(
                f"BRIEFBOT_HTTP_PORT: port {port} can't be served on ({error.strerror}): choose "
                "another, or leave it empty"
            ) from None
        yield served


class LoggingIn(Protocol):
    """Something that can log in again."""

    async def begin_again(self) -> None: ...


async def patiently(
    work: Callable[[], Awaitable[None]],
    stop: asyncio.Event,
    again: LoggingIn | None = None,
    wait_for: Callable[[int, float], float] = backoff,
) -> None:
    """Do `work`; while Discord is busy or down, wait and retry, until `stop`.

    Args:
        again: what must get ready before a retry.
        wait_for: how long to wait after how many attempts, in seconds, at least the given ones.

    Raises:
        Exception: an error from `work` that will not pass by itself.
    """
    for attempt in count(1):
        try:
            await work()
            return
        except (discord.HTTPException, discord.GatewayNotFound, discord.RateLimited) as error:
            asked = _asked_to_wait(error)
            if asked is None or stop.is_set():
                raise
            wait = wait_for(attempt, asked)
            log.warning("discord_busy", reason=in_a_line(error), seconds=round(wait, 1))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        if stop.is_set():
            return
        if again is not None:
            await again.begin_again()


def _asked_to_wait(error: Exception) -> float | None:
    """Seconds that Discord asks to wait, 0 if it does not say; None if waiting won't help."""
    if isinstance(error, discord.RateLimited):
        return error.retry_after
    if isinstance(error, discord.GatewayNotFound):
        cause = error.__cause__
        return _asked_to_wait(cause) if isinstance(cause, discord.HTTPException) else 0.0
    if isinstance(error, discord.HTTPException) and (error.status == 429 or error.status >= 500):
        headers: Mapping[str, str] = getattr(error.response, "headers", {})
        with suppress(ValueError):
            return max(0.0, float(headers.get("Retry-After", 0)))
        return 0.0
    return None


def in_a_line(error: BaseException) -> str:
    """What went wrong, in one short line, even if the error is a whole web page."""
    if isinstance(error, discord.HTTPException):
        reason = getattr(error.response, "reason", "") or ""
        said = "with a web page" if "<html" in error.text[:1000].lower() else error.text
        parts = (f"it answered {error.status}", reason, said)
        return _clipped(" ".join(filter(None, parts)))
    return _clipped(str(error) or type(error).__name__)


def _clipped(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 1]}…"


def _heed_signals(
    close: Callable[[], Awaitable[None]], reload: Callable[[], Awaitable[None]]
) -> asyncio.Event:
    """Close gracefully on the first SIGINT or SIGTERM; read the settings again on SIGHUP.

    If the bot runs in a terminal, SIGHUP means that the terminal was closed, and ends the bot too.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    working: set[asyncio.Future[None]] = set()

    def start(work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        working.add(task)
        task.add_done_callback(working.discard)

    def end(name: str) -> None:
        if not stop.is_set():
            stop.set()
            log.info("stopping", signal=name)
            start(close())

    def hang_up() -> None:
        if os.isatty(0):
            end("SIGHUP")
        else:
            start(reload())

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end, signal.Signals(number).name)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as under nohup
        loop.add_signal_handler(signal.SIGHUP, hang_up)
    return stop
