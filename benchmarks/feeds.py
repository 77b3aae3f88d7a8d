"""Many feeds, refreshed each simulated hour, with kills on the way: `make bench-feeds`.

Also `python -m benchmarks.feeds [--feeds N] [--hours N] [--kills N] [--taken N] [--database
postgresql]`. Each feed has its own host (an address of 127.0.0.0/8) with 50 full-text entries; each
hour one of them is new (2 %). They report made-up events, most of them in some five feeds in the
same hour (`benchmarks.story_data`). The bot's refreshing runs in one process (and its children,
which read documents and store articles), the sites in another. Meanwhile the bot's process is
killed (``kill -9``) ``--kills`` times at random moments and restarted.

Filling the library with the first fifty articles of each takes longest. With ``--taken N`` only the
newest N entries of each document are taken; the documents stay as long and are read as a whole.

Exits with 1 if an article was lost or doubled, or a limit was missed: at least 300 feeds a minute
once the first fifty entries of each are stored, at most 5 % of requests without a conditional
header after the first of each feed, at most 300 MB.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import sqlalchemy as sa
from aiohttp import web

from benchmarks import story_data
from briefings.library import Library
from briefings.library.database import create_engine, reading
from briefings.reading import ReadArticle
from briefings.sources.migrations import migrate
from briefings.sources.model import Kind, Options, Source
from briefings.sources.store import SourceStore, new_id
from briefings.sources.tables import sources
from tests.postgres import new_database, postgres_server

START = datetime(2026, 3, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
ENTRIES = 50
AN_HOUR = 1_000
"""Reports between two entries of a feed: those of the other feeds in the same hour."""
FEEDS_A_MINUTE, UNCONDITIONAL, MEMORY_MB = 300, 0.05, 300


def headline_of(feed: int, number: int) -> str:
    """A headline that no other entry has."""
    return f"{_event_report(feed, number).headline} ({number} of Courier {feed})"


def _event_report(feed: int, number: int) -> ReadArticle:
    # Entries of one number appear in the same hour: many feeds report one event.
    return story_data.article(number * AN_HOUR + feed)


class Sites:
    """The servers: one handler for all hosts, each a feed."""

    def __init__(self, feeds: int) -> None:
        self.feeds = feeds
        self.hour = 0
        self.requests: Counter[str] = Counter()
        self._texts: dict[tuple[int, int], str] = {}

    async def answer(self, request: web.Request) -> web.Response:
        if request.path == "/hour":
            self.hour = int(request.query["is"])
            return web.json_response(self.requests)
        feed = int(request.path.rpartition("/")[2])
        etag = f'"{feed}-{self.hour}"'
        given = request.headers.get("If-None-Match")
        self.requests["conditional" if given else "unconditional"] += 1
        if given == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(
            body=self._feed(feed, f"http://{request.host}"),
            content_type="application/rss+xml",
            headers={"ETag": etag},
        )

    def _feed(self, feed: int, site: str) -> bytes:
        newest = ENTRIES + self.hour
        rows = "".join(self._item(feed, number, site) for number in range(newest, self.hour, -1))
        return (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<title>Courier {feed}</title><link>{site}</link>{rows}</channel></rss>"
        ).encode()

    def _item(self, feed: int, number: int, site: str) -> str:
        if (feed, number) not in self._texts:
            moment = format_datetime(START + (number - ENTRIES) * HOUR)
            text = _event_report(feed, number).text.split("\n\n")
            text.append(f"Courier {feed} has more on page {number}.")  # agency copy may be equal
            paragraphs = "".join(f"<p>{escape(one)}</p>" for one in text)
            self._texts[feed, number] = (
                f"<item><title>{escape(headline_of(feed, number))}</title>"
                f"<link>{site}/story/{feed}/{number}</link><pubDate>{moment}</pubDate>"
                f"<content:encoded>{escape(paragraphs)}</content:encoded>"
                "</item>"
            )
        return self._texts[feed, number]


def host(feed: int) -> str:
    return f"127.1.{feed // 250}.{1 + feed % 250}"


async def serve(feeds: int) -> None:
    """The sites' process: prints its port, and serves until it is stopped."""
    sites = Sites(feeds)
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", sites.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host(0), 0).start()
    port = runner.addresses[0][1]
    for feed in range(1, feeds):
        await web.TCPSite(runner, host(feed), port).start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


class Run:
    """The benchmark itself: sets the time, waits, kills and counts."""

    def __init__(self, url: str, feeds: int, port: int, taken: int) -> None:
        self.url = url
        self.feeds = feeds
        self.port = port
        self.taken = taken
        self.engine = create_engine(url)
        migrate(self.engine)
        self.store = SourceStore(self.engine)
        self.broken: list[str] = []
        self.reports: list[dict[str, float]] = []
        self.worker: asyncio.subprocess.Process | None = None
        for feed in range(feeds):
            self.store.add(self._source(feed))

    def _source(self, feed: int) -> Source:
        return Source(
            id=new_id(),
            name=f"Courier {feed}",
            kind=Kind.FEED,
            address=f"http://{host(feed)}:{self.port}/feed/{feed}",
            added_at=START,
            next_due=START,
            # Within the hour, even with its jitter of a tenth.
            options=Options(every=timedelta(minutes=54), most=self.taken),
        )

    async def start(self, hour: int) -> None:
        """Start the bot's process; its clock stays at an hour until it gets another."""
        self.worker = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-W", "ignore", "-m", "benchmarks.feeds", "--worker", self.url, str(hour)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        await self._pipes()[1].readline()

    def _pipes(self) -> tuple[asyncio.StreamWriter, asyncio.StreamReader]:
        if self.worker is None or self.worker.stdin is None or self.worker.stdout is None:
            raise RuntimeError("the bot's process was not started")
        return self.worker.stdin, self.worker.stdout

    async def kill(self, hour: int) -> None:
        if self.worker is not None:
            self.worker.kill()
            await self.worker.wait()
        await self.start(hour)

    async def hour(self, hour: int, kill_after: list[int]) -> float:
        """Begin an hour; return the seconds until all feeds are refreshed."""
        stdin, _ = self._pipes()
        await tell(self.port, hour)
        began = time.perf_counter()
        stdin.write(f"{hour}\n".encode())
        while (done := self.done(hour)) < self.feeds:
            if kill_after and done >= kill_after[0]:
                kill_after.pop(0)
                await self.kill(hour)
            await asyncio.sleep(0.05)
        return time.perf_counter() - began

    def done(self, hour: int) -> int:
        query = sa.select(sa.func.count()).where(sources.c.last_success == START + hour * HOUR)
        with reading(self.engine) as connection:
            return connection.scalar(query) or 0

    async def end(self) -> None:
        """Stop the bot's process cleanly, and print what it used."""
        stdin, stdout = self._pipes()
        stdin.close()
        report = json.loads(await stdout.readline())
        self.check(f"{report['memory_mb']:.0f} MB", holds=report["memory_mb"] <= MEMORY_MB)
        feeds = max(report["refreshed"], 1)
        say(
            f"  the larger of the processes beside it, which read and store: "
            f"{report['others_mb']:.0f} MB; processor time for the last {feeds} feeds: "
            f"{report['cpu']:.1f} s, of those beside it {report['others_cpu']:.1f} s"
        )

    def check(self, what: str, *, holds: bool) -> None:
        say(f"  {'ok  ' if holds else 'FAIL'} {what}")
        if not holds:
            self.broken.append(what)

    def count(self, hours: int) -> None:
        """Check that each article is stored once, in one version."""
        with Library.open(self.url) as library, library.read() as reader:
            found = Counter(one.headline for one in reader.digest().articles)
            engine = self.engine
            with reading(engine) as connection:
                query = sa.text("SELECT count(*) FROM library_versions")
                versions = connection.scalar(query)
        wanted = {
            headline_of(feed, number)
            for feed in range(self.feeds)
            for number in range(ENTRIES - self.taken + 1, ENTRIES + hours + 1)
        }
        lost = len(wanted - found.keys())
        twice = sum(found.values()) - len(found)
        self.check(
            f"{len(found):,} articles: {lost} lost, {twice} twice, {versions} versions too many",
            holds=not (lost or twice or versions),
        )


async def tell(port: int, hour: int) -> Counter[str]:
    """Set the sites' hour; return how many requests of each kind they have had."""
    import aiohttp

    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{host(0)}:{port}/hour?is={hour}") as answer,
    ):
        return Counter(await answer.json())


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@asynccontextmanager
async def sites(feeds: int) -> AsyncIterator[int]:
    """Run the sites in a separate process; yield their port."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "benchmarks.feeds", "--serve", str(feeds)),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        line = await process.stdout.readline() if process.stdout else b""
        yield int(line)
    finally:
        process.kill()
        await process.wait()


async def bench(url: str, feeds: int, hours: int, kills: int, taken: int) -> list[str]:
    """Measure; return the failures."""
    async with sites(feeds) as port:
        run = Run(url, feeds, port, taken)
        await run.start(0)
        seconds = await run.hour(0, [])
        say(f"first: {feeds:,} feeds, {feeds * taken:,} articles in {seconds:.0f} s")
        before = await tell(port, 0)
        moments = sorted(random.Random(7).choices(range(1, hours + 1), k=kills))  # noqa: S311  # the same each time
        calm, busy = 0.0, 0
        for hour in range(1, hours + 1):
            killed = moments.count(hour)
            after = [feeds * (number + 1) // (killed + 1) for number in range(killed)]
            took = await run.hour(hour, after)
            if not killed:
                calm, busy = calm + took, busy + feeds
            say(f"hour {hour}: {took:.1f} s{f', killed {killed} times' if killed else ''}")
        requests = await tell(port, hours) - before
        if busy:
            rate = busy / calm * 60
            what = f"{rate:,.0f} feeds a minute"
            run.check(what, holds=rate >= FEEDS_A_MINUTE)
        share = requests["unconditional"] / max(requests.total(), 1)
        what = f"{share:.1%} of {requests.total():,} requests without a conditional header"
        run.check(what, holds=share <= UNCONDITIONAL)
        await run.end()
        run.count(hours)
        run.engine.dispose()
        return run.broken


async def work(url: str, hour: int) -> None:
    """The bot's process: refreshes, with its clock at the hour read from standard input."""
    import resource

    from bot.operations import logs, memory
    from bot.work.daily_briefings import queue_url
    from bot.work.durable import Durable
    from bot.work.live_sources import LiveSources
    from briefings.sources.fetching import AllowList, Fetcher

    logs.configure("WARNING")
    memory.frugal()
    now = [START + hour * HOUR]
    first = now[0]
    stdin = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(stdin)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    fetcher = Fetcher(agent="briefbot/9.9", allow=AllowList.parse("127.0.0.0/8"))
    with Library.open(url) as library:
        durable = Durable(queue_url(url), "alone")
        live = LiveSources(url, library, durable, fetcher, clock=lambda: now[0])
        await live.prepare()
        await durable.start()
        await live.start()
        say("started")
        begun = resource.getrusage(resource.RUSAGE_SELF)
        while line := await stdin.readline():
            now[0] = START + int(line) * HOUR
            live.planner.changed()
        query = sa.select(sa.func.count()).where(sources.c.last_success >= first)
        with reading(live.engine) as connection:
            now_asked = connection.scalar(query) or 0
        refreshed = now_asked * (1 + round((now[0] - first) / HOUR))
        await live.stop()
        await durable.stop()
        await live.close()
    own = resource.getrusage(resource.RUSAGE_SELF)
    from briefings.reading import bounded

    bounded._readers.close()
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = {
        "memory_mb": own.ru_maxrss / 1024,
        "others_mb": others.ru_maxrss / 1024,
        "cpu": own.ru_utime + own.ru_stime - begun.ru_utime - begun.ru_stime,
        "refreshed": refreshed,
        "others_cpu": others.ru_utime + others.ru_stime,
    }
    say(json.dumps(report))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument(
        "--taken", type=int, choices=range(1, ENTRIES + 1), default=ENTRIES, metavar="N"
    )
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve(given.serve))
        return 0
    if given.worker:
        asyncio.run(work(given.worker[0], int(given.worker[1])))
        return 0
    if given.database == "postgresql":
        with postgres_server() as server:
            url = new_database(server)
            broken = asyncio.run(bench(url, given.feeds, given.hours, given.kills, given.taken))
    else:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'bot.sqlite3'}"
            broken = asyncio.run(bench(url, given.feeds, given.hours, given.kills, given.taken))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
