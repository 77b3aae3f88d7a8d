"""Live processes take over the work of dead ones."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.daily.migrations import migrate
from bot.shards import Shards
from bot.work.membership import (
    Alone,
    AwayError,
    Holder,
    Recover,
    Shared,
    TakenError,
    holders,
)
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
    """The server releases a lock a moment after its connection is closed."""
    async with asyncio.timeout(LAST_RESORT):
        while await one.check(recover) != count:  # noqa: ASYNC110  # nothing tells of it
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


async def test_a_process_that_lost_its_connection_rejoins(shared_url: str) -> None:
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


@asynccontextmanager
async def members(url: str, count: int) -> AsyncIterator[list[Shared]]:
    engines = [create_engine(url) for _ in range(count)]
    made = [Shared(engine) for engine in engines]
    for one in made:
        await one.join()
    yield made
    for one in made:
        await one.leave()
    for engine in engines:
        engine.dispose()


async def until_claimed(one: Shared, shards: Shards) -> None:
    """The server releases a lock a moment after its connection is closed."""
    async with asyncio.timeout(LAST_RESORT):
        while await one.claim(shards) is not None:  # noqa: ASYNC110  # nothing tells of it
            await asyncio.sleep(0.02)


async def test_a_living_processs_shards_are_not_given_away(shared_url: str) -> None:
    async with members(shared_url, 3) as (one, two, three):
        assert await one.claim(Shards(0, 1, 4)) is None
        assert await two.claim(Shards(2, 3, 4)) is None
        assert await one.claim(Shards(0, 1, 4)) is None
        assert await three.claim(Shards(1, 2, 4)) == Holder(one.name, Shards(0, 1, 4))
        assert await three.claim(Shards(0, 0, 2)) == Holder(one.name, Shards(0, 1, 4))
        assert await three.claim(None) == Holder(one.name, Shards(0, 1, 4))
        await one.release()
        assert await three.claim(Shards(1, 2, 4)) == Holder(two.name, Shards(2, 3, 4))
        assert await three.claim(Shards(0, 1, 4)) is None


async def test_a_process_with_all_shards_leaves_none_to_others(shared_url: str) -> None:
    async with members(shared_url, 2) as (one, two):
        assert await one.claim(None) is None
        assert await two.claim(Shards(0, 0, 4)) == Holder(one.name, None)


async def test_one_of_two_simultaneous_claims_gets_the_shards(shared_url: str) -> None:
    async with members(shared_url, 4) as them:
        found = await asyncio.gather(*(one.claim(Shards(0, 3, 4)) for one in them))
        assert list(found).count(None) == 1


async def test_the_shards_of_a_dead_process_are_free(shared_url: str) -> None:
    async with members(shared_url, 2) as (one, two):
        assert await one.claim(Shards(0, 1, 2)) is None
        await one.leave()
        await until_claimed(two, Shards(0, 1, 2))


async def test_a_process_that_lost_its_connection_and_shards_is_told(shared_url: str) -> None:
    async with members(shared_url, 2) as (one, two):
        assert await one.claim(Shards(0, 1, 2)) is None
        assert one._connection is not None
        one._connection.exec_driver_sql("SET idle_session_timeout = 1")  # the server hangs up
        await until_claimed(two, Shards(0, 1, 2))
        with pytest.raises(TakenError, match=f"{two.name} took over 0-1/2"):
            await one.check(_nobody)


async def test_a_process_that_lost_only_its_connection_reclaims_its_shards(shared_url: str) -> None:
    async with members(shared_url, 2) as (one, two):
        assert await one.claim(Shards(0, 1, 2)) is None
        one._close()
        await one.check(_nobody)
        assert await two.claim(Shards(1, 1, 2)) == Holder(one.name, Shards(0, 1, 2))


async def cut(one: Shared) -> None:
    """Cut its connection, and let it notice in the middle of something."""
    engine = create_engine(one._engine.url.render_as_string(hide_password=False))
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    engine.dispose()
    with pytest.raises(sa.exc.OperationalError):
        one._take("somebody")


async def test_a_connection_lost_during_a_query_is_reopened(
    shared_url: str,
) -> None:
    async with members(shared_url, 1) as (one,):
        await cut(one)
        assert await one.check(_nobody) == 1
        assert await one.check(_nobody) == 1
        assert not one._held.invalidated
        await cut(one)
        with pytest.raises(AwayError):
            await one.claim(Shards(0, 0, 2))
        assert await one.claim(Shards(0, 0, 2)) is None
        await cut(one)
        await one.release()


async def test_which_process_runs_what_is_visible_from_outside(shared_url: str) -> None:
    engine = create_engine(shared_url)
    async with members(shared_url, 3) as (one, two, three):
        await one.claim(Shards(2, 3, 4))
        await two.claim(Shards(0, 0, 4))
        await three.claim(Shards(1, 1, 4))
        await three.leave()
        wanted = [Holder(two.name, Shards(0, 0, 4)), Holder(one.name, Shards(2, 3, 4))]
        async with asyncio.timeout(LAST_RESORT):  # the server releases it a moment later
            while True:
                with engine.connect() as connection:
                    if holders(connection) == wanted:
                        break
                await asyncio.sleep(0.02)
    engine.dispose()


async def test_releasing_while_the_database_is_unavailable_does_no_harm(shared_url: str) -> None:
    async with members(shared_url, 1) as (one,):
        one._close()
        await one.release()


async def test_alone_a_process_has_all_shards(tmp_path: Path) -> None:
    one = Alone(tmp_path / "bot.sqlite3")
    assert await one.claim(Shards(0, 3, 4)) is None
    await one.release()
