"""Health and metrics for the bot's operator, on 127.0.0.1 only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Protocol

import aiohttp
from aiohttp import web

from bot.operations.exposition import CONTENT_TYPE, exposition
from bot.operations.figures import Figure, InteractionFigures
from bot.operations.health import Health

HOST = "127.0.0.1"

PROBE_SECONDS = 5


class Client(Protocol):
    """What is needed of the chat client."""

    @property
    def interaction_figures(self) -> InteractionFigures: ...

    def health(self) -> Health: ...

    async def figures(self) -> list[Figure]: ...

    async def is_answering(self) -> bool:
        """Whether questions can be answered now."""


@asynccontextmanager
async def serve(client: Client, port: int) -> AsyncIterator[int]:
    """Serve health and metrics. Yields the port.

    `/healthz` answers 200 if all is well, else 503 with what is wrong; `/readyz` 200 if commands
    are answered, whatever else fails; `/metrics` is for Prometheus.

    Raises:
        OSError: the port is taken.
    """

    async def healthz(_: web.Request) -> web.Response:
        health = client.health()
        body = {"ready": health.is_well, **asdict(health)}
        return web.json_response(body, status=200 if health.is_well else 503)

    async def readyz(_: web.Request) -> web.Response:
        ready = client.health().connected and await client.is_answering()
        return web.json_response({"ready": ready}, status=200 if ready else 503)

    async def metrics(_: web.Request) -> web.Response:
        body = exposition(await client.figures(), client.interaction_figures)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})

    app = web.Application()
    app.add_routes(
        [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)]
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, HOST, port)
    try:
        await site.start()
        server = site._server  # aiohttp has no public way to a chosen port
        sockets = getattr(server, "sockets", None)
        yield sockets[0].getsockname()[1] if sockets else port
    finally:
        await runner.cleanup()


async def serves_a_bot(port: int) -> bool:
    """Whether a bot's health page, good or bad, answers on a port of this machine."""
    timeout = aiohttp.ClientTimeout(total=PROBE_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as http,
            http.get(f"http://{HOST}:{port}/healthz", allow_redirects=False) as response,
        ):
            said = await response.json()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return False
    return isinstance(said, dict) and {"ready", "failing"} <= said.keys()
