"""One delivery against a Discord that fails: each page once, and why not said."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
import sqlalchemy as sa

from bot.daily.posting import Message, Posted
from bot.daily.schedule import CATCH_UP
from bot.daily.tables import Into, Outcome, State
from bot.discord.daily import poster as poster_module
from bot.discord.daily.permissions import missing_permissions
from bot.discord.daily.poster import NONCE_MEMORY
from briefings.library.columns import NOBODY
from tests.bot.daily.trial import CHANNELS, DeliveryTrial
from tests.loopback import LoopbackDiscord, Permission
from tests.loopback.tinybot import running
from tests.waiting import until


@pytest.fixture
async def trial(tmp_path: Path) -> AsyncIterator[DeliveryTrial]:
    async with LoopbackDiscord() as loopback:
        guild = loopback.guild("Readers", CHANNELS, members={"Mod": Permission.MANAGE_GUILD})
        async with running(loopback) as bot:
            trial = DeliveryTrial(loopback, guild, bot, f"sqlite:///{tmp_path / 'bot.sqlite3'}")
            yield trial
            trial.engine.dispose()


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


async def test_the_pages_of_one_stand_together_in_a_channel(trial: DeliveryTrial) -> None:
    trial.discord.faults.latency = (0.0, 0.02)
    each = [trial.subscribe() for _ in range(2)]
    jobs = [await trial.deliverer.prepare(one.id, trial.day, trial.due) for one in each]
    ended = await asyncio.gather(*(trial.deliverer.post(job) for job in jobs if job))
    assert ended == [Outcome.POSTED] * 2
    assert trial.posted() == ["one", "two"] * 2


async def test_who_has_to_wait_lets_the_next_one_post(trial: DeliveryTrial) -> None:
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


async def test_ended_while_it_waits_it_takes_no_turn_along(trial: DeliveryTrial) -> None:
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


async def test_delivered_again_nothing_happens(trial: DeliveryTrial) -> None:
    one = trial.subscribe()
    job = await trial.deliverer.prepare(one.id, trial.day, trial.due)
    assert job is not None
    assert await trial.deliverer.post(job) is Outcome.POSTED
    assert await trial.deliverer.post(job) is Outcome.POSTED
    assert await trial.deliver(one) is None
    assert trial.posted() == ["one", "two"]


@pytest.mark.parametrize("fault", ["drop after", "drop before", "500 after", "503", "429"])
async def test_a_fault_is_tried_again_with_the_same_nonce(trial: DeliveryTrial, fault: str) -> None:
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
        # What the process had done when it was killed: the attempt noted, the message posted.
        trial.ledger.try_page(each.id, trial.day, 0, job.channel, trial.clock.now())
        await trial.poster.post(job.channel, job.pages[0], "lost")
    trial.discord.write(trial.guild["news"], "one", user=trial.discord.owner)
    trial.clock.ahead += timedelta(hours=1)
    for each in (one, twin):
        assert await trial.deliver(each) is Outcome.POSTED
    # Two twins posted the same words: each found one of the two, and posted only its rest.
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


async def test_whoever_may_not_read_the_history_does_not_guess(trial: DeliveryTrial) -> None:
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


async def test_a_forbidden_channel_pauses_and_the_moderators_hear_where_the_bot_may_speak(
    trial: DeliveryTrial,
) -> None:
    one, other = trial.subscribe("news"), trial.subscribe("talk")
    trial.discord.deny(trial.guild["news"], Permission.SEND_MESSAGES)
    assert await trial.deliver(one) is Outcome.FAILED
    stored = trial.store.get(one.id)
    assert stored is not None
    assert stored.state is State.BLOCKED
    assert "403" in stored.reason
    (told,) = trial.posted("talk")
    assert f"<#{one.channel_id}> can't be posted" in told
    untouched = trial.store.get(other.id)
    assert untouched is not None
    assert untouched.state is State.ACTIVE


async def test_where_no_channel_is_left_the_moderator_gets_a_direct_message(
    trial: DeliveryTrial,
) -> None:
    moderator = next(m for m in trial.guild.members.values() if m.user.name == "Mod")
    one = trial.subscribe("news", created_by=moderator.id)
    trial.discord.delete_channel(trial.guild["news"])
    assert await trial.deliver(one) is Outcome.FAILED
    assert "404" in trial.ending(one)[1]
    (message,) = trial.discord.messages(trial.discord.dm(moderator))
    assert "settings are kept" in message.content


async def test_who_had_their_number_deleted_is_not_written_to(trial: DeliveryTrial) -> None:
    one = trial.subscribe("news", created_by=NOBODY)
    trial.discord.delete_channel(trial.guild["news"])
    assert await trial.deliver(one) is Outcome.FAILED
    assert trial.discord.requests.matching("POST /users/@me/channels") == []


async def test_a_moderator_who_takes_no_messages_changes_nothing(
    trial: DeliveryTrial,
) -> None:
    user = trial.discord.user("Deaf", accepts_dms=False)
    one = trial.subscribe("news", created_by=user.id)
    trial.discord.delete_channel(trial.guild["news"])
    assert await trial.deliver(one) is Outcome.FAILED


async def test_what_discord_does_not_take_fails_with_its_reason(trial: DeliveryTrial) -> None:
    trial.content.texts = ("",)
    one = trial.subscribe()
    assert await trial.deliver(one) is Outcome.FAILED
    assert "empty message" in trial.ending(one)[1]
    stored = trial.store.get(one.id)
    assert stored is not None
    assert (stored.state, stored.seen) == (State.ACTIVE, None)


async def test_in_an_announcement_channel_posts_are_published(trial: DeliveryTrial) -> None:
    one = trial.subscribe("wire", publish=True)
    assert await trial.deliver(one) is Outcome.POSTED
    assert all(m.crossposted for m in trial.discord.messages(trial.guild["wire"]))


async def test_a_post_that_can_not_be_published_still_stands(trial: DeliveryTrial) -> None:
    one = trial.subscribe("news", publish=True)
    assert await trial.deliver(one) is Outcome.POSTED
    assert trial.ending(one)[1].startswith("Posted, but not published.")


async def test_publishing_is_tried_again_but_not_for_ever(trial: DeliveryTrial) -> None:
    trial.discord.faults.next("503", on="POST /channels/*/crosspost", times=3)
    trial.content.texts = ("one",)
    one = trial.subscribe("wire", publish=True)
    assert await trial.deliver(one) is Outcome.POSTED
    assert "503" in trial.ending(one)[1]


async def test_in_a_forum_each_briefing_is_a_thread(trial: DeliveryTrial) -> None:
    one = trial.subscribe("board", into=Into.FORUM)
    assert await trial.deliver(one) is Outcome.POSTED
    thread = trial.guild[f"Daily briefing {trial.day}"]
    assert [m.content for m in trial.discord.messages(thread)] == ["one", "two"]


async def test_a_thread_that_was_made_before_the_connection_broke_is_found(
    trial: DeliveryTrial,
) -> None:
    trial.discord.faults.next("drop after", on="POST /channels/*/threads")
    one = trial.subscribe("board", into=Into.FORUM)
    assert await trial.deliver(one) is Outcome.POSTED
    threads = [c for c in trial.guild.channels.values() if c.parent is trial.guild["board"]]
    (thread,) = threads
    assert [m.content for m in trial.discord.messages(thread)] == ["one", "two"]


def threads(trial: DeliveryTrial) -> list[list[str]]:
    """What the forum's threads say, sorted."""
    channels = trial.guild.channels.values()
    made = [one for one in channels if one.parent is trial.guild["board"]]
    return sorted([m.content for m in trial.discord.messages(thread)] for thread in made)


@pytest.mark.parametrize("equal", [True, False], ids=["equal", "unlike"])
@pytest.mark.parametrize("fault", ["drop after", "drop before"])
async def test_of_two_in_one_forum_each_finds_its_own_thread(
    trial: DeliveryTrial, fault: str, *, equal: bool
) -> None:
    short, full = (trial.subscribe("board", into=Into.FORUM) for _ in range(2))
    assert await trial.deliver(short) is Outcome.POSTED
    if not equal:
        trial.content.texts = ("one and more", "two")
    trial.discord.faults.next(fault, on="POST /channels/*/threads")
    assert await trial.deliver(full) is Outcome.POSTED
    other = ["one", "two"] if equal else ["one and more", "two"]
    assert threads(trial) == [["one", "two"], other]


async def test_killed_after_making_their_threads_two_find_one_each(trial: DeliveryTrial) -> None:
    each = [trial.subscribe("board", into=Into.FORUM) for _ in range(2)]
    for one in each:
        job = await trial.deliverer.prepare(one.id, trial.day, trial.due)
        assert job is not None
        trial.ledger.try_page(one.id, trial.day, 0, job.channel, trial.clock.now())
        await trial.poster.start_thread(job.channel, job.title, job.pages[0])
    assert [await trial.deliver(one) for one in each] == [Outcome.POSTED] * 2
    assert threads(trial) == [["one", "two"]] * 2


async def test_a_post_that_the_forum_archived_during_an_outage_is_not_made_again(
    trial: DeliveryTrial,
) -> None:
    one = trial.subscribe("board", into=Into.FORUM)
    job = await trial.deliverer.prepare(one.id, trial.day, trial.due)
    assert job is not None
    trial.ledger.try_page(one.id, trial.day, 0, job.channel, trial.clock.now())
    posted = await trial.poster.start_thread(job.channel, job.title, job.pages[0])
    trial.discord.archive(trial.discord.world.channels[posted.channel_id])
    assert await trial.deliver(one) is Outcome.POSTED
    assert threads(trial) == [["one", "two"]]


async def test_archived_posts_are_looked_through_as_far_back_as_the_first_attempt(
    trial: DeliveryTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poster_module, "HISTORY_PAGE", 2)
    monkeypatch.setattr(poster_module, "CLOCK_SLACK", timedelta())
    board, made, asked = trial.guild["board"], [], []
    for number in range(7):
        made.append(await trial.poster.start_thread(board.id, f"Day {number}", {"content": "one"}))
        trial.discord.archive(trial.discord.world.channels[made[-1].channel_id])
    request = trial.bot.http.request

    async def counted(route: discord.http.Route, **options: Any) -> Any:
        asked.append(route.path)
        return await request(route, **options)

    monkeypatch.setattr(trial.bot.http, "request", counted)

    async def found(name: str, since: datetime) -> list[Posted]:
        there = trial.poster.find_threads(trial.guild.id, board.id, name, {"content": "one"}, since)
        return [one async for one in there]

    ages = [discord.utils.snowflake_time(one.channel_id) for one in made]
    assert await found("Day 3", ages[3]) == [made[3]]
    assert sum("archived" in path for path in asked) == 3  # 6 and 5, 4 and 3, 2 and 1
    assert await found("Day 0", ages[6]) == []


async def test_a_post_in_a_forum_gets_the_subscriptions_tag(trial: DeliveryTrial) -> None:
    board = trial.guild["board"]
    trial.discord.require_tag(board)
    tag = trial.discord.add_tag(board, "Newsroom")
    one = trial.subscribe("board", into=Into.FORUM, tag_id=int(tag))
    assert await trial.deliver(one) is Outcome.POSTED
    (thread,) = (c for c in trial.discord.world.channels.values() if c.kind.is_thread)
    assert thread.tags == {tag: "Newsroom"}


async def test_a_message_that_another_delivery_took_for_its_own_is_posted_again(
    trial: DeliveryTrial,
) -> None:
    lost, late = (
        trial.subscribe("board", into=Into.FORUM),
        trial.subscribe("board", into=Into.FORUM),
    )
    for one in (lost, late):
        await trial.deliverer.prepare(one.id, trial.day, trial.due)
    trial.ledger.try_page(lost.id, trial.day, 0, lost.channel_id, trial.clock.now())
    start_thread, taken = trial.poster.start_thread, []

    async def taken_at_once(
        channel: int, name: str, message: Message, tag_id: int | None = None
    ) -> Posted:
        posted = await start_thread(channel, name, message)
        if not taken:  # another process finds it before this one has written it down
            where = posted.channel_id, posted.message_id
            taken.append(trial.ledger.posted_page(lost.id, trial.day, 0, *where))
        return posted

    trial.poster.start_thread = taken_at_once  # type: ignore[method-assign]  # a race
    assert await trial.deliver(late) is Outcome.POSTED
    assert taken == [True]
    assert threads(trial) == [["one"], ["one", "two"]]


async def test_a_thread_that_is_deleted_while_it_is_looked_at_is_not_ours(
    trial: DeliveryTrial,
) -> None:
    board = trial.guild["board"]
    gone = await trial.poster.start_thread(board.id, "News", {"content": "one"})
    kept = await trial.poster.start_thread(board.id, "News", {"content": "one"})
    trial.discord.faults.next("404", on=f"GET /channels/{gone.channel_id}/messages")
    found = trial.poster.find_threads(
        trial.guild.id, board.id, "News", {"content": "one"}, trial.clock.now()
    )
    assert [one async for one in found] == [kept]


async def test_a_refusal_that_will_come_every_day_is_reported_once(trial: DeliveryTrial) -> None:
    one = trial.subscribe("board", into=Into.FORUM)
    trial.subscribe("talk")
    trial.discord.require_tag(trial.guild["board"])
    for number in range(3):
        trial.day += timedelta(days=1)
        if number == 2:  # what they were told of has been mended, and comes back later
            trial.discord.require_tag(trial.guild["board"], required=False)
            assert await trial.deliver(one) is Outcome.POSTED
            trial.discord.require_tag(trial.guild["board"])
            trial.day += timedelta(days=1)
        assert await trial.deliver(one) is Outcome.FAILED
        stored = trial.store.get(one.id)
        assert stored is not None
        assert stored.state is State.ACTIVE
        assert "tag is required" in stored.reason
        told = trial.posted("talk")
        assert len(told) == (2 if number == 2 else 1)
    assert "will refuse the next ones too" in told[0]


@pytest.mark.parametrize("fault", ["a tag that is gone", "too long"])
async def test_what_every_day_will_meet_is_reported_the_first_time(
    trial: DeliveryTrial, fault: str
) -> None:
    trial.subscribe("talk")
    one = trial.subscribe("board", into=Into.FORUM, tag_id=None if fault == "too long" else 7)
    trial.content.texts = ("x" * 2_001,) if fault == "too long" else ("one",)
    for _ in range(2):
        trial.day += timedelta(days=1)
        assert await trial.deliver(one) is Outcome.FAILED
        stored = trial.store.get(one.id)
        assert stored is not None
        assert stored.state is State.ACTIVE
    (told,) = trial.posted("talk")
    assert "will refuse the next ones too" in told


async def test_any_refusal_that_comes_back_the_next_day_is_reported_once(
    trial: DeliveryTrial,
) -> None:
    trial.subscribe("talk")
    one = trial.subscribe("board", into=Into.FORUM)
    trial.content.texts = ("",)
    heard = []
    for _ in range(3):
        trial.day += timedelta(days=1)
        assert await trial.deliver(one) is Outcome.FAILED
        heard.append(len(trial.posted("talk")))
    assert heard == [0, 1, 1]


async def test_a_blocked_channel_is_not_told_about_itself(trial: DeliveryTrial) -> None:
    """It may take this message and not the posts: where there is no other, it is a direct one."""
    moderator = next(m for m in trial.guild.members.values() if m.user.name == "Mod")
    one = trial.subscribe("news", created_by=moderator.id)
    trial.subscribe("news")
    trial.discord.faults.next("403", on="POST /channels/*/messages")
    assert await trial.deliver(one) is Outcome.FAILED
    assert trial.posted("news") == []
    (message,) = trial.discord.messages(trial.discord.dm(moderator))
    assert f"<#{one.channel_id}> can't be posted" in message.content


async def test_a_pause_or_a_removal_in_the_last_moment_counts(trial: DeliveryTrial) -> None:
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


async def test_quiet_when_there_is_nothing_to_post(trial: DeliveryTrial) -> None:
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


async def test_what_nobody_foresaw_is_recorded(trial: DeliveryTrial) -> None:
    one = trial.subscribe()
    trial.ledger.open(one.id, trial.day, trial.due, trial.clock.now())
    await trial.deliverer.fail(one.id, trial.day, "Something unforeseen.")
    assert trial.ending(one) == (Outcome.FAILED, "Something unforeseen.")


async def test_why_a_place_can_not_be_posted_to(trial: DeliveryTrial) -> None:
    problem, guild = trial.poster.problem, trial.guild
    assert str(await problem(99, 1)) == "The bot is not in the server."
    assert await problem(guild.id, guild["news"].id) is None
    assert "404" in str(await problem(guild.id, 12345))
    trial.discord.deny(guild["news"], Permission.VIEW_CHANNEL)
    await trial.heard("news", "view_channel", allowed=False)
    assert "View Channel" in str(await problem(guild.id, guild["news"].id))


async def test_discord_is_asked_about_places_of_servers_that_other_processes_know(
    trial: DeliveryTrial,
) -> None:
    problem, guild, state = trial.poster.problem, trial.guild, trial.bot._connection
    board = guild["board"]
    thread = await trial.poster.start_thread(board.id, "A thread", {"content": "hi"})
    known = trial.bot.get_guild(guild.id)
    assert known is not None
    state._remove_guild(known)
    assert await problem(guild.id, guild["news"].id) is None
    assert await problem(guild.id, thread.channel_id) is None
    assert "404" in str(await problem(guild.id, 12345))
    trial.discord.deny(guild["news"], Permission.SEND_MESSAGES)
    said = await problem(guild.id, guild["news"].id)
    assert str(said) == f"The bot lacks Send Messages in <#{guild['news'].id}>."
    trial.discord.deny(board, Permission.SEND_MESSAGES_IN_THREADS)
    assert "Send Messages in Threads" in str(await problem(guild.id, thread.channel_id))
    trial.discord.world.channels[thread.channel_id].locked = True
    assert str(await problem(guild.id, thread.channel_id)) == (
        f"The thread <#{thread.channel_id}> is locked."
    )
    trial.discord.deny(board, Permission.VIEW_CHANNEL)
    assert "403" in str(await problem(guild.id, board.id))
    trial.discord.kick(guild)
    assert str(await problem(guild.id, guild["news"].id)) == "The bot is not in the server."


async def test_a_thread_has_a_permission_of_its_own(trial: DeliveryTrial) -> None:
    posted = await trial.poster.start_thread(trial.guild["board"].id, "A thread", {"content": "hi"})
    heard = trial.bot.get_guild(trial.guild.id)
    assert heard is not None
    await until(lambda: heard.get_thread(posted.channel_id) is not None)
    assert await trial.poster.problem(trial.guild.id, posted.channel_id) is None
    # Discord told of the thread, and not of the channel that it is in.
    heard._channels.pop(trial.guild["board"].id)
    thread = heard.get_thread(posted.channel_id)
    assert thread is not None
    assert [str(one) for one in missing_permissions(thread, heard.me)] == ["View Channel"]
    assert await trial.poster.problem(trial.guild.id, posted.channel_id) is None


async def test_the_histories_of_busy_channels_are_read_to_a_bound(
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


async def test_a_database_that_is_away_is_asked_again(trial: DeliveryTrial) -> None:
    one = trial.subscribe()
    keep, failures = trial.ledger.posted_page, 2

    def away(*given: Any) -> bool:
        nonlocal failures
        failures -= 1
        if failures >= 0:
            raise sa.exc.OperationalError("away", None, OSError("away"))
        return keep(*given)

    trial.ledger.posted_page = away  # type: ignore[method-assign]  # a database that comes back
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
