"""How fast the bot answers, over real sockets on loopback, with the bundled digest.

Starts the bot as a process against the small Discord of `tests.loopback` and prints, per command,
the time from INTERACTION_CREATE sent to callback received; start to ready; peak memory.

    python -m benchmarks.latency [--rounds N]
"""

import argparse
import asyncio
import statistics
import tempfile
import time
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
SETTLING = 3.0
"""Seconds after the connection in which the delivery of daily posts is launched beside."""


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


async def measure(rounds: int, console: Console) -> None:
    table = Table("what", "n", "p50 ms", "p99 ms", "asked", title="INTERACTION_CREATE to callback")
    with tempfile.TemporaryDirectory() as folder:
        starts = [await start_to_ready(Path(folder)) for _ in range(4)][1:]
        async with LoopbackDiscord(limits=Limits.none()) as discord:
            guild = discord.guild()
            reader, channel = discord.member(guild, "Reader"), guild["general"]
            async with processes.running(discord, Path(folder), BRIEFBOT_LOG_LEVEL="ERROR") as bot:
                first = await discord.slash("brief", topic="summit")
                await first.response()
                await asyncio.sleep(SETTLING)
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
                memory = peak_memory(bot.pid)
    console.print(table)
    console.print(f"the first /brief after the start: {first.latency * 1000:.0f} ms")
    console.print(f"start to ready: {statistics.median(starts):.2f} s (asked ≤ 1.5 s)")
    console.print(f"peak memory: {memory:.0f} MB (asked ≤ 150 MB)")


def row(table: Table, what: str, times: list[float], asked: str) -> None:
    p50, p99 = statistics.median(times), percentile(times, 0.99)
    table.add_row(what, str(len(times)), f"{p50:.1f}", f"{p99:.1f}", asked)


async def start_to_ready(folder: Path) -> float:
    """Seconds from starting the process to its first connection as a ready shard."""
    async with LoopbackDiscord(limits=Limits.none()) as discord:
        discord.guild()
        began = time.perf_counter()
        async with processes.running(discord, folder, BRIEFBOT_LOG_LEVEL="ERROR"):
            return time.perf_counter() - began


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
