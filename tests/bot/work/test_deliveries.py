"""Delivery over real sockets: exactly once, whatever happens."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.bot.work.harness import DeliveryHarness
from tests.loopback import LoopbackDiscord


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        yield server


@pytest.fixture
def harness(discord: LoopbackDiscord, url: str) -> Iterator[DeliveryHarness]:
    harness = DeliveryHarness(discord, url)
    yield harness
    harness.engine.dispose()


async def test_everything_due_is_posted_once(harness: DeliveryHarness) -> None:
    harness.subscribe(20)
    async with harness.worker("--pages", "2") as worker:
        await harness.all_posted(2)
        await harness.all_closed()
        await harness.end(worker)
    assert harness.lost_and_doubled(2) == (0, 0)


async def test_killed_at_any_moment_nothing_is_lost_and_nothing_doubled(
    harness: DeliveryHarness,
) -> None:
    harness.subscribe(20)
    for more in (1, 9):
        async with harness.worker("--pages", "2", "--rate", "40"):
            await harness.posted(len(harness.discord.world.messages) + more)
    async with harness.worker("--pages", "2") as last:
        await harness.all_posted(2)
        await harness.all_closed()
        await harness.end(last)
    assert harness.lost_and_doubled(2) == (0, 0)


async def test_stopped_cleanly_in_mid_run_nothing_is_lost_and_nothing_doubled(
    harness: DeliveryHarness,
) -> None:
    harness.subscribe(30)
    for more in (3, 9):
        async with harness.worker("--pages", "2", "--rate", "40") as worker:
            await harness.posted(len(harness.discord.world.messages) + more)
            await harness.end(worker)
    async with harness.worker("--pages", "2") as last:
        await harness.all_posted(2)
        await harness.all_closed()
        await harness.end(last)
    assert harness.lost_and_doubled(2) == (0, 0)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_living_process_finishes_what_a_killed_one_had_begun(
    harness: DeliveryHarness,
) -> None:
    harness.subscribe(80)
    async with harness.worker() as one, harness.worker() as other:
        await harness.posted(30)
        one.kill()
        await harness.all_posted()
        await harness.all_closed()
        await harness.end(other)
    assert harness.lost_and_doubled() == (0, 0)


async def test_with_every_kind_of_fault_nothing_is_lost_and_nothing_doubled(
    harness: DeliveryHarness,
) -> None:
    harness.subscribe(40)
    sorts = ("429", "500", "502", "503", "drop before", "drop after", "500 after")
    harness.discord.faults.at_random(dict.fromkeys(sorts, 0.05))
    async with harness.worker() as worker:
        await harness.all_posted()
        harness.discord.faults.clear()
        await harness.all_closed()
        await harness.end(worker)
    assert harness.lost_and_doubled() == (0, 0)
    assert harness.discord.faults.happened.total() > 3
