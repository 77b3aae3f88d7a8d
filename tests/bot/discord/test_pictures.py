"""Pictures are drawn once, off the event loop, and never delay a reply for long."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

import bot.discord.pictures
from bot.discord.pictures import Pictures
from briefings.pictures.picture import Picture
from briefings.pictures.sketches import (
    MatrixSketch,
    Sketch,
    Support,
    SupportSketch,
)
from tests.waiting import LAST_RESORT

SKETCH = SupportSketch("Who reports it: Summit", (Support("They met.", ("AP",)),))


class Artist:
    """Replaces the real artist: counts drawings, and stops at a gate."""

    def __init__(self) -> None:
        self.drawn: list[Sketch] = []
        self.began = threading.Event()
        self.threads: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None

    def draw(self, sketch: Sketch) -> Picture:
        self.drawn.append(sketch)
        self.began.set()
        self.threads.add(threading.current_thread().name)
        self.gate.wait(LAST_RESORT)
        if self.error:
            raise self.error
        return Picture(b"\x89PNG", f"alt of {sketch.title}", 800, 100)


@pytest.fixture
def artist(monkeypatch: pytest.MonkeyPatch) -> Artist:
    artist = Artist()
    monkeypatch.setattr(bot.discord.pictures, "draw", artist.draw)
    return artist


@pytest.fixture
async def pictures() -> AsyncIterator[Pictures]:
    pictures = Pictures(longest_wait=10)  # longer than a reader would wait: machines can be busy
    yield pictures
    await pictures.close()


async def test_a_sketch_becomes_a_file_with_alt_text(pictures: Pictures) -> None:
    image = await pictures.image(SKETCH)
    assert image is not None
    assert image.data.startswith(b"\x89PNG\r\n")
    assert image.name == "origins.png"
    assert "They met." in image.alt


async def test_each_kind_of_picture_has_its_file_name(pictures: Pictures, artist: Artist) -> None:
    for sketch, name in (
        (SupportSketch("T", ()), "origins.png"),
        (MatrixSketch("T", (), ()), "positions.png"),
    ):
        image = await pictures.image(sketch)
        assert image is not None
        assert image.name == name


async def test_without_a_sketch_there_is_no_picture(pictures: Pictures) -> None:
    assert await pictures.image(None) is None


async def test_equal_sketches_are_drawn_once(pictures: Pictures, artist: Artist) -> None:
    again = SupportSketch("Who reports it: Summit", (Support("They met.", ("AP",)),))
    first, second = await asyncio.gather(pictures.image(SKETCH), pictures.image(again))
    assert first == second == await pictures.image(again)
    assert artist.drawn == [SKETCH]
    assert artist.threads.isdisjoint({threading.main_thread().name})


async def test_the_pictures_not_used_for_longest_are_forgotten(
    pictures: Pictures, artist: Artist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.discord.pictures, "CACHED", 2)
    one, two, three = (SupportSketch(title, ()) for title in "abc")
    for sketch in (one, two, one, three, one, two):
        await pictures.image(sketch)
    assert artist.drawn == [one, two, three, two]


async def test_a_late_picture_is_left_out_and_shown_the_next_time(artist: Artist) -> None:
    pictures = Pictures(longest_wait=0.01)
    artist.gate.clear()
    with capture_logs() as logged:
        assert await pictures.image(SKETCH) is None
    assert [entry["event"] for entry in logged] == ["picture_late"]
    artist.gate.set()
    pictures.longest_wait = 5
    assert await pictures.image(SKETCH) is not None
    assert artist.drawn == [SKETCH]
    await pictures.close()


async def test_a_picture_that_fails_is_left_out_and_logged(
    pictures: Pictures, artist: Artist
) -> None:
    artist.error = ValueError("no paint")
    with capture_logs() as logged:
        assert await pictures.image(SKETCH) is None
    assert [entry["event"] for entry in logged] == ["picture_failed"]
    artist.error = None
    assert await pictures.image(SKETCH) is not None


async def test_without_the_extra_there_are_no_pictures_and_the_log_says_so_once(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "PIL"]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("drawing", "canvas", "fonts", "marks"):
        monkeypatch.delitem(sys.modules, f"briefings.pictures.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "PIL", None)
    with capture_logs() as logged:
        both = await asyncio.gather(
            pictures.image(SKETCH), pictures.image(SupportSketch("Other", ()))
        )
        assert both == [None, None]
        assert await pictures.image(SKETCH) is None
    assert [entry["event"] for entry in logged] == ["no_pictures"]
    assert logged[0]["install"] == "briefbot[pictures]"


async def test_warming_up_happens_once(pictures: Pictures, artist: Artist) -> None:
    pictures.warm_up()
    (warming,) = pictures._drawing.values()
    await warming
    pictures.warm_up()
    assert len(artist.drawn) == 1


async def test_closing_finishes_the_current_picture_and_drops_the_others(artist: Artist) -> None:
    pictures = Pictures()
    artist.gate.clear()
    asked = [asyncio.ensure_future(pictures.image(SupportSketch(title, ()))) for title in "ab"]
    await asyncio.to_thread(artist.began.wait, LAST_RESORT)
    asyncio.get_running_loop().call_later(0.01, artist.gate.set)
    await pictures.close()
    first, second = await asyncio.gather(*asked)
    assert first is not None
    assert second is None
    assert await pictures.image(SKETCH) is None
    assert len(artist.drawn) == 1
