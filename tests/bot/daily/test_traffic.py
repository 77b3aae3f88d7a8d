"""Requests stay below Discord's limit, and stop before a ban."""

import asyncio

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.daily.traffic import DISCORDS_LIMIT, WINDOW, Breaker, Pacer, http_trace


class Clock:
    """Moves only when it is slept upon."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("bot.daily.traffic.asyncio.sleep", clock.sleep)
    return clock


def busiest(times: list[float]) -> int:
    return max(sum(1 for other in times if at <= other < at + 1) for at in times)


async def test_in_no_second_more_requests_start_than_are_allowed(clock: Clock) -> None:
    pacer = Pacer(50, clock)
    times = [(await pacer.wait()).at for _ in range(300)]
    assert busiest(times) <= 49
    assert 300 / (times[-1] - times[0]) >= 0.95 * 50


async def test_a_request_that_went_out_late_counts_from_then(clock: Clock) -> None:
    pacer = Pacer(5, clock)
    sent = []
    for number in range(20):
        slot = await pacer.wait()
        clock.now += 0.3 if number % 7 == 0 else 0.0
        pacer.sent(slot)
        sent.append(slot.at)
    assert busiest(sent) <= 4


async def test_machines_that_share_the_work_share_the_rate(clock: Clock) -> None:
    pacer = Pacer(50, clock)
    pacer.share = 0.5
    times = [(await pacer.wait()).at for _ in range(100)]
    assert busiest(times) <= 24


async def test_without_a_share_a_newcomer_waits() -> None:
    pacer = Pacer(50)
    pacer.share = 0
    waiting = asyncio.create_task(pacer.wait())
    await asyncio.sleep(0.02)
    assert not waiting.done()
    pacer.share = 1
    await asyncio.wait_for(waiting, 1)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.lists(st.floats(0, 0.5), min_size=5, max_size=80))
def test_whatever_the_rate_and_the_pauses_the_bound_holds(rate: int, pauses: list[float]) -> None:
    clock = Clock()

    async def run() -> list[float]:
        pacer = Pacer(rate, clock)
        times = []
        for pause in pauses:
            clock.now += pause
            clock.now += pacer._pause()
            times.append((await pacer.wait()).at)
        return times

    assert busiest(asyncio.run(run())) <= max(1, rate - 1)


def test_the_breaker_opens_far_below_discords_threshold_and_closes_again(clock: Clock) -> None:
    breaker = Breaker(clock=clock)
    assert breaker.threshold <= DISCORDS_LIMIT / 5
    for _ in range(breaker.threshold):
        assert not breaker.is_open
        breaker.count(403)
    assert breaker.is_open
    assert breaker.seconds_until_closed() == WINDOW
    clock.now += WINDOW
    assert not breaker.is_open
    assert breaker.seconds_until_closed() == 0


def test_only_refusals_of_our_own_count(clock: Clock) -> None:
    breaker = Breaker(clock=clock)
    for status in (200, 204, 400, 404, 500, 503):
        breaker.count(status)
    breaker.count(429, "shared")
    assert breaker.refused == 0
    breaker.count(429, "user")
    breaker.count(401)
    assert breaker.refused == 2


async def test_over_http_requests_are_paced_and_refusals_counted() -> None:
    async def handle(request: web.Request) -> web.Response:
        return web.Response(status=403 if request.path.endswith("no") else 200)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    pacer, breaker = Pacer(1000), Breaker()
    async with aiohttp.ClientSession(trace_configs=[http_trace(pacer, breaker)]) as session:
        for path in ("channels/1/messages", "no", "interactions/1/x/callback", "webhooks/1/x"):
            async with session.get(f"http://127.0.0.1:{port}/{path}"):
                pass
    await runner.cleanup()
    assert breaker.refused == 1
    assert len(pacer._slots) == 2
