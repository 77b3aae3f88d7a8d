"""Refreshes as durable work, over real sockets, on both databases."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.work.daily_briefings import queue_url
from bot.work.durable import Durable
from bot.work.live_sources import LiveSources
from bot.work.refreshes import STUCK, SharedTurns, workflow_id
from briefings.library import Library
from briefings.sources.fetching import Fetched
from briefings.sources.model import Source, State
from tests.briefings.ingest.sites import Site
from tests.briefings.sources.conftest import a_source
from tests.briefings.sources.fetching.conftest import fetcher, serving
from tests.postgres import new_database
from tests.waiting import LAST_RESORT, until

NOW = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Bot:
    """The parts of the bot that refreshing needs."""

    live: LiveSources
    durable: Durable
    library: Library
    clock: list[datetime] = field(default_factory=lambda: [NOW])

    def add(self, name: str, address: str, **changes: Any) -> Source:
        source = a_source(name, address=address, next_due=self.clock[0], **changes)
        self.live.store.add(source)
        return source

    def source(self, name: str) -> Source:
        found = self.live.store.find(name)
        assert found is not None
        return found

    def headlines(self) -> set[str]:
        with self.library.read() as reader:
            return {article.headline for article in reader.digest().articles}


@asynccontextmanager
async def running(url: str, *configured: Source, executor: str = "one") -> AsyncIterator[Bot]:
    clock = [NOW]
    with Library.open(url) as library:
        durable = Durable(queue_url(url), executor)
        live = LiveSources(
            url,
            library,
            durable,
            fetcher(now=lambda: clock[0]),
            configured=configured,
            clock=lambda: clock[0],
            poll_seconds=0.05,
        )
        await live.prepare()
        await durable.start()
        try:
            yield Bot(live, durable, library, clock)
        finally:
            await live.stop()
            await durable.stop()
            await live.close()


@pytest.fixture
def tmp_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'bot.sqlite3'}"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serving(site.answer) as address:
        site.address = address
        yield site


async def test_a_due_source_is_refreshed_once_each_time(url: str, site: Site) -> None:
    site.publish("a", "b")
    async with running(url) as bot:
        bot.add("Quay", f"{site.address}/feed")
        await bot.live.start()
        await until(lambda: bot.source("Quay").last_success is not None)
        assert bot.headlines() == {"Story of a", "Story of b"}
        assert await bot.live.planner.plan() == 0
        site.publish("c", at=NOW)
        due = bot.source("Quay").next_due
        assert due is not None
        bot.clock[0] = due
        bot.live.planner.changed()
        await until(lambda: bot.source("Quay").last_success == due)
        assert bot.headlines() == {"Story of a", "Story of b", "Story of c"}
    assert [path for path, _ in site.asked] == ["/feed", "/feed"]


async def test_a_refresh_that_is_no_longer_due_does_nothing(tmp_url: str, site: Site) -> None:
    async with running(tmp_url) as bot:
        source = bot.add("Quay", f"{site.address}/feed")
        refresh = bot.live.workflows.refresh
        assert await refresh(source.id, NOW - HOUR) == "outdated"
        assert await refresh("nobody", NOW) == "outdated"
        bot.live.store.pause(source.id)
        assert bot.source("Quay").state is State.PAUSED
        assert await refresh(source.id, NOW) == "outdated"
        assert site.asked == []
        bot.live.store.resume(source.id, NOW)
        assert await refresh(source.id, NOW) == "refreshed"
        gone = bot.add("Gone", f"{site.address}/none")
        assert await refresh(gone.id, NOW) == "failed"


async def test_an_unforeseen_error_is_reported_and_retried_later(
    tmp_url: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_url) as bot:

        async def break_down(_: Source) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(bot.live.refresher, "refresh", break_down)
        bot.add("Quay", f"{site.address}/feed")
        await bot.live.planner.plan()
        await until(lambda: bot.source("Quay").failures > 0)
        source = bot.source("Quay")
        assert str(source.why) == (
            "something unforeseen went wrong (ZeroDivisionError): the log says more"
        )
        assert source.next_due is not None
        assert source.next_due > NOW


async def test_a_refresh_lost_from_the_queue_is_queued_again(tmp_url: str, site: Site) -> None:
    site.publish("a")
    async with running(tmp_url) as bot:
        source = bot.add("Quay", f"{site.address}/feed")
        bot.live.store.note_queued([source])
        assert await bot.live.planner.plan() == 0
        assert await bot.live.planner.reconcile() == 0
        bot.clock[0] = NOW + STUCK
        assert await bot.live.workflows.is_alive(source) is None
        assert await bot.live.planner.reconcile() == 1
        assert await bot.live.planner.plan() == 1
        await until(lambda: bot.source("Quay").last_success is not None)
        await bot.live.workflows.enqueue([replace(source, next_due=None)])
        assert workflow_id(replace(source, next_due=None)) == f"refresh {source.id} "


async def test_another_process_refreshes_what_a_dead_one_had_begun(
    postgres: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = new_database(postgres)
    site.publish("a")
    begun = asyncio.Event()
    async with running(database, executor="dead") as bot:

        async def hang(_: Source) -> None:
            begun.set()
            await asyncio.Event().wait()

        monkeypatch.setattr(bot.live.refresher, "refresh", hang)
        bot.add("Quay", f"{site.address}/feed")
        await bot.live.planner.plan()
        await asyncio.wait_for(begun.wait(), LAST_RESORT)
    async with running(database, executor="living") as bot:
        assert await bot.live.planner.plan() == 0
        await bot.durable.recover(["nobody", "dead"])
        await until(lambda: bot.source("Quay").last_success is not None)
        assert bot.headlines() == {"Story of a"}


async def test_the_sources_of_the_configuration_are_followed(tmp_url: str, site: Site) -> None:
    site.publish("a")
    named = a_source("Named", address=f"{site.address}/feed", next_due=NOW, from_file=True)
    other = a_source("Other", address=f"{site.address}/feed/", next_due=NOW, from_file=True)
    async with running(tmp_url, named, other) as bot:
        assert [one.name for one in bot.live.store.all()] == ["Named"]
        await bot.live.start()
        await until(lambda: bot.source("Named").last_success is not None)


class Counting:
    """A fetcher that counts the requests each host gets at a time."""

    def __init__(self) -> None:
        self.now: dict[str, int] = {}
        self.most: dict[str, int] = {}

    async def fetch(self, address: str, **_: Any) -> Fetched:
        host = address.split("/")[2]
        self.now[host] = self.now.get(host, 0) + 1
        self.most[host] = max(self.most.get(host, 0), self.now[host])
        await asyncio.sleep(0.01)
        self.now[host] -= 1
        if address.endswith("bad"):
            raise OSError("away")
        return Fetched(address, 304, b"", None, None, None, None, False, 0, None, 0)


async def test_processes_on_one_database_fetch_from_a_host_in_turn(postgres: str) -> None:
    database, counting = new_database(postgres), Counting()
    processes = [SharedTurns(counting, database) for _ in range(2)]
    asked = [
        turns.fetch(f"https://{host}.example/{number}")
        for host in ("quay", "lark")
        for turns in processes
        for number in range(3)
    ]
    await asyncio.gather(*asked)
    assert counting.most == {"quay.example": 1, "lark.example": 1}
    broken = SharedTurns(counting, database.replace("/test_", "/missing_"))
    with pytest.raises(sa.exc.OperationalError):
        await broken.fetch("https://quay.example/1")
    broken.close()
    with pytest.raises(OSError, match="away"):
        await processes[0].fetch("https://quay.example/bad")
    found = await processes[1].fetch("https://quay.example/again")
    assert found.not_modified
    for turns in processes:
        turns.close()


async def test_cancelled_waiting_for_a_host_leaves_it_free(postgres: str) -> None:
    database, counting = new_database(postgres), Counting()
    first, second = (SharedTurns(counting, database) for _ in range(2))
    async with first._turn("quay.example"):
        waiting = asyncio.create_task(second.fetch("https://quay.example/1"))
        await until(second._engine.pool.checkedout)  # type: ignore[attr-defined]  # the pool of a real engine has it
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    async with asyncio.timeout(LAST_RESORT):
        assert (await first.fetch("https://quay.example/2")).not_modified
    await until(lambda: not second._engine.pool.checkedout())  # type: ignore[attr-defined]  # as above
    for turns in (first, second):
        turns.close()


def test_a_bot_without_sources_loads_nothing_that_reads_articles(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "import bot.discord.run\n"
        "from bot.settings import Settings\n"
        "from bot.sources import following\n"
        "from bot.work.durable import Durable\n"
        "from briefings.library import Library\n"
        "from datetime import UTC, datetime\n"
        f"database = 'sqlite:///{tmp_path}/briefbot.sqlite3'\n"
        "settings = Settings(_env_file=None, database_url=database)\n"
        "with Library.open(database) as library:\n"
        "    durable = Durable(database, 'one')\n"
        "    following(settings)(library, durable, lambda: datetime.now(UTC), set)\n"
        "others = {'briefings.analysis', 'briefings.ingest', 'briefings.stories', 'dbos', 'lxml'}\n"
        "print(others & sys.modules.keys())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["set()"]
