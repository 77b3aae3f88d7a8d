"""Deliveries to a forum: each briefing is one thread, whatever fails meanwhile."""

from datetime import datetime, timedelta
from typing import Any

import discord
import pytest

from bot.daily.posting import Message, Posted
from bot.daily.tables import Into, Outcome
from bot.discord.daily import poster as poster_module
from tests.bot.daily.trial import DeliveryTrial


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
    """The texts of the forum's threads, sorted."""
    channels = trial.guild.channels.values()
    made = [one for one in channels if one.parent is trial.guild["board"]]
    return sorted([m.content for m in trial.discord.messages(thread)] for thread in made)


@pytest.mark.parametrize("equal", [True, False], ids=["equal", "unlike"])
@pytest.mark.parametrize("fault", ["drop after", "drop before"])
async def test_each_of_two_in_one_forum_finds_its_own_thread(
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


async def test_a_message_claimed_by_another_delivery_is_posted_again(
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
        if not taken:  # another process finds it before this one has recorded it
            where = posted.channel_id, posted.message_id
            taken.append(trial.ledger.posted_page(lost.id, trial.day, 0, *where))
        return posted

    trial.poster.start_thread = taken_at_once  # type: ignore[method-assign]  # a race
    assert await trial.deliver(late) is Outcome.POSTED
    assert taken == [True]
    assert threads(trial) == [["one"], ["one", "two"]]


async def test_a_thread_deleted_during_the_check_is_not_ours(
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
