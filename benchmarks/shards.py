"""Several processes on one PostgreSQL: `make bench-shards`, or `python -m benchmarks.shards`.

Four bot processes with sixteen shards each, over real sockets, on a loopback Discord with 100,000
servers that it announces one after the other. Measures and checks:

- memory: bytes per server, compared with a process with the same shards and no servers;
- a rolling restart: interactions continue on all servers with a connected shard, and each must be
  answered once;
- `kill -9` of one process during daily posts and feed reading: the others take over its work, and
  nothing is doubled.

Exits with 1 if an interaction was missed, a post or article lost or doubled, a session begun too
early, or more than 50 requests a second made.
"""

import argparse
import asyncio
import itertools
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from rich.console import Console
from rich.table import Table

from benchmarks.fleet import SHARDS, WITHIN, Fleet, Process
from benchmarks.latency import percentile
from bot.daily.tables import Outcome, columns, deliveries, subscriptions
from bot.shards import shard_of
from briefings.library import Library
from tests.bot.work.harness import DeliveryHarness, due_now
from tests.briefings.ingest.sites import Site
from tests.briefings.sources.fetching.conftest import serving
from tests.loopback import Guild, Interaction, LoopbackDiscord
from tests.loopback.crowd import Crowd
from tests.postgres import new_database, postgres_server

AT_ONCE = 16
BUSY_SERVERS = 10
"""Servers of each shard with some activity."""
FEEDS, STORIES = 8, 12
TOPIC = "summit"

DISCORD_WAITS = 3.0
SETTLING = 15.0


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN):
        while not happened():  # noqa: ASYNC110  # other processes do it
            await asyncio.sleep(0.25)


@dataclass
class Report:
    """Prints what was measured, and collects failures."""

    console: Console
    broken: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.console.print(text)

    def check(self, text: str, *, holds: bool) -> None:
        self.say(f"{text}{'' if holds else '  <-- WRONG'}")
        if not holds:
            self.broken.append(text)


class Visitors:
    """People who ask, one after the other, on servers with a connected shard."""

    def __init__(self, discord: LoopbackDiscord, guilds: list[Guild], rate: float) -> None:
        self._discord = discord
        self._guilds = guilds
        self._rate = rate
        self._chance = random.Random(5)  # noqa: S311  # reproducible, no secrets
        self.asked: list[Interaction] = []

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._ask())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _ask(self) -> None:
        questions = itertools.cycle(
            (("help", {}), ("who", {"person": "rubio"}), ("search", {"text": "guarantees"}))
        )
        while True:
            up = {one.shard for one in self._discord.gateway.connected}
            there = [one for one in self._guilds if shard_of(one.id, SHARDS) in up]
            name, options = next(questions)
            if there:
                channel = self._chance.choice(there)["channel-0"]
                self.asked.append(await self._discord.slash(name, channel=channel, options=options))
            await asyncio.sleep(1 / self._rate)

    async def report(self, report: Report, what: str) -> None:
        with suppress(TimeoutError):
            await until(lambda: all(one.callback is not None for one in self.asked))
        missed = sum(one.callback is None for one in self.asked)
        twice = sum(len(one.refusals) for one in self.asked)
        times = [one.latency for one in self.asked if one.callback is not None]
        late = sum(one > DISCORD_WAITS for one in times)
        report.check(
            f"{what}: {len(self.asked):,} interactions, {missed} missed, {twice} answered twice",
            holds=not missed and not twice,
        )
        report.say(
            f"  median {1000 * statistics.median(times):.0f} ms, "
            f"p99 {1000 * percentile(times, 0.99):.0f} ms, longest {max(times):.1f} s; "
            f"{late} after Discord's three seconds"
        )


class Bench:
    """One run."""

    def __init__(self, report: Report, given: argparse.Namespace) -> None:
        self.report = report
        self.given = given

    async def run(self, folder: Path, server: str) -> None:
        site = Site()
        now = datetime.now(UTC)
        site.publish(*(f"p{n}" for n in range(STORIES)), at=now - timedelta(hours=1))
        async with AsyncExitStack() as stack:
            site.address = await stack.enter_async_context(serving(site.answer))
            discord = await stack.enter_async_context(LoopbackDiscord(shards=SHARDS))
            discord.gateway.max_concurrency = AT_ONCE
            discord.gateway.identify_seconds = 5.0
            discord.callback_deadline = WITHIN
            feeds = " ".join(f"{site.address}/feed{number}" for number in range(FEEDS))
            fleet = Fleet(discord, folder, new_database(server), feeds, self.given.processes)
            stack.push_async_callback(fleet.end)
            empty = await self._empty(fleet)
            crowd = discord.crowd(self.given.guilds)
            guilds = busy(crowd)
            await self._start(fleet, crowd, empty)
            await self._rolling(fleet, guilds)
            await self._kill(fleet, guilds)
            self._feeds(fleet)
            self._gateway(discord)

    async def _empty(self, fleet: Fleet) -> float:
        """The memory of a process without servers, in bytes."""
        first = fleet.processes[0]
        await first.start()
        await first.up()
        await asyncio.sleep(SETTLING)  # until it has loaded everything
        found = await first.metrics()
        await first.end()
        return found["process_resident_memory_bytes"]

    async def _start(self, fleet: Fleet, crowd: Crowd, empty: float) -> None:
        count = len(fleet.processes)
        began = time.monotonic()
        await asyncio.gather(*(one.start() for one in fleet.processes))
        for one in fleet.processes:
            await one.up()
        connected = time.monotonic() - began
        await self._all_announced(fleet, busy(crowd))
        found = [await one.metrics() for one in fleet.processes]
        seconds = time.monotonic() - began
        known = sum(one["briefbot_guilds"] for one in found)
        self.report.check(
            f"{count} processes, {SHARDS} shards, {known:,.0f} servers announced at "
            f"{crowd.bytes_of_one:,} bytes each",
            holds=known == crowd.count,
        )
        self.report.say(
            f"  all shards up after {connected:.0f} s, all servers after {seconds:.0f} s"
        )
        table = Table("process", "servers", "memory MB", "bytes a server", "CPU s")
        for process, one in zip(fleet.processes, found, strict=True):
            memory, servers = one["process_resident_memory_bytes"], one["briefbot_guilds"]
            table.add_row(
                str(process.shards),
                f"{servers:,.0f}",
                f"{memory / 2**20:.0f}",
                f"{(memory - empty) / max(servers, 1):,.0f}",
                f"{one['process_cpu_seconds_total']:.0f}",
            )
        self.report.console.print(table)
        self.report.say(f"  a process without servers: {empty / 2**20:.0f} MB")
        self.report.say(f"  {fleet.connections()} connections to PostgreSQL")

    async def _all_announced(self, fleet: Fleet, guilds: list[Guild]) -> None:
        """Wait until the processes have read all announcements: an answer comes after them."""
        gateway = fleet.discord.gateway
        await until(lambda: all(one.is_announced for one in gateway.connected))
        places = {shard_of(one.id, SHARDS): one["channel-0"] for one in guilds}
        for place in places.values():
            await (await fleet.discord.slash("help", channel=place)).response(WITHIN)

    async def _rolling(self, fleet: Fleet, guilds: list[Guild]) -> None:
        visitors = Visitors(fleet.discord, guilds, self.given.rate)
        ended, back = [], []
        async with visitors.asking():
            for process in fleet.processes:
                ended.append(await process.end())
                began = time.monotonic()
                await process.start()
                await process.up()
                back.append(time.monotonic() - began)
                await self._all_announced(fleet, guilds)
        await visitors.report(self.report, "rolling restart")
        self.report.say(f"  ended within {max(ended):.1f} s, back after {max(back):.0f} s at most")

    async def _kill(self, fleet: Fleet, guilds: list[Guild]) -> None:
        harness = DeliveryHarness(fleet.discord, fleet.database)
        chosen = (guilds * (self.given.posts // len(guilds) + 1))[: self.given.posts]
        places = [(guild.id, guild["channel-0"].id) for guild in chosen]
        harness.subscriptions = [due_now(*place, topics=(TOPIC,)) for place in places]
        with harness.engine.begin() as connection:
            rows = [columns(one) for one in harness.subscriptions]
            connection.execute(subscriptions.insert(), rows)
        visitors = Visitors(fleet.discord, guilds, self.given.rate)
        killed = fleet.processes[-2]
        async with visitors.asking():
            await self._posted(harness, len(places) // 4)
            await killed.end(signal.SIGKILL)
            killed_at = time.monotonic()
            await self._posted(harness, len(places))
        seconds = time.monotonic() - killed_at
        self.report.say(
            f"kill -9 of {killed.shards} with {len(places):,} daily posts under way; the others "
            f"were done {seconds:.0f} s later"
        )
        lost, doubled = _lost_and_doubled(harness)
        self.report.check(
            f"  {len(fleet.discord.posts()):,} messages, {lost} lost, {doubled} twice",
            holds=not lost and not doubled,
        )
        asked = visitors.asked
        visitors.asked = [one for one in asked if not _was_of(killed, one)]
        await visitors.report(self.report, "  at the shards of the others")
        died = sum(one.callback is None for one in asked if _was_of(killed, one))
        self.report.say(f"  {died} interactions died with it")
        busiest = fleet.discord.requests.busiest(1.0, "POST /channels/*")
        self.report.check(f"  at most {busiest} posts in any second", holds=busiest <= 50)
        harness.engine.dispose()

    async def _posted(self, harness: DeliveryHarness, count: int) -> None:
        """Wait until `count` daily posts are made."""
        query = sa.select(sa.func.count()).where(deliveries.c.outcome == Outcome.POSTED)

        def made() -> bool:
            with harness.engine.connect() as connection:
                return (connection.scalar(query) or 0) >= count

        await until(made)

    def _feeds(self, fleet: Fleet) -> None:
        with Library.open(fleet.database) as library, library.read() as reader:
            headlines = [one.headline for one in reader.digest().articles]
        brought = [one for one in headlines if one.startswith("Story of p")]
        self.report.check(
            f"{FEEDS} feeds with the same {STORIES} stories: {len(brought)} articles",
            holds=len(brought) == len(set(brought)) == STORIES,
        )

    def _gateway(self, discord: LoopbackDiscord) -> None:
        told = len(discord.requests.matching("PUT */commands"))
        self.report.check(f"the commands were told {told} times", holds=told == 1)
        self.report.check(
            f"{discord.gateway.identified} sessions begun, {discord.gateway.too_early} too early",
            holds=not discord.gateway.too_early,
        )
        refused = discord.requests.statuses()[429]
        self.report.check(f"{refused} requests over a rate limit", holds=not refused)


def _was_of(process: Process, asked: Interaction) -> bool:
    guild = asked.channel.guild
    return guild is not None and shard_of(guild.id, SHARDS) in process.shards.ids


def _lost_and_doubled(harness: DeliveryHarness) -> tuple[int, int]:
    """How many messages are missing and how many are doubled, channel by channel."""
    wanted: Counter[int] = Counter()
    for one in harness.subscriptions:
        wanted[one.channel_id] += sum(found.pages for found in harness.ledger.last(one.id))
    there = Counter(one.channel.id for one in harness.discord.posts() if one.interaction_id is None)
    return (wanted - there).total(), (there - wanted).total()


def busy(crowd: Crowd) -> list[Guild]:
    """The same number of servers from every shard."""
    found: dict[int, list[int]] = {}
    for number in range(crowd.count):
        mine = found.setdefault(shard_of(crowd.id(number), SHARDS), [])
        if len(mine) < BUSY_SERVERS:
            mine.append(number)
        if len(found) == SHARDS and all(len(one) == BUSY_SERVERS for one in found.values()):
            break
    return [crowd.guild(number) for numbers in found.values() for number in numbers]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guilds", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=4, choices=(2, 4, 8))
    parser.add_argument("--posts", type=int, default=640)
    parser.add_argument("--rate", type=float, default=20.0, help="interactions a second")
    given = parser.parse_args()
    report = Report(Console(width=110))
    with tempfile.TemporaryDirectory() as name, postgres_server() as server:
        asyncio.run(Bench(report, given).run(Path(name), server))
    sys.exit(1 if report.broken else 0)


if __name__ == "__main__":
    main()
