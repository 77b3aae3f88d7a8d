"""Shows simcord's page of one channel at a time, moving from channel to channel."""

import asyncio
from collections.abc import Mapping
from typing import Any, Self

from simcord import Env
from simcord.preview import Preview

from bot.playground.server import Place

BREATH = 0.02
"""Seconds between checks whether the page is idle."""


class ChannelPage:
    """Shows one place in the browser. simcord serves one preview at a time, so moving to another
    channel closes one and opens the next.

    simcord publishes to its page the results of actions there; `follow` publishes what happens by
    itself (a daily post, a message of the playground).
    """

    def __init__(self, env: Env) -> None:
        self.env = env
        self.place: Place | None = None
        self._preview: Preview | None = None
        self._closed: asyncio.Task[None] | None = None
        self._moving = asyncio.Lock()
        self._happened = asyncio.Event()

    async def __aenter__(self) -> Self:
        self.env.backend.subscribers.append(self._on_event)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.env.backend.subscribers.remove(self._on_event)
        await self._close()

    async def open(self, place: Place) -> str:
        """The address of a page that shows `place`; any earlier page closes."""
        async with self._moving:
            ended = self._closed is not None and self._closed.done()
            if self.place is not place or self._preview is None or ended:
                await self._close()
                await self._idle()
                preview = self.env.preview(place.channel, viewers=place.viewers, layout="channel")
                self._preview = await preview.__aenter__()
                self._closed = asyncio.create_task(preview.wait_closed())
                self.place = place
            return self._preview.url

    async def follow(self) -> None:
        """Show what happens by itself, until cancelled."""
        while True:
            await self._happened.wait()
            self._happened.clear()
            async with self._moving:
                await self._idle()
                if self._preview is not None and self._closed and not self._closed.done():
                    await self._preview.refresh()

    def _on_event(self, event: str, _: Mapping[str, Any]) -> None:
        if event.startswith("MESSAGE_") and not self._acting:
            self._happened.set()

    @property
    def _acting(self) -> bool:
        """Whether simcord is busy with an action; it then refuses any other."""
        return self.env._operation_task is not None

    async def _idle(self) -> None:
        while self._acting:  # noqa: ASYNC110  # simcord has no event for it
            await asyncio.sleep(BREATH)

    async def _close(self) -> None:
        preview, self._preview, self.place = self._preview, None, None
        if preview is not None:
            await preview.close()
        if self._closed is not None:
            await self._closed
            self._closed = None
