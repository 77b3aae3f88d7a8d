"""The watchdog restarts what dies."""

import asyncio

import pytest
import structlog

from bot.operations.watchdog import RECOVERED, Watchdog
from tests.waiting import LAST_RESORT


async def test_work_that_dies_or_ends_is_restarted(monkeypatch: pytest.MonkeyPatch) -> None:
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
    await asyncio.wait_for(done.wait(), LAST_RESORT)
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
    await asyncio.wait_for(done.wait(), LAST_RESORT)
    await watchdog.stop()
    assert watchdog.restarts == {}


async def test_dead_work_counts_as_failing_until_it_has_run_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.operations.watchdog.backoff", lambda _: 0.0)
    now = 0.0
    again = asyncio.Event()

    async def work() -> None:
        if watchdog.restarts == {}:
            raise OSError("broken\nSELECT what was asked")
        again.set()
        await asyncio.sleep(3600)

    watchdog = Watchdog(lambda: now)
    watchdog.keep("work", work)
    assert watchdog.failing == {}
    await again.wait()
    assert watchdog.failing == {"work": "OSError: broken"}
    now += RECOVERED
    assert watchdog.failing == {}
    assert watchdog.names == ("work",)
    await watchdog.stop()


async def test_repeated_work_is_healthy_as_soon_as_it_succeeds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.operations.watchdog.backoff", lambda _: 0.0)
    failing: list[str] = []
    done = asyncio.Event()

    async def work() -> None:
        failing.extend(watchdog.failing.values())
        if not watchdog.restarts:
            raise OSError("x" * 900)
        asyncio.get_running_loop().call_soon(done.set)

    watchdog = Watchdog()
    watchdog.every("work", 3600, work)
    await done.wait()
    assert [len(reason) for reason in failing] == [200]
    assert watchdog.failing == {}
    await watchdog.stop()


async def test_a_repeated_error_is_logged_in_full_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.operations.watchdog.backoff", lambda _: 0.0)
    reasons = iter(["away", "away", "full"])
    done = asyncio.Event()

    async def work() -> None:
        if (reason := next(reasons, None)) is None:
            done.set()
            await asyncio.Event().wait()
        raise OSError(reason)

    watchdog = Watchdog()
    with structlog.testing.capture_logs() as lines:
        watchdog.keep("work", work)
        await asyncio.wait_for(done.wait(), LAST_RESORT)
    await watchdog.stop()
    died = [(line["reason"], line["exc_info"]) for line in lines if line["event"] == "work_died"]
    assert died == [("OSError: away", True), ("OSError: away", False), ("OSError: full", True)]
