"""Gateway events that discord.py can't read: reported, and survived. And the last ones: read.

discord.py reads events on the connection itself and ends the whole client when one of them breaks
it (`discord.shard.Shard.worker`). Here only the event is lost, or at worst the connection.
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
"""The client event that says so: a listener gets the event's name and the error."""

NO_EVENT = "frame"
"""Stands for the name of what is not even an event."""

_SESSION = ("READY", "RESUMED")
"""Without these there is no session to go on with."""

_MEANT = (
    ReconnectWebSocket,
    WebSocketClosure,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    OSError,
    TimeoutError,
)
"""How discord.py says what became of the connection."""

LAST_WORDS = 3.0
"""Seconds for which Discord's answer to our goodbye is waited for."""

_GOODBYE = 1000
"""The code of a connection that is closed because the bot ends."""

log = structlog.get_logger()


class UnreadableError(OSError):
    """The connection can't be used. An OSError, so that discord.py waits and connects again."""


class GuardedWebSocket(DiscordWebSocket):
    """A connection to the gateway that an unreadable event does not end."""

    async def received_message(self, msg: Any, /) -> None:
        """Read a frame.

        Raises:
            UnreadableError: it broke in a way that leaves no usable connection.
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
        """Close the connection. What Discord sent before it heard of that is read all the same."""
        if code == _GOODBYE and not self.socket.closed:
            try:
                async with asyncio.timeout(LAST_WORDS):
                    await self._say_goodbye()
            except Exception as error:  # noqa: BLE001  # it is closed below, whatever happened
                log.debug("goodbye_failed", shard=self.shard_id, error=type(error).__name__)
        await super().close(code)

    async def _say_goodbye(self) -> None:
        await asyncio.sleep(0)  # whoever was reading has been cancelled, and must notice it first
        await self.socket.send_frame(struct.pack("!H", _GOODBYE), aiohttp.WSMsgType.CLOSE)
        while True:
            message = await self.socket.receive()
            if message.type not in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
                return
            await self.received_message(message.data)

    async def _unreadable(self, event: str | None, error: Exception) -> None:
        self._dispatch(UNREADABLE, event or NO_EVENT, error)
        if event is None or event in _SESSION:
            await self.close(code=4000)  # the code with which discord.py itself connects again
            raise UnreadableError(f"Discord sent a {event or 'frame'} that can't be read")


def _event_of(frame: str) -> str | None:
    """The name of the event in a frame; None where there is none."""
    try:
        name = json.loads(frame)["t"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return name if isinstance(name, str) and name else None


def survive_unreadable_events() -> None:
    """Have discord.py's sharded clients connect by `GuardedWebSocket` from now on.

    discord.py has no place to say which class connects, so it is put where shards look for it.
    """
    vars(discord.shard)["DiscordWebSocket"] = GuardedWebSocket


class UnreadableEvents:
    """Counts and reports them: each kind once with its traceback, then in a line."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        """By the event's name; what Discord calls by no known name is `other`."""
        self._known: set[tuple[str, str]] = set()

    def note(self, event: str, error: Exception, known: Container[str]) -> None:
        """Take note of one; `known` are the names of discord.py's parsers."""
        name = event if event in known or event == NO_EVENT else "other"
        self.count[name] += 1
        kind = name, type(error).__name__
        first = kind not in self._known
        self._known.add(kind)
        # Not what it says: that may be what somebody wrote.
        log.error(
            UNREADABLE,
            gateway_event=name,
            error=type(error).__name__,
            times=self.count[name],
            exc_info=without_words(error) if first else None,
        )
