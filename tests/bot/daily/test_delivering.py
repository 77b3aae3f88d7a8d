"""One delivery against a Discord that fails: each page once, and why not said."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.daily.tables import Into, Outcome, State
from bot.operations.backoff import NONCE_MEMORY
from tests.bot.daily.recording import CHANNELS, RecordedDelivery
from tests.loopback import LoopbackDiscord, Permission
from tests.loopback.tinybot import running


@pytest.fixture
async def recorded(tmp_path: Path) -> AsyncIterator[RecordedDelivery]:
    async with LoopbackDiscord() as discord:
        guild = discord.guild("Readers", CHANNELS, members={"Mod": Permission.MANAGE_GUILD})
        async with running(discord) as bot:
            recorded = RecordedDelivery(
                discord, guild, bot, f"sqlite:///{tmp_path / 'bot.sqlite3'}"
            )
            yield recorded
            recorded.engine.dispose()


async def test_pages_are_posted_in_order_and_the_delivery_is_closed(
    recorded: RecordedDelivery,
) -> None:
    one = recorded.subscribe()
    assert await recorded.deliver(one) is Outcome.POSTED
    assert recorded.posted() == ["one", "two"]
    assert recorded.ending(one) == (Outcome.POSTED, "")
    stored = recorded.store.get(one.id)
    assert stored is not None
    assert recorded.ledger.memory(stored.seen) == {one.id: {"of": "x"}}


async def test_the_pages_of_one_stand_together_in_a_channel(recorded: RecordedDelivery) -> None:
    recorded.discord.faults.latency = (0.0, 0.02)
    each = [recorded.subscribe() for _ in range(2)]
    jobs = [await recorded.deliverer.prepare(one.id, recorded.day, recorded.due) for one in each]
    ended = await asyncio.gather(*(recorded.deliverer.post(job) for job in jobs if job))
    assert ended == [Outcome.POSTED] * 2
    assert recorded.posted() == ["one", "two"] * 2


async def test_who_has_to_wait_lets_the_next_one_post(recorded: RecordedDelivery) -> None:
    first, second = recorded.subscribe(), recorded.subscribe()
    recorded.discord.faults.next("503")
    seen: list[list[str]] = []

    async def long_sleep(seconds: float) -> None:
        await recorded.deliver(second)
        seen.append(recorded.posted())

    recorded.deliverer._sleep = long_sleep
    assert await recorded.deliver(first) is Outcome.POSTED
    assert seen == [["one", "two"]]
    assert recorded.posted() == ["one", "two"] * 2


async def test_ended_while_it_waits_it_takes_no_turn_along(recorded: RecordedDelivery) -> None:
    first, second = recorded.subscribe(), recorded.subscribe()
    recorded.discord.faults.next("503")
    waits = asyncio.Event()

    async def endless_sleep(_: float) -> None:
        waits.set()
        await asyncio.Event().wait()

    recorded.deliverer._sleep = endless_sleep
    posting = asyncio.create_task(recorded.deliver(first))
    await waits.wait()
    posting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posting
    assert await recorded.deliver(second) is Outcome.POSTED


async def test_delivered_again_nothing_happens(recorded: RecordedDelivery) -> None:
    one = recorded.subscribe()
    job = await recorded.deliverer.prepare(one.id, recorded.day, recorded.due)
    assert job is not None
    assert await recorded.deliverer.post(job) is Outcome.POSTED
    assert await recorded.deliverer.post(job) is Outcome.POSTED
    assert await recorded.deliver(one) is None
    assert recorded.posted() == ["one", "two"]


@pytest.mark.parametrize("fault", ["drop after", "drop before", "500 after", "503", "429"])
async def test_a_fault_is_tried_again_with_the_same_nonce(
    recorded: RecordedDelivery, fault: str
) -> None:
    recorded.discord.faults.next(fault, times=2)
    one = recorded.subscribe()
    assert await recorded.deliver(one) is Outcome.POSTED
    assert recorded.posted() == ["one", "two"]
    nonces = [
        r.body["nonce"] for r in recorded.discord.requests.matching("POST /channels/*/messages")
    ]
    assert len(set(nonces)) == 2
    assert all(len(nonce) <= 25 for nonce in nonces)


async def test_after_a_long_outage_the_channels_history_decides(recorded: RecordedDelivery) -> None:
    recorded.discord.nonces.seconds = 0
    recorded.discord.faults.next("drop after")
    one = recorded.subscribe()
    real_sleep = recorded.clock.sleep

    async def long_sleep(seconds: float) -> None:
        await real_sleep(seconds + NONCE_MEMORY.total_seconds())

    recorded.deliverer._sleep = long_sleep
    assert await recorded.deliver(one) is Outcome.POSTED
    assert recorded.posted() == ["one", "two"]


async def test_killed_between_post_and_record_the_page_is_found_again(
    recorded: RecordedDelivery,
) -> None:
    recorded.discord.nonces.seconds = 0
    one, twin = recorded.subscribe(), recorded.subscribe()
    for each in (one, twin):
        job = await recorded.deliverer.prepare(each.id, recorded.day, recorded.due)
        assert job is not None
        # What the process had done when it was killed: the attempt noted, the message posted.
        recorded.ledger.try_page(each.id, recorded.day, 0, job.channel, recorded.clock.now())
        await recorded.poster.post(job.channel, job.pages[0], "lost")
    recorded.discord.write(recorded.guild["news"], "one", user=recorded.discord.owner)
    recorded.clock.ahead += timedelta(hours=1)
    for each in (one, twin):
        assert await recorded.deliver(each) is Outcome.POSTED
    # Two twins posted the same words: each found one of the two, and posted only its rest.
    assert sorted(recorded.posted()) == ["one", "one", "one", "two", "two"]


async def test_killed_before_the_post_the_page_is_posted_later(recorded: RecordedDelivery) -> None:
    one = recorded.subscribe()
    job = await recorded.deliverer.prepare(one.id, recorded.day, recorded.due)
    assert job is not None
    recorded.ledger.try_page(one.id, recorded.day, 0, job.channel, recorded.clock.now())
    for number in range(130):
        recorded.discord.write(
            recorded.guild["news"], f"talk {number}", user=recorded.discord.owner
        )
    recorded.clock.ahead += timedelta(hours=1)
    assert await recorded.deliver(one) is Outcome.POSTED
    assert recorded.posted()[-2:] == ["one", "two"]


async def test_whoever_may_not_read_the_history_does_not_guess(recorded: RecordedDelivery) -> None:
    one = recorded.subscribe()
    job = await recorded.deliverer.prepare(one.id, recorded.day, recorded.due)
    assert job is not None
    recorded.ledger.try_page(one.id, recorded.day, 0, job.channel, recorded.clock.now())
    recorded.discord.deny(recorded.guild["news"], Permission.READ_MESSAGE_HISTORY)
    await recorded.heard("news", "read_message_history", allowed=False)
    recorded.clock.ahead += timedelta(hours=1)
    assert await recorded.deliver(one) is Outcome.FAILED
    assert "Read Message History" in recorded.ending(one)[1]
    assert recorded.posted() == []


async def test_a_forbidden_channel_pauses_and_the_moderators_hear_where_the_bot_may_speak(
    recorded: RecordedDelivery,
) -> None:
    one, other = recorded.subscribe("news"), recorded.subscribe("talk")
    recorded.discord.deny(recorded.guild["news"], Permission.SEND_MESSAGES)
    assert await recorded.deliver(one) is Outcome.FAILED
    stored = recorded.store.get(one.id)
    assert stored is not None
    assert stored.state is State.BLOCKED
    assert "403" in stored.reason
    (told,) = recorded.posted("talk")
    assert f"<#{one.channel_id}> can't be posted" in told
    untouched = recorded.store.get(other.id)
    assert untouched is not None
    assert untouched.state is State.ACTIVE


async def test_where_no_channel_is_left_the_moderator_gets_a_direct_message(
    recorded: RecordedDelivery,
) -> None:
    moderator = next(m for m in recorded.guild.members.values() if m.user.name == "Mod")
    one = recorded.subscribe("news", created_by=moderator.id)
    recorded.discord.delete_channel(recorded.guild["news"])
    assert await recorded.deliver(one) is Outcome.FAILED
    assert "404" in recorded.ending(one)[1]
    (message,) = recorded.discord.messages(recorded.discord.dm(moderator))
    assert "It is kept" in message.content


async def test_a_moderator_who_takes_no_messages_changes_nothing(
    recorded: RecordedDelivery,
) -> None:
    user = recorded.discord.user("Deaf", accepts_dms=False)
    one = recorded.subscribe("news", created_by=user.id)
    recorded.discord.delete_channel(recorded.guild["news"])
    assert await recorded.deliver(one) is Outcome.FAILED


async def test_what_discord_does_not_take_fails_with_its_reason(recorded: RecordedDelivery) -> None:
    recorded.content.texts = ("",)
    one = recorded.subscribe()
    assert await recorded.deliver(one) is Outcome.FAILED
    assert "empty message" in recorded.ending(one)[1]
    stored = recorded.store.get(one.id)
    assert stored is not None
    assert (stored.state, stored.seen) == (State.ACTIVE, None)


async def test_in_an_announcement_channel_posts_are_published(recorded: RecordedDelivery) -> None:
    one = recorded.subscribe("wire", publish=True)
    assert await recorded.deliver(one) is Outcome.POSTED
    assert all(m.crossposted for m in recorded.discord.messages(recorded.guild["wire"]))


async def test_a_post_that_can_not_be_published_still_stands(recorded: RecordedDelivery) -> None:
    one = recorded.subscribe("news", publish=True)
    assert await recorded.deliver(one) is Outcome.POSTED
    assert recorded.ending(one)[1].startswith("Posted, but not published.")


async def test_publishing_is_tried_again_but_not_for_ever(recorded: RecordedDelivery) -> None:
    recorded.discord.faults.next("503", on="POST /channels/*/crosspost", times=3)
    recorded.content.texts = ("one",)
    one = recorded.subscribe("wire", publish=True)
    assert await recorded.deliver(one) is Outcome.POSTED
    assert "503" in recorded.ending(one)[1]


async def test_in_a_forum_each_briefing_is_a_thread(recorded: RecordedDelivery) -> None:
    one = recorded.subscribe("board", into=Into.FORUM)
    assert await recorded.deliver(one) is Outcome.POSTED
    thread = recorded.guild[f"Daily briefing {recorded.day}"]
    assert [m.content for m in recorded.discord.messages(thread)] == ["one", "two"]


async def test_a_thread_that_was_made_before_the_connection_broke_is_found(
    recorded: RecordedDelivery,
) -> None:
    recorded.discord.faults.next("drop after", on="POST /channels/*/threads")
    one = recorded.subscribe("board", into=Into.FORUM)
    assert await recorded.deliver(one) is Outcome.POSTED
    threads = [c for c in recorded.guild.channels.values() if c.parent is recorded.guild["board"]]
    (thread,) = threads
    assert [m.content for m in recorded.discord.messages(thread)] == ["one", "two"]


async def test_a_pause_or_a_removal_in_the_last_moment_counts(recorded: RecordedDelivery) -> None:
    paused, removed = recorded.subscribe(), recorded.subscribe()
    recorded.store.change(paused.id, state=State.PAUSED, reason="Paused by a moderator.")
    recorded.store.remove(removed.id, recorded.guild.id)
    assert await recorded.deliver(paused) is None
    assert await recorded.deliver(removed) is None
    assert recorded.ending(paused) == (
        Outcome.SKIPPED,
        "It was paused when it was due. Paused by a moderator.",
    )
    assert recorded.posted() == []


async def test_too_late_is_missed_and_an_endless_outage_fails(recorded: RecordedDelivery) -> None:
    late, stuck = recorded.subscribe(), recorded.subscribe()
    recorded.discord.faults.at_random({"503": 1.0})
    assert await recorded.deliver(stuck) is Outcome.FAILED
    assert "503" in recorded.ending(stuck)[1]
    recorded.clock.ahead = timedelta(hours=7)
    assert await recorded.deliver(late) is None
    assert recorded.ending(late)[0] is Outcome.MISSED


async def test_quiet_when_there_is_nothing_to_post(recorded: RecordedDelivery) -> None:
    recorded.content.texts = ()
    one = recorded.subscribe(quiet=True)
    assert await recorded.deliver(one) is None
    assert recorded.ending(one) == (Outcome.SKIPPED, "Nothing new.")


async def test_an_open_breaker_holds_posts_back(recorded: RecordedDelivery) -> None:
    recorded.breaker.threshold = 3
    for _ in range(3):
        recorded.breaker.count(403)
    one = recorded.subscribe()
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        recorded.breaker.threshold = 10

    recorded.deliverer._sleep = sleep
    assert await recorded.deliver(one) is Outcome.POSTED
    assert waited[0] > 590


async def test_a_locked_database_is_waited_for(recorded: RecordedDelivery, tmp_path: Path) -> None:
    one = recorded.subscribe()
    recorded.engine.dispose()
    with sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None) as locked:
        locked.execute("BEGIN IMMEDIATE")
        delivery = asyncio.create_task(recorded.deliver(one))
        await asyncio.sleep(1)
        assert not delivery.done()
        locked.execute("COMMIT")
        assert await delivery is Outcome.POSTED
    locked.close()
    assert recorded.posted() == ["one", "two"]


async def test_what_nobody_foresaw_is_recorded(recorded: RecordedDelivery) -> None:
    one = recorded.subscribe()
    recorded.ledger.open(one.id, recorded.day, recorded.due, recorded.clock.now())
    await recorded.deliverer.fail(one.id, recorded.day, "Something unforeseen.")
    assert recorded.ending(one) == (Outcome.FAILED, "Something unforeseen.")


async def test_why_a_place_can_not_be_posted_to(recorded: RecordedDelivery) -> None:
    problem, guild = recorded.poster.problem, recorded.guild
    assert await problem(99, 1) == "The bot is not in the server."
    assert await problem(guild.id, guild["news"].id) is None
    assert "404" in str(await problem(guild.id, 12345))
    recorded.discord.deny(guild["news"], Permission.VIEW_CHANNEL)
    await recorded.heard("news", "view_channel", allowed=False)
    assert "View Channel" in str(await problem(guild.id, guild["news"].id))


async def test_a_thread_has_a_permission_of_its_own(recorded: RecordedDelivery) -> None:
    posted = await recorded.poster.start_thread(
        recorded.guild["board"].id, "A thread", {"content": "hi"}
    )
    heard = recorded.bot.get_guild(recorded.guild.id)
    assert heard is not None
    async with asyncio.timeout(5):
        while heard.get_thread(posted.channel_id) is None:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    assert await recorded.poster.problem(recorded.guild.id, posted.channel_id) is None


async def test_the_histories_of_busy_channels_are_read_to_a_bound(
    recorded: RecordedDelivery,
) -> None:
    one = recorded.subscribe()
    job = await recorded.deliverer.prepare(one.id, recorded.day, recorded.due)
    assert job is not None
    recorded.ledger.try_page(one.id, recorded.day, 0, job.channel, recorded.clock.now())
    for number in range(250):
        recorded.discord.write(
            recorded.guild["news"], f"talk {number}", user=recorded.discord.owner
        )
    await recorded.poster.post(job.channel, job.pages[0], "lost")
    recorded.clock.ahead += timedelta(hours=1)
    recorded.discord.nonces.seconds = 0
    assert await recorded.deliver(one) is Outcome.POSTED
    assert recorded.posted().count("one") == 1


async def test_a_database_that_is_away_is_asked_again(recorded: RecordedDelivery) -> None:
    one = recorded.subscribe()
    keep, failures = recorded.ledger.posted_page, 2

    def away(*given: Any) -> bool:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise sa.exc.OperationalError("away", None, OSError("away"))
        return keep(*given)

    recorded.ledger.posted_page = away  # type: ignore[method-assign]  # a database that comes back
    assert await recorded.deliver(one) is Outcome.POSTED
    assert recorded.posted() == ["one", "two"]


async def test_interrupted_for_longer_than_the_window_the_rest_is_not_posted(
    recorded: RecordedDelivery,
) -> None:
    one = recorded.subscribe()
    job = await recorded.deliverer.prepare(one.id, recorded.day, recorded.due)
    assert job is not None
    recorded.ledger.try_page(one.id, recorded.day, 0, job.channel, recorded.clock.now())
    posted = await recorded.poster.post(job.channel, job.pages[0], "first")
    recorded.ledger.posted_page(one.id, recorded.day, 0, posted.channel_id, posted.message_id)
    recorded.clock.ahead += timedelta(hours=8)
    assert await recorded.deliverer.post(job) is Outcome.FAILED
    assert recorded.ending(one)[1] == "It was too late to go on posting it."
    assert recorded.posted() == ["one"]
