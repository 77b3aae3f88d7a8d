"""What dies is started again."""

import asyncio

import pytest

from bot.operations.watchdog import Watchdog


async def test_work_that_dies_or_ends_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.operations.watchdog.backoff", lambda _: 0.0)
    lives = 0
    done = asyncio.Event()

    async def work() -> None:
        nonlocal lives
        lives += 1
        if lives == 1:
            raise OSError("broken")
        if lives == 3:
            done.set()
            await asyncio.sleep(60)

    watchdog = Watchdog()
    watchdog.keep("work", work)
    await asyncio.wait_for(done.wait(), 5)
    await watchdog.stop()
    assert watchdog.restarts == {"work": 2}


async def test_work_is_repeated() -> None:
    times = 0
    done = asyncio.Event()

    async def work() -> None:
        nonlocal times
        times += 1
        if times == 3:
            done.set()

    watchdog = Watchdog()
    watchdog.every("work", 0.0, work)
    await asyncio.wait_for(done.wait(), 5)
    await watchdog.stop()
    assert watchdog.restarts == {}
