"""Work beside the commands is repeated, survives its own failures and stops with the bot."""

import asyncio

from bot.background import Background


async def test_a_job_that_fails_is_tried_again() -> None:
    calls: list[int] = []
    done = asyncio.Event()

    async def job() -> None:
        calls.append(len(calls))
        if len(calls) == 1:
            raise RuntimeError("the first time goes wrong")
        done.set()

    background = Background()
    background.every(0.001, job, name="job")
    await asyncio.wait_for(done.wait(), 5)
    await background.stop()
    assert len(calls) >= 2


async def test_stopping_ends_every_job() -> None:
    background = Background()
    tasks = [background.every(3600, asyncio.Event().wait, name=str(n)) for n in range(3)]
    await background.stop()
    assert all(task.cancelled() for task in tasks)
