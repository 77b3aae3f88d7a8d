"""The costs of a growing library: ingest, one new article, start, memory, search.

    python -m benchmarks.scale [--sizes 1000 10000 100000] [--databases sqlite postgresql]
                               [--cache FOLDER] [--articles N]

Libraries of each size are filled once, by a loader that stores what reading would find without
reading, and kept in the cache. Measurements run on a copy: one process ingests articles from text
with the command line's pipeline, analysis included. The library's search is compared, over the same
texts and names, with bare FTS5, RapidFuzz's `process.extract`, and tantivy if it is installed.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import scale_others
from benchmarks.scale_data import News
from benchmarks.scale_fill import disk_bytes, postgres_library, postgres_server, sqlite_library
from briefings.ingest import Ingestor, analyse
from briefings.library import Library, Terms

SEARCHES = {
    "common word": "dam",
    "two common words": "budget court",
    "rare word": "Varnholm 437",
    "a name": "Albert Munnski",
    "beginning": "harb",
}
ROUNDS = 40
CACHE = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "briefbot-scale"

_PROCESS = """
import json, resource, sys, time
started = time.perf_counter()
from briefings.library import Library, Terms
with Library.open(sys.argv[1]) as library:
    with library.read() as reader:
        reader.actors(), reader.topics(), reader.actor_counts(), reader.topic_counts()
    opened = time.perf_counter() - started
    for text in json.loads(sys.argv[2]):
        with library.read() as reader:
            reader.search(Terms.of(text), 8)
            for actor in ("",):
                reader.evidence(None)
                reader.utterances(limit=4)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([opened, peak * 1024]))
"""


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def timed(action: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """The median and the 99th percentile of an action's time, in milliseconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        action()
        times.append(1_000 * (time.perf_counter() - started))
    return statistics.median(times), percentile(times, 0.99)


def measure(url: str, news: News, size: int, articles: int) -> dict[str, str]:
    """All figures of one library, as printed."""
    found = {"on disk": f"{disk_bytes(url) / 1e6:,.0f} MB"}
    fresh = [news.article(size + number).article for number in range(articles + 20)]
    started = time.perf_counter()
    for article in fresh[:200]:
        analyse(article)
    found["analysis alone"] = f"{200 / (time.perf_counter() - started):,.0f} articles/s"
    with Library.open(url) as library:
        ingestor = Ingestor(library)
        started, cpu = time.perf_counter(), time.process_time()
        stored = sum(1 for _ in ingestor.add(fresh[:articles]))
        wall, cpu = time.perf_counter() - started, time.process_time() - cpu
        found["ingest"] = f"{stored / wall:,.0f} articles/s"
        found["ingest, CPU time"] = f"{1_000 * cpu / stored:.1f} ms/article"
        one = iter(fresh[articles:])
        middle, worst = timed(lambda: list(ingestor.add([next(one)])), 20)
        found["one new article"] = f"{middle:.1f} / {worst:.1f} ms"
        for name, text in SEARCHES.items():
            terms = Terms.of(text)

            def search(terms: Terms = terms) -> object:
                with library.read() as reader:
                    return reader.search(terms, 8)

            middle, worst = timed(search)
            found[f"search: {name}"] = f"{middle:.1f} / {worst:.1f} ms"
    opened, peak = in_process(url)
    found["open, with all names"] = f"{opened:.2f} s"
    found["resident"] = f"{peak / 1e6:,.0f} MB"
    return found


def in_process(url: str) -> tuple[float, float]:
    """How long a new process takes to open a library, in s, and its memory in bytes."""
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", _PROCESS, url, json.dumps(list(SEARCHES.values()) * 20)],
        capture_output=True,
        text=True,
        check=True,
    )
    opened, peak = json.loads(done.stdout)
    return opened, peak


@contextmanager
def libraries(kind: str, cache: Path, news: News, size: int) -> Iterator[str]:
    if kind == "sqlite":
        with sqlite_library(cache, news, size) as url:
            yield url
    else:
        with postgres_server(cache) as server, postgres_library(server, news, size) as url:
            yield url


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--articles", type=int, default=500, help="how many are ingested")
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--without-others", action="store_true", help="no comparison")
    options = parser.parse_args()
    console, news = Console(), News()
    for kind in options.databases:
        table = Table("", title=f"{kind}: p50 / p99 where there are two")
        rows: dict[str, list[str]] = {}
        for size in options.sizes:
            table.add_column(f"{size:,}", justify="right")
            with libraries(kind, options.cache, news, size) as url:
                for name, figure in measure(url, news, size, options.articles).items():
                    rows.setdefault(name, []).append(figure)
        for name, figures in rows.items():
            table.add_row(name, *figures)
        console.print(table)
    if not options.without_others:
        with tempfile.TemporaryDirectory() as folder:
            console.print(scale_others.table(news, max(options.sizes), Path(folder), SEARCHES))


if __name__ == "__main__":
    main()
