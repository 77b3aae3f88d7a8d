"""A process that only refreshes sources, for tests to kill."""

import asyncio
import json
import resource
import signal
import sys
from datetime import datetime, timedelta

from bot.work.daily_briefings import queue_url
from bot.work.durable import Durable
from bot.work.live_sources import LiveSources
from briefings.library import Library
from briefings.sources.fetching import AllowList, Fetcher, Limits

MOST_HOSTS = 32


async def main(url: str, started: str, speed: float) -> None:
    """Refresh the due sources.

    Args:
        started: when the clock starts, in ISO 8601.
        speed: seconds on the clock per real second.
    """
    loop = asyncio.get_running_loop()
    start, began = datetime.fromisoformat(started), loop.time()

    def clock() -> datetime:
        return start + timedelta(seconds=(loop.time() - began) * speed)

    fetcher = Fetcher(
        agent="briefbot/9.9",
        allow=AllowList.parse("127.0.0.0/8"),
        limits=Limits(connections=MOST_HOSTS),
        now=clock,
    )
    end = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, end.set)
    with Library.open(url) as library:
        durable = Durable(queue_url(url), "alone")
        live = LiveSources(url, library, durable, fetcher, clock=clock, poll_seconds=0.1)
        await live.prepare()
        await durable.start()
        await live.start()
        sys.stdout.write("started\n")
        sys.stdout.flush()
        await end.wait()
        await live.stop()
        await durable.stop()
        await live.close()
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = {
        "memory_mb": own.ru_maxrss / 1024,
        "reading_mb": others.ru_maxrss / 1024,
        "cpu": own.ru_utime + own.ru_stime,
        "reading_cpu": others.ru_utime + others.ru_stime,
    }
    sys.stdout.write(json.dumps(report) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3])))
