"""What dead processes had begun is taken over by those that live."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.daily.migrations import migrate
from bot.work.membership import Alone, Recover, Shared, TakenError
from briefings.library.database import create_engine
from tests.postgres import new_database
from tests.waiting import LAST_RESORT


async def test_on_sqlite_a_second_process_is_told_to_stop(tmp_path: Path) -> None:
    first, second = Alone(tmp_path / "bot.sqlite3"), Alone(tmp_path / "bot.sqlite3")
    await first.join()
    with pytest.raises(TakenError, match="PostgreSQL"):
        await second.join()
    await first.leave()
    await first.leave()
    await second.join()
    assert await second.check(_nobody) == 1
    await second.leave()


async def _nobody(executors: Sequence[str]) -> None:
    raise AssertionError(executors)


async def until_alive(one: Shared, count: int, recover: Recover) -> None:
    """The server lets go of a lock a moment after its connection is closed."""
    async with asyncio.timeout(LAST_RESORT):
        while await one.check(recover) != count:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.02)


@pytest.fixture
def shared_url(postgres: str) -> str:
    url = new_database(postgres)
    engine = create_engine(url)
    migrate(engine)
    engine.dispose()
    return url


async def test_the_dead_are_noticed_and_their_work_is_taken_over_once(shared_url: str) -> None:
    engines = [create_engine(shared_url) for _ in range(3)]
    one, two, three = (Shared(engine) for engine in engines)
    for each in (one, two, three):
        await each.join()
    recovered: list[str] = []

    async def recover(executors: Sequence[str]) -> None:
        recovered.extend(executors)

    assert await one.count() == 3
    assert await one.check(recover) == 3
    await three.leave()
    await until_alive(one, 2, recover)
    assert await two.check(recover) == 2
    assert recovered == [three.name]
    await one.leave()
    await two.leave()
    for engine in engines:
        engine.dispose()


async def test_a_recovery_that_fails_is_left_for_the_next(shared_url: str) -> None:
    engine = create_engine(shared_url)
    one, two = Shared(engine), Shared(engine)
    await one.join()
    await two.join()
    await two.leave()

    async def fail(executors: Sequence[str]) -> None:
        raise OSError(str(executors))

    with pytest.raises(OSError, match=two.name):
        await until_alive(one, 1, fail)
    recovered: list[str] = []

    async def recover(executors: Sequence[str]) -> None:
        recovered.extend(executors)

    assert await one.check(recover) == 1
    assert recovered == [two.name]
    await one.leave()
    engine.dispose()


async def test_who_lost_the_connection_joins_again(shared_url: str) -> None:
    engine = create_engine(shared_url)
    one = Shared(engine)
    with pytest.raises(sa.exc.OperationalError):
        one._others()
    await one.join()
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    assert await one.check(_nobody) == 1
    assert await one.check(_nobody) == 1
    await one.leave()
    engine.dispose()
