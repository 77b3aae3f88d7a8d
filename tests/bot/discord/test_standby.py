"""A process waits for shards that another one runs, or reports that both can't run."""

import asyncio

import pytest
import structlog

from bot.discord.standby import Standby
from bot.shards import Claim, Shards
from bot.work.membership import AwayError, Holder, TakenError

MINE = Shards(0, 3, 8)
ITS = Holder("host-7", MINE)


def standby(*holders: Holder | None, patience: float = 5.0) -> Standby:
    """A standby that finds these holders, check by check; each takes two seconds."""
    found, now = list(holders), [0.0]

    async def claim(_: Claim) -> Holder | None:
        now[0] += 2.0
        return found.pop(0) if found else None

    return Standby(claim, look_seconds=0, patience=patience, clock=lambda: now[0])


async def test_free_shards_are_taken_at_once() -> None:
    one = standby()
    with structlog.testing.capture_logs() as logs:
        assert await one.until_free(MINE, asyncio.Event())
    assert logs == []


async def test_the_same_shards_are_waited_for_without_limit() -> None:
    one = standby(*[ITS] * 50, None)
    with structlog.testing.capture_logs() as logs:
        assert await one.until_free(MINE, asyncio.Event())
    assert [(line["event"], line["shards"], line["held_by"]) for line in logs] == [
        ("shards_taken", "0-3/8", "host-7"),
        ("shards_taken_over", "0-3/8", "host-7"),
    ]
    assert one.waiting_for == ""


async def test_the_process_waited_for_is_visible() -> None:
    ending = asyncio.Event()

    async def claim(_: Claim) -> Holder | None:
        if one.waiting_for:
            ending.set()
        return ITS

    one = Standby(claim, look_seconds=0)
    assert not await one.until_free(MINE, ending)
    assert one.waiting_for == "host-7"


@pytest.mark.parametrize(
    ("wanted", "held", "said"),
    [
        (MINE, Shards(2, 5, 8), "shards 0-3/8 can't be run while host-7 runs 2-5/8 on the same "),
        (MINE, Shards(4, 5, 6), "all processes must divide the servers by the same number"),
        (MINE, None, "runs all on the same database: no shard can be run twice"),
        (None, MINE, "shards all can't be run while host-7 runs 0-3/8"),
    ],
)
async def test_a_lasting_overlap_is_refused_in_one_line(
    wanted: Claim, held: Claim, said: str
) -> None:
    one = standby(*[Holder("host-7", held)] * 50)
    with pytest.raises(TakenError) as refused:
        await one.until_free(wanted, asyncio.Event())
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


async def test_an_unavailable_database_is_waited_for() -> None:
    looks = [AwayError("away"), AwayError("away")]

    async def claim(_: Claim) -> Holder | None:
        if looks:
            raise looks.pop()
        return None

    with structlog.testing.capture_logs() as logs:
        assert await Standby(claim, look_seconds=0).until_free(MINE, asyncio.Event())
    assert [line["event"] for line in logs] == ["database_away"] * 2


async def test_a_temporary_overlap_is_waited_for() -> None:
    one = standby(Holder("host-7", Shards(2, 5, 8)), None)
    assert await one.until_free(MINE, asyncio.Event())
