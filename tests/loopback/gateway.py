"""The gateway: sessions over websockets, their events, and ways to disrupt them.

Source: https://discord.com/developers/docs/events/gateway
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

DISPATCH, HEARTBEAT, IDENTIFY, RESUME = 0, 1, 2, 6
RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 9, 10, 11
NOT_AUTHENTICATED, REFUSED_TOKEN, ALREADY_AUTHENTICATED = 4003, 4004, 4005
INVALID_SHARD, DISALLOWED_INTENTS = 4010, 4014
ENDS_SESSION = frozenset({1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014})
PRIVILEGED_INTENTS = 1 << 1 | 1 << 8 | 1 << 15
KEEP_EVENTS = 1000
KEEP_SESSIONS = 32


@dataclass(slots=True, eq=False)
class Session:
    """The state that outlives a connection: the events that a RESUME may ask for again."""

    id: str
    shard: int
    shards: int
    socket: web.WebSocketResponse | None
    transport: asyncio.BaseTransport | None = None
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=KEEP_EVENTS))
    unsent: deque[str] = field(default_factory=deque)
    announcing: Iterator[str] = field(default_factory=lambda: iter(()))
    """The bodies of GUILD_CREATE events still to be sent."""
    is_announced: bool = False
    """Whether all of them have been sent."""

    def handles(self, guild_id: int | None) -> bool:
        """Whether this shard gets a server's events; direct messages go to shard 0."""
        return self.shard == ((guild_id >> 22) % self.shards if guild_id else 0)

    def add(self, event: str, body: str, *, keep: bool = True) -> None:
        """`keep`: whether a RESUME can get it again; if not, it can't get earlier ones either."""
        self.sequence += 1
        text = f'{{"op":0,"t":"{event}","s":{self.sequence},"d":{body}}}'
        if keep:
            self.sent.append((self.sequence, text))
        else:
            self.sent.clear()
        if self.socket is not None:
            self.unsent.append(text)

    def can_replay(self, after: int) -> bool:
        lost_until = self.sent[0][0] - 1 if self.sent else self.sequence
        return lost_until <= after <= self.sequence

    async def announce(self) -> None:
        """Sends the servers one after the other, as Discord does, while other events continue."""
        for body in self.announcing:
            if self.socket is None:
                return
            self.add("GUILD_CREATE", body, keep=False)
            await self.flush()
            await asyncio.sleep(0)
        self.is_announced = True

    async def flush(self) -> None:
        while self.unsent and self.socket is not None:
            text = self.unsent.popleft()
            try:
                await self.socket.send_str(text)
            except ConnectionError:  # gone silently; a RESUME will ask for the event
                return


class Gateway:
    """All sessions of the bot, and ways to disrupt them."""

    def __init__(
        self,
        *,
        accepts: Callable[[str], bool],
        ready: Callable[[Session], tuple[dict[str, Any], list[dict[str, Any]], Iterator[str]]],
        changed: Callable[[], None],
    ) -> None:
        self._accepts = accepts
        self._ready = ready
        self._changed = changed
        self._sessions: dict[str, Session] = {}
        self._flushes: set[asyncio.Task[None]] = set()
        self._sockets: set[web.WebSocketResponse] = set()
        self.shards = 1
        """How many shards `GET /gateway/bot` recommends."""
        self.heartbeat_interval = 41.25
        """Seconds between heartbeats, as HELLO says."""
        self.acknowledges = True
        """False: the connection goes dead, heartbeats stay unanswered."""
        self.allowed_intents = ~PRIVILEGED_INTENTS
        self.identified = 0
        self.resumed = 0
        self.max_concurrency = 1
        """How many shards may begin a session within `identify_seconds`, each of another bucket."""
        self.identify_seconds = 0.0
        """Discord's are 5; 0: whoever comes may begin."""
        self.starts_left = 1000
        """How many sessions may still begin today."""
        self.starts_reset_ms = 86_400_000
        self.identifies: list[tuple[float, int, int]] = []
        """When sessions began, in seconds of the event loop's clock, and as which shard of how
        many."""
        self.before_goodbye: Callable[[], Awaitable[object]] | None = None
        """What still happens after the bot has hung up and before Discord has noticed it."""
        self.too_early = 0
        """How many were refused because others of their bucket had just begun."""

    @property
    def connected(self) -> list[Session]:
        """The sessions currently connected."""
        return [session for session in self._sessions.values() if session.socket is not None]

    def dispatch(self, event: str, data: Any, guild_id: int | None) -> None:
        """Sends an event to the shard that handles the server, as soon as the loop turns."""
        body = json.dumps(data)
        for session in self._sessions.values():
            if session.handles(guild_id):
                session.add(event, body)
                self._keep(session.flush())

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._flushes.add(task)
        task.add_done_callback(self._flushes.discard)

    async def dispatch_now(self, event: str, data: Any, guild_id: int | None) -> None:
        """Sends an event and returns when it is in the socket's buffer."""
        body = json.dumps(data)
        for session in [s for s in self._sessions.values() if s.handles(guild_id)]:
            session.add(event, body)
            await session.flush()

    async def reconnect(self, shard: int | None = None) -> None:
        """Asks the bot to reconnect and resume (opcode 7)."""
        for session in self._of(shard):
            await self._tell(session, RECONNECT, None)

    async def invalidate_session(self, *, resumable: bool, shard: int | None = None) -> None:
        """Opcode 9; if not resumable, the session and its events are gone."""
        for session in self._of(shard):
            if not resumable:
                del self._sessions[session.id]
            await self._tell(session, INVALID_SESSION, resumable)

    async def close(self, code: int, shard: int | None = None) -> None:
        """Closes the connection with one of the gateway's codes."""
        for session in self._of(shard):
            if code in ENDS_SESSION:
                del self._sessions[session.id]
            assert session.socket is not None
            await session.socket.close(code=code)

    def drop(self, shard: int | None = None) -> None:
        """Cuts the connection silently."""
        for session in self._of(shard):
            if isinstance(session.transport, asyncio.Transport):
                session.transport.abort()

    async def stop(self) -> None:
        for socket in list(self._sockets):
            await socket.close(code=1001)

    def _of(self, shard: int | None) -> list[Session]:
        return [s for s in self.connected if shard is None or s.shard == shard]

    async def _tell(self, session: Session, op: int, data: Any) -> None:
        assert session.socket is not None
        await session.socket.send_str(json.dumps({"op": op, "t": None, "s": None, "d": data}))

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """One connection, from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=0, compress=False, timeout=1.0, autoclose=False)
        await socket.prepare(request)
        self._sockets.add(socket)
        connection = _Connection(self, socket, request.transport)
        hello = {"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_interval * 1000}}
        try:
            await socket.send_str(json.dumps(hello))
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await connection.receive(json.loads(message.data))
            if self.before_goodbye is not None:
                await self.before_goodbye()
            await socket.close()
        except ConnectionError:
            pass  # the bot was killed or hung up; its session waits for a RESUME
        finally:
            self._sockets.discard(socket)
            connection.ended()
            self._changed()
        return socket

    def _open(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> Session | int | None:
        """The session that an IDENTIFY begins, or the code that refuses it; None: try later."""
        if not self._accepts(data["token"]):
            return REFUSED_TOKEN
        if data.get("intents", 0) & ~self.allowed_intents:
            return DISALLOWED_INTENTS
        shard, shards = data.get("shard", (0, 1))
        if not 0 <= shard < shards:
            return INVALID_SHARD
        if self._is_too_early(shard):
            return None
        self.identified += 1
        self.starts_left -= 1
        self.identifies.append((asyncio.get_running_loop().time(), shard, shards))
        session = Session(secrets.token_hex(16), shard, shards, socket)
        self._forget_old_sessions()
        self._sessions[session.id] = session
        ready, guilds, session.announcing = self._ready(session)
        session.add("READY", json.dumps(ready))
        for guild in guilds:
            session.add("GUILD_CREATE", json.dumps(guild))
        return session

    def _is_too_early(self, shard: int) -> bool:
        now = asyncio.get_running_loop().time()
        bucket = shard % self.max_concurrency
        mine = [at for at, other, _ in self.identifies if other % self.max_concurrency == bucket]
        if mine and now - mine[-1] < self.identify_seconds:
            self.too_early += 1
            return True
        return False

    def _forget_old_sessions(self) -> None:
        orphans = [s for s in self._sessions.values() if s.socket is None]
        for session in orphans[: max(0, len(orphans) - KEEP_SESSIONS)]:
            del self._sessions[session.id]

    def _resume(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> Session | None:
        """The session to resume, with its missed events queued; None if impossible."""
        session = self._sessions.get(data["session_id"])
        seen = data["seq"] or 0
        if session is None or not session.can_replay(seen):
            return None
        session.unsent = deque(text for sequence, text in session.sent if sequence > seen)
        session.socket = socket
        session.add("RESUMED", "{}")
        self.resumed += 1
        return session


class _Connection:
    """The conversation on one websocket."""

    def __init__(
        self,
        gateway: Gateway,
        socket: web.WebSocketResponse,
        transport: asyncio.BaseTransport | None,
    ) -> None:
        self._gateway = gateway
        self._socket = socket
        self._transport = transport
        self._session: Session | None = None

    async def receive(self, message: dict[str, Any]) -> None:
        op: int = message["op"]
        data: dict[str, Any] = message.get("d") or {}
        if op == HEARTBEAT:
            if self._gateway.acknowledges:
                await self._socket.send_str(f'{{"op":{HEARTBEAT_ACK}}}')
        elif op in (IDENTIFY, RESUME) and self._session is not None:
            await self._socket.close(code=ALREADY_AUTHENTICATED)
        elif op == IDENTIFY:
            await self._begin(self._gateway._open(self._socket, data))
        elif op == RESUME:
            await self._resume(data)
        elif self._session is None:
            await self._socket.close(code=NOT_AUTHENTICATED)

    async def _resume(self, data: dict[str, Any]) -> None:
        if not self._gateway._accepts(data["token"]):
            await self._begin(REFUSED_TOKEN)
            return
        session = self._gateway._resume(self._socket, data)
        if session is None:
            await self._socket.send_str(f'{{"op":{INVALID_SESSION},"d":false}}')
        else:
            await self._begin(session)

    async def _begin(self, opened: Session | int | None) -> None:
        if isinstance(opened, int):
            await self._socket.close(code=opened)
            return
        if opened is None:
            await self._socket.send_str(f'{{"op":{INVALID_SESSION},"d":false}}')
            return
        self._session = opened
        opened.transport = self._transport
        await opened.flush()
        self._gateway._changed()
        self._gateway._keep(opened.announce())

    def ended(self) -> None:
        if self._session is not None and self._session.socket is self._socket:
            self._session.socket = None
            self._session.unsent.clear()
