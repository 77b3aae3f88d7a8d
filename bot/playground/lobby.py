"""The lobby: a page in front of the simulated Discord, to choose a channel and look behind the
scenes.

It also moves the clock and shows the bot's requests, with how much of Discord's limits they use. It
runs no script and loads nothing, so an article's text can't either.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.discord.run import StartError
from bot.playground.channel_page import ChannelPage
from bot.playground.clock import EXAMPLES, ClockError
from bot.playground.clock_command import Mover
from bot.playground.examples import examples
from bot.playground.sent import sent
from bot.playground.server import World
from bot.playground.watch import problems_of
from bot.service import BriefingService

HOST = "127.0.0.1"
SHOWN_REQUESTS = 20

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Lobby:
    """Serves the front page on `HOST`."""

    def __init__(
        self, world: World, stage: ChannelPage, service: BriefingService, mover: Mover
    ) -> None:
        self._world = world
        self._stage = stage
        self._newsroom = service
        self._mover = mover
        self._page = Environment(
            loader=PackageLoader("bot.playground"),
            autoescape=True,
            undefined=StrictUndefined,
        ).get_template("lobby.html")
        self._hosts: frozenset[str] = frozenset()

    @asynccontextmanager
    async def serve(self, port: int) -> AsyncIterator[str]:
        """Serve the page; yields its address. Port 0 takes a free one.

        Raises:
            StartError: the port is taken.
        """
        app = web.Application(middlewares=[self._own_pages_only])
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/open/{key}", self._open),
                web.post("/clock", self._clock),
            ]
        )
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, HOST, port).start()
            except OSError as error:
                reason = os.strerror(error.errno or 0)
                raise StartError(
                    f"port {port} can't be used ({reason}): choose another with --port"
                ) from None
            port = runner.addresses[0][1]
            self._hosts = frozenset({f"{HOST}:{port}", f"localhost:{port}"})
            yield f"http://{HOST}:{port}/"
        finally:
            await runner.cleanup()

    @web.middleware
    async def _own_pages_only(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Refuse other names for this address, and forms of other pages.

        Through the first a foreign page could read this one (DNS rebinding), through the second it
        could move the clock.
        """
        origin = request.headers.get("Origin")
        response: web.StreamResponse
        if request.headers.get("Host", "") not in self._hosts:
            response = web.Response(status=403, text="Wrong host")
        elif origin is not None and origin.removeprefix("http://") not in self._hosts:
            response = web.Response(status=403, text="Wrong origin")
        else:
            try:
                response = await handler(request)
            except web.HTTPException as error:
                response = error
        response.headers.update(HEADERS)
        if isinstance(response, web.HTTPException):
            raise response
        return response

    async def _index(self, _: web.Request) -> web.Response:
        return self._rendered()

    def _rendered(self, *, typed: str = "", refused: str = "") -> web.Response:
        html = self._page.render(
            places=self._world.places,
            problems=problems_of(self._newsroom),
            first=examples(self._newsroom.answers.directory)[0].command,
            clock_help=EXAMPLES,
            now=self._mover.clock.now(),
            typed=typed,
            refused=refused,
            requests=sent(self._stage.env.http_requests, SHOWN_REQUESTS),
        )
        return web.Response(text=html, content_type="text/html", status=400 if refused else 200)

    async def _open(self, request: web.Request) -> web.Response:
        place = self._world.place(request.match_info["key"])
        if place is None:
            raise web.HTTPNotFound(text="There is no such channel. Go back and choose another.")
        return web.Response(status=302, headers={"Location": await self._stage.open(place)})

    async def _clock(self, request: web.Request) -> web.Response:
        typed = str((await request.post()).get("to", ""))
        try:
            self._mover.move(self._mover.read(typed))
        except ClockError as error:
            return self._rendered(typed=typed, refused=str(error))
        return web.Response(status=303, headers={"Location": "/"})
