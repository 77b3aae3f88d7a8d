"""The whole of the daily briefings, in one process with the durable queue."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.daily.content import Composed
from bot.daily.ledger import Memory
from bot.daily.schedule import Run
from bot.daily.tables import Outcome, State, Subscription
from bot.discord.daily.poster import DiscordPoster
from bot.discord.rate_limit import Breaker, Pacer
from bot.work.daily_briefings import NEWCOMER_SECONDS, DailyBriefings, queue_url
from bot.work.membership import ALONE, Recover, TakenError
from briefings.translations.message import restored
from tests.bot.work.harness import due_now
from tests.loopback import ChannelKind, Guild, LoopbackDiscord, Permission
from tests.loopback.tinybot import running
from tests.postgres import new_database
from tests.waiting import LAST_RESORT, until

NOBODYS = Run("nobody", date(2025, 8, 18), datetime(2025, 8, 18, 8, tzinfo=UTC))


class Content:
    """Raises a given error, else returns a line."""

    def __init__(self) -> None:
        self.error: Exception | None = None

    async def compose(
        self, one: Subscription, memory: Memory | None, day: date, now: datetime
    ) -> Composed:
        assert now.tzinfo is not None
        if self.error:
            raise self.error
        return Composed(f"{day}", ({"content": f"news for {one.id}"},), memory or {})


class Setup:
    def __init__(self, discord: LoopbackDiscord, guild: Guild, daily: DailyBriefings) -> None:
        self.discord = discord
        self.guild = guild
        self.daily = daily

    def add(self, **changes: Any) -> Subscription:
        made = due_now(self.guild.id, self.guild["news"].id, **changes)
        self.daily.store.add(made, limit=99)
        self.daily.planner.changed()
        return made

    def ending(self, one: Subscription) -> tuple[Outcome, str] | None:
        found = self.daily.ledger.last(one.id)
        return (found[0].outcome, str(restored(found[0].reason))) if found else None

    async def closed(self, one: Subscription) -> tuple[Outcome, str]:
        await until(lambda: (self.ending(one) or (Outcome.QUEUED,))[0] is not Outcome.QUEUED)
        ending = self.ending(one)
        assert ending is not None
        return ending

    def state(self, one: Subscription) -> State:
        found = self.daily.store.get(one.id)
        assert found is not None
        return found.state


@pytest.fixture
def content() -> Content:
    return Content()


@pytest.fixture
async def setup(tmp_path: Path, content: Content) -> AsyncIterator[Setup]:
    async with LoopbackDiscord() as discord:
        guild = discord.guild("Readers", {"news": ChannelKind.TEXT})
        async with running(discord) as bot:
            daily = DailyBriefings(
                f"sqlite:///{tmp_path / 'bot.sqlite3'}",
                DiscordPoster(bot, Breaker()),
                content,
                rate=50,
                shared_rate=Pacer(50),
            )
            await daily.start()
            yield Setup(discord, guild, daily)
            await daily.stop()


@asynccontextmanager
async def a_daily(
    url: str, pacer: Pacer, content: Content | None = None
) -> AsyncIterator[DailyBriefings]:
    """Daily briefings for tests that need no Discord."""
    poster = DiscordPoster(discord.Client(intents=discord.Intents.none()), Breaker())
    daily = DailyBriefings(url, poster, content or Content(), rate=50, shared_rate=pacer)
    yield daily
    await daily.stop()


async def test_others_make_room_before_a_newcomer_sends_requests(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, waited = new_database(postgres), []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("bot.work.daily_briefings.asyncio.sleep", sleep)
    first, second = Pacer(50), Pacer(50)
    async with a_daily(url, first) as daily, a_daily(url, second) as newcomer:
        await daily.prepare()
        assert (first.share, waited) == (1, [])
        await newcomer.prepare()
        await newcomer.prepare()
        assert (second.share, waited) == (0.5, [NEWCOMER_SECONDS])


class Script:
    """How many are alive, check by check."""

    name = "scripted"

    def __init__(self, *alive: int) -> None:
        self._alive = list(alive)

    async def join(self) -> None: ...

    async def leave(self) -> None: ...

    async def count(self) -> int:
        return self._alive[0]

    async def check(self, recover: Recover) -> int:
        assert recover
        if not self._alive:
            raise EOFError
        return self._alive.pop(0)


class Shares(Pacer):
    """Remembers which shares it was given."""

    def __init__(self) -> None:
        self.given: list[float] = []
        super().__init__(50)

    @property
    def share(self) -> float:
        return super().share

    @share.setter
    def share(self, value: float) -> None:
        self.given.append(value)


async def test_a_dead_processs_share_waits_a_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.work.daily_briefings.MEMBERSHIP_SECONDS", 0.0)
    shares = Shares()
    async with a_daily(f"sqlite:///{tmp_path / 'bot.sqlite3'}", shares) as daily:
        daily._membership = Script(1, 2, 1, 1)
        with pytest.raises(EOFError):
            await daily._share()
    assert shares.given == [1, 0.5, 0.5, 1]


async def test_a_process_is_told_that_its_shards_were_taken(tmp_path: Path) -> None:
    told: list[TakenError] = []

    class Taken(Script):
        async def check(self, recover: Recover) -> int:
            await super().check(recover)
            raise TakenError("host-7 took them over")

    poster = DiscordPoster(discord.Client(intents=discord.Intents.none()), Breaker())
    daily = DailyBriefings(
        f"sqlite:///{tmp_path / 'bot.sqlite3'}",
        poster,
        Content(),
        rate=50,
        shared_rate=Pacer(50),
        on_taken=told.append,
    )
    daily._membership = Taken(2)
    assert await daily._look_round() == 1
    assert [str(one) for one in told] == ["host-7 took them over"]
    await daily.stop()


async def test_the_rate_can_be_changed_while_it_runs(setup: Setup) -> None:
    await setup.daily.workflows.change_rate(7)
    queue = await setup.daily.durable._dbos.DBOS.retrieve_queue_async("daily")
    assert await queue.get_limiter_async() == {"limit": 70, "period": 10.0}
    one = setup.add()
    assert await setup.closed(one) == (Outcome.POSTED, "")


async def test_a_start_that_is_cancelled_midway_leaves_nothing_behind(tmp_path: Path) -> None:
    async with a_daily(f"sqlite:///{tmp_path / 'bot.sqlite3'}", Pacer(50)) as daily:
        starting = asyncio.create_task(daily.durable.start())
        await asyncio.sleep(0)
        starting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await starting
        await daily.durable.stop()
        await daily.start()
        assert await daily.workflows.is_alive(NOBODYS) is None


async def test_a_run_put_in_twice_is_delivered_once_and_pruned_later(setup: Setup) -> None:
    one = setup.add()
    assert await setup.closed(one) == (Outcome.POSTED, "")
    (delivery,) = setup.daily.ledger.last(one.id)
    run = Run(one.id, delivery.day, delivery.due)
    queue = setup.daily.workflows
    await queue.enqueue([run, run])
    await until(lambda: len(setup.discord.posts()) == 1)
    assert await queue.is_alive(NOBODYS) is None
    async with asyncio.timeout(LAST_RESORT):
        while await queue.is_alive(run):  # noqa: ASYNC110  # nothing tells of it
            await asyncio.sleep(0.02)
    prune = setup.daily.durable.prune
    assert await prune(datetime.now(UTC) - timedelta(days=1)) == 0
    assert await prune(datetime.now(UTC) + timedelta(days=1)) == 1
    assert await queue.is_alive(run) is None
    await setup.daily.durable.recover(["somebody-else"])
    await setup.daily._prune()
    assert len(setup.discord.posts()) == 1


async def test_a_failure_in_writing_is_recorded_and_stops_nobody_else(
    setup: Setup, content: Content
) -> None:
    content.error = ValueError("a title too long")
    broken = setup.add()
    assert await setup.closed(broken) == (
        Outcome.FAILED,
        "Something unforeseen went wrong (ValueError).",
    )
    content.error = None
    assert (await setup.closed(setup.add()))[0] is Outcome.POSTED


async def test_a_channel_that_is_allowed_again_resumes(setup: Setup) -> None:
    news = setup.guild["news"]
    setup.discord.deny(news, Permission.SEND_MESSAGES)
    one = setup.add()
    assert (await setup.closed(one))[0] is Outcome.FAILED
    assert setup.state(one) is State.BLOCKED
    setup.discord.allow(news, Permission.SEND_MESSAGES)
    async with asyncio.timeout(LAST_RESORT):
        while setup.state(one) is not State.ACTIVE:
            setup.daily.look_again(setup.guild.id)
            await asyncio.sleep(0.2)
    assert await setup.closed(one) == (Outcome.POSTED, "")
    for _ in range(2):  # however often it is asked, there is one post
        await setup.daily.planner.probe()
        await setup.daily.planner.reconcile()
    assert [post.content for post in setup.discord.posts()] == [f"news for {one.id}"]


async def test_servers_left_during_an_absence_are_noticed(setup: Setup) -> None:
    one = setup.add(next_due=datetime.now(UTC) + timedelta(days=1))
    await setup.daily.guilds_present({99}, lambda _: False)
    assert setup.state(one) is State.ACTIVE
    await setup.daily.guilds_present({99}, lambda _: True)
    assert setup.state(one) is State.BLOCKED
    await setup.daily.guilds_present({setup.guild.id}, lambda _: True)
    await until(lambda: setup.state(one) is State.ACTIVE)


async def test_a_database_may_be_given_as_postgres(postgres: str) -> None:
    url = new_database(postgres).replace("postgresql://", "postgres://", 1)
    async with a_daily(url, Pacer(50)) as daily:
        await daily.start()
        assert daily.store.guild_ids() == set()
        assert await daily.workflows.is_alive(NOBODYS) is None


async def test_a_dead_processs_work_is_restarted(tmp_path: Path) -> None:
    """Uses only DBOS's public functions."""
    begun, done = asyncio.Event(), asyncio.Event()

    class Stuck(Content):
        """Waits in the first life, writes in the second."""

        async def compose(self, *given: Any) -> Composed:
            if begun.is_set():
                done.set()
                return await super().compose(*given)
            begun.set()
            await asyncio.Event().wait()
            raise AssertionError

    url, content = f"sqlite:///{tmp_path / 'bot.sqlite3'}", Stuck()
    async with a_daily(url, Pacer(50), content) as first:
        await first.start()
        one = due_now(1, 2)
        first.store.add(one, limit=9)
        first.planner.changed()
        await asyncio.wait_for(begun.wait(), LAST_RESORT)
    async with a_daily(url, Pacer(50), content) as second:
        # As another process, with a name other than the dead one's.
        second.durable._executor = "another"
        await second.start()
        await asyncio.sleep(1)
        assert not done.is_set()
        await second.durable.recover(["nobody", ALONE])
        await asyncio.wait_for(done.wait(), LAST_RESORT)


def test_the_queue_is_next_to_the_database_or_in_it() -> None:
    assert queue_url("sqlite:///data/bot.sqlite3") == "sqlite:///data/bot-queue.sqlite3"
    given = "postgresql+psycopg://me:secret@there/bot"
    assert queue_url(given) == "postgresql://me:secret@there/bot"
    assert queue_url("postgres://me@there/bot") == "postgresql://me@there/bot"
