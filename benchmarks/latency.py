"""How fast the bot answers, over real sockets on loopback, with the bundled digest.

Starts the bot as a process against the small Discord of `tests.loopback`. Prints, per command, the
time from sending INTERACTION_CREATE to receiving the callback; the same right after connecting,
while delivery starts; the time from start to ready; and peak memory, also of the start that creates
the database. Figures of starts are medians of five.

    python -m benchmarks.latency [--rounds N]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bot import processes
from tests.loopback import LoopbackDiscord
from tests.loopback.limits import Limits

COMMANDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("brief", {"topic": "summit"}),
    ("quote", {"person": "whitcoff"}),
    ("positions", {"topic": "territory"}),
    ("timeline", {"topic": "summit"}),
    ("sources", {"topic": "summit"}),
    ("differences", {"topic": "summit"}),
    ("who", {"person": "zelenskiy"}),
    ("search", {"text": "security guarantees"}),
    ("help", {}),
    ("privacy", {}),
)
TYPED = (("brief", "topic", "su"), ("quote", "person", "zel"), ("positions", "first", "ru"))
CHECKED = "Witkoff said “This is the first time Russia has agreed to this.” and “something else”."
WARM_UP = 3
STARTS = 5
SETTLING = 3.0
"""Seconds after connecting in which the delivery of daily posts starts."""


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


async def measure(rounds: int, console: Console) -> None:
    table = Table("what", "n", "p50 ms", "p99 ms", "asked", title="INTERACTION_CREATE to callback")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # pip compiles what it installs; a checkout is compiled at its first start.
        settings = {
            "BRIEFBOT_LOG_LEVEL": "ERROR",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        }
        await start(folder / "compiling", settings, rounds=1)
        very_first = await start(folder / "data", settings, rounds=1)
        starts = [await start(folder / "data", settings, rounds) for _ in range(STARTS)]
        at_once = [one.at_once for one in starts]
        for share, p in ((0.5, "p50"), (0.99, "p99")):
            values = [percentile(times[1:], share) for times in at_once]
            console.print(f"/brief from the connection on, {p}: {statistics.median(values):.1f} ms")
        firsts = [times[0] for times in at_once]
        async with (
            LoopbackDiscord(limits=Limits.none()) as discord,
            running(discord, folder / "data", settings) as bot,
        ):
            await asyncio.sleep(SETTLING)
            await settled(discord, rounds, table)
            memory = peak_memory(bot.pid)
    console.print(table)
    console.print(f"the first /brief after the start: {statistics.median(firsts):.0f} ms")
    ready = statistics.median(one.ready for one in starts)
    console.print(f"start to ready: {ready:.2f} s (asked ≤ 1.5 s)")
    console.print(f"peak memory: {memory:.0f} MB (asked ≤ 150 MB)")
    console.print(f"peak memory of the very first start: {very_first.memory:.0f} MB")


@dataclass(frozen=True)
class Start:
    """Measurements of one start of the process."""

    ready: float
    """Seconds until a shard is first ready."""
    at_once: list[float]
    """Milliseconds of /brief, asked repeatedly from the connection on."""
    memory: float
    """Peak memory in MB, with everything started and after one command of each kind."""


async def start(data: Path, settings: dict[str, str], rounds: int) -> Start:
    async with LoopbackDiscord(limits=Limits.none()) as discord:
        began = time.perf_counter()
        async with running(discord, data, settings) as bot:
            ready = time.perf_counter() - began
            times = []
            for _ in range(rounds):
                asked = await discord.slash("brief", topic="summit")
                await asked.response()
                times.append(asked.latency * 1000)
            await asyncio.sleep(SETTLING)
            for name, options in COMMANDS:
                await (await discord.slash(name, options=options)).response()
            return Start(ready, times, peak_memory(bot.pid))


@asynccontextmanager
async def running(
    discord: LoopbackDiscord, data: Path, settings: dict[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    await asyncio.to_thread(data.mkdir, exist_ok=True)
    discord.guild()
    async with processes.running(discord, data, **settings) as bot:
        yield bot


async def settled(discord: LoopbackDiscord, rounds: int, table: Table) -> None:
    """Ask each command and autocomplete `rounds` times."""
    (guild,) = discord.world.guilds.values()
    reader, channel = discord.member(guild, "Reader"), guild["general"]
    for name, options in COMMANDS:
        times = []
        for _ in range(rounds + WARM_UP):
            asked = await discord.slash(name, options=options)
            await asked.response()
            times.append(asked.latency * 1000)
        row(table, f"/{name}", times[WARM_UP:], "≤ 5 / ≤ 25")
    for name, option, text in TYPED:
        times = []
        options = {"topic": "territory"} if option == "first" else {}
        for _ in range(rounds + WARM_UP):
            asked = await discord.autocomplete(name, option, text, options=options)
            await asked.response()
            times.append(asked.latency * 1000)
        row(table, f"/{name} {option}: autocomplete", times[WARM_UP:], "– / ≤ 5")
    message = discord.write(channel, CHECKED, user=reader)
    times = []
    for _ in range(rounds + WARM_UP):
        asked = await discord.message_command("Check quotes", message, user=reader)
        await asked.response()
        times.append(asked.latency * 1000)
    row(table, "Check quotes", times[WARM_UP:], "≤ 5 / ≤ 25")


def row(table: Table, what: str, times: list[float], asked: str) -> None:
    p50, p99 = statistics.median(times), percentile(times, 0.99)
    table.add_row(what, str(len(times)), f"{p50:.1f}", f"{p99:.1f}", asked)


def peak_memory(pid: int) -> float:
    """Peak resident memory of a running process, in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200, help="interactions of each kind")
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.rounds, Console(width=90)))


if __name__ == "__main__":
    main()
