"""The server: one port for REST, the gateway, attachments and the remote control."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, Self

from aiohttp import web

from tests.loopback import control, rest_application, rest_channels, rest_interactions
from tests.loopback.crowd import Crowd
from tests.loopback.faults import Fault, Faults
from tests.loopback.gateway import Gateway, Session
from tests.loopback.interactions import Interaction
from tests.loopback.limits import Limits, RateLimiter, Verdict
from tests.loopback.moderation import Moderation
from tests.loopback.nonces import Nonces
from tests.loopback.requests import Request, RequestLog
from tests.loopback.routing import Call, RefusalError, Route, Upload, invalid
from tests.loopback.snowflakes import Snowflakes
from tests.loopback.users import People
from tests.loopback.world import World
from tests.waiting import LAST_RESORT

TOKEN = "loopback-token"
API = "/api/v10"
_NAMED = re.compile(r'[;\s]((?:file)?name)="([^"]*)"')
_JSON = {"Content-Type": "application/json"}  # no charset: discord.py compares the whole value
_TABLES = (rest_channels.routes, rest_interactions.routes, rest_application.routes)

Validator = Callable[[str, str, Any], list[str] | None]
"""Given a request's method, path and body, returns its problems; empty or None if none."""


class LoopbackDiscord(People, Moderation):
    """A small Discord on a port of this machine.

    Used as an async context manager, or by `python -m tests.loopback`. Everything runs on the
    current event loop; nothing is written to disk. `wall_clock` gives seconds since 1970, for ids
    and timestamps; deadlines and rate limits go by `clock`. An interaction must be answered within
    `callback_deadline` seconds: 3 in Discord, in tests as long as a slow machine takes.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        limits: Limits | None = None,
        validator: Validator | None = None,
        seed: int = 0,
        shards: int = 1,
        wall_clock: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
        callback_deadline: float = LAST_RESORT,
    ) -> None:
        self.token = token
        self.port = port
        self.validator = validator
        self.wall_clock = wall_clock
        self.world = World(Snowflakes(wall_clock))
        self.owner = self.world.add_user("operator")
        self.faults = Faults(seed)
        self.requests = RequestLog()
        self.nonces = Nonces()
        self.commands: dict[int | None, list[dict[str, Any]]] = {}
        """By server, or None for the global ones: the commands as synced."""
        self.interactions: dict[str, Interaction] = {}
        self.callback_deadline = callback_deadline
        self.refuses_callbacks: RefusalError | None = None
        """With this, whatever is asked and answered."""
        self.clock = clock
        self.gateway = Gateway(
            accepts=lambda given: given == self.token,
            ready=self._ready,
            changed=self._changed,
        )
        self.gateway.shards = shards
        self._limiter = RateLimiter(limits or Limits())
        self._waiting: set[asyncio.Future[None]] = set()
        self._runner: web.ServerRunner | None = None
        self._crowd: Crowd | None = None

    @property
    def base_url(self) -> str:
        """The value for `BRIEFBOT_DISCORD_API` or `discord.http.Route.BASE`."""
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/gateway"

    @property
    def limits(self) -> Limits:
        return self._limiter.limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self._limiter = RateLimiter(limits)

    def now(self) -> float:
        """Seconds on the clock."""
        return self.clock()

    async def start(self) -> None:
        """Listens; after a `stop`, on the same port with the same state."""
        runner = web.ServerRunner(web.Server(self._handle), access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self._runner = runner
        self.port = runner.addresses[0][1]
        self.world.files_url = f"http://127.0.0.1:{self.port}"

    async def stop(self) -> None:
        """Hangs up on everyone and refuses connections: an outage, or the end."""
        await self.gateway.stop()
        assert self._runner is not None
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def until(self, happened: Callable[[], bool], within: float = LAST_RESORT) -> None:
        """Waits for a condition, checked after each request and each change of a session: with
        thousands of posts under way the check should be cheap.

        Raises TimeoutError after `within` seconds.
        """
        async with asyncio.timeout(within):
            while not happened():
                waiting = asyncio.get_running_loop().create_future()
                self._waiting.add(waiting)
                try:
                    await waiting
                finally:
                    self._waiting.discard(waiting)

    async def connected(self, shards: int = 1, within: float = LAST_RESORT) -> None:
        """Waits until `shards` shards are connected."""
        await self.until(lambda: len(self.gateway.connected) >= shards, within)

    def _changed(self) -> None:
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    def crowd(self, count: int, **options: int) -> Crowd:
        """Adds `count` servers, announced to shards that connect from now on."""
        self._crowd = Crowd(self.world, count, **options)
        return self._crowd

    def _ready(
        self, session: Session
    ) -> tuple[dict[str, Any], list[dict[str, Any]], Iterator[str]]:
        guilds = [g for g in self.world.guilds_of_bot() if session.handles(g.id)]
        crowd = self._crowd.ids(session.shard, session.shards) if self._crowd else []
        application = {"id": str(self.world.application_id), "flags": 0}
        ready = {
            "v": 10,
            "user": self.world.bot.payload(),
            "guilds": [
                {"id": str(one), "unavailable": True} for one in [*(g.id for g in guilds), *crowd]
            ],
            "session_id": session.id,
            "resume_gateway_url": self.gateway_url,
            "shard": [session.shard, session.shards],
            "application": application,
        }
        announced = [guild.create_payload(self.world.bot.id) for guild in guilds]
        return ready, announced, self._crowd.announcements(crowd) if self._crowd else iter(())

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith(API):
            return await self._rest(request, path.removeprefix(API))
        if path.startswith("/gateway"):
            return await self.gateway.serve(request)
        if path.startswith("/_control/"):
            return await control.answer(self, request)
        if path.startswith("/attachments/"):
            data = self.world.files.get(int(path.split("/")[2]))
            return web.Response(body=data) if data is not None else web.Response(status=404)
        return web.Response(status=404)

    async def _rest(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        raw, uploads = await _read(request)
        files = tuple(upload.filename for upload in uploads.values())
        entry = Request(self.now(), request.method, path, raw, files)
        self.requests.add(entry)
        entry.fault = self.faults.choose(entry.name)
        delay = self.faults.delay(entry.name) if self.faults.latency else 0.0
        if delay:
            await asyncio.sleep(delay)
        call = Call({}, request.query, raw, uploads)
        response = self._answer(entry, call, request.headers.get("Authorization"))
        self._changed()
        if response is None:
            if request.transport is not None:
                request.transport.close()
            return web.Response()
        entry.status = response.status
        shared = entry.fault is not None and entry.fault is not Fault.RATE_LIMITED_GLOBALLY
        self._limiter.note(entry.status, self.now(), shared=shared)
        return response

    def _answer(self, entry: Request, call: Call, authorization: str | None) -> web.Response | None:
        """The answer, or None to drop the connection."""
        fault = entry.fault
        if fault is not None and not fault.carried_out:
            return self._failure(fault)
        if self._limiter.banned(self.now()):
            # as from the proxy in front of Discord: no Via, no JSON
            return web.Response(
                status=429, text="You are being rate limited", headers={"Retry-After": "600"}
            )
        response = self._carry_out(entry, call, authorization)
        return response if fault is None else self._failure(fault)

    def _failure(self, fault: Fault) -> web.Response | None:
        if fault.status is None:
            return None
        if fault is Fault.RATE_LIMITED:
            shared = {"X-RateLimit-Scope": "shared"}
            return _too_many(Verdict(shared, self.faults.retry_after))
        if fault is Fault.RATE_LIMITED_GLOBALLY:
            everything = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
            return _too_many(Verdict(everything, self.faults.retry_after, is_global=True))
        body = {"message": f"{fault.status}: made to fail", "code": 0}
        return _json(fault.status, body)

    def _carry_out(self, entry: Request, call: Call, authorization: str | None) -> web.Response:
        found = next(filter(None, (t.find(entry.method, entry.path) for t in _TABLES)), None)
        try:
            if found is None:
                raise RefusalError(404, 0, "404: Not Found")
            route, call.params = found
            if route.needs_token and authorization != f"Bot {self.token}":
                raise RefusalError(401, 0, "401: Unauthorized")
            verdict = self._admit(route, call)
            if verdict.retry_after is not None:
                return _too_many(verdict)
            self._validate(entry, call)
            answer = route.handler(self, call)
        except RefusalError as refusal:
            return _json(refusal.status, refusal.payload())
        if answer is None:
            return web.Response(status=204, headers=verdict.headers)
        return _json(200, answer, verdict)

    def _admit(self, route: Route, call: Call) -> Verdict:
        major = next(iter(call.params.values()), "")
        token = call.params.get("token", "")
        return self._limiter.admit(
            route.key, major + token, counted=route.needs_token, now=self.now()
        )

    def _validate(self, entry: Request, call: Call) -> None:
        if self.validator is None or not call.raw:
            return
        problems = self.validator(entry.method, entry.path, call.body)
        if problems:
            raise invalid(*problems)


async def _read(request: web.BaseRequest) -> tuple[bytes, dict[int, Upload]]:
    """The JSON of a request, and its files."""
    if not request.content_type.startswith("multipart/"):
        return await request.read(), {}
    # aiohttp's multipart reader takes longer for a picture than the bot for its whole answer, and
    # would distort measurements of the bot.
    body = b"\r\n" + await request.content.read()
    boundary = re.search(r'boundary="?([^";]+)', request.headers["Content-Type"])
    assert boundary is not None
    raw, uploads = b"", {}
    for part in body.split(f"\r\n--{boundary[1]}".encode())[1:-1]:
        head, _, data = part.partition(b"\r\n\r\n")
        named = dict(_NAMED.findall(head.decode()))
        name = named["name"]
        if name == "payload_json":
            raw = data
        else:
            index = int(name.removeprefix("files[").removesuffix("]"))
            uploads[index] = Upload(named.get("filename", "file"), data)
    return raw, uploads


def _json(status: int, body: Any, verdict: Verdict | None = None) -> web.Response:
    headers = _JSON if verdict is None else {**_JSON, **verdict.headers}
    return web.Response(status=status, body=json.dumps(body).encode(), headers=headers)


def _too_many(verdict: Verdict) -> web.Response:
    body = {
        "message": "You are being rate limited.",
        "retry_after": verdict.retry_after,
        "global": verdict.is_global,
    }
    # discord.py takes a 429 without Via for a ban
    headers = {**_JSON, **verdict.headers, "Via": "1.1 loopback"}
    headers["Retry-After"] = str(verdict.retry_after)
    return web.Response(status=429, body=json.dumps(body).encode(), headers=headers)
