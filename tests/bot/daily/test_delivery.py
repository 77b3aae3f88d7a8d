"""One delivery to a failing Discord: each page once, or the reason reported."""

import asyncio
import sqlite3
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.daily.schedule import CATCH_UP
from bot.daily.tables import Outcome, State
from bot.discord.daily.poster import NONCE_MEMORY
from tests.bot.daily.trial import DeliveryTrial
from tests.loopback import Permission
from tests.waiting import until


async def test_pages_are_posted_in_order_and_the_delivery_is_closed(
    trial: DeliveryTrial,
) -> None:
    one = trial.subscribe()
    assert await trial.deliver(one) is Outcome.POSTED
    assert trial.posted() == ["one", "two"]
    assert trial.ending(one) == (Outcome.POSTED, "")
    stored = trial.store.get(one.id)
    assert stored is not None
    assert trial.ledger.memory(stored.seen) == {one.id: {"of": "x"}}


async def test_the_pages_of_one_briefing_stay_together_in_a_channel(trial: DeliveryTrial) -> None:
    trial.discord.faults.latency = (0.0, 0.02)
    each = [trial.subscribe() for _ in range(2)]
    jobs = [await trial.deliverer.prepare(one.id, trial.day, trial.due) for one in each]
    ended = await asyncio.gather(*(trial.deliverer.post(job) for job in jobs if job))
    assert ended == [Outcome.POSTED] * 2
    assert trial.posted() == ["one", "two"] * 2


async def test_a_waiting_delivery_lets_the_next_one_post(trial: DeliveryTrial) -> None:
    first, second = trial.subscribe(), trial.subscribe()
    trial.discord.faults.next("503")
    seen: list[list[str]] = []

    async def long_sleep(seconds: float) -> None:
        await trial.deliver(second)
        seen.append(trial.posted())

    trial.deliverer._sleep = long_sleep
    assert await trial.deliver(first) is Outcome.POSTED
    assert seen == [["one", "two"]]
    assert trial.posted() == ["one", "two"] * 2


async def test_a_delivery_stopped_while_waiting_keeps_no_turn(trial: DeliveryTrial) -> None:
    first, second = trial.subscribe(), trial.subscribe()
    trial.discord.faults.next("503")
    waits = asyncio.Event()

    async def endless_sleep(_: float) -> None:
        waits.set()
        await asyncio.Event().wait()

    trial.deliverer._sleep = endless_sleep
    posting = asyncio.create_task(trial.deliver(first))
    await waits.wait()
    posting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posting
    assert await trial.deliver(second) is Outcome.POSTED


async def test_delivering_again_does_nothing(trial: DeliveryTrial) -> None:
    one = trial.subscribe()
    job = await trial.deliverer.prepare(one.id, trial.day, trial.due)
    assert job is not None
    assert await trial.deliverer.post(job) is Outcome.POSTED
    assert await trial.deliverer.post(job) is Outcome.POSTED
    assert await trial.deliver(one) is None
    assert trial.posted() == ["one", "two"]


@pytest.mark.parametrize("fault", ["drop after", "drop before", "500 after", "503", "429"])
async def test_a_fault_is_retried_with_the_same_nonce(trial: DeliveryTrial, fault: str) -> None:
    trial.discord.faults.next(fault, times=2)
    one = trial.subscribe()
    assert await trial.deliver(one) is Outcome.POSTED
    assert trial.posted() == ["one", "two"]
    nonces = [r.body["nonce"] for r in trial.discord.requests.matching("POST /channels/*/messages")]
    assert len(set(nonces)) == 2
    assert all(len(nonce) <= 25 for nonce in nonces)


async def test_after_a_long_outage_the_channels_history_decides(trial: DeliveryTrial) -> None:
    trial.discord.nonces.seconds = 0
    trial.discord.faults.next("drop after")
    one = trial.subscribe()
    real_sleep = trial.clock.sleep

    async def long_sleep(seconds: float) -> None:
        await real_sleep(seconds + NONCE_MEMORY.total_seconds())

    trial.deliverer._sleep = long_sleep
    assert await trial.deliver(one) is Outcome.POSTED
    assert trial.posted() == ["one", "two"]


async def test_killed_between_post_and_record_the_page_is_found_again(
    trial: DeliveryTrial,
) -> None:
    trial.discord.nonces.seconds = 0
    one, twin = trial.subscribe(), trial.subscribe()
    for each in (one, twin):
        job = await trial.deliverer.prepare(each.id, trial.day, trial.due)
        assert job is not None
        # What the process had done when it was killed: recorded the attempt, posted the message.
        trial.ledger.try_page(each.id, trial.day, 0, job.channel, trial.clock.now())
        await trial.poster.post(job.channel, job.pages[0], "lost")
    trial.discord.write(trial.guild["news"], "one", user=trial.discord.owner)
    trial.clock.ahead += timedelta(hours=1)
    for each in (one, twin):
        assert await trial.deliver(each) is Outcome.POSTED
    # Two identical briefings had been posted: each found one of them, and posted only its rest.
    assert sorted(trial.posted()) == ["one", "one", "one", "two", "two"]


async def test_killed_before_the_post_the_page_is_posted_later(trial: DeliveryTrial) -> None:
    one = trial.subscribe()
    job = await trial.deliverer.prepare(one.id, trial.day, trial.due)
    assert job is not None
    trial.ledger.try_page(one.id, trial.day, 0, job.channel, trial.clock.now())
    for number in range(130):
        trial.discord.write(trial.guild["news"], f"talk {number}", user=trial.discord.owner)
    trial.clock.ahead += timedelta(hours=1)
    assert await trial.deliver(one) is Outcome.POSTED
    assert trial.posted()[-2:] == ["one", "two"]


async def test_without_access_to_the_history_it_does_not_guess(trial: DeliveryTrial) -> None:
    one = trial.subscribe()
    job = await trial.deliverer.prepare(one.id, trial.day, trial.due)
    assert job is not None
    trial.ledger.try_page(one.id, trial.day, 0, job.channel, trial.clock.now())
    trial.discord.deny(trial.guild["news"], Permission.READ_MESSAGE_HISTORY)
    await trial.heard("news", "read_message_history", allowed=False)
    trial.clock.ahead += timedelta(hours=1)
    assert await trial.deliver(one) is Outcome.FAILED
    assert "Read Message History" in trial.ending(one)[1]
    assert trial.posted() == []


async def test_in_an_announcement_channel_posts_are_published(trial: DeliveryTrial) -> None:
    one = trial.subscribe("wire", publish=True)
    assert await trial.deliver(one) is Outcome.POSTED
    assert all(m.crossposted for m in trial.discord.messages(trial.guild["wire"]))


async def test_a_post_that_cannot_be_published_remains(trial: DeliveryTrial) -> None:
    one = trial.subscribe("news", publish=True)
    assert await trial.deliver(one) is Outcome.POSTED
    assert trial.ending(one)[1].startswith("Posted, but not published.")


async def test_publishing_is_tried_again_but_not_for_ever(trial: DeliveryTrial) -> None:
    trial.discord.faults.next("503", on="POST /channels/*/crosspost", times=3)
    trial.content.texts = ("one",)
    one = trial.subscribe("wire", publish=True)
    assert await trial.deliver(one) is Outcome.POSTED
    assert "503" in trial.ending(one)[1]


async def test_a_pause_or_a_removal_at_the_last_moment_counts(trial: DeliveryTrial) -> None:
    paused, removed = trial.subscribe(), trial.subscribe()
    trial.store.change(paused.id, state=State.PAUSED, reason="Paused by a moderator.")
    trial.store.remove(removed.id, trial.guild.id)
    assert await trial.deliver(paused) is None
    assert await trial.deliver(removed) is None
    assert trial.ending(paused) == (
        Outcome.SKIPPED,
        "It was paused when it was due. Paused by a moderator.",
    )
    assert trial.posted() == []


async def test_too_late_is_missed_and_an_endless_outage_fails(trial: DeliveryTrial) -> None:
    late, stuck = trial.subscribe(), trial.subscribe()
    trial.discord.faults.at_random({"503": 1.0})
    assert await trial.deliver(stuck) is Outcome.FAILED
    assert "503" in trial.ending(stuck)[1]
    trial.clock.ahead = timedelta(hours=7)
    assert await trial.deliver(late) is None
    assert trial.ending(late)[0] is Outcome.MISSED


async def test_at_the_very_end_of_the_window_it_is_still_posted(trial: DeliveryTrial) -> None:
    moment = trial.due + CATCH_UP
    trial.deliverer._clock = lambda: moment
    one, late = trial.subscribe(), trial.subscribe()
    assert await trial.deliver(one) is Outcome.POSTED
    moment += timedelta(microseconds=1)
    assert await trial.deliver(late) is None
    assert trial.ending(late)[0] is Outcome.MISSED


async def test_nothing_is_posted_without_news(trial: DeliveryTrial) -> None:
    trial.content.texts = ()
    one = trial.subscribe(quiet=True)
    assert await trial.deliver(one) is None
    assert trial.ending(one) == (Outcome.SKIPPED, "Nothing new.")


async def test_an_open_breaker_holds_posts_back(trial: DeliveryTrial) -> None:
    trial.breaker.threshold = 3
    for _ in range(3):
        trial.breaker.count(403)
    one = trial.subscribe()
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        trial.breaker.threshold = 10

    trial.deliverer._sleep = sleep
    assert await trial.deliver(one) is Outcome.POSTED
    assert waited[0] > 590


async def test_a_locked_database_is_waited_for(trial: DeliveryTrial, tmp_path: Path) -> None:
    one = trial.subscribe()
    trial.engine.dispose()
    with sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None) as locked:
        locked.execute("BEGIN IMMEDIATE")
        writes = threading.Event()

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if statement == "BEGIN IMMEDIATE":
                writes.set()

        sa.event.listen(trial.engine, "before_cursor_execute", note)
        delivery = asyncio.create_task(trial.deliver(one))
        await until(writes.is_set)
        assert not delivery.done()
        locked.execute("COMMIT")
        assert await delivery is Outcome.POSTED
    locked.close()
    assert trial.posted() == ["one", "two"]


async def test_an_unforeseen_error_is_recorded(trial: DeliveryTrial) -> None:
    one = trial.subscribe()
    trial.ledger.open(one.id, trial.day, trial.due, trial.clock.now())
    await trial.deliverer.fail(one.id, trial.day, "Something unforeseen.")
    assert trial.ending(one) == (Outcome.FAILED, "Something unforeseen.")


async def test_the_histories_of_busy_channels_are_read_up_to_a_limit(
    trial: DeliveryTrial,
) -> None:
    one = trial.subscribe()
    job = await trial.deliverer.prepare(one.id, trial.day, trial.due)
    assert job is not None
    trial.ledger.try_page(one.id, trial.day, 0, job.channel, trial.clock.now())
    for number in range(250):
        trial.discord.write(trial.guild["news"], f"talk {number}", user=trial.discord.owner)
    await trial.poster.post(job.channel, job.pages[0], "lost")
    trial.clock.ahead += timedelta(hours=1)
    trial.discord.nonces.seconds = 0
    assert await trial.deliver(one) is Outcome.POSTED
    assert trial.posted().count("one") == 1


async def test_an_unavailable_database_is_retried(trial: DeliveryTrial) -> None:
    one = trial.subscribe()
    keep, failures = trial.ledger.posted_page, 2

    def away(*given: Any) -> bool:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise sa.exc.OperationalError("away", None, OSError("away"))
        return keep(*given)

    trial.ledger.posted_page = away  # type: ignore[method-assign]  # a database that recovers
    assert await trial.deliver(one) is Outcome.POSTED
    assert trial.posted() == ["one", "two"]


async def test_interrupted_for_longer_than_the_window_the_rest_is_not_posted(
    trial: DeliveryTrial,
) -> None:
    one = trial.subscribe()
    job = await trial.deliverer.prepare(one.id, trial.day, trial.due)
    assert job is not None
    trial.ledger.try_page(one.id, trial.day, 0, job.channel, trial.clock.now())
    posted = await trial.poster.post(job.channel, job.pages[0], "first")
    trial.ledger.posted_page(one.id, trial.day, 0, posted.channel_id, posted.message_id)
    trial.clock.ahead += timedelta(hours=8)
    assert await trial.deliverer.post(job) is Outcome.FAILED
    assert trial.ending(one)[1] == "It was too late to go on posting it."
    assert trial.posted() == ["one"]
