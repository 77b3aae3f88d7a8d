"""The bot's figures, gathered on request."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.operations.figures import Figure, counter, gauge
from briefings.sources.status import health_of

if TYPE_CHECKING:
    from bot.discord.client import Briefbot

LATE = timedelta(seconds=90)
"""How long after it was due `/daily status` calls a post late."""

LONGEST_WAIT = 2.0
"""Seconds after which a figure that needs a database is left out."""

RECENT = timedelta(days=1)


async def gather(bot: "Briefbot") -> list[Figure]:
    """All figures, except those from a database that is away."""
    found = [*_of_gateway(bot), *_of_work(bot)]
    for ask in (_of_library, _of_daily, _of_sources):
        with suppress(Exception):  # /healthz says what is wrong
            async with asyncio.timeout(LONGEST_WAIT):
                found += await asyncio.to_thread(ask, bot)
    return found


def _of_gateway(bot: "Briefbot") -> list[Figure]:
    up = {number: float(not shard.is_closed()) for number, shard in bot.shards.items()}
    known = {("configured",): len(bot.own_shards), ("connected",): sum(up.values())}
    latencies = {number: one for number, one in bot.latencies if one == one}  # no NaN
    servers = Counter(guild.shard_id for guild in bot.guilds)
    return [
        gauge("guilds", "Servers that the bot is in.", len(bot.guilds)),
        gauge("shards", "Shards of this process.", known, "state"),
        gauge(
            "shard_connected",
            "1 where a shard is connected.",
            _by_number(up),
            "shard",
        ),
        gauge("shard_guilds", "Servers of a shard.", _by_number(servers), "shard"),
        gauge("shard_seconds", "A shard's heartbeat.", _by_number(latencies), "shard"),
        gauge(
            "standing_by",
            "1 where another process runs this one's shards as yet.",
            float(bool(bot.standby.waiting_for)),
        ),
        gauge(
            "gateway_seconds",
            "The slowest shard's heartbeat.",
            max(latencies.values(), default=0.0),
        ),
        gauge(
            "requests_refused",
            "Requests that Discord refused in the last ten minutes; at 10,000 it bans the address.",
            bot.breaker.refused,
        ),
        counter(
            "gateway_events_unreadable",
            "Gateway events that could not be read, by name.",
            {(event,): times for event, times in bot.unreadable.count.items()},
            "event",
        ),
        gauge("under_way", "Interactions being answered.", bot.admission.shares.under_way),
    ]


def _by_number(values: Mapping[int, float]) -> dict[tuple[str, ...], float]:
    return {(str(number),): value for number, value in values.items()}


def _of_work(bot: "Briefbot") -> list[Figure]:
    restarts: Counter[tuple[str, ...]] = Counter()
    failing: dict[tuple[str, ...], float] = {}
    for watchdog in bot.watchdogs:
        restarts.update({(name,): times for name, times in watchdog.restarts.items()})
        failing |= {(name,): float(name in watchdog.failing) for name in watchdog.names}
    return [
        counter("work_restarts", "How often work had to be started again.", restarts, "work"),
        gauge("work_failing", "1 where work died and is not well again.", failing, "work"),
    ]


def _of_library(bot: "Briefbot") -> list[Figure]:
    with bot.service.library.read() as reader:
        counts, topics = reader.counts(None), reader.count_topics()
    held = {("articles",): counts.articles, ("quotations",): counts.quotes}
    held["topics",] = topics
    problems = len(bot.service.problems)
    return [
        gauge("library", "What the library holds.", held, "kind"),
        gauge("digest_problems", "What is wrong with the digest files.", problems),
    ]


def _of_daily(bot: "Briefbot") -> list[Figure]:
    if bot.daily is None:
        return []
    now = bot.daily.clock()
    counts = bot.daily.ledger.counts(now - RECENT, LATE)
    outcomes = {(name,): count for name, count in counts.items()}
    return [
        gauge(
            "deliveries",
            "Daily posts that were due in the last day, by what became of them; late ones count "
            "as posted too.",
            outcomes,
            "outcome",
        ),
        gauge("deliveries_due", "Daily posts due now.", bot.daily.store.count_due(now)),
    ]


def _of_sources(bot: "Briefbot") -> list[Figure]:
    if bot.sources is None:
        return []
    health: Counter[tuple[str, ...]] = Counter()
    health.update((health_of(one).value,) for one in bot.sources.store.all())
    return [gauge("sources", "Followed sources, by how they stand.", health, "health")]
