"""Refreshing processes are killed at any moment: nothing is lost or doubled."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefings.library import Library
from briefings.library.database import create_engine
from briefings.sources.migrations import migrate
from briefings.sources.model import Fate
from briefings.sources.store import SourceStore
from tests.briefings.ingest.sites import Site
from tests.briefings.sources.conftest import a_source, database
from tests.briefings.sources.fetching.conftest import serving
from tests.waiting import until

__all__ = ["database"]

ROOT = Path(__file__).parents[3]
START = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
SOURCES, STORIES = 6, 8


@asynccontextmanager
async def worker(url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-W", "ignore", "-m", "tests.bot.work.refresh_worker", url, START.isoformat(), "1"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_refreshes_killed_at_any_moment_lose_and_double_nothing(
    database: str,
) -> None:
    url = database
    engine = create_engine(url)
    migrate(engine)
    store = SourceStore(engine)
    site = Site()
    site.publish(*(f"p{number}" for number in range(STORIES)), at=START - timedelta(hours=1))

    def stored() -> int:
        return sum(fates.get(Fate.STORED, 0) for fates in store.counts().values())

    async with serving(site.answer) as address:
        site.address = address
        for number in range(SOURCES):
            place = f"{address}/feed{number}"
            store.add(a_source(f"S{number}", address=place, next_due=START))
        for asked in (1, 3, 5):
            async with worker(url):
                await until(lambda asked=asked: len(site.asked) >= asked)
        async with worker(url):
            await until(lambda: all(one.last_success is not None for one in store.all()))
    with Library.open(url) as library, library.read() as reader:
        headlines = Counter(one.headline for one in reader.digest().articles)
        versions = [reader.versions_of(one.id) for one in reader.digest().articles]
    assert headlines == {f"Story of p{number}": 1 for number in range(STORIES)}
    assert not any(versions)
    assert stored() == STORIES
    assert sum(sum(fates.values()) for fates in store.counts().values()) == SOURCES * STORIES
    engine.dispose()
