"""Delivery over real sockets: once, whatever happens."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.bot.daily.harness import Office
from tests.loopback import LoopbackDiscord


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        yield server


@pytest.fixture
def office(discord: LoopbackDiscord, url: str) -> Iterator[Office]:
    office = Office(discord, url)
    yield office
    office.engine.dispose()


async def test_all_that_is_due_is_posted_once(office: Office) -> None:
    office.subscribe(20)
    async with office.worker("--pages", "2") as worker:
        await office.all_posted(2)
        await office.all_closed()
        await office.end(worker)
    assert office.lost_and_doubled(2) == (0, 0)


async def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(office: Office) -> None:
    office.subscribe(20)
    for more in (1, 9):
        async with office.worker("--pages", "2", "--rate", "40"):
            await office.posted(len(office.discord.world.messages) + more, within=60)
    async with office.worker("--pages", "2") as last:
        await office.all_posted(2)
        await office.all_closed()
        await office.end(last)
    assert office.lost_and_doubled(2) == (0, 0)


async def test_ended_in_good_order_in_mid_run_nothing_is_lost_and_nothing_doubled(
    office: Office,
) -> None:
    office.subscribe(30)
    for more in (3, 9):
        async with office.worker("--pages", "2", "--rate", "40") as worker:
            await office.posted(len(office.discord.world.messages) + more, within=60)
            await office.end(worker)
    async with office.worker("--pages", "2") as last:
        await office.all_posted(2)
        await office.all_closed()
        await office.end(last)
    assert office.lost_and_doubled(2) == (0, 0)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_of_two_processes_the_living_finishes_what_the_killed_had_begun(
    office: Office,
) -> None:
    office.subscribe(80)
    async with office.worker() as one, office.worker() as other:
        await office.posted(30, within=60)
        one.kill()
        await office.all_posted()
        await office.all_closed()
        await office.end(other)
    assert office.lost_and_doubled() == (0, 0)


async def test_with_every_sort_of_fault_nothing_is_lost_and_nothing_doubled(
    office: Office,
) -> None:
    office.subscribe(40)
    sorts = ("429", "500", "502", "503", "drop before", "drop after", "500 after")
    office.discord.faults.at_random(dict.fromkeys(sorts, 0.05))
    async with office.worker() as worker:
        await office.all_posted()
        office.discord.faults.clear()
        await office.all_closed(90)
        await office.end(worker)
    assert office.lost_and_doubled() == (0, 0)
    assert office.discord.faults.happened.total() > 3
