"""How the bot behaves when something around it fails: `make test-faults`.

Also `python -m benchmarks.faults [fault …] [--rate N] [--seconds N]`. Each fault gets its own bot,
over real sockets against the loopback Discord. Before, during and after the fault, the bot is asked
everything it answers, at a fixed rate; daily posts fall due during it. Each prints a row:

- how questions asked during the fault ended (see `benchmarks.asking`): right, refused (asked to try
  again), failed (the bot reports that something went wrong), silent (no answer within Discord's
  three seconds), wrong;
- milliseconds to the answer, p50 and p99, before, during and after;
- recovered: seconds from the fault's end to the last question without its right answer;
- daily posts: due, lost, doubled.

Exits with 1 if an answer was wrong, the process ended, it did not recover within RECOVERED seconds,
or a post was lost or doubled. Reports what a fault needs and this machine lacks.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.asking import Asked, Asking, Came, everything
from benchmarks.fault_kinds import (
    Fault,
    Machine,
    UnavailableError,
    clock_jump,
    flapping_gateway,
    full_disk,
    global_429,
    malformed_events,
    no_database,
    no_discord,
    nothing,
    postgres,
    shifted_clock,
    slow_database,
    small_disk,
)
from benchmarks.latency import SETTLING, percentile
from bot.daily.planner import LONGEST_SLEEP
from bot.discord.reconnecting import SOON
from tests.bot.processes import environment
from tests.loopback import Channel, LoopbackDiscord
from tests.loopback.limits import Limits

RATE = 200
SECONDS = 20.0
"""How long a fault lasts; half as long is measured before and after it."""
POSTS = 12
RECOVERED = SOON + 8.0
"""Seconds: the longest wait before retrying the gateway, and some for the answers."""
LEAD = 5.0
"""Seconds from the fault's beginning until posts are due."""
LAST_POST = 180.0
"""Seconds within which posts are made once all is well again."""


@dataclass(frozen=True)
class Case:
    """A fault and what the bot runs on."""

    name: str
    fault: Callable[[float], Fault]
    """Given the rate of questions."""
    on_postgres: bool = False
    on_small_disk: bool = False
    shifts_clock: bool = False
    least: float = 0.0
    """Seconds it must last at least: some checks that notice it are that rare."""


CASES = (
    Case("none", lambda _: nothing),
    Case("none-postgresql", lambda _: nothing, on_postgres=True),
    Case("slow-database", lambda _: slow_database, on_postgres=True),
    Case("no-database", lambda _: no_database, on_postgres=True),
    Case("full-disk", lambda _: full_disk, on_small_disk=True),
    Case("clock-jump", lambda _: clock_jump, shifts_clock=True, least=LONGEST_SLEEP + 15),
    Case("flapping-gateway", lambda _: flapping_gateway),
    Case("no-discord", lambda _: no_discord),
    Case("malformed-events", lambda rate: malformed_events(100 / rate)),
    Case("global-429", lambda _: global_429),
)


@dataclass(frozen=True)
class Result:
    """The outcome of a case."""

    before: Sequence[Asked]
    during: Sequence[Asked]
    after: Sequence[Asked]
    recovered: float
    """Seconds."""
    lost: int
    doubled: int
    ended: int | None
    """The exit code, if the process ended while it should have run."""

    @property
    def problems(self) -> list[str]:
        asked = [*self.before, *self.during, *self.after]
        wrong = [one for one in asked if one.came is Came.WRONG]
        found = [f"{one.label} got a wrong answer: {one.text[:200]!r}" for one in wrong[:3]]
        if self.ended is not None:
            found.append(f"the process ended with {self.ended}")
        if self.recovered > RECOVERED:
            found.append(f"{self.recovered:.0f} s after the end not all is well")
        if self.lost or self.doubled:
            found.append(f"{self.lost} posts lost, {self.doubled} doubled")
        return found


async def run(case: Case, rate: int, seconds: float, folder: Path) -> Result:
    """Raises UnavailableError if this machine lacks what the case needs."""
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(
            LoopbackDiscord(limits=Limits.none(), callback_deadline=3.0)
        )
        data = folder / "data"
        await asyncio.to_thread(data.mkdir)
        machine = Machine(discord, data)
        if case.on_postgres:
            made = await stack.enter_async_context(postgres())
            machine.server, machine.relay, machine.database = made
        if case.on_small_disk:
            stack.enter_context(small_disk(data))
        if case.shifts_clock:
            machine.environment = await asyncio.to_thread(shifted_clock, folder)
        bot = await stack.enter_async_context(_bot(machine, folder / "log"))
        asking = await everything(discord, channels=POSTS)
        ahead = timedelta(minutes=30) if case.shifts_clock else timedelta()
        moment = await _subscribe(asking, seconds, ahead)
        await asking.learn()
        return await _measured(case, machine, asking, moment, rate, seconds, bot)


async def _measured(
    case: Case,
    machine: Machine,
    asking: Asking,
    moment: datetime,
    rate: int,
    seconds: float,
    bot: asyncio.subprocess.Process,
) -> Result:
    until = (moment - datetime.now(UTC)).total_seconds() - LEAD
    await asyncio.sleep(max(0.0, until - seconds / 2))
    before = await asking.run(seconds / 2, rate)
    async with case.fault(rate)(machine):
        during = await asking.run(seconds, rate)
    over = machine.discord.now()
    after = await asking.run(seconds / 2, rate)
    recovered = 0.0
    while any(one.came is not Came.RIGHT for one in after[-rate:]) and recovered < RECOVERED:
        after = [*after, *await asking.run(2.0, rate)]
        recovered = machine.discord.now() - over
    bad = [one.at - over for one in [*during, *after] if one.came is not Came.RIGHT]
    lost, doubled = await _posted(asking)
    return Result(before, during, after, max(0.0, *bad, 0.0), lost, doubled, bot.returncode)


@asynccontextmanager
async def _bot(machine: Machine, log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    settings = {"BRIEFBOT_LOG_LEVEL": "WARNING", "BRIEFBOT_FEEDS_SERVERS": "all"}
    if machine.database:
        settings["BRIEFBOT_DATABASE_URL"] = machine.database
    with log.open("wb") as file:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "ignore", "-m", "bot", "run"),
            cwd=log.parent,
            env=environment(machine.discord, machine.folder, **settings) | machine.environment,
            stderr=file,
        )
        try:
            await machine.discord.connected(within=120)
            await asyncio.sleep(SETTLING)
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
                try:
                    await asyncio.wait_for(process.wait(), 60)
                except TimeoutError:
                    process.kill()
                    await process.wait()


async def _subscribe(asking: Asking, seconds: float, ahead: timedelta) -> datetime:
    """Subscribe each channel to a post at one moment; return it, less `ahead`."""
    first = datetime.now(UTC) + timedelta(seconds=seconds / 2 + LEAD + 20)
    moment = (first + timedelta(minutes=1)).replace(second=0, microsecond=0)
    for channel in _channels(asking):
        options = {"channel": channel, "time": f"{moment + ahead:%H:%M}", "timezone": "UTC"}
        asked = await asking.discord.slash(
            "daily add", options=options, user=asking.users[0], channel=channel
        )
        said = (await asked.message(within=30)).text
        if "added" not in said:
            raise AssertionError(said)
    return moment


def _channels(asking: Asking) -> list[Channel]:
    channels = asking.discord.world.channels.values()
    return [channel for channel in channels if channel.name.startswith("news-")]


async def _posted(asking: Asking) -> tuple[int, int]:
    """How many channels ended up without a post, and how many with two."""
    discord, channels = asking.discord, _channels(asking)

    def posts(channel: Channel) -> list[str]:
        return [m.text for m in discord.messages(channel) if m.author is discord.world.bot]

    try:
        await discord.until(lambda: all(posts(one) for one in channels), LAST_POST)
        await asyncio.sleep(2 * SETTLING)  # another may still come
    except TimeoutError:
        pass  # they count as lost
    doubled = sum(len(posts(one)) > len(set(posts(one))) for one in channels)
    return sum(not posts(one) for one in channels), doubled


def row(case: Case, result: Result, table: Table) -> None:
    came = Counter(one.came for one in result.during)
    times = []
    for asked in (result.before, result.during, result.after):
        found = [one.ms for one in asked if one.ms is not None]
        times += [f"{percentile(found, share):.0f}" if found else "–" for share in (0.5, 0.99)]
    table.add_row(
        case.name,
        f"{len(result.during):,}",
        *(f"{came[kind]:,}" for kind in (Came.RIGHT, Came.REFUSED, Came.FAILED, Came.SILENT)),
        f"{came[Came.WRONG]:,}",
        *(" / ".join(times[place : place + 2]) for place in (0, 2, 4)),
        f"{result.recovered:.1f}",
        f"{POSTS} / {result.lost} / {result.doubled}",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--rate", type=int, default=RATE, help="questions a second")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long a fault lasts")
    parser.add_argument("--logs", type=Path, help="a folder to keep the bots' logs in")
    given = parser.parse_args()
    known = {case.name: case for case in CASES}
    if unknown := set(given.cases) - set(known):
        parser.error(f"no case {', '.join(sorted(unknown))}: there are {', '.join(known)}")
    table = Table(
        *("fault", "asked", "right", "refused", "failed", "silent", "wrong"),
        *("before ms", "during ms", "after ms", "recovered s", "posts due / lost / doubled"),
        title=f"{given.rate} interactions a second; p50 / p99",
    )
    problems = []
    for name in given.cases or known:
        with tempfile.TemporaryDirectory(prefix="faults-") as folder:
            try:
                seconds = max(given.seconds, known[name].least)
                result = asyncio.run(run(known[name], given.rate, seconds, Path(folder)))
            except UnavailableError as error:
                sys.stdout.write(f"{name}: not tried: {error}\n")
                continue
            finally:
                if given.logs and Path(folder, "log").is_file():
                    given.logs.mkdir(exist_ok=True)
                    (given.logs / f"{name}.log").write_bytes(Path(folder, "log").read_bytes())
        row(known[name], result, table)
        found = [f"{name}: {problem}" for problem in result.problems]
        sys.stdout.write("".join(f"FAIL {problem}\n" for problem in found) or f"{name}: holds\n")
        sys.stdout.flush()
        problems += found
    Console(width=150).print(table)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
