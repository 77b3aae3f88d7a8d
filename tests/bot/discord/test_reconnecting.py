"""After a Discord outage the bot is back soon, without too many attempts."""

import asyncio

from bot.discord.client import Briefbot
from bot.discord.reconnecting import EARLY, LATE, PEACE, SOON, Backoff
from bot.service import BriefingService
from tests.loopback import LoopbackDiscord
from tests.loopback.tinybot import pointed_at
from tests.waiting import LAST_RESORT


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def longest(clock: Clock) -> Backoff:
    """A backoff that draws the longest waits."""
    return Backoff(lambda _, most: most, clock)


def test_it_waits_longer_each_time_up_to_a_limit() -> None:
    clock = Clock()
    backoff = longest(clock)
    waits = []
    for _ in range(EARLY + 3):
        waits.append(backoff.delay())
        clock.now += waits[-1]
    assert waits[:6] == [2.0, 4.0, 8.0, 16.0, 32.0, 32.0]
    assert waits[EARLY - 1 :] == [SOON, LATE, LATE, LATE]


def test_after_a_quiet_while_it_starts_over() -> None:
    clock = Clock()
    backoff = longest(clock)
    for _ in range(20):
        backoff.delay()
    clock.now += PEACE + LATE
    assert backoff.delay() == LATE
    clock.now += PEACE + LATE + 1
    assert backoff.delay() == 2.0


def test_in_a_day_of_failures_it_logs_in_less_often_than_discord_allows() -> None:
    clock = Clock()
    backoff = Backoff(lambda least, most: (least + most) / 2, clock)
    tries = 0
    while clock.now < 1000.0 + 24 * 3600:
        clock.now += backoff.delay()
        tries += 1
    assert tries < 800


def test_waits_differ() -> None:
    assert len({Backoff().delay() for _ in range(20)}) > 1


async def test_the_bot_waits_and_is_back_when_discord_is(service: BriefingService) -> None:
    async with LoopbackDiscord() as discord:
        discord.guild()
        bot = Briefbot(service, guild_ready_timeout=0.02)
        async with pointed_at(discord), bot:
            life = asyncio.create_task(bot.start(discord.token))
            await discord.connected(within=LAST_RESORT)
            shard = bot.get_shard(0)
            assert shard is not None
            backoff = shard._parent._backoff
            assert isinstance(backoff, Backoff)
            backoff._draw = lambda least, _: least  # nobody waits here
            await discord.stop()
            async with asyncio.timeout(LAST_RESORT):
                while backoff._tries < EARLY:  # noqa: ASYNC110  # nothing tells of it
                    await asyncio.sleep(0.01)
            await discord.start()
            await discord.connected(within=LAST_RESORT)
            await asyncio.wait_for(bot.wait_until_ready(), LAST_RESORT)
            asked = await discord.slash("who", person="rubio")
            assert "Marco Rubio" in (await asked.message()).text
            await bot.close()
            await life
