"""Pictures for replies: drawn off the event loop, cached by content, never waited for long."""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

import structlog

from briefings.pictures import Picture, Sketch, draw

LONGEST_WAIT = 1.0
"""Seconds that a reply waits for its picture; then it goes without, and the next one has it."""

CACHED = 128
"""Pictures that are kept; each is some 20 kB."""

log = structlog.get_logger()


class Pictures:
    """Draws sketches, one at a time, and remembers the last ones."""

    def __init__(self) -> None:
        self._cache: OrderedDict[Sketch, Picture] = OrderedDict()
        self._drawing: dict[Sketch, asyncio.Future[Picture]] = {}
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pictures")

    async def picture(self, sketch: Sketch | None) -> Picture | None:
        """The picture of `sketch`; None without one, or where it can't be had in time."""
        if sketch is None:
            return None
        if sketch in self._cache:
            self._cache.move_to_end(sketch)
            return self._cache[sketch]
        future = self._drawing.get(sketch)
        if future is None:
            loop = asyncio.get_running_loop()
            future = loop.run_in_executor(self._executor, draw, sketch)
            self._drawing[sketch] = future
            future.add_done_callback(lambda done: self._keep(sketch, done))
        try:
            return await asyncio.wait_for(asyncio.shield(future), LONGEST_WAIT)
        except TimeoutError:
            log.warning("picture_late", title=sketch.title)
        except Exception:
            log.exception("picture_failed", title=sketch.title)
        return None

    def _keep(self, sketch: Sketch, done: asyncio.Future[Picture]) -> None:
        self._drawing.pop(sketch, None)
        if done.cancelled() or done.exception() is not None:
            return
        self._cache[sketch] = done.result()
        while len(self._cache) > CACHED:
            self._cache.popitem(last=False)

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
