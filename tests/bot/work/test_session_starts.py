"""Shards of a bucket start one after the other, whichever process runs them."""

import pytest
import sqlalchemy as sa
import structlog

from bot.daily.migrations import migrate
from bot.work.session_starts import FARTHEST, LEASE, LOOK_SECONDS, OwnStarts, SharedStarts
from briefings.library.database import create_engine
from tests.postgres import new_database


@pytest.fixture
def engine(postgres: str) -> sa.Engine:
    engine = create_engine(new_database(postgres))
    migrate(engine)
    return engine


class Clock:
    """Advances by each sleep, and records how long it was."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept = 0.0

    async def __call__(self, seconds: float) -> None:
        self.now += seconds
        self.slept += seconds


async def test_one_process_spaces_the_shards_of_a_bucket() -> None:
    clock = Clock()
    starts = OwnStarts(5.0, clock=lambda: clock.now, sleep=clock)
    slept = []
    for bucket in (0, 0, 1, 0):
        before = clock.slept
        await starts.turn(bucket)
        slept.append(clock.slept - before)
        await starts.begun(bucket)
    assert slept == [0, 5, 0, 5]


async def test_the_time_counts_from_the_sessions_start() -> None:
    clock = Clock()
    starts = OwnStarts(5.0, clock=lambda: clock.now, sleep=clock)
    await starts.turn(0)
    clock.now += 20  # the process was busy
    await starts.begun(0)
    await starts.turn(0)
    assert clock.slept == 5


async def test_an_unused_turn_is_given_out_again() -> None:
    clock = Clock()
    starts = OwnStarts(5.0, clock=lambda: clock.now, sleep=clock)
    await starts.turn(0)
    await starts.turn(0)
    assert clock.slept == LEASE


class TimesUp(Exception):  # noqa: N818  # nothing went wrong
    """It would have to wait."""


async def no_time(seconds: float) -> None:
    assert 0 < seconds <= LOOK_SECONDS
    raise TimesUp


async def is_free(starts: SharedStarts, bucket: int = 0) -> bool:
    """Whether there is a turn now; if so, takes it."""
    try:
        await starts.turn(bucket)
    except TimesUp:
        return False
    return True


async def test_processes_wait_for_each_other(engine: sa.Engine) -> None:
    one, other = (SharedStarts(engine, 300.0, no_time) for _ in range(2))
    assert await is_free(one)
    assert not await is_free(other)
    assert await is_free(other, bucket=1)
    await one.begun(0)
    assert not await is_free(other)
    assert not await is_free(one)
    engine.dispose()


async def test_after_a_while_it_is_the_next_ones_turn(engine: sa.Engine) -> None:
    one, other = SharedStarts(engine, 0.0, no_time), SharedStarts(engine, 0.0, no_time)
    assert await is_free(one)
    assert not await is_free(other)
    await one.begun(0)
    assert await is_free(other)
    engine.dispose()


async def test_a_turn_from_before_a_clock_change_delays_nobody(engine: sa.Engine) -> None:
    one, other = (SharedStarts(engine, FARTHEST * 3, no_time) for _ in range(2))
    assert await is_free(one)
    await one.begun(0)
    assert await is_free(other)
    engine.dispose()


async def test_while_the_database_is_unavailable_a_process_spaces_its_own() -> None:
    starts = SharedStarts(create_engine("postgresql://u:secret@127.0.0.1:9/x"), 7.0, no_time)
    with structlog.testing.capture_logs() as logs:
        assert await is_free(starts)
        await starts.begun(0)
        assert not await is_free(starts)
    assert {one["event"] for one in logs} == {"database_away"}
    assert "secret" not in str(logs)
