"""Pictures for replies: drawn off the event loop, cached by content, never waited for long."""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

import structlog

from bot.discord.messages.pages import Image
from briefings.models import Stance
from briefings.pictures.picture import Picture
from briefings.pictures.sketches import (
    MatrixRow,
    MatrixSketch,
    Sketch,
    SupportSketch,
)

LONGEST_WAIT = 0.5
"""Seconds that a reply waits for its picture; after that it goes without, and the next one has it.

Drawing usually takes a tenth of that. With `interactions.PATIENCE` it stays far below Discord's 3
s.
"""

CACHED = 128
"""How many pictures are cached, each some 40 kB."""

NAMES: dict[type[Sketch], str] = {
    MatrixSketch: "positions.png",
    SupportSketch: "origins.png",
}
"""File names, for readers who keep a picture."""

log = structlog.get_logger()


def draw(sketch: Sketch) -> Picture:
    """Calls `briefings.pictures.drawing.draw`, imported only here.

    So the bot starts without waiting for Pillow, or without Pillow at all.
    """
    from briefings.pictures.drawing import draw

    return draw(sketch)


class Pictures:
    """Draws sketches, one at a time, and remembers the last ones."""

    def __init__(self, *, longest_wait: float = LONGEST_WAIT) -> None:
        self.longest_wait = longest_wait
        self._cache: OrderedDict[Sketch, Image] = OrderedDict()
        self._drawing: dict[Sketch, asyncio.Future[Picture]] = {}
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")
        self._can_draw = True
        self._closed = False

    def warm_up(self) -> None:
        """Begin to load the fonts, so that the first picture does not wait for them."""
        row = MatrixRow("Aa 가 あ", (Stance.FOR,))
        sketch = MatrixSketch("Aa 가 あ", ("Aa",), (row,))
        if sketch not in self._cache:
            self._start(sketch)

    async def image(self, sketch: Sketch | None) -> Image | None:
        """The picture of `sketch`; None without one, or if it is not ready in time."""
        if sketch is None:
            return None
        if sketch in self._cache:
            self._cache.move_to_end(sketch)
            return self._cache[sketch]
        future = self._start(sketch)
        if future is not None:
            done, _ = await asyncio.wait({future}, timeout=self.longest_wait)
            if not done:
                log.warning("picture_late", title=sketch.title)
        return self._cache.get(sketch)

    def _start(self, sketch: Sketch) -> asyncio.Future[Picture] | None:
        if not self._can_draw or self._closed:
            return None
        future = self._drawing.get(sketch)
        if future is None:
            loop = asyncio.get_running_loop()
            future = loop.run_in_executor(self._executor, draw, sketch)
            self._drawing[sketch] = future
            future.add_done_callback(lambda done: self._finished(sketch, done))
        return future

    def _finished(self, sketch: Sketch, done: asyncio.Future[Picture]) -> None:
        del self._drawing[sketch]
        if done.cancelled():
            return
        error = done.exception()
        if isinstance(error, ModuleNotFoundError):
            if self._can_draw:
                self._can_draw = False
                log.warning("no_pictures", missing=error.name, install="briefbot[pictures]")
        elif error is not None:
            log.error("picture_failed", title=sketch.title, exc_info=error)
        else:
            picture = done.result()
            self._cache[sketch] = Image(NAMES[type(sketch)], picture.png, picture.alt)
            while len(self._cache) > CACHED:
                self._cache.popitem(last=False)

    async def close(self) -> None:
        """Finish the current picture and draw no more: replies then go without."""
        self._closed = True
        self._executor.shutdown(wait=False, cancel_futures=True)
        if self._drawing:
            await asyncio.wait(self._drawing.values())
