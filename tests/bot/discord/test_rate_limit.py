"""Requests stay below Discord's limit, and stop before a ban."""

import asyncio
import math
import random
from bisect import bisect_left
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.rate_limit import (
    DISCORDS_LIMIT,
    LONGEST_REQUEST,
    TRIPS,
    WINDOW,
    Breaker,
    PacedRequest,
    Pacer,
    RequestWindow,
    http_trace,
)
from tests.loopback.relay import Relay
from tests.waiting import LAST_RESORT


class Clock:
    """Moves only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@dataclass(frozen=True)
class Journey:
    """Seconds from the last request to this one, and this one's travel there and back."""

    idle: float
    there: float
    back: float


def travel(allowed: int, journeys: Iterable[Journey]) -> list[float]:
    """When each request arrives, if each is sent as soon as the window allows."""
    window, now = RequestWindow(), 1000.0
    answers: list[tuple[float, int, PacedRequest]] = []
    arrivals = []
    for number, journey in enumerate(journeys):
        until = now + journey.idle
        while True:
            while answers and answers[0][0] <= now:
                at, _, request = heappop(answers)
                window.end(request, at)
            pause = max(window.pause(now, allowed), until - now)
            if pause <= 0:
                break
            now = min(now + pause, answers[0][0] if answers else math.inf)
        arrivals.append(now + journey.there)
        heappush(answers, (now + journey.there + journey.back, number, window.take(now)))
    return sorted(arrivals)


def busiest(times: Sequence[float]) -> int:
    """The most within any second, less a nanosecond because sums of floats are inexact."""
    return max(bisect_left(times, at + 1 - 1e-9) - number for number, at in enumerate(times))


def per_second(times: Sequence[float]) -> float:
    return len(times) / (times[-1] - times[0])


WAYS = st.floats(0, 3)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 60),
    st.lists(
        st.builds(Journey, st.floats(0, 0.5) | st.just(0.0), WAYS, WAYS),
        min_size=1,
        max_size=TRIPS - 1,
    ),
)
def test_however_requests_are_delayed_and_bunched_no_second_has_too_many(
    allowed: int, journeys: list[Journey]
) -> None:
    assert busiest(travel(allowed, journeys)) <= allowed


@pytest.mark.parametrize("seed", range(5))
def test_requests_may_be_delayed_arbitrarily_beyond_the_quickest_journey(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # reproducible journeys, no secrets
    journeys = [Journey(0, 0.05, 0.05) for _ in range(TRIPS)] + [
        Journey(0, 0.05 + chance.expovariate(5), 0.05 + chance.expovariate(20)) for _ in range(2000)
    ]
    assert busiest(travel(49, journeys)) <= 49


@pytest.mark.parametrize("way", [0.001, 0.02, 0.2])
def test_a_constant_long_journey_costs_nothing(way: float) -> None:
    arrivals = travel(49, [Journey(0, way, way)] * 2000)
    assert busiest(arrivals) <= 49
    assert per_second(arrivals[TRIPS:]) >= 48.5


def test_simultaneous_requests_are_spread() -> None:
    arrivals = travel(49, [Journey(0, 0.001, 0.001)] * 49)
    gaps = [later - at for at, later in pairwise(arrivals)]
    assert min(gaps) >= 0.5 / 49 - 1e-9


def test_a_request_is_over_when_aiohttp_has_ended_it() -> None:
    window = RequestWindow()
    window.take(0.0)
    assert window.pause(1.0, 1) == LONGEST_REQUEST - 1
    assert window.pause(LONGEST_REQUEST, 1) == 1
    assert window.pause(LONGEST_REQUEST + 1, 1) == 0


def test_a_request_ends_once() -> None:
    window = RequestWindow()
    request = window.take(0.0)
    window.end(request, 1.0)
    window.end(request, 5.0)
    assert len(window) == 1
    assert window.pause(2.0, 1) == 0


def test_machines_that_share_the_work_share_the_rate() -> None:
    pacer = Pacer(50)
    assert pacer.allowance == 49
    pacer.share = 0.5
    assert pacer.allowance == 24


async def test_without_a_share_a_newcomer_waits() -> None:
    pacer = Pacer(50)
    pacer.share = 0
    waiting = asyncio.create_task(pacer.wait())
    await asyncio.sleep(0.02)
    assert not waiting.done()
    pacer.share = 1
    await asyncio.wait_for(waiting, LAST_RESORT)


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


@asynccontextmanager
async def a_server(
    handle: Callable[[web.BaseRequest], Awaitable[web.Response]],
) -> AsyncIterator[int]:
    """Serve on a port of this machine; yield the port."""
    runner = web.ServerRunner(web.Server(handle), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def test_over_http_requests_are_paced_and_refusals_counted() -> None:
    async def handle(request: web.BaseRequest) -> web.Response:
        return web.Response(status=403 if request.path.endswith("no") else 200)

    pacer, breaker = Pacer(1000), Breaker()
    trace = http_trace(pacer, breaker)
    async with a_server(handle) as port, aiohttp.ClientSession(trace_configs=[trace]) as session:
        for path in ("channels/1/messages", "no", "interactions/1/x/callback", "webhooks/1/x"):
            async with session.get(f"http://127.0.0.1:{port}/{path}"):
                pass
    assert breaker.refused == 1
    assert len(pacer._window) == 2


async def test_requests_that_aiohttp_repeats_are_counted_again() -> None:
    arrived = 0

    async def handle(request: web.BaseRequest) -> web.Response:
        nonlocal arrived
        arrived += 1
        if arrived == 2:
            assert request.transport is not None
            request.transport.close()
        return web.Response()

    pacer = Pacer(1000)
    trace = http_trace(pacer, Breaker())
    async with a_server(handle) as port, aiohttp.ClientSession(trace_configs=[trace]) as session:
        for _ in range(2):
            async with session.get(f"http://127.0.0.1:{port}/"):
                pass
    assert arrived == 3
    assert len(pacer._window) == 3


async def test_a_failed_or_abandoned_request_is_not_waited_for() -> None:
    arrived = asyncio.Event()

    async def handle(request: web.BaseRequest) -> web.Response:
        assert request.transport is not None
        if request.path == "/slow":
            arrived.set()
            await asyncio.Event().wait()
        request.transport.close()
        return web.Response()

    pacer = Pacer(1000)
    trace = http_trace(pacer, Breaker())
    async with a_server(handle) as port, aiohttp.ClientSession(trace_configs=[trace]) as session:
        with pytest.raises(aiohttp.ClientError):
            await session.post(f"http://127.0.0.1:{port}/")
        asking = asyncio.ensure_future(session.post(f"http://127.0.0.1:{port}/slow"))
        await arrived.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert len(pacer._window._ended) == len(pacer._window) == 2


async def test_requests_held_back_and_released_at_once_arrive_within_the_limit() -> None:
    arrivals = []

    async def handle(_: web.BaseRequest) -> web.Response:
        arrivals.append(asyncio.get_running_loop().time())
        return web.Response()

    trace = http_trace(Pacer(30), Breaker())
    async with (
        a_server(handle) as port,
        Relay(port) as relay,
        aiohttp.ClientSession(trace_configs=[trace]) as session,
    ):
        relay.hold_up(every=0.5, seconds=0.3)
        await asyncio.gather(*(session.post(f"http://127.0.0.1:{relay.port}/") for _ in range(90)))
    assert busiest(arrivals) <= 30
