"""Shards of a bucket begin one after the other, whichever process runs them."""

import pytest
import sqlalchemy as sa
import structlog

from bot.daily.migrations import migrate
from bot.work.session_starts import FARTHEST, OwnStarts, SharedStarts
from briefings.library.database import create_engine
from tests.postgres import new_database


class Sleeper:
    """Sleeps no time, but says how long it should."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
def engine(postgres: str) -> sa.Engine:
    engine = create_engine(new_database(postgres))
    migrate(engine)
    return engine


async def test_one_process_spaces_the_shards_of_a_bucket() -> None:
    now, sleep = [100.0], Sleeper()
    starts = OwnStarts(5.0, clock=lambda: now[0], sleep=sleep)
    for bucket in (0, 0, 1, 0):
        await starts.turn(bucket)
    now[0] += 60
    await starts.turn(0)
    assert sleep.slept == [0.0, 5.0, 0.0, 10.0, 0.0]


async def test_processes_space_them_together(engine: sa.Engine) -> None:
    sleep = Sleeper()
    one, other = (SharedStarts(engine, 250.0, sleep) for _ in range(2))
    for starts, bucket in ((one, 0), (other, 0), (other, 1), (one, 0)):
        await starts.turn(bucket)
    first, second, of_another_bucket, third = sleep.slept
    assert (first, of_another_bucket) == (0, 0)
    assert 0 < second <= 250 < third <= 500  # what passed meanwhile is not waited for
    engine.dispose()


async def test_a_turn_before_the_clock_was_put_back_holds_nobody_up(engine: sa.Engine) -> None:
    sleep = Sleeper()
    starts = SharedStarts(engine, FARTHEST * 3, sleep)
    for _ in range(3):
        await starts.turn(0)
    assert sleep.slept[0] == 0
    assert sleep.slept[1] > FARTHEST
    assert sleep.slept[2] == 0
    engine.dispose()


async def test_while_the_database_is_away_a_process_spaces_its_own() -> None:
    sleep = Sleeper()
    starts = SharedStarts(create_engine("postgresql://u:secret@127.0.0.1:9/x"), 7.0, sleep)
    with structlog.testing.capture_logs() as logs:
        for _ in range(2):
            await starts.turn(0)
    assert sleep.slept[0] == 0
    assert 0 < sleep.slept[1] <= 7
    assert [one["event"] for one in logs] == ["database_away"] * 2
    assert "secret" not in str(logs)
