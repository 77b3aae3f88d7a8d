"""The bot under load: `make bench-load`, or `python -m benchmarks.load [--seconds N]`.

Sends every command, button and autocomplete in turn, over real sockets from the loopback Discord,
at a fixed rate and without waiting for answers. For comparison, the same run measures a bare
discord.py bot that answers a constant.

Prints the time from sending INTERACTION_CREATE to receiving the callback, the CPU time of the bot's
process per interaction, and its longest block of the event loop (without time taken by other
processes). Runs alternate; the table has medians over the runs. The same few questions recur, as in
a busy channel, so most replies are cached. Anything but the right answer is a failure, including a
request to ask again later. The users are spread over several servers, as so many interactions a
second would be.

With `--flood RATE`, another user of the first server asks that often a second without waiting for
answers. Prints how long everybody else waits before, during and after it (at `--rate` questions a
second), and how much of the flood is refused.
"""

import argparse
import asyncio
import json
import signal
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.asking import Asked, Asking, Came, everything
from benchmarks.latency import SETTLING, percentile
from tests.bot.processes import ROOT, environment
from tests.loopback import LoopbackDiscord
from tests.loopback.limits import Limits

RATE = 200
"""Interactions a second."""
WARM_UP = 200
"""Interactions before measuring begins."""
SERVERS = 10


@dataclass
class Run:
    """The figures of one run of one bot."""

    asked: list[Asked] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def times(self) -> list[float]:
        """Milliseconds to each answer."""
        return [one.ms for one in self.asked if one.ms is not None]

    @property
    def failures(self) -> Counter[Came]:
        """Interactions without the right answer, by how they ended."""
        return Counter(one.came for one in self.asked if one.came is not Came.RIGHT)

    @property
    def longest_pause(self) -> float:
        """Longest block of the event loop by the bot itself, in milliseconds."""
        pauses = self.report["pauses"]
        return float(pauses[0]["cpu_ms"]) if pauses else 0.0

    @property
    def cpu(self) -> float:
        """Milliseconds per interaction."""
        return float(1000 * self.report["cpu"] / len(self.times))


@dataclass
class Flooded:
    """The figures of the flood and of the others."""

    others: dict[str, list[Asked]]
    """Before, during and after the flood."""
    flood: list[Asked]


@asynccontextmanager
async def started(
    which: str, folder: Path
) -> AsyncIterator[tuple[asyncio.subprocess.Process, list[Asking]]]:
    """A bot as a process, and servers that have learned its right answers."""
    async with LoopbackDiscord(limits=Limits.none(), callback_deadline=3.0) as discord:
        commands = await asyncio.to_thread(_commands_file, folder)
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "benchmarks.load_bot", which, str(commands)),
            cwd=folder,
            env=environment(
                discord, folder, BRIEFBOT_LOG_LEVEL="ERROR", BRIEFBOT_FEEDS_SERVERS="all"
            )
            | {"PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            await discord.connected(within=120)
            await asyncio.sleep(SETTLING)
            servers = [await everything(discord, seed=number) for number in range(SERVERS)]
            for asking in servers:
                await asking.learn()
            yield bot, servers
        finally:
            if bot.returncode is None:
                bot.kill()
                await bot.wait()


async def run(which: str, folder: Path, seconds: float, rate: int) -> Run:
    """Start a bot, load it, stop it."""
    async with started(which, folder) as (bot, servers):
        await _in_turn(servers, WARM_UP / rate, rate)
        bot.send_signal(signal.SIGUSR1)
        result = Run(await _in_turn(servers, seconds, rate))
        bot.send_signal(signal.SIGTERM)
        out, _ = await asyncio.wait_for(bot.communicate(), 30)
        result.report = json.loads(out.splitlines()[-1])
    return result


async def flooded(folder: Path, seconds: float, rate: int, flood: int) -> Flooded:
    """Load a bot, and have one user flood it in the middle."""
    async with started("real", folder) as (_, servers):
        first = servers[0]
        # Kept apart from the others, so that they share no limit with this user.
        flooding = Asking(first.discord, first.asks, first.users[-1:], first.right)
        for asking in servers:
            asking.users = asking.users[:-1]
        await _in_turn(servers, WARM_UP / rate, rate)
        before = await _in_turn(servers, seconds, rate)
        during, refused = await asyncio.gather(
            _in_turn(servers, seconds, rate), flooding.run(seconds, flood)
        )
        after = await _in_turn(servers, seconds, rate)
    return Flooded({"before": before, "during": during, "after": after}, refused)


async def _in_turn(servers: list[Asking], seconds: float, rate: int) -> list[Asked]:
    """Ask at `rate` a second in total, one server after the other."""

    async def one(asking: Asking, number: int) -> list[Asked]:
        await asyncio.sleep(number / rate)
        return await asking.run(seconds, rate // len(servers))

    found = await asyncio.gather(*(one(asking, number) for number, asking in enumerate(servers)))
    return [asked for each in found for asked in each]


def _commands_file(folder: Path) -> Path:
    """The bot's commands as registered with Discord, for the bare bot to register."""
    from bot.discord.client import Briefbot
    from bot.service import BriefingService
    from bot.work.feed_limits import Permit

    path = folder / "commands.json"
    if not path.exists():

        async def write() -> None:
            database = f"sqlite:///{folder / 'commands.sqlite3'}"
            async with BriefingService.open("sqlite://", ()) as service:
                bot = Briefbot(service, pictures=False, database=database, feeds=Permit(None))
                tree = bot.tree
                described = [command.to_dict(tree) for command in tree.get_commands()]
                path.write_text(json.dumps(described))

        asyncio.run(write())
    return path


def show(runs: dict[str, list[Run]], rate: int, seconds: float, console: Console) -> None:
    title = f"{rate} interactions a second for {seconds:.0f} s, medians of {len(runs['real'])}"
    table = Table(
        "", "p50 ms", "p99 ms", "max ms", "CPU ms", "longest pause ms", "failed", title=title
    )
    for which, name in (("real", "briefbot"), ("bare", "bare discord.py, a constant")):
        found = runs[which]
        columns = [
            statistics.median(percentile(run.times, 0.5) for run in found),
            statistics.median(percentile(run.times, 0.99) for run in found),
            statistics.median(max(run.times) for run in found),
            statistics.median(run.cpu for run in found),
            statistics.median(run.longest_pause for run in found),
        ]
        failed = sum((run.failures for run in found), Counter[Came]())
        said = ", ".join(f"{times} {came}" for came, times in failed.items()) or "0"
        table.add_row(name, *(f"{value:.1f}" for value in columns), said)
    console.print(table)
    real, bare = (statistics.median(run.cpu for run in runs[which]) for which in ("real", "bare"))
    console.print(f"CPU beside the bare bot's: {real / bare:.2f}")
    for run in runs["real"]:
        console.print(
            f"failed: {run.failures.total()}; p99 {percentile(run.times, 0.99):.1f} ms; "
            f"pauses: {run.report['pauses'][:3]}; "
            "collections (generation: times, longest ms): "
            f"{run.report['collections']}; {run.report['memory_mb']:.0f} MB"
        )


def show_flood(found: Flooded, rate: int, flood: int, seconds: float, console: Console) -> None:
    title = f"one user {flood} times a second, others {rate} times, {seconds:.0f} s each"
    table = Table("", "asked", "p50 ms", "p99 ms", "max ms", "came to", title=title)
    parts = {f"others, {when}": asked for when, asked in found.others.items()}
    for name, asked in (parts | {"the flood": found.flood}).items():
        times = [one.ms for one in asked if one.ms is not None]
        came = Counter(one.came for one in asked)
        table.add_row(
            name,
            str(len(asked)),
            *(f"{percentile(times, share):.1f}" for share in (0.5, 0.99, 1.0)),
            ", ".join(f"{number} {what}" for what, number in came.most_common()),
        )
    console.print(table)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--flood", type=int, help="interactions a second of one more user")
    given = parser.parse_args()
    if given.flood:
        with tempfile.TemporaryDirectory() as name:
            found = await flooded(Path(name), given.seconds, given.rate, given.flood)
        show_flood(found, given.rate, given.flood, given.seconds, Console(width=110))
        return
    runs: dict[str, list[Run]] = {"real": [], "bare": []}
    with tempfile.TemporaryDirectory() as name:
        for _ in range(given.runs):
            for which, found in runs.items():
                found.append(await run(which, Path(name), given.seconds, given.rate))
    show(runs, given.rate, given.seconds, Console(width=110))


if __name__ == "__main__":
    asyncio.run(main())
