"""Daily posts under load and with failures: `make test-delivery`.

Also `python -m benchmarks.delivery [case …]`. Runs bots as separate processes against a loopback
Discord over real sockets; all subscriptions are due at once. Cases:

- ``load``: 10,000 subscriptions due in the same minute; rate, lateness, memory;
- ``kill-sqlite``, ``kill-postgresql``: ``kill -9`` at 25 random moments, each with a restart;
- ``two``: two processes on one PostgreSQL, one of them killed;
- ``faults``: seven faults at 5 % each, three gateway reconnects, the database locked for 10 s;
- ``jitter``: each request takes up to 50 ms to arrive, and every other second the network holds
  everything back for 300 ms, then lets it through at once.

Exits with 1 if a post was lost or doubled or a limit was exceeded. The limit on requests is
Discord's 50 a second, on arrival, in every window of one second. `--scale 0.1` makes every case a
tenth as large.
"""

import argparse
import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.bot.work.harness import DeliveryHarness
from tests.loopback import LoopbackDiscord
from tests.loopback.relay import Relay
from tests.loopback.server import API
from tests.postgres import new_database, postgres_server

RATE = 50
SUBSCRIPTIONS = 10_000
KILLS = 25
SORTS = ("429", "500", "502", "503", "drop before", "drop after", "500 after")


class Report:
    """Prints what was measured, and collects failures."""

    def __init__(self) -> None:
        self.broken: list[str] = []

    def say(self, text: str) -> None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()

    def check(self, what: str, *, holds: bool) -> None:
        self.say(f"  {'ok  ' if holds else 'FAIL'} {what}")
        if not holds:
            self.broken.append(what)

    def once(self, harness: DeliveryHarness) -> None:
        lost, doubled = harness.lost_and_doubled()
        self.check(
            f"{len(harness.subscriptions):,} due: {lost} lost, {doubled} doubled",
            holds=(lost, doubled) == (0, 0),
        )

    def limit(self, harness: DeliveryHarness) -> None:
        """No window of a second had too many requests: Discord's may begin anywhere."""
        requests = harness.discord.requests
        busiest = requests.busiest()
        self.check(f"at most {busiest} requests within any second", holds=busiest <= RATE)
        refused = [r for r in requests if r.status == 429 and r.fault is None]
        self.check(f"{len(refused)} requests refused by the limit", holds=not refused)


@asynccontextmanager
async def a_harness(url: str, seed: int = 0) -> AsyncIterator[DeliveryHarness]:
    async with LoopbackDiscord(seed=seed) as discord:
        harness = DeliveryHarness(discord, url)
        try:
            yield harness
        finally:
            harness.engine.dispose()


def starts(harness: DeliveryHarness) -> list[float]:
    """When each post arrived, in seconds on the loop's clock."""
    return [r.at for r in harness.discord.requests.matching("POST /channels/*/messages")]


def lateness(harness: DeliveryHarness) -> list[float]:
    """Seconds from the first post to each: all were due together."""
    found = sorted(starts(harness))
    return [at - found[0] for at in found]


async def load(report: Report, scale: float, folder: Path) -> None:
    count = int(SUBSCRIPTIONS * scale)
    report.say(f"load: {count:,} subscriptions due in the same minute, SQLite")
    async with a_harness(f"sqlite:///{folder / 'load.sqlite3'}") as harness:
        harness.subscribe(count)
        begun = time.monotonic()
        async with harness.worker("--rate", str(RATE)) as worker:
            await harness.posted(1, within=60)
            started = time.monotonic()
            await harness.all_posted(within=60 + count / RATE * 3)
            seconds = time.monotonic() - started
            await harness.all_closed(within=60)
            used = await harness.end(worker)
        late = lateness(harness)
        report.say(f"  first post {started - begun:.1f} s after the start of the process")
        report.once(harness)
        rate = count / seconds
        report.check(
            f"{rate:.1f} posts a second of {RATE}: {rate / RATE:.0%}", holds=rate >= 0.95 * RATE
        )
        report.limit(harness)
        report.check(f"{used['memory_mb']:.0f} MB of memory", holds=used["memory_mb"] <= 300)
        report.say(
            f"  lateness after the first post: median {statistics.median(late):.0f} s, "
            f"p99 {late[int(len(late) * 0.99) - 1]:.0f} s; "
            f"{1000 * used['cpu'] / count:.1f} ms of CPU a post"
        )


async def kill(report: Report, scale: float, url: str, name: str) -> None:
    kills, count = max(2, int(KILLS * scale)), max(20, int(1_500 * scale))
    report.say(f"kill: {count:,} subscriptions on {name}, kill -9 at {kills} random moments")
    chance = random.Random(7)  # noqa: S311  # reproducible moments, no secrets
    async with a_harness(url) as harness:
        harness.subscribe(count)
        for number in range(kills):
            async with harness.worker("--rate", str(RATE)):
                share = count * (number + 1) // (kills + 1)
                await harness.posted(max(1, share), within=120)
                await asyncio.sleep(chance.random())
        async with harness.worker("--rate", str(RATE)) as last:
            await harness.all_posted(within=120)
            await harness.all_closed(within=60)
            await harness.end(last)
        report.once(harness)
        report.limit(harness)


async def two(report: Report, scale: float, server: str) -> None:
    count = max(40, int(2_000 * scale))
    report.say(f"two: {count:,} subscriptions, two processes on one PostgreSQL, one killed")
    async with a_harness(new_database(server)) as harness:
        harness.subscribe(count)
        async with (
            harness.worker("--rate", str(RATE)) as one,
            harness.worker("--rate", str(RATE)) as other,
        ):
            await harness.posted(count // 2, within=60 + count / RATE * 3)
            one.kill()
            await harness.all_posted(within=60 + count / RATE * 3)
            await harness.all_closed(within=60)
            await harness.end(other)
        report.once(harness)
        report.limit(harness)


async def faults(report: Report, scale: float, folder: Path) -> None:
    count = max(40, int(1_000 * scale))
    report.say(f"faults: {count:,} subscriptions, 5 % each of {', '.join(SORTS)}; reconnects; lock")
    path = folder / "faults.sqlite3"
    async with a_harness(f"sqlite:///{path}", seed=3) as harness:
        harness.subscribe(count)
        harness.discord.faults.at_random(dict.fromkeys(SORTS, 0.05))
        async with harness.worker("--rate", str(RATE)) as worker:
            for part in (1, 2, 3):
                await harness.posted(count * part // 5, within=120)
                await harness.discord.gateway.reconnect()
            await asyncio.to_thread(_lock, path, 10.0)
            await harness.all_posted(within=300)
            harness.discord.faults.clear()
            await harness.all_closed(within=300)
            await harness.end(worker)
        report.once(harness)
        happened = harness.discord.faults.happened
        report.say(
            f"  {happened.total():,} faults: "
            + ", ".join(f"{fault} {times}" for fault, times in happened.items())
        )
        report.limit(harness)


async def jitter(report: Report, scale: float, folder: Path) -> None:
    count = max(40, int(1_500 * scale))
    report.say(f"jitter: {count:,} subscriptions over a network that is uneven and gets stuck")
    async with a_harness(f"sqlite:///{folder / 'jitter.sqlite3'}") as harness:
        async with Relay(harness.discord.port) as relay:
            relay.delay = (0.0, 0.05)
            relay.hold_up(every=2.0, seconds=0.3)
            harness.base_url = f"http://127.0.0.1:{relay.port}{API}"
            harness.subscribe(count)
            async with harness.worker("--rate", str(RATE)) as worker:
                await harness.posted(1, within=60)
                started = time.monotonic()
                await harness.all_posted(within=60 + count / RATE * 3)
                seconds = time.monotonic() - started
                await harness.all_closed(within=60)
                await harness.end(worker)
        report.once(harness)
        report.limit(harness)
        report.say(f"  {count / seconds:.1f} posts a second")


def _lock(path: Path, seconds: float) -> None:
    with sqlite3.connect(path, isolation_level=None, timeout=60) as connection:
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        connection.execute("COMMIT")
    connection.close()


Case = Callable[[], Coroutine[Any, Any, None]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--scale", type=float, default=1.0)
    given = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as name, postgres_server() as server:
        folder = Path(name)
        cases: dict[str, Case] = {
            "load": lambda: load(report, given.scale, folder),
            "kill-sqlite": lambda: kill(
                report, given.scale, f"sqlite:///{folder / 'kill.sqlite3'}", "SQLite"
            ),
            "kill-postgresql": lambda: kill(
                report, given.scale, new_database(server), "PostgreSQL"
            ),
            "two": lambda: two(report, given.scale, server),
            "faults": lambda: faults(report, given.scale, folder),
            "jitter": lambda: jitter(report, given.scale, folder),
        }
        if unknown := set(given.cases) - set(cases):
            parser.error(f"no case {', '.join(sorted(unknown))}: there are {', '.join(cases)}")
        for case in given.cases or cases:
            asyncio.run(cases[case]())
    sys.exit(1 if report.broken else 0)


if __name__ == "__main__":
    main()
