"""Health and metrics for whoever operates the bot, on 127.0.0.1 only."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

import prometheus_client
from aiohttp import web

from bot.service import BriefingService

HOST = "127.0.0.1"


class Client(Protocol):
    """What is needed of the chat client."""

    service: BriefingService

    @property
    def guilds(self) -> Sequence[Any]: ...

    def is_ready(self) -> bool: ...

    def is_closed(self) -> bool: ...


@asynccontextmanager
async def serve(client: Client, port: int) -> AsyncIterator[int]:
    """Serve `/healthz` (200 when ready, else 503) and `/metrics` (Prometheus). Yields the port.

    Raises:
        OSError: the port is taken.
    """

    async def healthz(_: web.Request) -> web.Response:
        ready = client.is_ready() and not client.is_closed()
        state = {
            "ready": ready,
            "guilds": len(client.guilds),
            "digest_problems": list(client.service.problems),
        }
        return web.json_response(state, status=200 if ready else 503)

    async def metrics(_: web.Request) -> web.Response:
        body = prometheus_client.generate_latest()
        return web.Response(
            body=body, headers={"Content-Type": prometheus_client.CONTENT_TYPE_LATEST}
        )

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/metrics", metrics)])
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
