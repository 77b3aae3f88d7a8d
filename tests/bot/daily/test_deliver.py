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
from bot.retrying import NONCE_MEMORY
from tests.bot.daily.desk import CHANNELS, Desk
from tests.loopback import LoopbackDiscord, Permission
from tests.loopback.tinybot import running


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with LoopbackDiscord() as discord:
        guild = discord.guild("Readers", CHANNELS, members={"Mod": Permission.MANAGE_GUILD})
        async with running(discord) as bot:
            desk = Desk(discord, guild, bot, f"sqlite:///{tmp_path / 'bot.sqlite3'}")
            yield desk
            desk.engine.dispose()


async def test_pages_are_posted_in_order_and_the_delivery_is_closed(desk: Desk) -> None:
    one = desk.subscribe()
    assert await desk.deliver(one) is Outcome.POSTED
    assert desk.posted() == ["one", "two"]
    assert desk.ending(one) == (Outcome.POSTED, "")
    stored = desk.store.get(one.id)
    assert stored is not None
    assert desk.ledger.memory(stored.seen) == {one.id: {"of": "x"}}


async def test_the_pages_of_one_stand_together_in_a_channel(desk: Desk) -> None:
    desk.discord.faults.latency = (0.0, 0.02)
    each = [desk.subscribe() for _ in range(2)]
    jobs = [await desk.deliverer.prepare(one.id, desk.day, desk.due) for one in each]
    ended = await asyncio.gather(*(desk.deliverer.post(job) for job in jobs if job))
    assert ended == [Outcome.POSTED] * 2
    assert desk.posted() == ["one", "two"] * 2


async def test_who_has_to_wait_lets_the_next_one_post(desk: Desk) -> None:
    first, second = desk.subscribe(), desk.subscribe()
    desk.discord.faults.next("503")
    seen: list[list[str]] = []

    async def long_sleep(seconds: float) -> None:
        await desk.deliver(second)
        seen.append(desk.posted())

    desk.deliverer._sleep = long_sleep
    assert await desk.deliver(first) is Outcome.POSTED
    assert seen == [["one", "two"]]
    assert desk.posted() == ["one", "two"] * 2


async def test_ended_while_it_waits_it_takes_no_turn_along(desk: Desk) -> None:
    first, second = desk.subscribe(), desk.subscribe()
    desk.discord.faults.next("503")
    waits = asyncio.Event()

    async def endless_sleep(_: float) -> None:
        waits.set()
        await asyncio.Event().wait()

    desk.deliverer._sleep = endless_sleep
    posting = asyncio.create_task(desk.deliver(first))
    await waits.wait()
    posting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posting
    assert await desk.deliver(second) is Outcome.POSTED


async def test_delivered_again_nothing_happens(desk: Desk) -> None:
    one = desk.subscribe()
    job = await desk.deliverer.prepare(one.id, desk.day, desk.due)
    assert job is not None
    assert await desk.deliverer.post(job) is Outcome.POSTED
    assert await desk.deliverer.post(job) is Outcome.POSTED
    assert await desk.deliver(one) is None
    assert desk.posted() == ["one", "two"]


@pytest.mark.parametrize("fault", ["drop after", "drop before", "500 after", "503", "429"])
async def test_a_fault_is_tried_again_with_the_same_nonce(desk: Desk, fault: str) -> None:
    desk.discord.faults.next(fault, times=2)
    one = desk.subscribe()
    assert await desk.deliver(one) is Outcome.POSTED
    assert desk.posted() == ["one", "two"]
    nonces = [r.body["nonce"] for r in desk.discord.requests.matching("POST /channels/*/messages")]
    assert len(set(nonces)) == 2
    assert all(len(nonce) <= 25 for nonce in nonces)


async def test_after_a_long_outage_the_channels_history_decides(desk: Desk) -> None:
    desk.discord.nonces.seconds = 0
    desk.discord.faults.next("drop after")
    one = desk.subscribe()
    real_sleep = desk.clock.sleep

    async def long_sleep(seconds: float) -> None:
        await real_sleep(seconds + NONCE_MEMORY.total_seconds())

    desk.deliverer._sleep = long_sleep
    assert await desk.deliver(one) is Outcome.POSTED
    assert desk.posted() == ["one", "two"]


async def test_killed_between_post_and_record_the_page_is_found_again(desk: Desk) -> None:
    desk.discord.nonces.seconds = 0
    one, twin = desk.subscribe(), desk.subscribe()
    for each in (one, twin):
        job = await desk.deliverer.prepare(each.id, desk.day, desk.due)
        assert job is not None
        # What the process had done when it was killed: the attempt noted, the message posted.
        desk.ledger.try_page(each.id, desk.day, 0, job.channel, desk.clock.now())
        await desk.poster.post(job.channel, job.pages[0], "lost")
    desk.discord.write(desk.guild["news"], "one", user=desk.discord.owner)
    desk.clock.ahead += timedelta(hours=1)
    for each in (one, twin):
        assert await desk.deliver(each) is Outcome.POSTED
    # Two twins posted the same words: each found one of the two, and posted only its rest.
    assert sorted(desk.posted()) == ["one", "one", "one", "two", "two"]


async def test_killed_before_the_post_the_page_is_posted_later(desk: Desk) -> None:
    one = desk.subscribe()
    job = await desk.deliverer.prepare(one.id, desk.day, desk.due)
    assert job is not None
    desk.ledger.try_page(one.id, desk.day, 0, job.channel, desk.clock.now())
    for number in range(130):
        desk.discord.write(desk.guild["news"], f"talk {number}", user=desk.discord.owner)
    desk.clock.ahead += timedelta(hours=1)
    assert await desk.deliver(one) is Outcome.POSTED
    assert desk.posted()[-2:] == ["one", "two"]


async def test_whoever_may_not_read_the_history_does_not_guess(desk: Desk) -> None:
    one = desk.subscribe()
    job = await desk.deliverer.prepare(one.id, desk.day, desk.due)
    assert job is not None
    desk.ledger.try_page(one.id, desk.day, 0, job.channel, desk.clock.now())
    desk.discord.deny(desk.guild["news"], Permission.READ_MESSAGE_HISTORY)
    await desk.heard("news", "read_message_history", allowed=False)
    desk.clock.ahead += timedelta(hours=1)
    assert await desk.deliver(one) is Outcome.FAILED
    assert "Read Message History" in desk.ending(one)[1]
    assert desk.posted() == []


async def test_a_forbidden_channel_pauses_and_the_moderators_hear_where_the_bot_may_speak(
    desk: Desk,
) -> None:
    one, other = desk.subscribe("news"), desk.subscribe("talk")
    desk.discord.deny(desk.guild["news"], Permission.SEND_MESSAGES)
    assert await desk.deliver(one) is Outcome.FAILED
    stored = desk.store.get(one.id)
    assert stored is not None
    assert stored.state is State.BLOCKED
    assert "403" in stored.reason
    (told,) = desk.posted("talk")
    assert f"<#{one.channel_id}> can't be posted" in told
    untouched = desk.store.get(other.id)
    assert untouched is not None
    assert untouched.state is State.ACTIVE


async def test_where_no_channel_is_left_the_moderator_gets_a_direct_message(desk: Desk) -> None:
    moderator = next(m for m in desk.guild.members.values() if m.user.name == "Mod")
    one = desk.subscribe("news", created_by=moderator.id)
    desk.discord.delete_channel(desk.guild["news"])
    assert await desk.deliver(one) is Outcome.FAILED
    assert "404" in desk.ending(one)[1]
    (message,) = desk.discord.messages(desk.discord.dm(moderator))
    assert "It is kept" in message.content


async def test_a_moderator_who_takes_no_messages_changes_nothing(desk: Desk) -> None:
    user = desk.discord.user("Deaf", accepts_dms=False)
    one = desk.subscribe("news", created_by=user.id)
    desk.discord.delete_channel(desk.guild["news"])
    assert await desk.deliver(one) is Outcome.FAILED


async def test_what_discord_does_not_take_fails_with_its_reason(desk: Desk) -> None:
    desk.content.texts = ("",)
    one = desk.subscribe()
    assert await desk.deliver(one) is Outcome.FAILED
    assert "empty message" in desk.ending(one)[1]
    stored = desk.store.get(one.id)
    assert stored is not None
    assert (stored.state, stored.seen) == (State.ACTIVE, None)


async def test_in_an_announcement_channel_posts_are_published(desk: Desk) -> None:
    one = desk.subscribe("wire", publish=True)
    assert await desk.deliver(one) is Outcome.POSTED
    assert all(m.crossposted for m in desk.discord.messages(desk.guild["wire"]))


async def test_a_post_that_can_not_be_published_still_stands(desk: Desk) -> None:
    one = desk.subscribe("news", publish=True)
    assert await desk.deliver(one) is Outcome.POSTED
    assert desk.ending(one)[1].startswith("Posted, but not published.")


async def test_publishing_is_tried_again_but_not_for_ever(desk: Desk) -> None:
    desk.discord.faults.next("503", on="POST /channels/*/crosspost", times=3)
    desk.content.texts = ("one",)
    one = desk.subscribe("wire", publish=True)
    assert await desk.deliver(one) is Outcome.POSTED
    assert "503" in desk.ending(one)[1]


async def test_in_a_forum_each_briefing_is_a_thread(desk: Desk) -> None:
    one = desk.subscribe("board", into=Into.FORUM)
    assert await desk.deliver(one) is Outcome.POSTED
    thread = desk.guild[f"Daily briefing {desk.day}"]
    assert [m.content for m in desk.discord.messages(thread)] == ["one", "two"]


async def test_a_thread_that_was_made_before_the_connection_broke_is_found(desk: Desk) -> None:
    desk.discord.faults.next("drop after", on="POST /channels/*/threads")
    one = desk.subscribe("board", into=Into.FORUM)
    assert await desk.deliver(one) is Outcome.POSTED
    threads = [c for c in desk.guild.channels.values() if c.parent is desk.guild["board"]]
    (thread,) = threads
    assert [m.content for m in desk.discord.messages(thread)] == ["one", "two"]


async def test_a_pause_or_a_removal_in_the_last_moment_counts(desk: Desk) -> None:
    paused, removed = desk.subscribe(), desk.subscribe()
    desk.store.change(paused.id, state=State.PAUSED, reason="Paused by a moderator.")
    desk.store.remove(removed.id, desk.guild.id)
    assert await desk.deliver(paused) is None
    assert await desk.deliver(removed) is None
    assert desk.ending(paused) == (
        Outcome.SKIPPED,
        "It was paused when it was due. Paused by a moderator.",
    )
    assert desk.posted() == []


async def test_too_late_is_missed_and_an_endless_outage_fails(desk: Desk) -> None:
    late, stuck = desk.subscribe(), desk.subscribe()
    desk.discord.faults.at_random({"503": 1.0})
    assert await desk.deliver(stuck) is Outcome.FAILED
    assert "503" in desk.ending(stuck)[1]
    desk.clock.ahead = timedelta(hours=7)
    assert await desk.deliver(late) is None
    assert desk.ending(late)[0] is Outcome.MISSED


async def test_quiet_when_there_is_nothing_to_post(desk: Desk) -> None:
    desk.content.texts = ()
    one = desk.subscribe(quiet=True)
    assert await desk.deliver(one) is None
    assert desk.ending(one) == (Outcome.SKIPPED, "Nothing new.")


async def test_an_open_breaker_holds_posts_back(desk: Desk) -> None:
    desk.breaker.threshold = 3
    for _ in range(3):
        desk.breaker.count(403)
    one = desk.subscribe()
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        desk.breaker.threshold = 10

    desk.deliverer._sleep = sleep
    assert await desk.deliver(one) is Outcome.POSTED
    assert waited[0] > 590


async def test_a_locked_database_is_waited_for(desk: Desk, tmp_path: Path) -> None:
    one = desk.subscribe()
    desk.engine.dispose()
    with sqlite3.connect(tmp_path / "bot.sqlite3", isolation_level=None) as locked:
        locked.execute("BEGIN IMMEDIATE")
        delivery = asyncio.create_task(desk.deliver(one))
        await asyncio.sleep(1)
        assert not delivery.done()
        locked.execute("COMMIT")
        assert await delivery is Outcome.POSTED
    locked.close()
    assert desk.posted() == ["one", "two"]


async def test_what_nobody_foresaw_is_recorded(desk: Desk) -> None:
    one = desk.subscribe()
    desk.ledger.open(one.id, desk.day, desk.due, desk.clock.now())
    await desk.deliverer.fail(one.id, desk.day, "Something unforeseen.")
    assert desk.ending(one) == (Outcome.FAILED, "Something unforeseen.")


async def test_why_a_place_can_not_be_posted_to(desk: Desk) -> None:
    problem, guild = desk.poster.problem, desk.guild
    assert await problem(99, 1) == "The bot is not in the server."
    assert await problem(guild.id, guild["news"].id) is None
    assert "404" in str(await problem(guild.id, 12345))
    desk.discord.deny(guild["news"], Permission.VIEW_CHANNEL)
    await desk.heard("news", "view_channel", allowed=False)
    assert "View Channel" in str(await problem(guild.id, guild["news"].id))


async def test_a_thread_has_a_permission_of_its_own(desk: Desk) -> None:
    posted = await desk.poster.start_thread(desk.guild["board"].id, "A thread", {"content": "hi"})
    heard = desk.bot.get_guild(desk.guild.id)
    assert heard is not None
    async with asyncio.timeout(5):
        while heard.get_thread(posted.channel_id) is None:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)
    assert await desk.poster.problem(desk.guild.id, posted.channel_id) is None


async def test_the_histories_of_busy_channels_are_read_to_a_bound(desk: Desk) -> None:
    one = desk.subscribe()
    job = await desk.deliverer.prepare(one.id, desk.day, desk.due)
    assert job is not None
    desk.ledger.try_page(one.id, desk.day, 0, job.channel, desk.clock.now())
    for number in range(250):
        desk.discord.write(desk.guild["news"], f"talk {number}", user=desk.discord.owner)
    await desk.poster.post(job.channel, job.pages[0], "lost")
    desk.clock.ahead += timedelta(hours=1)
    desk.discord.nonces.seconds = 0
    assert await desk.deliver(one) is Outcome.POSTED
    assert desk.posted().count("one") == 1


async def test_a_database_that_is_away_is_asked_again(desk: Desk) -> None:
    one = desk.subscribe()
    keep, failures = desk.ledger.posted_page, 2

    def away(*given: Any) -> bool:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise sa.exc.OperationalError("away", None, OSError("away"))
        return keep(*given)

    desk.ledger.posted_page = away  # type: ignore[method-assign]  # a database that comes back
    assert await desk.deliver(one) is Outcome.POSTED
    assert desk.posted() == ["one", "two"]


async def test_interrupted_for_longer_than_the_window_the_rest_is_not_posted(desk: Desk) -> None:
    one = desk.subscribe()
    job = await desk.deliverer.prepare(one.id, desk.day, desk.due)
    assert job is not None
    desk.ledger.try_page(one.id, desk.day, 0, job.channel, desk.clock.now())
    posted = await desk.poster.post(job.channel, job.pages[0], "first")
    desk.ledger.posted_page(one.id, desk.day, 0, posted.channel_id, posted.message_id)
    desk.clock.ahead += timedelta(hours=8)
    assert await desk.deliverer.post(job) is Outcome.FAILED
    assert desk.ending(one)[1] == "It was too late to go on posting it."
    assert desk.posted() == ["one"]
