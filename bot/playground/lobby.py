"""The lobby: a page before the simulated Discord, to choose a channel from and look behind.

It also shows the requests that the bot made, with what they use of Discord's limits.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.messages.limits import usage, violations
from bot.newsroom import Newsroom
from bot.playground.stage import Stage
from bot.playground.world import World
from bot.run import StartError

HOST = "127.0.0.1"
SHOWN_REQUESTS = 20

HEADERS = {
    # What an article says can't run here, nor reach anything.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Lobby:
    """Serves the front page on `HOST`."""

    def __init__(self, world: World, stage: Stage, newsroom: Newsroom) -> None:
        self._world = world
        self._stage = stage
        self._newsroom = newsroom
        self._page = Environment(
            loader=PackageLoader("bot.playground"),
            autoescape=True,
            undefined=StrictUndefined,
        ).get_template("lobby.html")
        self._hosts: frozenset[str] = frozenset()

    @asynccontextmanager
    async def serve(self, port: int) -> AsyncIterator[str]:
        """Serve the page; yields its address.

        Raises:
            StartError: the port is taken.
        """
        app = web.Application(middlewares=[self._own_host_only])
        app.add_routes([web.get("/", self._index), web.get("/open/{key}", self._open)])
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, HOST, port).start()
            except OSError as error:
                raise StartError(
                    f"port {port} can't be used ({error.strerror}): choose another with --port"
                ) from None
            port = runner.addresses[0][1]
            self._hosts = frozenset({f"{HOST}:{port}", f"localhost:{port}"})
            yield f"http://{HOST}:{port}/"
        finally:
            await runner.cleanup()

    @web.middleware
    async def _own_host_only(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Refuse other names for this address: a foreign page must not read along."""
        if request.headers.get("Host", "") not in self._hosts:
            raise web.HTTPForbidden(text="Wrong host")
        response: web.StreamResponse = await handler(request)
        response.headers.update(HEADERS)
        return response

    async def _index(self, _: web.Request) -> web.Response:
        html = self._page.render(
            places=self._world.places,
            problems=self._newsroom.problems + tuple(map(str, self._newsroom.renderer.problems)),
            requests=self._requests(),
        )
        return web.Response(text=html, content_type="text/html")

    async def _open(self, request: web.Request) -> web.Response:
        place = self._world.place(request.match_info["key"])
        if place is None:
            raise web.HTTPNotFound(text="There is no such channel. Go back and choose another.")
        return web.Response(status=302, headers={"Location": await self._stage.open(place)})

    def _requests(self) -> list[dict[str, Any]]:
        """The bot's last requests that carry a message, newest first."""
        shown = []
        for entry in reversed(self._stage.env.http_requests):
            body = entry.json if isinstance(entry.json, dict) else None
            message = (body or {}).get("data") or body
            if not isinstance(message, dict) or not {"components", "embeds", "content"} & set(
                message
            ):
                continue
            shown.append(
                {
                    "method": entry.method,
                    "path": entry.path,
                    "usage": usage(message),
                    "violations": violations(message),
                }
            )
            if len(shown) == SHOWN_REQUESTS:
                break
        return shown
