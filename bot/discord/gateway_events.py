"""Reports and survives gateway events that discord.py can't read, and reads the last ones.

discord.py reads events on the connection itself and ends the whole client when one of them breaks
it (`discord.shard.Shard.worker`). Here the bot loses only the event, or at worst the connection.
"""

import asyncio
import json
import struct
from collections import Counter
from collections.abc import Container
from typing import Any

import aiohttp
import discord
import structlog
from discord.gateway import DiscordWebSocket, ReconnectWebSocket, WebSocketClosure

from bot.operations.logs import without_words

UNREADABLE = "gateway_event_unreadable"
"""The client event that reports it: a listener gets the event's name and the error."""

NO_EVENT = "frame"
"""Replaces the name if the frame is not even an event."""

_SESSION = ("READY", "RESUMED")
"""Without these events no session can go on."""

_MEANT = (
    ReconnectWebSocket,
    WebSocketClosure,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
)
"""The errors with which discord.py reports what happened to the connection."""

LAST_WORDS = 3.0
"""Seconds to wait for Discord's answer to our goodbye."""

_GOODBYE = 1000
"""The code for closing a connection because the bot ends."""

log = structlog.get_logger()


class UnreadableError(OSError):
    """The connection can't be used. An OSError, so that discord.py waits and connects again."""


class GuardedWebSocket(DiscordWebSocket):
    """A connection to the gateway that an unreadable event does not end."""

    async def received_message(self, msg: Any, /) -> None:
        """Read a frame.

        Raises:
            UnreadableError: the frame left the connection unusable.
        """
        try:
            text = self._decompressor.decompress(msg) if isinstance(msg, bytes) else msg
            if text is None:
                return  # the first part of a frame
        except Exception as error:  # noqa: BLE001  # whatever a library for compression raises
            await self._unreadable(None, error)
            return
        try:
            await super().received_message(text)
        except _MEANT:
            raise
        except Exception as error:  # noqa: BLE001  # whatever discord.py runs into
            await self._unreadable(_event_of(text), error)

    async def close(self, code: int = 4000) -> None:
        """Close the connection, still reading what Discord sent before it knew."""
        if code == _GOODBYE and not self.socket.closed:
            try:
                async with asyncio.timeout(LAST_WORDS):
                    await self._say_goodbye()
            except Exception as error:  # noqa: BLE001  # it is closed below, whatever happened
                log.debug("goodbye_failed", shard=self.shard_id, error=type(error).__name__)
        await super().close(code)

    async def _say_goodbye(self) -> None:
        await asyncio.sleep(0)  # the cancelled reader must notice that first
        await self.socket.send_frame(struct.pack("!H", _GOODBYE), aiohttp.WSMsgType.CLOSE)
        while True:
            message = await self.socket.receive()
            if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                return
            await self.received_message(message.data)

    async def _unreadable(self, event: str | None, error: Exception) -> None:
        self._dispatch(UNREADABLE, event or NO_EVENT, error)
        if event is None or event in _SESSION:
            await self.close(code=4000)  # the code at which discord.py itself reconnects
            raise UnreadableError(f"Discord sent a {event or 'frame'} that can't be read")


def _event_of(frame: str) -> str | None:
    """The name of the event in a frame; None if there is none."""
    try:
        name = json.loads(frame)["t"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return name if isinstance(name, str) and name else None


def survive_unreadable_events() -> None:
    """Make discord.py's sharded clients use `GuardedWebSocket` from now on.

    discord.py has no setting for the class of connections, so this replaces it where shards look
    for it.
    """
    vars(discord.shard)["DiscordWebSocket"] = GuardedWebSocket


class UnreadableEvents:
    """Counts and reports them: each kind the first time with its traceback, then in a line."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        """By the event's name; what Discord calls by no known name is `other`."""
        self._known: set[tuple[str, str]] = set()

    def note(self, event: str, error: Exception, known: Container[str]) -> None:
        """Record one; `known` are the names of discord.py's parsers."""
        name = event if event in known or event == NO_EVENT else "other"
        self.count[name] += 1
        kind = name, type(error).__name__
        first = kind not in self._known
        self._known.add(kind)
        # Not its message, which may contain what somebody wrote.
        log.error(
            UNREADABLE,
            gateway_event=name,
            error=type(error).__name__,
            times=self.count[name],
            exc_info=without_words(error) if first else None,
        )
