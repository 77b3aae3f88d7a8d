"""A user or server that asks without end makes nobody else wait."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from discord import InteractionType
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.client import Briefbot
from bot.discord.shares import (
    BUSY,
    LONGEST_WAIT,
    OF_A_SERVER,
    OF_A_USER,
    TOO_MUCH,
    Admission,
    Shares,
)
from bot.service import BriefingService
from tests.bot.discord.test_deferring import SlowService
from tests.bot.patience import patient
from tests.loopback import Guild, Interaction, LoopbackDiscord, Permission
from tests.loopback.tinybot import pointed_at, ready
from tests.waiting import LAST_RESORT, until

FLOOD = 60


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2), st.booleans()), max_size=200))
def test_no_share_is_exceeded_once_many_are_under_way(
    events: list[tuple[int, int, bool]],
) -> None:
    shares = Shares(busy=6, of_a_user=2, of_a_server=4)
    taken: list[tuple[int, int]] = []
    for user, server, is_answered in events:
        if is_answered and (user, server) in taken:
            shares.give_back(user, server)
            taken.remove((user, server))
        else:
            users = Counter(user for user, _ in taken)
            of_server = sum(min(n, 2) for (_, s), n in Counter(taken).items() if s == server)
            fits = len(taken) < 6 or (users[user] < 2 and of_server < 4)
            assert shares.take(user, server) is fits
            if fits:
                taken.append((user, server))
        assert shares.under_way == len(taken)
    for user, server in taken:
        shares.give_back(user, server)
    assert shares.under_way == 0
    assert not any((shares._users, shares._members, shares._servers))


def test_one_who_has_everything_takes_nothing_from_others_of_the_server() -> None:
    shares = Shares(busy=10, of_a_user=2, of_a_server=4)
    assert all(shares.take(1, 7) for _ in range(10))
    assert [shares.take(user, 7) for user in (1, 2, 2, 2, 3)] == [False, True, True, False, False]
    assert shares.take(3, 8)


def test_direct_messages_count_only_for_the_user() -> None:
    shares = Shares(busy=2, of_a_user=1, of_a_server=1)
    assert [shares.take(user, None) for user in (1, 2, 3, 1)] == [True, True, True, False]


class Crowd:
    """A bot whose answers wait until released, and two people in two servers."""

    def __init__(self, discord: LoopbackDiscord, slow: SlowService, bot: Briefbot) -> None:
        self.discord, self.slow, self.bot = discord, slow, bot
        self.here, self.there = discord.world.guilds.values()

    async def ask(self, guild: Guild, member: str) -> Interaction:
        user = next(m for m in guild.members.values() if m.user.name == member)
        return await self.discord.slash("help", user=user, channel=guild["general"])


@pytest.fixture
async def crowd(service: BriefingService) -> AsyncIterator[Crowd]:
    members = {"Ada": Permission(0), "Bob": Permission(0)}
    async with LoopbackDiscord() as discord:
        discord.guild("Here", members=members)
        discord.guild("There", members={"Dee": Permission(0)})
        slow = SlowService(service)
        bot = patient(Briefbot(slow, guild_ready_timeout=0.02))  # type: ignore[arg-type]  # it acts as one
        async with pointed_at(discord), bot:
            life = asyncio.create_task(bot.start(discord.token))
            await discord.connected()
            await ready(bot)
            yield Crowd(discord, slow, bot)
            slow.go.set()
            await until(lambda: bot.admission.shares.under_way == 0)
            await bot.close()
            await life


async def test_requests_over_a_users_share_are_refused_and_others_answered(crowd: Crowd) -> None:
    flood = [await crowd.ask(crowd.here, "Ada") for _ in range(FLOOD)]
    refused = [await one.message() for one in flood[BUSY:]]
    assert {one.text for one in refused} == {str(TOO_MUCH)}
    assert {one.visible_to for one in refused} == {flood[0].user.id}
    others = [await crowd.ask(crowd.here, "Bob"), await crowd.ask(crowd.there, "Dee")]
    await until(lambda: crowd.bot.admission.shares.under_way == BUSY + 2)
    crowd.slow.go.set()
    for one in (*flood[:BUSY], *others):
        assert (await one.message()).text != str(TOO_MUCH)
    await until(lambda: crowd.bot.admission.shares.under_way == 0)
    assert crowd.bot.admission.refused == FLOOD - BUSY


async def test_choices_over_the_share_are_empty(crowd: Crowd) -> None:
    for _ in range(BUSY):
        await crowd.ask(crowd.here, "Ada")
    await until(lambda: crowd.bot.admission.shares.under_way == BUSY)
    user = next(m for m in crowd.here.members.values() if m.user.name == "Ada")
    asked = await crowd.discord.autocomplete(
        "brief", "topic", "", user=user, channel=crowd.here["general"]
    )
    assert await asked.choices() == []


def test_a_servers_share_leaves_room_for_others() -> None:
    assert OF_A_USER < OF_A_SERVER < BUSY


class Asked:
    """The parts of a button press that are used before it is answered."""

    user = SimpleNamespace(id=1)
    command = None
    type = InteractionType.component
    # No response: sending one would fail.

    def __init__(self, guild_id: int | None = None) -> None:
        self.guild_id = guild_id
        self.extras: dict[str, Any] = {}


async def test_a_refusal_that_comes_too_late_is_not_sent() -> None:
    now = iter((0.0, LONGEST_WAIT))
    admission = Admission(Shares(busy=0, of_a_user=0), lambda: next(now))
    assert not await admission.admit(Asked())  # type: ignore[arg-type]  # all it needs
    assert admission.refused == 1


async def test_a_place_is_given_back_to_its_holder() -> None:
    admission = Admission(Shares(busy=0, of_a_user=1, of_a_server=1))
    asked: Any = Asked(guild_id=7)
    for _ in range(2):
        assert await asyncio.create_task(admission.admit(asked))
        await until(lambda: admission.shares.under_way == 0)


async def test_an_answer_takes_from_its_admission_to_the_end_of_its_task() -> None:
    now = iter((10.0, 12.5))
    admission = Admission(clock=lambda: next(now))
    asked: Any = Asked()
    assert await asyncio.create_task(admission.admit(asked))
    await until(lambda: admission.shares.under_way == 0)
    assert admission.figures.durations["component"].total == 2.5


async def test_nobody_waits_longer_for_the_last_answers_than_asked() -> None:
    admission = Admission()
    assert admission.shares.take(1, None)
    await asyncio.wait_for(admission.all_answered(within=0.01), LAST_RESORT)
    assert admission.shares.under_way == 1


async def test_interactions_are_counted_by_what_was_asked_and_how_it_ended(crowd: Crowd) -> None:
    outcomes = crowd.bot.admission.figures.outcomes
    user = next(m for m in crowd.here.members.values() if m.user.name == "Ada")
    where = crowd.here["general"]
    await crowd.discord.autocomplete("brief", "topic", "sum", user=user, channel=where)
    await until(lambda: outcomes["brief (autocomplete)", "answered"] == 1)
    for _ in range(BUSY + 1):
        await crowd.ask(crowd.here, "Ada")
    await until(lambda: outcomes["help", "refused"] == 1)
    crowd.slow.go.set()
    await until(lambda: outcomes["help", "answered"] == BUSY)
    brief = await crowd.discord.slash("brief", topic="summit", user=user, channel=where)
    await crowd.discord.press("Timeline", message=await brief.message(), user=user)
    await until(lambda: outcomes["component", "answered"] == outcomes["brief", "answered"] == 1)
    crowd.slow.error = ValueError("broken")
    with structlog.testing.capture_logs():  # rendering the traceback would take seconds
        await crowd.ask(crowd.here, "Ada")
        await until(lambda: outcomes["help", "failed"] == 1)
    assert outcomes == {
        ("brief (autocomplete)", "answered"): 1,
        ("help", "refused"): 1,
        ("help", "answered"): BUSY,
        ("brief", "answered"): 1,
        ("component", "answered"): 1,
        ("help", "failed"): 1,
    }


async def test_a_refusal_that_discord_does_not_take_is_logged(crowd: Crowd) -> None:
    for _ in range(BUSY):
        await crowd.ask(crowd.here, "Ada")
    await until(lambda: crowd.bot.admission.shares.under_way == BUSY)
    crowd.discord.faults.next("403", on="POST */callback")
    with structlog.testing.capture_logs() as logs:
        await crowd.ask(crowd.here, "Ada")
        await until(lambda: any(one["event"] == "refusal_failed" for one in logs))
    (one,) = (one for one in logs if one["event"] == "refusal_failed")
    assert one["status"] == 403
    assert isinstance(one["code"], int)
