"""What Discord refuses, who is told, and what is known beforehand."""

from datetime import timedelta

import pytest

from bot.daily.tables import Into, Outcome, State
from bot.discord.daily.permissions import missing_permissions
from briefings.library.columns import NOBODY
from tests.bot.daily.trial import DeliveryTrial
from tests.loopback import Permission
from tests.waiting import until


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


async def test_without_another_channel_the_moderator_gets_a_direct_message(
    trial: DeliveryTrial,
) -> None:
    moderator = next(m for m in trial.guild.members.values() if m.user.name == "Mod")
    one = trial.subscribe("news", created_by=moderator.id)
    trial.discord.delete_channel(trial.guild["news"])
    assert await trial.deliver(one) is Outcome.FAILED
    assert "404" in trial.ending(one)[1]
    (message,) = trial.discord.messages(trial.discord.dm(moderator))
    assert "settings are kept" in message.content


async def test_a_user_with_a_deleted_number_gets_no_messages(trial: DeliveryTrial) -> None:
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


async def test_what_discord_refuses_fails_with_its_reason(trial: DeliveryTrial) -> None:
    trial.content.texts = ("",)
    one = trial.subscribe()
    assert await trial.deliver(one) is Outcome.FAILED
    assert "empty message" in trial.ending(one)[1]
    stored = trial.store.get(one.id)
    assert stored is not None
    assert (stored.state, stored.seen) == (State.ACTIVE, None)


async def test_a_refusal_that_will_come_every_day_is_reported_once(trial: DeliveryTrial) -> None:
    one = trial.subscribe("board", into=Into.FORUM)
    trial.subscribe("talk")
    trial.discord.require_tag(trial.guild["board"])
    for number in range(3):
        trial.day += timedelta(days=1)
        if number == 2:  # the reported refusal is fixed by now, and recurs later
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
async def test_a_daily_refusal_is_reported_the_first_time(trial: DeliveryTrial, fault: str) -> None:
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


async def test_any_refusal_that_recurs_the_next_day_is_reported_once(
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
    """It may accept this message but not the posts; without another channel, send it directly."""
    moderator = next(m for m in trial.guild.members.values() if m.user.name == "Mod")
    one = trial.subscribe("news", created_by=moderator.id)
    trial.subscribe("news")
    trial.discord.faults.next("403", on="POST /channels/*/messages")
    assert await trial.deliver(one) is Outcome.FAILED
    assert trial.posted("news") == []
    (message,) = trial.discord.messages(trial.discord.dm(moderator))
    assert f"<#{one.channel_id}> can't be posted" in message.content


async def test_why_a_place_cannot_be_posted_to(trial: DeliveryTrial) -> None:
    problem, guild = trial.poster.problem, trial.guild
    assert str(await problem(99, 1)) == "The bot is not in the server."
    assert await problem(guild.id, guild["news"].id) is None
    assert "404" in str(await problem(guild.id, 12345))
    trial.discord.deny(guild["news"], Permission.VIEW_CHANNEL)
    await trial.heard("news", "view_channel", allowed=False)
    assert "View Channel" in str(await problem(guild.id, guild["news"].id))


async def test_discord_is_asked_about_servers_that_other_processes_know(
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


async def test_a_thread_has_its_own_permission(trial: DeliveryTrial) -> None:
    posted = await trial.poster.start_thread(trial.guild["board"].id, "A thread", {"content": "hi"})
    heard = trial.bot.get_guild(trial.guild.id)
    assert heard is not None
    await until(lambda: heard.get_thread(posted.channel_id) is not None)
    assert await trial.poster.problem(trial.guild.id, posted.channel_id) is None
    # Discord announced the thread, but not its channel.
    heard._channels.pop(trial.guild["board"].id)
    thread = heard.get_thread(posted.channel_id)
    assert thread is not None
    assert [str(one) for one in missing_permissions(thread, heard.me)] == ["View Channel"]
    assert await trial.poster.problem(trial.guild.id, posted.channel_id) is None
