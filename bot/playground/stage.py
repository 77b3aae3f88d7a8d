"""The stage: simcord's page of one channel at a time, moved from channel to channel."""

import asyncio
from typing import Self

from simcord import Env
from simcord.preview import Preview

from bot.playground.world import Place


class Stage:
    """Shows one place in the browser. simcord serves one preview at a time, so moving to another
    channel closes the one and opens the next."""

    def __init__(self, env: Env) -> None:
        self.env = env
        self.place: Place | None = None
        self._preview: Preview | None = None
        self._moving = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._close()

    async def open(self, place: Place) -> str:
        """The address of a page that shows `place`; the page before it, if any, closes."""
        async with self._moving:
            if self.place is not place or self._preview is None:
                await self._close()
                preview = self.env.preview(place.channel, viewers=place.viewers, layout="channel")
                self._preview = await preview.__aenter__()
                self.place = place
            return self._preview.url

    async def _close(self) -> None:
        preview, self._preview, self.place = self._preview, None, None
        if preview is not None:
            await preview.close()
